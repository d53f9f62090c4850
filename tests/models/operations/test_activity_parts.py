"""What an activity carries: rounds, offers, employers and days, until it is called off."""

import pytest
from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.errors import Missing, NotAllowed, WrongState
from models.operations.activity_parts import (
    add_day,
    add_host,
    carry,
    let_go,
    remove_day,
    remove_host,
)
from models.queries.events import list_events_of
from models.words import ActivityState
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_round,
    a_steering_member,
    an_activity,
    an_employer,
    an_offer,
)

WORDS = {"on_day": SUMMER[0], "title": "Uppstart", "place": "Rådhuset"}


def verbs_of(session: Session, activity: Activity) -> list[str]:
    return [event.verb for event in list_events_of(session, "activity", activity.id)]


def test_a_round_and_an_offer_are_carried_by_one_activity_at_a_time(session: Session) -> None:
    one, other, by = an_activity(session), an_activity(session), a_coordinator(session)
    round_, offer = a_round(session), an_offer(session)
    carry(session, one, [round_, offer], by=by, at=NOW)
    carry(session, one, [round_], by=by, at=NOW)
    assert (round_.activity_id, offer.activity_id) == (one.id, one.id)
    assert verbs_of(session, one).count("carries") == 2
    carry(session, other, [offer], by=by, at=NOW)
    let_go(session, one, offer, by=by, at=NOW)
    assert offer.activity_id == other.id, "only the one that carries it lets it go"
    let_go(session, other, offer, by=by, at=NOW)
    let_go(session, other, offer, by=by, at=NOW)
    assert offer.activity_id is None
    assert verbs_of(session, other).count("lets go") == 1


def test_employers_and_days_come_and_go(session: Session) -> None:
    activity, by = an_activity(session), a_coordinator(session)
    employer = an_employer(session)
    add_host(session, activity, employer, by=by, at=NOW)
    add_host(session, activity, employer, by=by, at=NOW)
    assert [host.employer for host in activity.hosts] == [employer]
    day = add_day(session, activity, **WORDS, by=by, at=NOW)
    assert activity.days == [day]
    remove_host(session, activity, employer.id, by=by, at=NOW)
    remove_host(session, activity, employer.id, by=by, at=NOW)
    remove_day(session, activity, day.id, by=by, at=NOW)
    remove_day(session, activity, day.id, by=by, at=NOW)
    assert (activity.hosts, activity.days) == ([], [])
    assert verbs_of(session, activity).count("day removed") == 1


def test_a_day_has_a_name(session: Session) -> None:
    activity, by = an_activity(session), a_coordinator(session)
    with pytest.raises(Missing):
        add_day(session, activity, **{**WORDS, "title": " "}, by=by, at=NOW)


def test_only_the_working_group_and_not_of_what_was_called_off(session: Session) -> None:
    offer = an_offer(session)

    def change(activity: Activity, by: Actor) -> None:
        carry(session, activity, [offer], by=by, at=NOW)

    with pytest.raises(NotAllowed):
        change(an_activity(session), a_steering_member(session))
    for state in (ActivityState.CANCELLED, ActivityState.DECLINED):
        with pytest.raises(WrongState):
            change(an_activity(session, state), a_coordinator(session))
    assert offer.activity_id is None
