"""Where somebody is led after signing in: back to where they were going, or to their own page."""

from flask import current_app, url_for

from models.people import Account
from models.words import Role
from web.addresses import own_address

# The page of each role; somebody who holds several is led to the first.
HOMES: tuple[tuple[Role, str], ...] = (
    (Role.COORDINATOR, "coordinators.home"),
    (Role.ADMIN, "admin.home"),
    (Role.STEERING, "steering.home"),
    (Role.EMPLOYER, "employers.home"),
    (Role.STUDENT, "students.home"),
)
# Longer ones do not fit in the cookie that keeps them while a second factor is asked for.
LONGEST = 500


def home_of(account: Account) -> str:
    """Give the address of the page where an account begins."""
    for role, endpoint in HOMES:
        if role in account.role_names and endpoint in current_app.view_functions:
            return url_for(endpoint)
    return url_for("accounts.account_show")


def target_of(asked: str | None, account: Account) -> str:
    """Give the page that was asked for if it is one of ours, else the account's own."""
    if asked and len(asked) <= LONGEST and own_address(asked) == asked:
        return asked
    return home_of(account)
