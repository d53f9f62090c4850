"""What ships and what was imported are one vocabulary for runs, read once a process."""

import pytest
from sqlalchemy.orm import Session, sessionmaker

from matcher.vocabulary import shipped_vocabulary
from models.actors import SYSTEM
from models.database import begin_writing, writing
from models.operations.profiles import set_skills
from models.operations.vocabulary import join_concepts
from models.queries.rounds import get_run, list_suggestions_of_run
from models.queries.vocabulary import find_last_import, get_joined
from models.taxonomies import ConceptTold, Release
from models.words import Kind
from tests.builders import (
    NOW,
    a_rolling_round,
    a_run,
    a_student,
    an_offer,
    as_student,
)
from web.bridge.records import read_inputs
from web.bridge.runs import carry_out, reproduce
from web.bridge.vocabulary import (
    load_vocabulary,
    renew_joined,
    take_over,
    vocabulary_in_force,
)


@pytest.fixture(autouse=True)
def own(session: Session) -> None:
    begin_writing(session)
    load_vocabulary(session)


def release(name: str = "1", **labels: str) -> Release:
    """Give a release of skills by their ids; what is written with a slash, in both languages."""
    found = Release("esco", name, languages={"skill": {"sv", "en", "de"}})
    for id_, words in labels.items():
        sv, _, en = words.partition("/")
        told = ConceptTold(f"esco/{id_}", "skill", "skill", {"sv": sv, "en": en})
        told.synonyms = {"de": [f"{sv} auf Deutsch"]}
        found.concepts[told.id] = told
    return found


def test_without_an_import_what_ships_is_in_force(session: Session) -> None:
    assert vocabulary_in_force(session) is shipped_vocabulary()
    renew_joined(session, at=NOW)
    assert find_last_import(session) is None


def test_an_import_is_in_force_at_once_and_read_once(session: Session) -> None:
    renewals, joined = take_over(
        session, [release(a="sql/SQL", b="tjära nät/tar nets")], by=SYSTEM, at=NOW
    )
    assert (renewals[0].added, joined) == (2, 1)
    vocabulary = vocabulary_in_force(session)
    assert vocabulary is vocabulary_in_force(session)
    assert vocabulary.label("esco/b", "en") == "tar nets"
    assert vocabulary["esco/b"].others == ("tjära nät auf Deutsch",)
    assert "esco/a" not in vocabulary
    own = get_joined(session)["esco/a"]
    assert "sql auf Deutsch" in vocabulary[own].others
    assert vocabulary.digest != shipped_vocabulary().digest


def test_what_a_later_release_gives_up_is_known_by_its_id(session: Session) -> None:
    take_over(session, [release(a="tjära nät", b="ro båt")], by=SYSTEM, at=NOW)
    before = vocabulary_in_force(session)
    take_over(session, [release("2", a="tjära nät")], by=SYSTEM, at=NOW)
    after = vocabulary_in_force(session)
    assert after.digest != before.digest
    assert after["esco/b"].is_retired
    assert after.label("esco/b") == "ro båt"


def test_new_own_words_are_joined_at_the_next_upgrade(session: Session) -> None:
    take_over(session, [release(a="sql/SQL")], by=SYSTEM, at=NOW)
    join_concepts(session, {})
    before = find_last_import(session)
    renew_joined(session, at=NOW)
    assert list(get_joined(session)) == ["esco/a"]
    after = find_last_import(session)
    assert before is not None
    assert after is not None
    # What was joined before is joined again: nothing else has changed.
    assert after.digest == before.digest


def test_a_profile_that_holds_a_joined_id_is_matched_by_the_own_one(session: Session) -> None:
    take_over(session, [release(a="tjära nät/tar nets")], by=SYSTEM, at=NOW)
    student = a_student(session)
    set_skills(session, student, {"tjära nät": 3}, by=as_student(student), at=NOW)
    assert skills_of_a_run(session) == {"esco/a": 3}
    join_concepts(session, {"esco/a": "skill/sql"})
    assert skills_of_a_run(session) == {"skill/sql": 3}


def skills_of_a_run(session: Session) -> dict[str, int]:
    inputs = read_inputs(session, a_rolling_round(session, Kind.INTERNSHIP), NOW.date())
    skills: dict[str, int] = inputs["students"][0]["skills"]
    return skills


def test_a_run_is_made_with_what_was_imported(
    sessions: sessionmaker[Session], session: Session
) -> None:
    take_over(session, [release(a="tjära nät/tar nets")], by=SYSTEM, at=NOW)
    student = a_student(session)
    set_skills(session, student, {"tar nets": 3}, by=as_student(student), at=NOW)
    an_offer(session, must={"tjära nät": 3})
    run_id = a_run(session).id
    session.commit()
    carry_out(sessions, run_id, clock=lambda: NOW)
    with writing(sessions) as later:
        run = get_run(later, run_id)
        (found,) = list_suggestions_of_run(later, run_id)
        assert found.terms["evidence"]["must"]["met"][0]["concept"] == "esco/a"
        assert run.settings["vocabulary"] == vocabulary_in_force(later).digest
        assert reproduce(later, run).is_same
        take_over(later, [release("2", b="ro båt")], by=SYSTEM, at=NOW)
        assert "vocabulary" in reproduce(later, run).differs
