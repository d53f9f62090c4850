"""The types of columns: what they store, and what they refuse."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from models.base import LanguageLevel, UtcDateTime, Word
from models.jobs import WorkerSign
from models.people import StudentLanguage
from models.words import CEFR, Kind
from tests.builders import NOW, a_student


def test_a_time_comes_back_as_it_went_in_utc(session: Session) -> None:
    in_sweden = datetime(2027, 3, 28, 3, 30, tzinfo=timezone(timedelta(hours=2)))
    session.add(WorkerSign(id=1, seen_at=in_sweden))
    session.flush()
    session.expire_all()
    seen_at = session.scalars(select(WorkerSign.seen_at)).one()
    assert seen_at == in_sweden
    assert seen_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(session: Session) -> None:
    session.add(WorkerSign(id=1, seen_at=NOW.replace(tzinfo=None)))
    with pytest.raises(StatementError, match="without a zone"):
        session.flush()


def test_a_word_that_is_not_on_the_list_is_refused(session: Session) -> None:
    column = Word(Kind)
    assert column.process_bind_param("thesis", session.get_bind().dialect) == "thesis"
    with pytest.raises(ValueError, match="auction"):
        column.process_bind_param("auction", session.get_bind().dialect)


def test_a_level_of_a_language_is_stored_as_a_number(session: Session) -> None:
    student = a_student(session, languages={"sv": CEFR.C1})
    stored = session.scalar(text("SELECT level FROM student_languages"))
    session.expire_all()
    assert stored == 5
    language = session.scalars(select(StudentLanguage)).one()
    assert (language.student_id, language.level) == (student.id, CEFR.C1)


def test_nothing_is_nothing_in_every_type(session: Session) -> None:
    dialect = session.get_bind().dialect
    for column in (UtcDateTime(), Word(Kind), LanguageLevel()):
        assert column.process_bind_param(None, dialect) is None
        assert column.process_result_value(None, dialect) is None
