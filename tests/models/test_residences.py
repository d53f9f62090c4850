"""What became of somebody and the municipality is told exactly as the table says."""

from itertools import product

import pytest

from models.residences import ABROAD, residence_of
from models.words import Residence

HERE, THERE, OTHER = "2280", "2281", "2480"
PLACES = (HERE, THERE, OTHER, ABROAD, "")


@pytest.mark.parametrize(
    ("home", "studied_in", "lives_in", "works_in", "expected"),
    [
        (OTHER, THERE, HERE, HERE, Residence.MOVED_IN),
        (OTHER, HERE, HERE, "", Residence.MOVED_IN),
        (HERE, THERE, HERE, THERE, Residence.RETURNED),
        (HERE, ABROAD, HERE, ABROAD, Residence.RETURNED),
        (HERE, HERE, HERE, THERE, Residence.STAYED),
        (HERE, "", HERE, "", Residence.STAYED),
        ("", THERE, HERE, HERE, None),
        (HERE, THERE, THERE, HERE, Residence.COMMUTES),
        ("", "", ABROAD, HERE, Residence.COMMUTES),
        (HERE, HERE, OTHER, OTHER, Residence.LEFT),
        (OTHER, THERE, OTHER, "", Residence.LEFT),
        ("", "", ABROAD, ABROAD, Residence.LEFT),
    ],
)
def test_the_lines_of_the_table(
    home: str, studied_in: str, lives_in: str, works_in: str, expected: Residence | None
) -> None:
    assert residence_of(home, studied_in, lives_in, works_in, here=HERE) is expected


def test_every_combination_fits_one_line() -> None:
    for home, studied, lives, works in product(PLACES, PLACES, PLACES, PLACES):
        found = residence_of(home, studied, lives, works, here=HERE)
        lines = {
            Residence.MOVED_IN: lives == HERE and home not in {HERE, ""},
            Residence.RETURNED: lives == home == HERE and studied not in {HERE, ""},
            Residence.STAYED: lives == home == HERE and studied in {HERE, ""},
            Residence.COMMUTES: lives != HERE and works == HERE,
            Residence.LEFT: lives != HERE and works != HERE,
            None: lives == HERE and home == "",
        }
        assert [line for line, fits in lines.items() if fits] == [found]
