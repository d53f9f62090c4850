"""Who hands spreadsheets in."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.people import Account
from models.words import Role
from tests.builders import an_account


@pytest.fixture
def coordinator(session: Session, sign_in: Callable[[Account], None]) -> Account:
    """Give a coordinator who is signed in."""
    account = an_account(session, Role.COORDINATOR)
    sign_in(account)
    return account
