"""Icons, drawn into the page: one shape at a time out of Bootstrap's own file of them all.

The whole file is a megabyte, so no page asks for it; a shape is read once and kept.
"""

import re
from functools import cache
from pathlib import Path

import flask_bootstrap
from flask import Flask
from markupsafe import Markup

_SPRITE = Path(flask_bootstrap.__file__).parent / "static/bootstrap5/icons/bootstrap-icons.svg"
_SYMBOL = re.compile(r'<symbol[^>]*id="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


def init_app(app: Flask) -> None:
    """Give templates ``icon(name)``."""
    app.jinja_env.globals["icon"] = icon


@cache
def icon(name: str) -> Markup:
    """Draw an icon that says nothing to a screen reader: a word always stands beside it.

    Raises
    ------
    KeyError
        When Bootstrap has no icon of that name.
    """
    return Markup(  # noqa: S704 - the shapes come from a package, not from people
        '<svg class="kp-icon" aria-hidden="true" focusable="false" viewBox="0 0 16 16" width="16"'
        f' height="16" fill="currentColor">{_shapes()[name]}</svg>'
    )


@cache
def _shapes() -> dict[str, str]:
    return dict(_SYMBOL.findall(_SPRITE.read_text(encoding="utf-8")))
