"""Whether whoever looks is employed by the unit that a page is about (jäv)."""

from models.employers import Employer
from web.access import current_account


def has_stake(employer: Employer) -> bool:
    """Whether the one who is signed in may not decide for this employer."""
    account = current_account()
    return account is not None and account.works_for_id == employer.id
