"""Two people change the same thing: whoever comes second gets both versions and loses nothing."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.actors import Actor
from models.operations import contacts, employers, offers, profiles
from models.people import Account, Student
from models.words import CEFR, Kind, Language, Role
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_student,
    an_account,
    an_employer,
    an_offer,
    as_student,
    offer_words,
)
from tests.web.anew import look_anew
from tests.web.browsing import Form, form_of, forms_of, send, sign_in_as
from tests.web.databases import on_both

pytestmark = on_both

SignIn = Callable[[Account], None]


@pytest.fixture
def student(session: Session, sign_in: SignIn) -> Student:
    """Give a student who reads English and is signed in."""
    student = a_student(session, text="Jag seglar.")
    assert student.account is not None
    student.account.language = Language.ENGLISH
    sign_in(student.account)
    return student


def step(client: FlaskClient, name: str) -> Form:
    return form_of(client.get(f"/student/profile/{name}"), f"/profile/{name}")


def colleague(session: Session, name: str = "Ida Berg") -> Actor:
    """Give a coordinator with a name, who writes for somebody on the phone."""
    account = an_account(session, Role.COORDINATOR, name=name)
    return Actor(Role.COORDINATOR, account_id=account.id, for_role=Role.STUDENT)


def edit(session: Session, student: Student, **changes: object) -> None:
    profiles.edit_student(session, student, by=colleague(session), at=NOW, **changes)
    session.commit()


def test_the_second_gets_both_versions_and_who_was_first(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = step(client, "text")
    edit(session, student, text="Hen seglar.")
    page = send(client, form, text="Jag ror.")
    assert page.status_code == 409
    for words in ("Jag ror.", "Hen seglar.", "Ida Berg, for the student, changed In your own"):
        assert words in page.text
    look_anew(session)
    assert student.text == "Hen seglar."


@pytest.mark.parametrize(
    ("chosen", "kept"), [("mine", "Jag ror."), ("theirs", "Hen seglar."), (None, "Jag ror.")]
)
def test_what_is_chosen_is_saved(
    session: Session, client: FlaskClient, student: Student, chosen: str | None, kept: str
) -> None:
    form = step(client, "text")
    edit(session, student, text="Hen seglar.")
    both = form_of(send(client, form, text="Jag ror."), "/profile/text")
    choice = {"take-text": chosen} if chosen else {}
    assert send(client, both, **choice).status_code == 303
    look_anew(session)
    assert student.text == kept


def test_what_nobody_else_touched_is_saved_as_it_was_written(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = step(client, "studies")
    edit(session, student, programme="Lingvistik")
    both = send(client, form, programme="Statistik", university="Umeå universitet")
    names = {name for each in forms_of(both) for name in each.values if name.startswith("take-")}
    assert names == {"take-programme"}
    again = form_of(both, "/profile/studies")
    assert send(client, again, **{"take-programme": "theirs"}).status_code == 303
    look_anew(session)
    assert (student.programme, student.university) == ("Lingvistik", "Umeå universitet")


def test_what_was_not_touched_proposes_what_the_other_wrote(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = step(client, "studies")
    edit(session, student, programme="Lingvistik")
    both = form_of(send(client, form, university="Umeå universitet"), "/profile/studies")
    assert both.values["take-programme"] == ["theirs"]
    send(client, both)
    look_anew(session)
    assert (student.programme, student.university) == ("Lingvistik", "Umeå universitet")


def test_another_step_and_the_same_words_are_no_conflict(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = step(client, "text")
    edit(session, student, text="Jag ror.", programme="Lingvistik")
    assert send(client, form, text=" Jag ror. ").status_code == 303
    look_anew(session)
    assert (student.text, student.programme) == ("Jag ror.", "Lingvistik")


def test_a_third_who_comes_while_one_chooses_is_not_written_over(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = step(client, "text")
    edit(session, student, text="Hen seglar.")
    both = form_of(send(client, form, text="Jag ror."), "/profile/text")
    edit(session, student, text="Hen paddlar.")
    again = send(client, both, **{"take-text": "mine"})
    assert again.status_code == 409
    assert "Hen paddlar." in again.text
    assert "Jag ror." in again.text
    look_anew(session)
    assert student.text == "Hen paddlar."


def test_rows_are_compared_as_a_whole(
    session: Session, client: FlaskClient, student: Student
) -> None:
    profiles.set_skills(session, student, {"knopar": 2}, by=as_student(student), at=NOW)
    session.commit()
    form = step(client, "skills")
    profiles.set_skills(session, student, {"knopar": 5}, by=colleague(session), at=NOW)
    session.commit()
    rows = {"skills-first": ["knopar", "lod"], "skills-second": ["2", "3"]}
    page = send(client, form, **rows)
    assert page.status_code == 409
    assert "knopar: could teach it" in page.text
    assert "lod: have used it" in page.text
    both = form_of(page, "/profile/skills")
    assert send(client, both, **rows, **{"take-skills": "mine"}).status_code == 303
    look_anew(session)
    assert {skill.words: skill.level for skill in student.skills} == {"knopar": 2, "lod": 3}


def test_days_that_are_only_proposed_are_no_conflict(
    session: Session, client: FlaskClient, student: Student
) -> None:
    profiles.set_seeking(
        session, student, {Kind.INTERNSHIP: SUMMER}, by=as_student(student), at=NOW
    )
    session.commit()
    form = step(client, "seeking")
    form.values["thesis_starts_on"] = "2030-01-01"
    assert send(client, form, hours_per_week="20").status_code == 303


def test_a_script_that_saves_is_told_and_one_that_was_first_goes_on(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form, asked = step(client, "text"), {"Accept": "application/json"}

    def save(words: str, key: str) -> tuple[int, dict[str, str]]:
        data = {**form.values, "text": words, "form_key": key}
        answer = client.post(form.action, data=data, headers=asked)
        return answer.status_code, answer.json or {}

    status, said = save("Jag r", "first")
    assert status == 200
    form.values["seen"] = said["seen"]
    assert save("Jag ror.", "second")[0] == 200
    # A form that does not go on from what it saved is behind itself.
    status, said = save("Jag ror fort.", "third")
    assert (status, said["error"]) == (409, "ChangedMeanwhile")
    look_anew(session)
    assert student.text == "Jag ror."


def test_one_s_own_other_window_is_told_as_such(
    session: Session, client: FlaskClient, student: Student
) -> None:
    one, other = step(client, "text"), step(client, "text")
    assert send(client, one, text="Ett").status_code == 303
    page = send(client, other, text="Två")
    assert page.status_code == 409
    assert "You, in another window, changed" in page.text


def test_what_cannot_be_taken_is_mended_first_and_compared_then(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = step(client, "text")
    edit(session, student, text="Hen seglar.")
    refused = send(client, form, text="x" * 5000)
    assert refused.status_code == 422
    mended = form_of(refused, "/profile/text")
    assert send(client, mended, text="Jag ror.", form_key="other").status_code == 409


def test_an_offer_that_two_write(app: Flask, session: Session, client: FlaskClient) -> None:
    offer = an_offer(session, published=False, must={"svetsning": 3})
    account = an_account(session, Role.EMPLOYER, language=Language.ENGLISH)
    offer.employer.contacts[0].account = account
    session.commit()
    sign_in_as(client, account)
    address = f"/employer/offers/{offer.id}/edit"
    form = form_of(client.get(address), address)
    words = offer_words(
        title="Vinter på varvet", must={"svetsning": 5}, languages={"fi": CEFR.B2}, places=2
    )
    offers.edit_offer(session, offer, words, by=a_coordinator(session), at=NOW)
    session.commit()
    typed = {
        "title": "Vår på varvet", "text": "Du lagar båtar.", "do": "draft",
        "must-first": ["svetsning"], "must-second": ["3"],
    }  # fmt: skip
    page = send(client, form, **typed)
    assert page.status_code == 409
    for said in ("Vinter på varvet", "Vår på varvet", "svetsning: could teach it", "Finnish"):
        assert said in page.text
    both = form_of(page, address)
    proposed = {name: value for name, value in both.values.items() if name.startswith("take-")}
    assert proposed == {
        "take-title": ["mine"],
        "take-must": ["theirs"],
        "take-languages": ["theirs"],
        "take-places": ["theirs"],
    }
    assert send(client, both, **typed).status_code == 303
    look_anew(session)
    assert (offer.title, offer.text, offer.places) == ("Vår på varvet", "Du lagar båtar.", 2)
    assert [skill.level for skill in offer.skills] == [5]
    assert [each.code for each in offer.languages] == ["fi"]


def test_an_employer_that_two_write(session: Session, client: FlaskClient) -> None:
    account = an_account(session, Role.EMPLOYER, language=Language.ENGLISH)
    employer = an_employer(session, account=account, place="2280", verified=False)
    session.commit()
    sign_in_as(client, account)
    form = form_of(client.get("/employer/organisation"), "/organisation")
    by = a_coordinator(session)
    employers.edit_employer(session, employer, by=by, at=NOW, place="2281", website="https://a.se")
    contacts.edit_contact(session, employer.contacts[0], by=by, at=NOW, title="Chef")
    session.commit()
    page = send(client, form, contact_title="Ägare", description="Vi bygger båtar.")
    assert page.status_code == 409
    both = form_of(page, "/organisation")
    chosen = {"take-place": "theirs", "take-website": "theirs", "take-contact_title": "mine"}
    assert send(client, both, **chosen).status_code == 303
    look_anew(session)
    assert (employer.place, employer.website) == ("2281", "https://a.se")
    assert (employer.contacts[0].title, employer.description) == ("Ägare", "Vi bygger båtar.")


def test_two_coordinators_write_the_same_employer_and_contact(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    employer, by = an_employer(session), a_coordinator(session)
    sign_in(an_account(session, Role.COORDINATOR, language=Language.ENGLISH))
    home = f"/coordinator/employers/{employer.id}"
    forms = {
        f"{home}/edit": {"name": "Min kaj"},
        f"{home}/contacts/{employer.contacts[0].id}": {"contact_name": "Min kontakt"},
    }
    opened = {address: form_of(client.get(address), address) for address in forms}
    employers.edit_employer(session, employer, by=by, at=NOW, name="Deras kaj")
    contacts.edit_contact(session, employer.contacts[0], by=by, at=NOW, name="Deras kontakt")
    session.commit()
    for address, typed in forms.items():
        page = send(client, opened[address], **typed)
        assert page.status_code == 409
        assert all(words in page.text for words in typed.values())
        assert "Deras k" in page.text
