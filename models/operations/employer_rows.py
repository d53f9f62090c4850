"""Write what an employer says of itself into its row, and reckon anew by what it is found."""

from collections.abc import Mapping

from models.employers import Contact, Employer
from models.keys import digits_of, fold, sort_key


def change_columns(
    thing: Employer | Contact, editable: frozenset[str], changes: Mapping[str, str]
) -> list[str]:
    """Change some columns, and name those that were something else before.

    Raises
    ------
    TypeError
        If one of them is not for anybody to edit.
    """
    unknown = changes.keys() - editable
    if unknown:
        msg = f"cannot be edited: {', '.join(sorted(unknown))}"
        raise TypeError(msg)
    changed = sorted(
        name for name, value in changes.items() if getattr(thing, name) != value.strip()
    )
    for name in changed:
        setattr(thing, name, changes[name].strip())
    return changed


def renew_keys(employer: Employer) -> None:
    """Reckon anew by what words an employer is found, and where it stands in lists."""
    # A sole trader's number is a personal number: nobody finds a person by typing it.
    number = "" if employer.is_sole_trader else employer.organisation_number
    phones = " ".join(digits_of(contact.phone) for contact in employer.contacts)
    employer.search_key = fold(f"{number} {phones} {employer.name} {employer.unit}")
    employer.sort_key = sort_key(employer.shown_name)
