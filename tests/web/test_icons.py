"""Icons are drawn into the page, one shape at a time."""

import pytest

from web.icons import icon
from web.labels import LOOKS


def test_every_state_has_its_icon() -> None:
    for look in LOOKS.values():
        assert "<path" in icon(look.icon)
        assert look.tone in {"open", "done", "quiet", "stopped"}


def test_an_icon_that_does_not_exist_is_a_fault() -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")
