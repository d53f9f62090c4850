"""A member of the steering group who is erased has decided all the same, without a name."""

from sqlalchemy.orm import Session

from models.words import MeetingState, Presence, Role
from tests.builders import NOW, a_member, an_account, an_item_of, decide_on
from tests.models.operations.test_erasing import erased, everything


def test_the_decision_stays_and_nobody_is_named(session: Session) -> None:
    account = an_account(session, Role.STEERING, email="adel@example.org", name="Ådel Kobbe")
    member = a_member(session, name="Ådel Kobbe", address="adel@example.org", account_id=account.id)
    decision = decide_on(session, an_item_of(session, MeetingState.HELD))
    erased(session, account)
    assert "Kobbe" not in everything(session)
    assert "adel@example.org" not in everything(session)
    session.refresh(member)
    assert not member.serves_on(NOW.date().replace(year=NOW.year + 9))
    assert [each.id for each in decision.members(Presence.TOOK_PART)] == [member.id]
