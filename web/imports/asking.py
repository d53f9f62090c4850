"""A spreadsheet that somebody handed in, with everything that is asked of it; students first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from models.keys import normal_email
from models.queries.uploads import KnownStudent, list_known_employers, list_known_students
from models.uploads import Holds, Upload
from web.imports.drafts import Draft, key_of_row
from web.imports.likeness import Names
from web.imports.questions import Checked, Known, Question, Why
from web.imports.registered import (
    Register,
    about_employers,
    about_offers,
    about_own_offers,
    told_by,
)
from web.imports.writing import source_of


def check(session: Session, upload: Upload, today: date) -> Checked:
    """Read an upload and ask what has to be asked of it."""
    if upload.holds is Holds.STUDENTS:
        draft = Draft(upload, today, {})
        return Checked(draft, _answered(upload, _about_students(session, draft)))
    if upload.holds is Holds.OWN_OFFERS:
        draft = Draft(upload, today, {})
        return Checked(draft, _answered(upload, about_own_offers(session, draft)))
    register = Register(list_known_employers(session))
    asked = _answered(upload, about_employers(Draft(upload, today, {}), register))
    draft = Draft(upload, today, told_by(asked, upload, today, register))
    if upload.holds is Holds.OFFERS:
        asked += _answered(upload, about_offers(session, draft, register))
    return Checked(draft, asked)


def _answered(upload: Upload, questions: Iterator[Question]) -> list[Question]:
    """Give questions with their answers; one that is possible no more is no answer."""
    found = []
    for question in questions:
        answer = upload.answers.get(question.key, "")
        found.append(replace(question, answer=answer if answer in question.answers else ""))
    return found


def _about_students(session: Session, draft: Draft) -> Iterator[Question]:
    known = list_known_students(session)
    by_email = {student.email: student for student in known}
    by_source = {student.source: student for student in known if student.source}
    listed = {each.id: each for each in known if not each.is_protected}
    names = Names({id_: student.name for id_, student in listed.items()})
    rows = Names({number: texts["name"] for number, texts in draft.texts})
    for number, texts in draft.texts:
        question = Question(key_of_row(number), number, texts["name"] or texts["email"], Why.NAME)
        email = normal_email(texts["email"])
        same = by_email.get(email) or by_source.get(source_of(texts["id"]))
        if same is not None:
            if not same.is_kept and not same.is_protected:
                yield replace(question, why=Why.ADDRESS, known=(_student(same),), may_be_new=False)
            continue
        close = tuple(_student(listed[id_]) for id_ in names.close_to(texts["name"]))
        if close:
            yield replace(question, known=close)
        elif earlier := [row for row in rows.close_to(texts["name"]) if row < number]:
            yield replace(question, why=Why.ROW, other_row=earlier[0])


def left_alone(session: Session, draft: Draft) -> set[int]:
    """Give the rows of students who are registered and whose profiles no file changes."""
    kept = {
        each.email for each in list_known_students(session) if each.is_kept or each.is_protected
    }
    return {number for number, texts in draft.texts if normal_email(texts["email"]) in kept}


def _student(student: KnownStudent) -> Known:
    return Known(student.id, student.name, student.email)
