"""An employer with an account, signed in."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.employers import Employer
from models.people import Account
from models.words import Language, Role
from tests.builders import an_account, an_employer


@pytest.fixture
def account(session: Session) -> Account:
    """Give somebody who signed up as an employer, and reads English."""
    return an_account(
        session,
        Role.EMPLOYER,
        name="Åsa Öberg",
        email="asa@example.org",
        language=Language.ENGLISH,
    )


@pytest.fixture
def employer(session: Session, account: Account, sign_in: Callable[[Account], None]) -> Employer:
    """Give their employer, verified; they are signed in."""
    employer = an_employer(
        session, account=account, contact_name=account.name, contact_email=account.email
    )
    sign_in(account)
    return employer
