"""Organisation numbers as people write them, and those that are a person's own."""

import pytest

from models.errors import OrganisationNumberInvalid
from models.organisation_numbers import is_personal_number, normal_organisation_number

MUNICIPALITY = "2120002411"
# Made up by the tax agency for tests; no such person exists.
SOLE_TRADER = "8112189876"
COORDINATION_NUMBER = "7010632391"


@pytest.mark.parametrize(
    "typed",
    ["212000-2411", "2120002411", " 212000 2411 ", "16212000-2411", "162120002411"],
)
def test_it_is_taken_as_people_write_it(typed: str) -> None:
    assert normal_organisation_number(typed) == MUNICIPALITY


@pytest.mark.parametrize("typed", ["19811218-9876", "811218+9876", "811218-9876"])
def test_a_sole_trader_has_a_personal_number(typed: str) -> None:
    number = normal_organisation_number(typed)
    assert number == SOLE_TRADER
    assert is_personal_number(number)


@pytest.mark.parametrize(
    "typed",
    ["", "212000-2412", "12345", "abcdefghij", "99212000-2411", "212000-24110", "2120002411 1"],
)
def test_what_is_none_is_refused(typed: str) -> None:
    with pytest.raises(OrganisationNumberInvalid):
        normal_organisation_number(typed)


def test_a_coordination_number_is_a_person_too() -> None:
    assert is_personal_number(COORDINATION_NUMBER)


def test_a_number_of_nobodys_birthday_is_masked_all_the_same() -> None:
    assert is_personal_number("8113409876")
    assert is_personal_number("8100609876")
