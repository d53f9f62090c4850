"""How the life-cycle model is developed: the working group drafts, the steering group adopts.

Guard, change, record; nothing is changed when they raise. An adopted version is never changed: the
next one is drafted from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from models.actors import SYSTEM, Actor
from models.errors import Missing, NotAllowed, NotTheSame, WrongState
from models.lifecycle import LifecycleStage, LifecycleVersion
from models.moves import MODEL_MOVES
from models.operations.events import record
from models.operations.guards import all_told, may_move
from models.queries.lifecycle import find_draft, find_model_in_force, list_models
from models.words import ModelState, Role, Stage


@dataclass(frozen=True)
class StageWords:
    """What a version says of a stage, in both languages; groups and kinds stand one to a line."""

    purpose_sv: str
    purpose_en: str
    groups_sv: str = ""
    groups_en: str = ""
    kinds_sv: str = ""
    kinds_en: str = ""


def ship_model(
    session: Session,
    stages: Mapping[Stage, StageWords],
    *,
    change: str,
    adopted_on: date,
    meeting: str,
    minutes_reference: str,
    at: datetime,
) -> LifecycleVersion | None:
    """Keep the model that the parties' agreement itself adopted, as the first version.

    Where there is any version it gives none: the steering group's word is not overruled.
    """
    if list_models(session):
        return None
    model = _written(session, stages, number=1, change=change, by=SYSTEM, at=at)
    _adopt(session, model, adopted_on, meeting, minutes_reference, by=SYSTEM, at=at)
    return model


def draft_model(session: Session, *, by: Actor, at: datetime) -> LifecycleVersion:
    """Begin the next version, with the words of the one in force. There is one draft at a time.

    Raises
    ------
    NotAllowed
        If another than the working group does.
    """
    _is_working_group(by, "draft")
    begun = find_draft(session)
    if begun is not None:
        return begun
    number = max((model.number for model in list_models(session)), default=0) + 1
    in_force = find_model_in_force(session)
    stages = {row.stage: words_of(row) for row in in_force.stages} if in_force else {}
    return _written(session, stages, number=number, change="", by=by, at=at)


def edit_model(
    session: Session,
    model: LifecycleVersion,
    stages: Mapping[Stage, StageWords],
    *,
    change: str,
    by: Actor,
    at: datetime,
) -> None:
    """Write a draft anew: what is new in it, and what it says of every stage.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or it is adopted.
    Missing
        If a stage has no purpose in one of the languages.
    """
    _is_working_group(by, "edit")
    is_draft(model, "edit")
    for words in stages.values():
        all_told(purpose_sv=words.purpose_sv.strip(), purpose_en=words.purpose_en.strip())
    model.change = change.strip()
    # Also where only a stage is changed, so that whoever adopts the model adopts what was read.
    flag_modified(model, "change")
    for stage, words in stages.items():
        _say(model, stage, words)
    session.flush()
    record(session, "model", "edited", model.id, by=by, at=at, number=model.number)


def drop_model(session: Session, model: LifecycleVersion, *, by: Actor, at: datetime) -> None:
    """Take a draft away.

    Raises
    ------
    NotAllowed, WrongState
        If another than the working group does, or it is adopted.
    """
    _is_working_group(by, "drop")
    is_draft(model, "drop")
    record(session, "model", "dropped", model.id, by=by, at=at, number=model.number)
    session.delete(model)
    session.flush()


def adopt_model(
    session: Session,
    model: LifecycleVersion,
    *,
    adopted_on: date | None,
    meeting: str,
    minutes_reference: str,
    seen: int,
    by: Actor,
    at: datetime,
) -> None:
    """Bring a draft into force, by the steering group, in a meeting. From now on it never changes.

    Raises
    ------
    NotAllowed, WrongState, NotTheSame
        As the table of moves says, or it was changed since it was read.
    Missing
        If the day, the meeting or the minutes are not told, or it does not speak of every stage.
    """
    may_move(MODEL_MOVES, "model", "adopt", model.state, by)
    all_told(
        adopted_on=adopted_on, meeting=meeting.strip(), minutes_reference=minutes_reference.strip()
    )
    _is_as_read(model, seen)
    if {row.stage for row in model.stages} != set(Stage):
        raise Missing(("purpose_sv", "purpose_en"))
    _adopt(session, model, adopted_on, meeting, minutes_reference, by=by, at=at)


def is_draft(model: LifecycleVersion, verb: str) -> None:
    """Refuse to change what is adopted.

    Raises
    ------
    WrongState
        If it is.
    """
    if model.state is not ModelState.DRAFT:
        raise WrongState("model", verb, model.state)


def words_of(row: LifecycleStage) -> StageWords:
    """Give what a version says of a stage."""
    return StageWords(**{name: getattr(row, name) for name in StageWords.__dataclass_fields__})


def _adopt(
    session: Session,
    model: LifecycleVersion,
    adopted_on: date | None,
    meeting: str,
    minutes_reference: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Set the state of a version, here and nowhere else."""
    model.state, model.adopted_on = ModelState.ADOPTED, adopted_on
    model.meeting, model.minutes_reference = meeting.strip(), minutes_reference.strip()
    session.flush()
    told = {"number": model.number, "adopted_on": adopted_on}
    record(session, "model", "adopted", model.id, by=by, at=at, **told)


def _written(
    session: Session,
    stages: Mapping[Stage, StageWords],
    *,
    number: int,
    change: str,
    by: Actor,
    at: datetime,
) -> LifecycleVersion:
    model = LifecycleVersion(
        number=number, change=change, created_at=at, created_by_id=by.account_id
    )
    session.add(model)
    for stage, words in stages.items():
        _say(model, stage, words)
    session.flush()
    record(session, "model", "drafted", model.id, by=by, at=at, number=number)
    return model


def _say(model: LifecycleVersion, stage: Stage, words: StageWords) -> None:
    row = next((row for row in model.stages if row.stage is stage), None)
    if row is None:
        row = LifecycleStage(stage=stage, position=list(Stage).index(stage))
        model.stages.append(row)
    for name, said in vars(words).items():
        setattr(row, name, said)


def _is_as_read(model: LifecycleVersion, seen: int) -> None:
    if model.version != seen:
        raise NotTheSame("model")


def _is_working_group(by: Actor, verb: str) -> None:
    if by.role is not Role.COORDINATOR:
        raise NotAllowed(verb)
