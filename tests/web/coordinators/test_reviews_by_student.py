"""The review from the students' side: who has no place first, and the offers that fit each."""

import csv
import io
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.actors import Actor
from models.matches import Match
from models.operations.runs import begin_run, finish_run
from models.operations.students import leave, protect
from models.operations.viewers import look_at
from models.people import Student
from models.queries.matches import find_match
from models.queries.offers import get_offer
from models.queries.students import get_student
from models.rounds import Round, Suggestion
from models.words import Kind, MatchState, Reason, Role
from tests.builders import (
    NOW,
    a_close_up,
    a_confirmed_match,
    a_coordinator,
    a_hint,
    a_note,
    a_rolling_round,
    a_run,
    a_student,
    a_suggestion,
    an_account,
    an_offer,
    an_offered_match,
    as_student,
    suggestion_row,
)
from tests.web.browsing import form_of, send
from tests.web.counting import queries_counted

pytestmark = pytest.mark.usefixtures("coordinator")


def by_student(client: FlaskClient, round_: Round, more: str = "") -> TestResponse:
    """Open the students' side of a round."""
    return client.get(f"/coordinator/rounds/{round_.id}/review?side=students{more}")


def several(session: Session, titles: tuple[str, ...]) -> tuple[Student, Round, list[int]]:
    """Give a student for whom a run found offers, in this order, with the offers' ids."""
    student, round_ = a_student(session), a_rolling_round(session)
    offers = [an_offer(session, title=title, text=title) for title in titles]
    run = a_run(session, round_)
    begin_run(session, run, at=NOW)
    rows = [
        {**suggestion_row(student, offer), "student_rank": rank, "offer_rank": 1}
        for rank, offer in enumerate(offers, 1)
    ]
    finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    return student, round_, [offer.id for offer in offers]


def test_those_without_a_place_stand_first(client: FlaskClient, session: Session) -> None:
    asked = an_offered_match(session).student
    nothing = a_student(session)
    found = a_suggestion(session)
    session.commit()
    text = by_student(client, found.run.round).text
    waiting = get_student(session, found.student_id)
    at = [text.index(student.number) for student in (waiting, nothing, asked)]
    assert at == sorted(at)
    text = by_student(client, found.run.round, "&unplaced=1").text
    assert asked.number not in text
    assert nothing.number in text


def test_a_student_s_offers_stand_in_the_order_of_the_list_with_reasons(
    client: FlaskClient, session: Session
) -> None:
    student, round_, _ids = several(session, ("Sist i katalogen", "Först i katalogen"))
    session.commit()
    text = by_student(client, round_, f"&student={student.id}").text
    assert text.index("1. Sist i katalogen") < text.index("2. Först i katalogen")
    assert "kp-reasons" in text


def test_a_pair_is_confirmed_rejected_and_undone_and_the_side_stays(
    client: FlaskClient, session: Session
) -> None:
    student, round_, (first, _second) = several(session, ("Ett", "Två"))
    session.commit()
    pair = (round_.id, student.id, first)
    address = f"&student={student.id}&programme={student.programme[:4]}"
    answer = send(client, form_of(by_student(client, round_, address), "/review/confirm"))
    assert "side=students" in answer.location
    assert "programme=" in answer.location
    assert answer.location.endswith(f"#offer-{first}")
    session.rollback()
    match = find_match(session, *pair)
    assert match is not None
    assert match.state is MatchState.CONFIRMED
    page = client.get(answer.location)
    assert 'data-line="' in page.text
    answer = send(client, form_of(page, f"/matches/{match.id}/undo"))
    assert "side=students" in answer.location
    session.rollback()
    assert session.query(Match).count() == 0
    form = form_of(client.get(answer.location), "/review/reject")
    send(client, form, reason=Reason.PLACE.value)
    session.rollback()
    match = find_match(session, *pair)
    assert match is not None
    assert match.state is MatchState.REJECTED


def test_up_to_three_offers_stand_beside_each_other(client: FlaskClient, session: Session) -> None:
    student, round_, ids = several(session, ("Ett", "Två", "Tre", "Fyra"))
    session.commit()
    beside = "".join(f"&beside={each}" for each in ids[1:])
    text = by_student(client, round_, f"&student={student.id}&offer={ids[0]}{beside}").text
    table = text[text.index('class="kp-beside"') : text.index("</table>")]
    assert table.count('<th scope="col">') == 3
    assert "Fyra" not in table


def test_names_are_shown_only_when_asked_for(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session, student=a_student(session, name="Åsa Öhrnsjö"))
    session.commit()
    address = f"&student={found.student_id}&offer={found.offer_id}"
    assert "Öhrnsjö" not in by_student(client, found.run.round, address).text
    assert "Öhrnsjö" in by_student(client, found.run.round, f"{address}&names=1").text


def test_who_left_or_is_protected_since_the_run_is_not_shown(
    client: FlaskClient, session: Session
) -> None:
    hidden, gone = a_suggestion(session), a_suggestion(session)
    student, left = (get_student(session, each.student_id) for each in (hidden, gone))
    protect(session, student, is_protected=True, by=a_coordinator(session), at=NOW)
    leave(session, left, by=as_student(left), at=NOW)
    session.commit()
    round_ = hidden.run.round
    for more in ("", "&names=1"):
        text = by_student(client, round_, more).text
        assert student.number not in text
        assert left.number not in text
    answer = by_student(client, round_, f"&student={student.id}&names=1")
    assert answer.status_code == 404
    assert student.number not in answer.text
    assert "/review/confirm" not in by_student(client, round_, f"&student={left.id}").text


