"""What the review screen shows: the candidates of an offer, compared, filtered, and counted."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.runs import begin_run, finish_run
from models.operations.students import leave, protect
from models.queries.offers import get_offer
from models.queries.students import get_student
from models.words import Kind
from tests.builders import (
    NOW,
    a_close_up,
    a_confirmed_match,
    a_coordinator,
    a_hint,
    a_rolling_round,
    a_run,
    a_student,
    a_suggestion,
    an_offer,
    an_offered_match,
    as_student,
    suggestion_row,
)
from tests.web.browsing import form_of, send
from tests.web.coordinators.reviewing import review
from tests.web.counting import queries_counted

pytestmark = pytest.mark.usefixtures("coordinator")


def test_names_are_shown_only_when_asked_for(client: FlaskClient, session: Session) -> None:
    student = a_student(session, name="Åsa Öhrnsjö")
    found = a_suggestion(session, student=student)
    session.commit()
    assert "Öhrnsjö" not in review(client, found).text
    assert "Öhrnsjö" in review(client, found, "&names=1").text


def test_who_left_or_is_protected_since_the_run_is_not_shown(
    client: FlaskClient, session: Session
) -> None:
    offer = an_offer(session)
    gone = a_suggestion(session, offer=offer)
    left = get_student(session, gone.student_id)
    leave(session, left, by=as_student(left), at=NOW)
    session.commit()
    assert "/review/confirm" not in review(client, gone).text

    hidden = a_suggestion(session, offer=an_offer(session))
    student = get_student(session, hidden.student_id)
    protect(session, student, is_protected=True, by=a_coordinator(session), at=NOW)
    session.commit()
    assert student.number not in review(client, hidden).text


def test_where_else_a_student_is_asked_stands_beside(client: FlaskClient, session: Session) -> None:
    other = an_offered_match(session, offer=an_offer(session, title="Kartor över fjärden"))
    found = a_suggestion(session, student=other.student)
    session.commit()
    assert "Kartor över fjärden" in review(client, found).text


def test_two_candidates_stand_beside_each_other(client: FlaskClient, session: Session) -> None:
    offer = an_offer(session)
    one, two = (a_student(session, programme=words) for words in ("Geodesi", "Lantmäteri"))
    rows = [
        {**suggestion_row(student, offer), "offer_rank": rank}
        for rank, student in enumerate((one, two), 1)
    ]
    found = a_suggestion(session, student=one, offer=offer)
    session.commit()
    assert "kp-beside" not in review(client, found, f"&student={one.id}&beside={two.id}").text
    run = a_run(session, found.run.round)
    begin_run(session, run, at=NOW)
    finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    session.commit()
    text = review(client, found, f"&student={one.id}&beside={two.id}").text
    table = text[text.index('class="kp-beside"') :]
    assert "Geodesi" in table
    assert "Lantmäteri" in table
    assert "kp-beside" not in review(client, found, f"&student={one.id}&beside={one.id}").text


def test_a_required_pair_on_no_list_stands_first(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session, offer_rank=None, student_rank=None, is_proposed=True)
    session.commit()
    student = get_student(session, found.student_id)
    text = review(client, found).text
    assert f"1. Student {student.number}" in text
    assert "/review/confirm" in text


# What a page over a hundred thousand suggestions may ask, one closer and one beside included.
MOST_QUESTIONS = 12


@pytest.mark.parametrize("closer", ["", "&student={}", "&student={}&page=9&place=2380"])
def test_the_review_asks_a_dozen_questions_whatever_there_is_to_show(
    app: Flask, client: FlaskClient, session: Session, closer: str
) -> None:
    offer = an_offer(session, must={"SQL": 3})
    found = a_suggestion(session, offer=offer)
    a_close_up(session, found)
    a_hint(session, student=get_student(session, found.student_id), offer=offer)
    an_offered_match(session, offer=offer)
    for _more in range(10):
        an_offer(session)
        an_offered_match(session, student=get_student(session, found.student_id))
    session.commit()
    with queries_counted(app) as counted:
        answer = review(client, found, closer.format(found.student_id))
    assert "/review/confirm" in answer.text
    assert counted.count <= MOST_QUESTIONS


def test_filters_stand_in_the_address_and_stay_when_a_pair_is_acted_on(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session, student=a_student(session, programme="Sjökapten"))
    an_offer(session, title="Något helt annat", place="2380")
    session.commit()
    assert "Något helt annat" in review(client, found).text
    page = review(client, found, "&programme=kapten&place=2280&unplaced=1")
    assert "Något helt annat" not in page.text
    assert 'value="kapten"' in page.text
    answer = send(client, form_of(page, "/review/confirm"))
    for asked in ("programme=kapten", "place=2280", "unplaced=1"):
        assert asked in answer.location
    assert f"student-{found.student_id}" not in review(client, found, "&programme=jurist").text


def test_students_without_a_place_are_filtered_by_programme_and_place(
    client: FlaskClient, session: Session
) -> None:
    sea = a_student(session, programme="Sjökapten", place="2280")
    land = a_student(session, programme="Lantmästare", place="2281")
    round_ = a_rolling_round(session)
    session.commit()
    address = f"/coordinator/rounds/{round_.id}/unplaced"
    for asked, seen in (("programme=sjö", sea), ("place=2281", land)):
        text = client.get(f"{address}?{asked}").text
        assert [each.number in text for each in (sea, land)] == [
            each is seen for each in (sea, land)
        ]
    assert sea.number not in client.get(f"{address}?programme=sjö&place=2281").text


def test_other_kinds_and_rounds_are_one_link_away(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    other = a_rolling_round(session, Kind.THESIS)
    session.commit()
    assert f"/rounds/{other.id}/review?unplaced=1" in review(client, found, "&unplaced=1").text


def test_where_enough_are_asked_nobody_more_can_be_confirmed(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    offer = get_offer(session, found.offer_id)
    for _asked in range(3):
        a_confirmed_match(session, offer=offer)
    session.commit()
    text = review(client, found).text
    assert "/review/confirm" not in text
    assert "kp-review-enough" in text


def test_three_stand_beside_each_other_and_what_is_the_same_stands_once(
    client: FlaskClient, session: Session
) -> None:
    offer = an_offer(session)
    three = [a_student(session, programme="Geodesi", text=words) for words in "abc"]
    run = a_run(session)
    begin_run(session, run, at=NOW)
    rows = [
        {**suggestion_row(student, offer), "offer_rank": rank}
        for rank, student in enumerate(three, 1)
    ]
    finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    session.commit()
    one, two, last = (student.id for student in three)
    address = f"/coordinator/rounds/{run.round_id}/review?offer={offer.id}&student={one}"
    text = client.get(f"{address}&beside={two}&beside={last}&beside={one}").text
    table = text[text.index('class="kp-beside"') : text.index("</table>")]
    assert table.count('<th scope="col">') == 3
    assert "Geodesi" not in table
    assert "Geodesi" in text[text.index("</table>") :]


ODD = ["offer=999", "offer=x", "offer=-1", "student=999", "all=1", "page=9", "page=x", "beside=x"]


@pytest.mark.parametrize("asked", ODD)
def test_odd_addresses_are_answered(client: FlaskClient, session: Session, asked: str) -> None:
    found = a_suggestion(session)
    session.commit()
    answer = client.get(f"/coordinator/rounds/{found.run.round_id}/review?{asked}")
    assert answer.status_code in {200, 404}
