"""Wherever two may change the same thing, whoever comes second gets both versions."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.ideas import Idea
from models.operations.ideas import IdeaWords, write_idea
from models.people import Account
from models.words import Kind, Language, Role, Subject
from tests.builders import (
    NOW,
    SUMMER,
    a_centre,
    a_course,
    a_hint,
    a_meeting,
    a_member,
    a_model,
    a_need,
    a_source,
    a_student,
    an_account,
    an_activity,
    an_item,
    an_offer,
    as_student,
)
from tests.builders.schools import a_booking, an_occasion
from tests.web.browsing import form_of, send

ONE, OTHER = "Den enas ord", "Den andras ord"


class Written(NamedTuple):
    """A form that two have open: its page, what they write in it, and as what they are told so."""

    page: str
    name: str
    one: str = ONE
    other: str = OTHER
    action: str = ""
    told: tuple[str, ...] = (ONE, OTHER)
    # What has to be told beside it.
    along: tuple[tuple[str, str], ...] = ()


def a_pair(session: Session) -> Written:
    hint = a_hint(session, words="Så tycker vi")
    page = f"/coordinator/rounds/{hint.round_id}/pairs/{hint.student_id}/{hint.offer_id}"
    return Written(page, "words", action=f"{page}/hint")


def a_pair_without_a_hint(session: Session) -> Written:
    hint = a_hint(session)
    offer, student = an_offer(session), a_student(session)
    page = f"/coordinator/rounds/{hint.round_id}/pairs/{student.id}/{offer.id}"
    along = (("wish", "encourage"), ("reason", "have_met"))
    return Written(page, "words", action=f"{page}/hint", along=along)


def a_course_of_two(session: Session) -> Written:
    course, one, other = a_course(session), an_activity(session), an_activity(session)
    one.title, other.title = ONE, OTHER
    page = f"/coordinator/courses/{course.id}"
    return Written(page, "activity", str(one.id), str(other.id), f"{page}/connect")


def a_class(session: Session) -> Written:
    page = f"/coordinator/events/bookings/{a_booking(session).id}"
    return Written(page, "pupils", "31", "32", f"{page}/change", ("31", "32"))


def who_may_read(session: Session) -> Written:
    page = f"/coordinator/students/{a_student(session).id}"
    told = ("Only the working group", "Every verified employer")
    return Written(page, "visibility", "group", "all", f"{page}/show-to", told)


WRITTEN: dict[str, Callable[[Session], Written]] = {
    "activity": lambda session: Written(
        f"/coordinator/activities/{an_activity(session).id}/edit", "what"
    ),
    "agenda": lambda session: Written(_item(session), "background"),
    "centre": lambda session: Written(f"/coordinator/centres/{a_centre(session).id}/edit", "hours"),
    "class booking": a_class,
    "course": a_course_of_two,
    "event": lambda session: Written(f"/coordinator/events/{an_occasion(session).id}/edit", "text"),
    "session": lambda session: Written(
        f"/coordinator/events/sessions/{an_occasion(session).sessions[0].id}/edit", "room"
    ),
    "funding": lambda session: Written(
        f"/coordinator/sources/{a_source(session).id}/edit", "source"
    ),
    "hint": a_pair,
    "hint that was not there": a_pair_without_a_hint,
    "meeting": lambda session: Written(
        f"/coordinator/meetings/{a_meeting(session).id}/edit", "place"
    ),
    "member": lambda session: Written(f"/coordinator/members/{a_member(session).id}", "office"),
    "model": lambda session: Written(
        f"/coordinator/model/{a_model(session).number}/edit", "retain_kinds_sv"
    ),
    "need": lambda session: Written(f"/coordinator/needs/{a_need(session).id}/edit", "text"),
    "visibility": who_may_read,
}


def _item(session: Session) -> str:
    item = an_item(session, None, Subject.MATTER)
    return f"/coordinator/meetings/{item.meeting_id}/items/{item.id}"


@pytest.mark.parametrize("thing", WRITTEN)
def test_the_second_is_offered_both(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None], thing: str
) -> None:
    written = WRITTEN[thing](session)
    sign_in(an_account(session, Role.COORDINATOR, language=Language.ENGLISH))
    action = written.action or written.page
    one, other = (form_of(client.get(written.page), action) for _each in "12")
    along = dict(written.along)
    assert send(client, one, **along, **{written.name: written.one}).status_code == 303
    second = send(client, other, **along, **{written.name: written.other})
    assert second.status_code == 409
    assert all(words in second.text for words in written.told)
    again = form_of(second, action)
    assert again.values[f"take-{written.name}"] == ["mine"]
    assert send(client, again).status_code == 303
    shown = form_of(client.get(written.page), action).values[written.name]
    assert written.other in shown


def test_a_student_with_two_windows_is_offered_both(
    session: Session, client: FlaskClient, sign_in: Callable[[Account], None]
) -> None:
    idea = an_idea(session)
    account = idea.student.account
    assert account is not None
    account.language = Language.ENGLISH
    sign_in(account)
    page = f"/student/ideas/{idea.id}"
    one, other = (form_of(client.get(page), page) for _each in "12")
    assert send(client, one, text=ONE).status_code == 303
    second = send(client, other, text=OTHER)
    assert second.status_code == 409
    assert ONE in second.text
    assert OTHER in second.text


def an_idea(session: Session) -> Idea:
    student = a_student(session)
    words = IdeaWords(
        kind=Kind.THESIS, title="Bryggan", text="Vi bygger.", language=Language.SWEDISH,
        starts_on=SUMMER[0], ends_on=SUMMER[1],
    )  # fmt: skip
    return write_idea(session, student, words, by=as_student(student), at=NOW)
