"""An activity: told before it is proposed, reviewed by a second person, started when paid for."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.activities import Activity
from models.errors import Missing, NotAllowed, NotFunded, NotTheSame, SecondPersonNeeded, WrongState
from models.operations.activities import (
    allow_unfunded,
    cancel_activity,
    complete_activity,
    decide_activity,
    draft_activity,
    edit_activity,
    evaluate_activity,
    plan_activity,
    propose_activity,
    review_activity,
    send_back_activity,
    start_activity,
)
from models.queries.activities import list_activities
from models.queries.events import list_events_of
from models.words import ActivityState, SourceState, Stage
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_source,
    a_steering_member,
    activity_words,
    an_activity,
    an_adopted_model,
    as_student,
)
from tests.builders.people import a_student

COST = 120_000


def test_a_draft_needs_only_a_title(session: Session) -> None:
    words = activity_words(what="", goal_figure=None)
    activity = draft_activity(session, words, by=a_coordinator(session), at=NOW)
    assert activity.state is ActivityState.DRAFT
    with pytest.raises(Missing) as refused:
        draft_activity(session, activity_words(title=""), by=a_coordinator(session), at=NOW)
    assert refused.value.fields == ("title",)


def test_the_figures_of_a_gap_stay_with_the_activity_that_was_drafted_from_them(
    session: Session,
) -> None:
    gap = {"from": "gap", "as_of": "2027-03-01", "rows": []}
    by = a_coordinator(session)
    activity = draft_activity(session, activity_words(), by=by, at=NOW, evidence=gap)
    edit_activity(session, activity, activity_words(title="Ny"), by=by, at=NOW)
    assert (activity.title, activity.evidence) == ("Ny", gap)


def test_nobody_but_the_working_group_drafts(session: Session) -> None:
    for by in (as_student(a_student(session)), a_steering_member(session)):
        with pytest.raises(NotAllowed):
            draft_activity(session, activity_words(), by=by, at=NOW)


def test_a_draft_is_proposed_when_all_is_told_and_remembers_its_model(session: Session) -> None:
    model = an_adopted_model(session)
    activity = an_activity(session, what="", goal_figure=None)
    with pytest.raises(Missing) as refused:
        propose_activity(session, activity, by=a_coordinator(session), at=NOW)
    assert refused.value.fields == ("what", "goal_figure")
    by = a_coordinator(session)
    edit_activity(session, activity, activity_words(), by=by, at=NOW)
    propose_activity(session, activity, by=by, at=NOW)
    assert activity.lifecycle_version is model
    assert activity.proposed_by_id == by.account_id


def test_a_goal_of_nothing_is_a_goal(session: Session) -> None:
    activity = an_activity(session, goal_figure=0)
    propose_activity(session, activity, by=a_coordinator(session), at=NOW)
    assert activity.state is ActivityState.PROPOSED


def test_who_proposed_cannot_also_review(session: Session) -> None:
    activity, by = an_activity(session), a_coordinator(session)
    propose_activity(session, activity, by=by, at=NOW)
    with pytest.raises(SecondPersonNeeded):
        review_activity(session, activity, seen=activity.version, by=by, at=NOW)
    other = a_coordinator(session)
    review_activity(session, activity, seen=activity.version, by=other, at=NOW)
    assert activity.reviewed_by_id == other.account_id


def test_what_is_reviewed_is_what_was_read(session: Session) -> None:
    activity = an_activity(session, ActivityState.PROPOSED)
    by, seen = a_coordinator(session), activity.version
    send_back_activity(session, activity, comment="Vem betalar?", by=by, at=NOW)
    assert activity.review_comment == "Vem betalar?"
    propose_activity(session, activity, by=a_coordinator(session), at=NOW)
    assert activity.review_comment == ""
    with pytest.raises(NotTheSame):
        review_activity(session, activity, seen=seen, by=by, at=NOW)


def test_only_a_draft_is_edited(session: Session) -> None:
    by, words = a_coordinator(session), activity_words(title="Annat")
    waiting = an_activity(session, ActivityState.PROPOSED)
    with pytest.raises(WrongState):
        edit_activity(session, waiting, words, by=by, at=NOW)
    draft = an_activity(session)
    edit_activity(session, draft, words, by=by, at=NOW)
    assert draft.title == "Annat"


@pytest.mark.parametrize("verb", ["decline", "defer"])
def test_a_no_has_a_reason(session: Session, verb: str) -> None:
    activity, by = an_activity(session, ActivityState.REVIEWED), a_steering_member(session)
    with pytest.raises(Missing):
        decide_activity(session, activity, verb, reason=" ", by=by, at=NOW)
    decide_activity(session, activity, verb, reason="För dyrt", by=by, at=NOW)
    assert activity.reason == "För dyrt"


def test_what_was_deferred_comes_up_again(session: Session) -> None:
    activity = an_activity(session, ActivityState.DEFERRED)
    decide_activity(session, activity, "approve", by=a_steering_member(session), at=NOW)
    assert (activity.state, activity.reason) == (ActivityState.APPROVED, "")


def planned(session: Session, **words: Any) -> Activity:
    return an_activity(session, ActivityState.PLANNED, **words)


def test_what_nobody_pays_for_does_not_start(session: Session) -> None:
    activity = planned(session, cost_sek=COST)
    with pytest.raises(NotFunded):
        start_activity(session, activity, by=a_coordinator(session), at=NOW)
    assert activity.state is ActivityState.PLANNED


@pytest.mark.parametrize("state", [SourceState.LISTED, SourceState.APPLIED, SourceState.REFUSED])
def test_money_that_is_not_granted_starts_nothing(session: Session, state: SourceState) -> None:
    activity = planned(session, cost_sek=COST)
    a_source(session, state, activity=activity, amount_sek=COST)
    with pytest.raises(NotFunded):
        start_activity(session, activity, by=a_coordinator(session), at=NOW)


def test_what_is_granted_in_full_starts_and_in_part_does_not(session: Session) -> None:
    activity, by = planned(session, cost_sek=COST), a_coordinator(session)
    a_source(session, SourceState.GRANTED, activity=activity, amount_sek=COST - 1)
    with pytest.raises(NotFunded):
        start_activity(session, activity, by=by, at=NOW)
    a_source(session, SourceState.GRANTED, activity=activity, amount_sek=1)
    start_activity(session, activity, by=by, at=NOW)
    assert activity.state is ActivityState.RUNNING


def test_the_steering_groups_word_lets_it_run_unfunded(session: Session) -> None:
    activity, by = planned(session, cost_sek=COST), a_steering_member(session)
    with pytest.raises(NotAllowed):
        allow_unfunded(session, activity, by=a_coordinator(session), at=NOW)
    allow_unfunded(session, activity, by=by, at=NOW)
    allow_unfunded(session, activity, by=by, at=NOW)
    told = [event.verb for event in list_events_of(session, "activity", activity.id)]
    assert told.count("allowed unfunded") == 1
    start_activity(session, activity, by=a_coordinator(session), at=NOW)


def test_the_word_may_come_with_the_approval(session: Session) -> None:
    activity = an_activity(session, ActivityState.REVIEWED, cost_sek=COST)
    by = a_steering_member(session)
    decide_activity(session, activity, "approve", may_run_unfunded=True, by=by, at=NOW)
    assert activity.unfunded_allowed_at == NOW


def test_a_plan_has_dates_and_somebody_who_answers(session: Session) -> None:
    activity, by = an_activity(session, ActivityState.APPROVED), a_coordinator(session)
    days = {"starts_on": SUMMER[0], "ends_on": SUMMER[1]}
    with pytest.raises(Missing):
        plan_activity(session, activity, responsible=" ", **days, by=by, at=NOW)
    days["ends_on"] = date(2026, 1, 1)
    with pytest.raises(IntegrityError, match="ends_after_start"):
        plan_activity(session, activity, responsible="Kim", **days, by=by, at=NOW)


def test_it_ends_with_a_figure_and_what_was_learned(session: Session) -> None:
    activity, by = an_activity(session, ActivityState.RUNNING), a_coordinator(session)
    complete_activity(session, activity, outcome_figure=0, by=by, at=NOW)
    with pytest.raises(Missing):
        evaluate_activity(session, activity, learned="", by=by, at=NOW)
    evaluate_activity(session, activity, learned="Börja tidigare.", by=by, at=NOW)
    assert (activity.outcome_figure, activity.learned) == (0, "Börja tidigare.")


def test_it_is_called_off_with_a_reason(session: Session) -> None:
    activity, by = an_activity(session, ActivityState.RUNNING), a_coordinator(session)
    with pytest.raises(Missing):
        cancel_activity(session, activity, reason="", by=by, at=NOW)
    cancel_activity(session, activity, reason="Ingen ville", by=by, at=NOW)
    assert activity.state is ActivityState.CANCELLED


def test_events_hold_no_words_that_people_wrote(session: Session) -> None:
    activity = an_activity(session, ActivityState.EVALUATED)
    said = [str(event.details) for event in list_events_of(session, "activity", activity.id)]
    assert len(said) == 8
    assert not any("Kim" in each or "Börja" in each or "Mentors" in each for each in said)


def test_activities_are_listed_by_stage_the_latest_first(session: Session) -> None:
    first, second = an_activity(session), an_activity(session)
    attract = an_activity(session, stage=Stage.ATTRACT)
    assert list_activities(session) == [attract, second, first]
    assert list_activities(session, stage=Stage.ATTRACT) == [attract]
    assert list_activities(session, states=[ActivityState.RUNNING]) == []
