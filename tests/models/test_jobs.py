"""A form is carried out once for each actor and key."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.jobs import SentForm
from models.queries.jobs import find_sent_form
from tests.builders import NOW


def a_form(actor: str = "account:1", key: str = "k") -> SentForm:
    return SentForm(actor=actor, key=key, digest="0" * 64, status=303, location="/", at=NOW)


def test_a_key_is_used_once_by_an_actor(session: Session) -> None:
    session.add(a_form())
    session.flush()
    session.add(a_form())
    with pytest.raises(IntegrityError):
        session.flush()


def test_another_actor_or_another_key_is_another_form(session: Session) -> None:
    session.add_all([a_form(), a_form(actor="account:2"), a_form(key="l")])
    session.flush()
    found = find_sent_form(session, "account:2", "k")
    assert found is not None
    assert found.actor == "account:2"
    assert find_sent_form(session, "account:2", "l") is None
