"""Money that an activity seeks: what it is paid by follows from what its sources have said."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import Missing, NotAllowed, WrongState
from models.funding import funding_state, granted_sek
from models.operations.funding import (
    SourceWords,
    apply_for,
    drop_source,
    edit_source,
    grant,
    list_source,
    refuse,
    report,
)
from models.queries.events import list_events_of
from models.words import ActivityState, FundingState, SourceState
from tests.builders import NOW, a_coordinator, a_source, a_steering_member, an_activity
from tests.builders.activities import APPLIED_ON, DECIDED_ON

WORDS = SourceWords("Region Västernorrland", 400_000, own_share_percent=50)
COST = 600_000


def test_how_it_is_paid_for_follows_from_the_sources(session: Session) -> None:
    activity, by = an_activity(session, cost_sek=COST), a_coordinator(session)
    assert funding_state(COST, activity.sources) is FundingState.UNFUNDED
    source = list_source(session, activity, WORDS, by=by, at=NOW)
    assert funding_state(COST, activity.sources) is FundingState.UNFUNDED
    apply_for(session, source, on=APPLIED_ON, expected_on=DECIDED_ON, by=by, at=NOW)
    assert funding_state(COST, activity.sources) is FundingState.SOUGHT
    due = DECIDED_ON + timedelta(days=400)
    told = {"on": DECIDED_ON, "report_due_on": due, "by": by, "at": NOW}
    grant(session, source, granted_sek=400_000, **told)
    assert funding_state(COST, activity.sources) is FundingState.PARTLY
    a_source(session, SourceState.GRANTED, activity=activity, amount_sek=200_000)
    assert funding_state(COST, activity.sources) is FundingState.FUNDED
    assert granted_sek(activity.sources) == COST
    assert (source.expected_on, source.report_due_on) == (DECIDED_ON, due)


def test_a_refusal_leaves_it_unfunded(session: Session) -> None:
    source = a_source(session, SourceState.REFUSED)
    assert funding_state(COST, [source]) is FundingState.UNFUNDED


def test_nothing_is_sought_for_what_was_called_off(session: Session) -> None:
    activity = an_activity(session, ActivityState.CANCELLED, cost_sek=COST)
    with pytest.raises(WrongState):
        list_source(session, activity, WORDS, by=a_coordinator(session), at=NOW)


def test_only_the_working_group_seeks_money(session: Session) -> None:
    source, by = a_source(session), a_steering_member(session)
    activity = an_activity(session)
    with pytest.raises(NotAllowed):
        list_source(session, activity, WORDS, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        edit_source(session, source, WORDS, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        drop_source(session, activity, source, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        report(session, source, on=DECIDED_ON, by=by, at=NOW)


def test_a_source_has_a_name(session: Session) -> None:
    with pytest.raises(Missing):
        list_source(
            session, an_activity(session), SourceWords(" ", 5), by=a_coordinator(session), at=NOW
        )


def test_what_is_known_of_a_source_changes_until_it_has_decided(session: Session) -> None:
    by = a_coordinator(session)
    for state in (SourceState.LISTED, SourceState.APPLIED):
        source = a_source(session, state)
        edit_source(session, source, WORDS, by=by, at=NOW)
        assert source.amount_sek == 400_000
    for state in (SourceState.GRANTED, SourceState.REFUSED):
        source = a_source(session, state)
        with pytest.raises(WrongState):
            edit_source(session, source, WORDS, by=by, at=NOW)


def test_what_was_applied_for_stays_on_the_list(session: Session) -> None:
    by, activity = a_coordinator(session), an_activity(session)
    listed = a_source(session, activity=activity)
    applied = a_source(session, SourceState.APPLIED, activity=activity)
    drop_source(session, activity, listed, by=by, at=NOW)
    with pytest.raises(WrongState):
        drop_source(session, activity, applied, by=by, at=NOW)
    assert activity.sources == [applied]


def test_nothing_is_decided_before_it_is_applied_for(session: Session) -> None:
    source = a_source(session, SourceState.APPLIED)
    before = APPLIED_ON - timedelta(days=1)
    with pytest.raises(IntegrityError, match="decided_after_applying"):
        refuse(session, source, on=before, by=a_coordinator(session), at=NOW)


def test_a_report_is_written_down_once_and_only_for_what_was_granted(session: Session) -> None:
    by, source = a_coordinator(session), a_source(session, SourceState.GRANTED)
    report(session, source, on=NOW.date(), by=by, at=NOW)
    report(session, source, on=NOW.date() + timedelta(days=1), by=by, at=NOW)
    assert source.reported_on == NOW.date()
    verbs = [event.verb for event in list_events_of(session, "funding", source.id)]
    assert sorted(verbs) == ["applied for", "granted", "listed", "reported"]
    with pytest.raises(WrongState):
        report(session, a_source(session), on=NOW.date(), by=by, at=NOW)
