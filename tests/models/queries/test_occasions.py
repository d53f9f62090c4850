"""How many pupils events reached, for each event and for the activity that they belong to."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.activities import Activity
from models.operations.class_bookings import (
    cancel_booking,
    evaluate_booking,
    mark_absent,
    mark_attended,
)
from models.queries.occasions import (
    Turnout,
    count_booked,
    count_took_part,
    get_turnouts,
    sessions_to_mark,
)
from models.words import Stage
from tests.builders import NOW, a_coordinator
from tests.builders.schools import (
    STARTS,
    VISITOR,
    a_booking,
    an_asked_booking,
    an_occasion_session,
)

AFTER = STARTS + timedelta(hours=3)


@pytest.fixture
def activity(session: Session) -> Activity:
    activity = Activity(stage=Stage.ATTRACT, title="Vetenskapsdagen", created_at=NOW, moved_at=NOW)
    session.add(activity)
    session.flush()
    return activity


def test_seats_held_and_pupils_who_came_are_counted(session: Session, activity: Activity) -> None:
    place, by = an_occasion_session(session, capacity=100), a_coordinator(session)
    place.occasion.activity = activity
    there, away, gone = (a_booking(session, place, pupils=20) for _each in range(3))
    an_asked_booking(session, place)
    a_booking(session)
    cancel_booking(session, gone, by=VISITOR, at=NOW)
    assert (count_booked(session, activity.id), count_took_part(session, activity.id)) == (40, 0)
    assert place in session.scalars(sessions_to_mark(AFTER).query).all()
    mark_attended(session, there, 18, by=by, at=AFTER)
    mark_absent(session, away, by=by, at=AFTER)
    evaluate_booking(session, there, good=4, curious=5, words="", by=VISITOR, at=AFTER)
    assert (count_booked(session, activity.id), count_took_part(session, activity.id)) == (40, 18)
    turnout = get_turnouts(session, [place.occasion_id])[place.occasion_id]
    assert turnout == Turnout(2, 40, 18, 1, 4.0, 5.0)
    assert place not in session.scalars(sessions_to_mark(AFTER).query).all()


def test_of_nothing_nothing_is_counted(session: Session, activity: Activity) -> None:
    place = an_occasion_session(session)
    assert (count_booked(session, activity.id), count_took_part(session, activity.id)) == (0, 0)
    nobody = Turnout(0, 0, 0, 0, None, None)
    assert get_turnouts(session, [place.occasion_id]) == {place.occasion_id: nobody}
