"""Organisation numbers: as people write them, and those that are a person's own."""

from stdnum.exceptions import ValidationError
from stdnum.se import orgnr

from models.errors import OrganisationNumberInvalid

# A legal person has at least 2 in the third place, where a personal number has its month, and a
# coordination number too. What is in doubt is masked.
FIRST_OF_LEGAL_PERSONS = "2"


def normal_organisation_number(number: str) -> str:
    """Give the ten digits of an organisation number as people write it.

    Raises
    ------
    OrganisationNumberInvalid
        If it is no such number. Twelve digits are taken when they begin with 16, 19 or 20.
    """
    digits = number.strip().replace(" ", "").replace("-", "").replace("+", "")
    if len(digits) == 12 and digits[:2] in {"16", "19", "20"}:
        digits = digits[2:]
    try:
        return str(orgnr.validate(digits))
    except ValidationError as error:
        raise OrganisationNumberInvalid from error


def is_personal_number(number: str) -> bool:
    """Whether ten digits are a sole trader's, that is a personal or a coordination number.

    Examples
    --------
    >>> is_personal_number("8112189876"), is_personal_number("2120002411")
    (True, False)
    """
    return number[2] < FIRST_OF_LEGAL_PERSONS
