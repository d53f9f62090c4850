"""Close-ups by the real matcher: what a run saw, seen closer, for any pair of it."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from models.close_ups import CloseUp
from models.operations.close_ups import ask_close_up
from models.operations.profiles import set_skills
from models.people import Student
from models.queries.close_ups import get_close_up
from models.queries.offers import get_offer
from models.queries.rounds import get_run, list_suggestions_of_run
from models.queries.students import get_student
from models.rounds import Run
from models.words import CEFR, HintReason, HintWish
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_hint,
    a_rolling_round,
    a_run,
    a_student,
    an_offer,
    as_student,
)
from web.bridge import close_ups, runs
from web.bridge.changes import WITH
from web.bridge.vocabulary import load_vocabulary

Sessions = sessionmaker[Session]


def clock() -> datetime:
    return NOW


def a_skilled_student(session: Session, skills: dict[str, int], **words: Any) -> Student:
    student = a_student(session, **words)
    set_skills(session, student, skills, by=as_student(student), at=NOW)
    return student


def carried_out(sessions: Sessions, session: Session) -> Run:
    """Run the matcher on what there is."""
    run = a_run(session)
    session.commit()
    runs.carry_out(sessions, run.id, clock=clock)
    with sessions() as other:
        return get_run(other, run.id)


def look(sessions: Sessions, session: Session, run: Run, student_id: int, offer_id: int) -> CloseUp:
    """Ask for a close-up and let the worker carry it out."""
    session.rollback()
    session.expire_all()
    student, offer = get_student(session, student_id), get_offer(session, offer_id)
    asked = ask_close_up(
        session, get_run(session, run.id), student, offer, by=a_coordinator(session), at=NOW
    )
    session.commit()
    close_ups.carry_out(sessions, asked.id, clock=clock)
    with sessions() as other:
        return get_close_up(other, asked.id)


def found_in(close_up: CloseUp) -> dict[str, Any]:
    assert close_up.failure == ""
    assert close_up.findings is not None
    return close_up.findings


def test_a_close_up_gives_the_very_figures_of_the_suggestions(
    sessions: Sessions, session: Session
) -> None:
    load_vocabulary(session)
    for skills in ({"SQL": 4}, {"Python": 3, "SQL": 2}, {"redovisning": 4}):
        a_skilled_student(session, skills)
    hinted = an_offer(session, must={"SQL": 3}, languages={"sv": CEFR.B2}, places=2)
    an_offer(session, wished={"redovisning": 2})
    a_hint(session, offer=hinted, student=a_skilled_student(session, {"SQL": 5}))
    run = carried_out(sessions, session)
    with sessions() as other:
        suggestions = list_suggestions_of_run(other, run.id)
    assert len(suggestions) == 8
    for suggestion in suggestions:
        found = found_in(look(sessions, session, run, suggestion.student_id, suggestion.offer_id))
        assert found["score"] == pytest.approx(suggestion.score, abs=1e-12)
        assert found["terms"] == suggestion.terms
        assert found["failing"] == []


def test_each_change_is_what_the_pair_would_be(sessions: Sessions, session: Session) -> None:
    load_vocabulary(session)
    student = a_skilled_student(session, {"SQL": 2})
    offer = an_offer(session, must={"SQL": 4, "Python": 3})
    run = carried_out(sessions, session)
    found = found_in(look(sessions, session, run, student.id, offer.id))
    assert found["changes"]
    assert {change["field"] for change in found["changes"]} <= WITH.keys()
    best = next(change for change in found["changes"] if change["field"] == "skills")
    told = {"SQL": 2, best["change"]["phrase"]: best["change"]["level"]}
    set_skills(session, student, told, by=as_student(student), at=NOW)
    again = carried_out(sessions, session)
    with sessions() as other:
        [suggestion] = list_suggestions_of_run(other, again.id)
    assert suggestion.score == pytest.approx(best["after"])


def test_a_pair_that_was_ruled_out_says_by_what_and_what_would_help(
    sessions: Sessions, session: Session
) -> None:
    student = a_student(session, languages={"en": CEFR.B1})
    offer = an_offer(session, languages={"sv": CEFR.B2})
    run = carried_out(sessions, session)
    found = found_in(look(sessions, session, run, student.id, offer.id))
    assert found["failing"] == ["language"]
    [change] = found["changes"]
    assert (change["field"], change["could_be_before"]) == ("languages", False)
    assert change["change"] == {"language": "sv", "level": "B2"}


def test_what_the_working_group_has_ruled_out_no_change_mends(
    sessions: Sessions, session: Session
) -> None:
    hint = a_hint(session, wish=HintWish.FORBID, reason=HintReason.TOO_CLOSE)
    run = carried_out(sessions, session)
    found = found_in(look(sessions, session, run, hint.student_id, hint.offer_id))
    assert (found["failing"], found["changes"]) == (["forbidden"], [])


def test_places_that_others_have_are_no_longer_left(sessions: Sessions, session: Session) -> None:
    match = a_confirmed_match(session)
    late = a_student(session)
    run = carried_out(sessions, session)
    theirs = found_in(look(sessions, session, run, late.id, match.offer_id))
    assert theirs["failing"] == ["places"]
    own = found_in(look(sessions, session, run, match.student_id, match.offer_id))
    assert own["failing"] == []


def test_who_was_not_in_the_run_is_said(sessions: Sessions, session: Session) -> None:
    student, offer = a_student(session), an_offer(session)
    run = carried_out(sessions, session)
    late, later = a_student(session), an_offer(session)
    session.commit()
    assert found_in(look(sessions, session, run, late.id, offer.id)) == {"missing": ["student"]}
    assert found_in(look(sessions, session, run, student.id, later.id)) == {"missing": ["offer"]}


def test_what_was_erased_cannot_be_looked_at(sessions: Sessions, session: Session) -> None:
    student, offer = a_student(session), an_offer(session)
    run = carried_out(sessions, session)
    session.rollback()
    session.expire_all()
    get_run(session, run.id).inputs = None
    session.commit()
    assert found_in(look(sessions, session, run, student.id, offer.id)) == {"missing": ["inputs"]}


def test_what_went_wrong_is_named_and_not_told(
    sessions: Sessions,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    student, offer = a_student(session), an_offer(session)
    a_rolling_round(session)
    run = carried_out(sessions, session)

    written = "Ebba writes that she likes sailing"

    def fail(*_pair: object) -> None:
        raise ValueError(written)

    monkeypatch.setattr(close_ups, "look", fail)
    close_up = look(sessions, session, run, student.id, offer.id)
    assert (close_up.failure, close_up.findings) == ("ValueError", None)
    assert "sailing" not in caplog.text
