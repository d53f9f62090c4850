"""Who looks at an offer now: seen by others for two minutes, and in one place at a time."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed, NotOpenForMatching
from models.operations.viewers import look_at
from models.queries.viewers import list_viewers
from models.viewers import GONE_AFTER, Viewer
from models.words import Kind, Role
from tests.builders import NOW, a_coordinator, a_rolling_round, a_student, an_offer, as_student


def test_one_is_seen_by_others_until_silent_for_too_long(session: Session) -> None:
    round_, offer, by = a_rolling_round(session), an_offer(session), a_coordinator(session)
    look_at(session, round_, offer, by=by, at=NOW)
    place = (session, round_.id, offer)
    (seen,) = list_viewers(*place, but=0, at=NOW + GONE_AFTER - timedelta(seconds=1))
    assert seen.account_id == by.account_id
    assert list_viewers(*place, but=by.account_id or 0, at=NOW) == []
    assert list_viewers(*place, but=0, at=NOW + GONE_AFTER) == []


def test_nobody_looks_at_two_at_once_and_the_silent_are_removed(session: Session) -> None:
    round_, by = a_rolling_round(session), a_coordinator(session)
    first, second = an_offer(session), an_offer(session)
    for offer in (first, second, second):
        look_at(session, round_, offer, by=by, at=NOW)
    assert list_viewers(session, round_.id, first, but=0, at=NOW) == []
    assert len(list_viewers(session, round_.id, second, but=0, at=NOW)) == 1
    look_at(session, round_, first, by=a_coordinator(session), at=NOW + GONE_AFTER)
    assert session.query(Viewer).count() == 1


def test_only_coordinators_look_and_only_in_the_kind_s_rounds(session: Session) -> None:
    offer, round_ = an_offer(session), a_rolling_round(session)
    for by in (as_student(a_student(session)), Actor(Role.STEERING, 1)):
        with pytest.raises(NotAllowed):
            look_at(session, round_, offer, by=by, at=NOW)
    other, by = a_rolling_round(session, Kind.THESIS), a_coordinator(session)
    with pytest.raises(NotOpenForMatching):
        look_at(session, other, offer, by=by, at=NOW)
