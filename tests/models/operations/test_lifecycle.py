"""The life-cycle model: drafted by the working group, adopted by the steering group, then fixed."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.errors import Missing, NeverChanged, NotAllowed, NotTheSame, WrongState
from models.lifecycle import LifecycleStage, LifecycleVersion
from models.operations.lifecycle import (
    adopt_model,
    draft_model,
    drop_model,
    edit_model,
    ship_model,
    words_of,
)
from models.queries.lifecycle import find_draft, find_model_in_force, get_model, list_models
from models.words import ModelState, Stage
from tests.builders import (
    NOW,
    a_coordinator,
    a_model,
    a_steering_member,
    an_adopted_model,
    stage_words,
)
from tests.builders.activities import DECIDED_ON

MEETING = {"adopted_on": DECIDED_ON, "meeting": "Styrgruppen", "minutes_reference": "§ 7"}


def ship(session: Session) -> LifecycleVersion | None:
    told = {**MEETING, "meeting": "Avtalet"}
    return ship_model(session, stage_words(), change="Den första", at=NOW, **told)


def test_the_agreements_model_is_the_first_and_comes_once(session: Session) -> None:
    model = ship(session)
    assert model is not None
    assert (model.number, model.state, model.meeting) == (1, ModelState.ADOPTED, "Avtalet")
    assert [row.stage for row in model.stages] == list(Stage)
    assert ship(session) is None
    assert find_model_in_force(session) is model


def test_the_next_version_begins_with_the_words_of_the_one_in_force(session: Session) -> None:
    first, by = ship(session), a_coordinator(session)
    assert first is not None
    draft = draft_model(session, by=by, at=NOW)
    assert (draft.number, draft.state) == (2, ModelState.DRAFT)
    assert [words_of(row) for row in draft.stages] == [words_of(row) for row in first.stages]
    assert draft_model(session, by=by, at=NOW) is draft, "there is one draft at a time"
    assert find_model_in_force(session) is first


def test_a_draft_says_something_of_every_stage_in_both_languages(session: Session) -> None:
    draft, by = a_model(session), a_coordinator(session)
    with pytest.raises(Missing):
        edit_model(
            session,
            draft,
            stage_words(purpose_en=" "),
            change="",
            by=by,
            at=NOW,
        )


def test_nobody_adopts_over_what_a_colleague_changed(session: Session) -> None:
    draft, by = a_model(session), a_coordinator(session)
    seen = draft.version
    words = stage_words(kinds_sv="Annat")
    edit_model(session, draft, words, change=draft.change, by=by, at=NOW)
    assert draft.version > seen, "also where only a stage was changed"
    with pytest.raises(NotTheSame):
        adopt_model(session, draft, **MEETING, seen=seen, by=a_steering_member(session), at=NOW)


def test_only_the_working_group_drafts_and_only_the_steering_group_adopts(
    session: Session,
) -> None:
    draft, steering, by = a_model(session), a_steering_member(session), a_coordinator(session)
    with pytest.raises(NotAllowed):
        draft_model(session, by=steering, at=NOW)
    with pytest.raises(NotAllowed):
        edit_model(session, draft, stage_words(), change="", by=steering, at=NOW)
    with pytest.raises(NotAllowed):
        drop_model(session, draft, by=steering, at=NOW)
    with pytest.raises(NotAllowed):
        adopt_model(session, draft, **MEETING, seen=draft.version, by=by, at=NOW)


@pytest.mark.parametrize("left_out", list(MEETING))
def test_a_version_is_adopted_on_a_day_in_a_meeting_with_minutes(
    session: Session, left_out: str
) -> None:
    draft, by = a_model(session), a_steering_member(session)
    told = {**MEETING, left_out: None if left_out == "adopted_on" else " "}
    with pytest.raises(Missing) as refused:
        adopt_model(session, draft, **told, seen=draft.version, by=by, at=NOW)
    assert refused.value.fields == (left_out,)


def test_a_version_that_leaves_a_stage_out_is_not_adopted(session: Session) -> None:
    draft = draft_model(session, by=a_coordinator(session), at=NOW)
    with pytest.raises(Missing):
        adopt_model(
            session, draft, **MEETING, seen=draft.version, by=a_steering_member(session), at=NOW
        )


def test_a_draft_can_be_taken_away_and_an_adopted_version_not(session: Session) -> None:
    adopted, by = an_adopted_model(session), a_coordinator(session)
    draft = draft_model(session, by=by, at=NOW)
    drop_model(session, draft, by=by, at=NOW)
    assert find_draft(session) is None
    assert list_models(session) == [adopted]
    with pytest.raises(WrongState):
        drop_model(session, adopted, by=by, at=NOW)
    with pytest.raises(WrongState):
        edit_model(session, adopted, {}, change="", by=by, at=NOW)


def say_otherwise(session: Session, model: LifecycleVersion) -> None:
    model.stages[0].purpose_sv = "Något annat"


def change_the_meeting(session: Session, model: LifecycleVersion) -> None:
    model.meeting = "Ett annat möte"


def make_a_draft_of_it(session: Session, model: LifecycleVersion) -> None:
    model.state, model.adopted_on = ModelState.DRAFT, None


def make_a_draft_of_it_unread(session: Session, model: LifecycleVersion) -> None:
    session.expire(model)
    model.state, model.adopted_on = ModelState.DRAFT, None


def take_a_stage_away(session: Session, model: LifecycleVersion) -> None:
    session.delete(model.stages[0])


def take_it_away(session: Session, model: LifecycleVersion) -> None:
    session.delete(model)


def move_a_stage_to_a_draft(session: Session, model: LifecycleVersion) -> None:
    draft = LifecycleVersion(number=99, created_at=NOW)
    session.add(draft)
    session.flush()
    model.stages[0].model = draft


def put_a_stage_in(session: Session, model: LifecycleVersion) -> None:
    words = {"purpose_sv": "Ny", "purpose_en": "New", "position": 9}
    session.add(LifecycleStage(version_id=model.id, stage=Stage.DEVELOP, **words))


@pytest.mark.parametrize(
    "attempt",
    [
        say_otherwise,
        change_the_meeting,
        make_a_draft_of_it,
        make_a_draft_of_it_unread,
        take_a_stage_away,
        take_it_away,
        move_a_stage_to_a_draft,
    ],
    ids=lambda attempt: attempt.__name__,
)
def test_an_adopted_version_is_never_changed_by_whatever_way(
    session: Session, attempt: Callable[[Session, LifecycleVersion], None]
) -> None:
    model = an_adopted_model(session)
    attempt(session, model)
    with pytest.raises(NeverChanged):
        session.flush()


def test_no_stage_is_put_into_an_adopted_version(session: Session) -> None:
    words = stage_words()
    short = {stage: words[stage] for stage in list(Stage)[:3]}
    model = ship_model(session, short, change="", at=NOW, **MEETING)
    assert model is not None
    put_a_stage_in(session, model)
    with pytest.raises(NeverChanged):
        session.flush()


def test_a_version_is_found_by_its_number(session: Session) -> None:
    model = an_adopted_model(session)
    assert get_model(session, model.number) is model
