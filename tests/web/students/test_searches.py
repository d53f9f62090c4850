"""A student keeps searches, and stops their letters from the page or from the letter."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.notices import Letter
from models.operations.searches import keep_search, tell_new_offers
from models.people import Student
from models.queries.searches import list_searches
from models.searches import Search
from models.words import Kind
from tests.builders import NOW, a_student, an_offer, as_student
from tests.web.browsing import Form, form_of, send
from tests.web.databases import on_both
from tests.web.students.looking import look_anew
from web.letters.addresses import address_to_stop

pytestmark = on_both

SEARCHES, OFFERS = "/student/searches", "/student/offers"


def searches_of(session: Session, student: Student) -> list[Search]:
    look_anew(session)
    return list(list_searches(session, student.id))


def kept(session: Session, student: Student, name: str = "Allt") -> Search:
    by = as_student(student)
    search = keep_search(session, student, name, {}, with_letter=True, by=by, at=NOW)
    session.commit()
    return search


def test_the_filters_of_the_list_are_kept_under_a_name(
    session: Session, client: FlaskClient, student: Student
) -> None:
    an_offer(session, kind=Kind.THESIS)
    session.commit()
    asked = f"{SEARCHES}/new?kind=thesis&place=2280"
    assert asked.replace("&", "&amp;") in client.get(f"{OFFERS}?kind=thesis&place=2280").text
    page = client.get(asked)
    form = form_of(page, f"{SEARCHES}/new")
    assert form.values["name"] == "Examensarbete, Härnösand"
    assert [send(client, form).location for _twice in range(2)] == [SEARCHES, SEARCHES]
    [search] = searches_of(session, student)
    assert search.asked == {"kind": "thesis", "place": "2280"}
    assert search.has_letter
    text = client.get(SEARCHES).text
    assert f"{OFFERS}?kind=thesis&amp;place=2280" in text
    assert "1 erbjudande nu" in text


def test_a_name_that_is_taken_missing_or_too_long_gets_words(
    session: Session, client: FlaskClient, student: Student
) -> None:
    kept(session, student, "Min")
    for name in ("Min", "", " ", "å" * 81):
        form = form_of(client.get(f"{SEARCHES}/new"), f"{SEARCHES}/new")
        refused = send(client, form, name=name)
        assert refused.status_code == 422, name
        assert "kp-error" in refused.text
    assert len(searches_of(session, student)) == 1


def test_what_the_address_asks_for_may_be_nonsense(client: FlaskClient, student: Student) -> None:
    for asked in ("kind=boat", "from=2027-13-40", "words=%01", "said=perhaps", "place=99999"):
        assert client.get(f"{SEARCHES}/new?{asked}").status_code == 200
        assert client.get(f"{OFFERS}?{asked}").status_code == 200


def test_a_search_is_changed_and_forgotten(
    session: Session, client: FlaskClient, student: Student
) -> None:
    search = kept(session, student)
    page = f"{SEARCHES}/{search.id}"
    form = form_of(client.get(page), page)
    del form.values["with_letter"]
    assert send(client, form, name="Nytt").location == SEARCHES
    [changed] = searches_of(session, student)
    assert (changed.name, changed.has_letter) == ("Nytt", False)
    forget = form_of(client.get(page), f"{page}/forget")
    assert send(client, forget).location == SEARCHES
    assert searches_of(session, student) == []


def test_nobody_elses_search_exists(
    session: Session, client: FlaskClient, student: Student
) -> None:
    search = kept(session, a_student(session))
    page = f"{SEARCHES}/{search.id}"
    token = form_of(client.get("/"), "/language").values["csrf_token"]
    for address in (page, f"{page}/forget"):
        form = Form(address, "post", {"csrf_token": token, "form_key": "k", "name": "x"})
        assert send(client, form).status_code == 404
    assert client.get(page).status_code == 404
    assert len(searches_of(session, search.student)) == 1


def test_the_page_stops_all_letters(
    session: Session, client: FlaskClient, student: Student
) -> None:
    kept(session, student, "Ett")
    kept(session, student, "Två")
    stop = f"{SEARCHES}/stop-letters"
    assert send(client, form_of(client.get(SEARCHES), stop)).location == SEARCHES
    assert not any(search.has_letter for search in searches_of(session, student))
    assert stop not in client.get(SEARCHES).text


def test_the_letters_own_link_stops_them_without_signing_in(
    app: Flask, session: Session, client: FlaskClient
) -> None:
    student = a_student(session)
    kept(session, student)
    with app.app_context():
        address = address_to_stop(Letter(subject="new_offers_student", student=student))
    path = address.removeprefix(app.config["BASE_URL"])
    page = client.get(path)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    # A mail scanner opens links: that alone stops nothing.
    assert searches_of(session, student)[0].has_letter
    assert send(client, form_of(page, path)).location == path
    assert not searches_of(session, student)[0].has_letter
    assert "Breven är avstängda" in client.get(path).text
    assert client.get(path[:-3]).status_code == 404
    session.rollback()


def test_what_the_last_letter_told_stands_on_the_page(
    session: Session, client: FlaskClient, student: Student
) -> None:
    kept(session, student).letter_since = NOW.replace(year=2026)
    offer = an_offer(session, title="Räkna sälar")
    tell_new_offers(session, student, at=NOW)
    session.commit()
    text = client.get(SEARCHES).text
    assert "Nytt i det senaste brevet" in text
    assert f"{OFFERS}/{offer.id}" in text
