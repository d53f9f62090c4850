"""However many decide an item at the same moment, it is decided once, and the others are told."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.activities import Activity
from models.actors import Actor
from models.database import writing
from models.decisions import Decision
from models.meetings import AgendaItem
from models.words import ActivityState, MeetingState, Role, Ruling
from tests.builders import a_steering_member, an_item_of, decide_on
from tests.models.operations.test_ideas_at_once import CLIENTS, how_many_can

RULINGS = (Ruling.APPROVED, Ruling.DECLINED, Ruling.DEFERRED)


@pytest.mark.parametrize("state", [MeetingState.HELD, MeetingState.MINUTED])
def test_an_item_is_decided_once(
    database_url: str, sessions: sessionmaker[Session], state: MeetingState
) -> None:
    with writing(sessions) as session:
        item = an_item_of(session, state)
        item_id, activity_id = item.id, item.activity_id
        ids = [a_steering_member(session).account_id or 0 for _each in range(CLIENTS)]

    def do(session: Session, account_id: int) -> object:
        by, ruling = Actor(Role.STEERING, account_id), RULINGS[account_id % len(RULINGS)]
        return decide_on(session, session.get_one(AgendaItem, item_id), ruling, by=by)

    assert how_many_can(database_url, ids, do) == 1
    with sessions() as session:
        [decision] = session.scalars(select(Decision)).all()
        activity = session.get_one(Activity, activity_id)
        assert activity.state is decision.state_after
        assert activity.state is not ActivityState.REVIEWED