def test_an_offer_that_is_over_is_nobody_s_candidate(client: FlaskClient, session: Session) -> None:
    student, round_, ids = several(session, ("Kvar", "Borta"))
    over = get_offer(session, ids[1])
    over.starts_on = over.ends_on = date(2020, 6, 1)
    session.commit()
    text = by_student(client, round_, f"&student={student.id}").text
    assert "1. Kvar" in text
    assert "Borta" not in text


def test_filters_keep_programme_and_home(client: FlaskClient, session: Session) -> None:
    sea = a_student(session, programme="Sjökapten", place="2280")
    land = a_student(session, programme="Lantmästare", place="2281")
    round_ = a_suggestion(session).run.round
    session.commit()
    for asked, seen in (("&programme=sjö", sea), ("&place=2281", land)):
        text = by_student(client, round_, asked).text
        assert [each.number in text for each in (sea, land)] == [
            each is seen for each in (sea, land)
        ]


def test_a_pair_and_the_filter_are_the_same_on_the_other_side(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    session.commit()
    address = f"/coordinator/rounds/{found.run.round_id}/review?offer={found.offer_id}"
    text = client.get(f"{address}&student={found.student_id}&programme=a").text
    pair = f"offer={found.offer_id}&amp;student={found.student_id}&amp;programme=a"
    assert f"{pair}&amp;side=students" in text


def test_where_a_student_is_asked_and_what_notes_say_stand_there(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    student, offer = get_student(session, found.student_id), get_offer(session, found.offer_id)
    a_note(session, student=student, offer=offer)
    a_hint(session, student=student, offer=offer)
    a_confirmed_match(session, student=student, offer=an_offer(session, title="Kartor i fjärden"))
    session.commit()
    text = by_student(client, found.run.round, f"&student={student.id}&offer={offer.id}").text
    assert "Kartor i fjärden" in text
    assert "kp-hinted" in text
    assert 'class="kp-notes"' in text
    page = by_student(client, found.run.round, f"&student={student.id}&offer={offer.id}")
    answer = send(client, form_of(page, "/notes"), note="Ring först")
    assert "side=students" in answer.location


def test_a_colleague_who_looks_at_the_student_is_named(
    client: FlaskClient, session: Session
) -> None:
    found = a_suggestion(session)
    student = get_student(session, found.student_id)
    by = Actor(Role.COORDINATOR, an_account(session, Role.COORDINATOR, name="Bo Backe").id)
    look_at(session, found.run.round, student, by=by, at=NOW)
    session.commit()
    told = "Bo Backe tittar också på det här."
    page = by_student(client, found.run.round, f"&student={student.id}")
    assert told in page.text
    form = form_of(page, "/language")
    path = f"/coordinator/rounds/{found.run.round_id}/review/students/{student.id}/look"
    answer = client.post(path, data={"csrf_token": form.values["csrf_token"]})
    assert answer.json == {"words": told}


def test_the_file_holds_what_is_shown(client: FlaskClient, session: Session) -> None:
    student, round_, _ids = several(session, ("Ett", "Två"))
    session.commit()
    address = f"/coordinator/rounds/{round_.id}/review/candidates.csv?side=students"

    def rows(more: str = "") -> list[dict[str, str]]:
        text = client.get(address + more).data.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    assert [row["Plats på listan"] for row in rows()] == ["1", "2"]
    assert {row["Studentens nummer"] for row in rows()} == {student.number}
    assert rows("&place=2380") == []


def test_why_nothing_is_found_and_a_pair_by_hand_are_there(
    client: FlaskClient, session: Session
) -> None:
    found, student = a_suggestion(session), a_student(session)
    session.commit()
    text = by_student(client, found.run.round, f"&student={student.id}").text
    assert f"/pairs/new?student={student.id}" in text


# What a page over a hundred thousand suggestions may ask, one closer and one beside included.
MOST_QUESTIONS = 12


@pytest.mark.parametrize("closer", ["", "&offer={}", "&offer={}&page=9&place=2380"])
@pytest.mark.parametrize("kind", [Kind.INTERNSHIP, Kind.THESIS])
def test_the_students_side_asks_a_dozen_questions_whatever_there_is_to_show(
    app: Flask, client: FlaskClient, session: Session, closer: str, kind: Kind
) -> None:
    found = _crowded(session, kind)
    session.commit()
    round_id = found.run.round_id
    address = f"&student={found.student_id}{closer.format(found.offer_id)}"
    with queries_counted(app) as counted:
        answer = client.get(f"/coordinator/rounds/{round_id}/review?side=students{address}")
    assert "/review/confirm" in answer.text
    assert counted.count <= MOST_QUESTIONS


def _crowded(session: Session, kind: Kind) -> Suggestion:
    """Give a pair of a round with others, of which something is known."""
    student = a_student(session, kinds={kind})
    offer = an_offer(session, kind=kind, must={"SQL": 3})
    found = a_suggestion(session, student=student, offer=offer)
    a_close_up(session, found)
    a_hint(session, student=student, offer=offer)
    for _more in range(10):
        an_offered_match(session, offer=an_offer(session, kind=kind))
        a_student(session, kinds={kind})
    return found


ODD = ["student=999", "student=x", "student=-1", "offer=999", "all=1", "page=9", "beside=x"]


@pytest.mark.parametrize("asked", ODD)
def test_odd_addresses_are_answered(client: FlaskClient, session: Session, asked: str) -> None:
    found = a_suggestion(session)
    session.commit()
    assert by_student(client, found.run.round, f"&{asked}").status_code in {200, 404}
