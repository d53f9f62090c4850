"""Activities in every state, the money they seek, and versions of the life-cycle model."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.funding import FundingSource
from models.lifecycle import LifecycleVersion
from models.operations import activities, funding, lifecycle
from models.operations.activities import ActivityWords
from models.operations.funding import SourceWords
from models.operations.lifecycle import StageWords
from models.words import ActivityState, Measure, Role, SourceState, Stage
from tests.builders.people import a_coordinator, an_account
from tests.builders.time import NOW, SUMMER

APPLIED_ON, DECIDED_ON = NOW.date() - timedelta(days=60), NOW.date() - timedelta(days=10)
# What leads to each state, from a draft.
WAYS: dict[ActivityState, tuple[str, ...]] = {
    ActivityState.DRAFT: (),
    ActivityState.PROPOSED: ("propose",),
    ActivityState.REVIEWED: ("propose", "review"),
    ActivityState.APPROVED: ("propose", "review", "approve"),
    ActivityState.DECLINED: ("propose", "review", "decline"),
    ActivityState.DEFERRED: ("propose", "review", "defer"),
    ActivityState.PLANNED: ("propose", "review", "approve", "plan"),
    ActivityState.RUNNING: ("propose", "review", "approve", "plan", "start"),
    ActivityState.COMPLETED: ("propose", "review", "approve", "plan", "start", "complete"),
    ActivityState.EVALUATED: (
        *("propose", "review", "approve", "plan", "start", "complete", "evaluate"),
    ),
    ActivityState.CANCELLED: ("cancel",),
}
# What is told along with a verb.
ALONG: dict[str, dict[str, Any]] = {
    "send_back": {"comment": "Vem betalar?"},
    "approve": {"reason": "Så bestämdes."},
    "decline": {"reason": "För dyrt."},
    "defer": {"reason": "Väntar på besked om medel."},
    "plan": {"starts_on": SUMMER[0], "ends_on": SUMMER[1], "responsible": "Kim Lind"},
    "complete": {"outcome_figure": 9},
    "evaluate": {"learned": "Börja tidigare."},
    "cancel": {"reason": "Ingen ville."},
}


def a_steering_member(session: Session) -> Actor:
    """Give a member of the steering group."""
    return Actor(Role.STEERING, account_id=an_account(session, Role.STEERING).id)


def activity_words(**words: Any) -> ActivityWords:
    """Give what the working group says of an activity, all of it; it costs nothing."""
    return ActivityWords(
        **{
            "stage": Stage.STIMULATE,
            "title": "Mentorsprogrammet",
            "what": "Studenter möter en mentor en gång i månaden.",
            "for_whom": "Studenter",
            "by_whom": "Arbetsgruppen",
            "starts_on": SUMMER[0],
            "ends_on": SUMMER[1],
            "responsible": "Kim Lind, näringslivsutvecklare",
            "goal": "Tio par",
            "goal_figure": 10,
            "goal_measure": Measure.PLACED,
            **words,
        }
    )


def an_activity(
    session: Session, state: ActivityState = ActivityState.DRAFT, **words: Any
) -> Activity:
    """Make an activity in a state, on the way that leads there."""
    activity = activities.draft_activity(
        session, activity_words(**words), by=a_coordinator(session), at=NOW
    )
    for verb in WAYS[state]:
        say_of(session, activity, verb, by=_who_says(session, verb))
    return activity


def say_of(session: Session, activity: Activity, verb: str, *, by: Actor) -> None:
    """Say a verb of an activity, with whatever it has to be told along."""
    told: dict[str, Any] = {**ALONG.get(verb, {}), "by": by, "at": NOW}
    if verb in {"approve", "decline", "defer"}:
        activities.decide_activity(session, activity, verb, **told)
        return
    if verb == "review":
        told["seen"] = activity.version
    getattr(activities, f"{verb}_activity")(session, activity, **told)


def a_source(
    session: Session,
    state: SourceState = SourceState.LISTED,
    *,
    activity: Activity | None = None,
    amount_sek: int = 100_000,
    **words: Any,
) -> FundingSource:
    """Make a source of money in a state."""
    by, activity = a_coordinator(session), activity or an_activity(session, cost_sek=amount_sek)
    said = SourceWords(**{"source": "Sparbanksstiftelsen", "amount_sek": amount_sek, **words})
    source = funding.list_source(session, activity, said, by=by, at=NOW)
    if state is not SourceState.LISTED:
        funding.apply_for(session, source, on=APPLIED_ON, expected_on=None, by=by, at=NOW)
    if state is SourceState.GRANTED:
        funding.grant(
            session,
            source,
            granted_sek=amount_sek,
            on=DECIDED_ON,
            report_due_on=None,
            by=by,
            at=NOW,
        )
    if state is SourceState.REFUSED:
        funding.refuse(session, source, on=DECIDED_ON, by=by, at=NOW)
    return source


def stage_words(**words: str) -> dict[Stage, StageWords]:
    """Give what a version says of all stages."""
    return {
        stage: StageWords(
            **{
                "purpose_sv": f"Syfte {stage}",
                "purpose_en": f"Purpose {stage}",
                "groups_sv": "Studenter",
                "groups_en": "Students",
                "kinds_sv": "Mentorskap\nPraktik",
                "kinds_en": "Mentorships\nInternships",
                **words,
            }
        )
        for stage in Stage
    }


def a_model(session: Session) -> LifecycleVersion:
    """Make a draft of the model that speaks of every stage."""
    by = a_coordinator(session)
    model = lifecycle.draft_model(session, by=by, at=NOW)
    lifecycle.edit_model(session, model, stage_words(), change="Ny", by=by, at=NOW)
    return model


def an_adopted_model(
    session: Session, *, by: Actor | None = None, on: date = DECIDED_ON
) -> LifecycleVersion:
    """Make a version that the steering group has adopted."""
    model = a_model(session)
    lifecycle.adopt_model(
        session,
        model,
        adopted_on=on,
        meeting="Styrgruppen 4 mars",
        minutes_reference="§ 7",
        seen=model.version,
        by=by or a_steering_member(session),
        at=NOW,
    )
    return model


def _who_says(session: Session, verb: str) -> Actor:
    is_decision = verb in {"approve", "decline", "defer"}
    return a_steering_member(session) if is_decision else a_coordinator(session)
