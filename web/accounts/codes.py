"""One-time codes and recovery codes, checked and used up."""

from models.operations.accounts import actor_of
from models.operations.second_factors import use_counter, use_recovery_code
from models.people import Account
from web.accounts.security import codes
from web.accounts.signing_in import write_on
from web.clock import now
from web.session import session


def is_second_factor(account: Account, typed: str) -> bool:
    """Whether what was typed is a code that still is good; it is used up by this.

    The slow part, decrypting the shared secret, comes before the transaction begins to write.
    """
    step = codes().step_of(typed, account.tf_totp_secret or "") if account.tf_totp_secret else None
    write_on(account)
    if step is not None:
        return use_counter(session, account, step)
    return use_recovery_code(session, account, typed, by=actor_of(account), at=now())
