"""Numbers are read as people write them, and what is no number is kept as it was typed."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import NumberRange, Optional

from web.number_fields import DecimalField, WholeNumberField


class Numbers(Form):
    """One field of each kind."""

    whole = WholeNumberField(validators=[Optional(), NumberRange(0, 1_000_000)])
    decimal = DecimalField(validators=[Optional(), NumberRange(0, 60)])


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("whole", "25 500", 25500),
        ("whole", "25\u00a0500", 25500),
        ("whole", " 7 ", 7),
        ("whole", "", None),
        ("decimal", "37,5", 37.5),
        ("decimal", "37.5", 37.5),
        ("decimal", "", None),
    ],
)
def test_numbers_as_people_write_them(name: str, typed: str, read: float | None) -> None:
    form = Numbers(MultiDict({name: typed}))
    assert form.validate()
    assert form[name].data == read


@pytest.mark.parametrize("name", ["whole", "decimal"])
@pytest.mark.parametrize("typed", ["nio", "-1", "9" * 400, "1e400", "nan", "inf", "7;8", "٣" * 30])
def test_what_is_no_number_is_refused_and_kept(name: str, typed: str) -> None:
    form = Numbers(MultiDict({name: typed}))
    assert not form.validate()
    assert f'value="{typed}"' in form[name]()


@pytest.mark.parametrize(("stored", "shown"), [(40.0, "40"), (37.5, "37.5"), (None, "")])
def test_a_stored_number_is_shown_without_idle_noughts(stored: float | None, shown: str) -> None:
    assert f'value="{shown}"' in Numbers(decimal=stored).decimal()
