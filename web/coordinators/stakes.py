"""Whether whoever looks works for, or speaks for, the unit that a page is about (jäv)."""

from models.employers import Employer
from models.operations.guards import is_at_stake
from web.access import current_account


def has_stake(employer: Employer) -> bool:
    """Whether the one who is signed in may not decide for this employer."""
    account = current_account()
    if account is None:
        return False
    return is_at_stake(employer, account_id=account.id, works_for_id=account.works_for_id)
