"""An offer is written in a few minutes; what is bad or missing is named, and nothing is lost."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit import Event
from models.concepts import Concept
from models.employers import Employer
from models.offers import Offer
from models.people import Account
from models.words import CEFR, Kind, Level, OfferState, Pay, Role, SkillUse
from tests.builders import (
    an_offer,
)
from tests.web.browsing import form_of, send
from tests.web.employers.writing import PAID, TITLE, WHOLE, new, write, written

SignIn = Callable[[Account], None]


@pytest.mark.parametrize(
    ("kind", "first", "last", "hours"),
    [
        ("mentorship", "2027-09-01", "2028-05-31", "1"),
        ("internship", "2027-06-07", "2027-08-20", "40"),
        ("thesis", "2027-04-05", "2027-06-13", "40"),
        ("traineeship", "2027-08-01", "2028-07-31", "40"),
    ],
)
def test_the_form_begins_with_what_is_usual_for_the_kind(
    client: FlaskClient, employer: Employer, kind: str, first: str, last: str, hours: str
) -> None:
    page = client.get(new(kind))
    form = form_of(page, new(kind))
    begun = [form.values[name] for name in ("starts_on", "ends_on", "hours_per_week", "places")]
    assert begun == [first, last, hours, "1"]
    assert form.values["place"] == employer.place
    own = ("mentor_name", "credits", "pay", "apply_url")
    asked = {name for name in own if f'name="{name}"' in page.text}
    expected = {
        "mentorship": {"mentor_name"},
        "internship": {"pay"},
        "thesis": {"credits", "pay"},
        "traineeship": {"pay", "apply_url"},
    }
    assert asked == expected[kind]


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("mentorship", {"mentor_name": "Jörgen Åberg"}),
        ("internship", PAID),
        ("thesis", {"credits": "30"}),
        ("traineeship", {**PAID, "apply_url": "https://jobb.example/ansök?id=1"}),
    ],
)
def test_every_kind_is_written_and_submitted_on_one_page(
    session: Session, client: FlaskClient, employer: Employer, kind: str, own: dict[str, str]
) -> None:
    answer = write(client, kind, do="submit", **WHOLE, **own)
    offer = written(session)
    assert offer is not None
    assert answer.location == f"/employer/offers/{offer.id}"
    assert (offer.kind, offer.state, offer.employer_id) == (kind, "submitted", employer.id)
    for name, value in own.items():
        assert str(getattr(offer, name)) == value
    assert offer.contact is not None
    assert offer.contact.account_id is not None


def test_everything_that_is_typed_is_stored(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    session.add(Concept(id="field/design", kind="field", sv="Formgivning", en="Design"))
    session.commit()
    write(
        client,
        **WHOLE,
        **PAID,
        **{
            "must-first": ["Skrivande", "", "Foto"],
            "must-second": ["4", "3", "2"],
            "wished-first": ["InDesign", "Foto"],
            "wished-second": ["2", "5"],
            "languages-first": ["sv", "", "en"],
            "languages-second": ["C1", "", "B1"],
            "levels": ["bachelor", "master"],
            "fields": ["field/design"],
            "remote": "hybrid",
            "hours_per_week": "37,5",
            "places": "3",
            "language": "sv",
        },
    )
    offer = written(session)
    assert offer is not None
    assert offer.state is OfferState.DRAFT
    assert [(skill.use, skill.words, skill.level) for skill in offer.skills] == [
        (SkillUse.MUST, "Skrivande", 4),
        (SkillUse.MUST, "Foto", 2),
        (SkillUse.WISHED, "InDesign", 2),
    ]
    assert {each.code: each.level for each in offer.languages} == {"sv": CEFR.C1, "en": CEFR.B1}
    assert {each.level for each in offer.levels} == {Level.BACHELOR, Level.MASTER}
    assert [each.concept_id for each in offer.fields] == ["field/design"]
    assert (offer.remote, offer.hours_per_week, offer.places) == ("hybrid", 37.5, 3)
    assert (offer.pay, offer.pay_sek_per_month) == (Pay.WAGE, 25500)
    page = client.get(f"/employer/offers/{offer.id}").text
    for words in ("Skrivande", "InDesign", "Design", "37.5", "Härnösand", "25,500", "C1"):
        assert words in page


def test_a_draft_needs_only_a_title(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    write(client, text="", place="")
    offer = written(session)
    assert offer is not None
    page = client.get(f"/employer/offers/{offer.id}").text
    for missing in ("Description", "Place", "What is paid", "Who insures"):
        assert missing in page


def test_all_that_is_missing_is_named_at_once(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    answer = write(client, do="submit", text="", place="", title="")
    assert answer.status_code == 422
    for name in ("title", "text", "place", "pay", "insured_by"):
        assert f'id="{name}-error"' in answer.text
    assert session.scalars(select(Offer)).all() == []


def test_a_draft_that_lacks_something_is_not_submitted(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = an_offer(session, employer=employer, published=False, text="", pay=None)
    session.commit()
    form = form_of(client.get(f"/employer/offers/{offer.id}"), "/logout")
    address = f"/employer/offers/{offer.id}/submit"
    answer = client.post(address, data={"csrf_token": form.values["csrf_token"]})
    assert answer.status_code == 409
    assert "Description, What is paid" in answer.text


BAD = [
    ("title", "x" * 161),
    ("text", "x" * 8001),
    ("starts_on", "igår"),
    ("ends_on", "2027-01-01"),
    ("ends_on", "0001-01-01"),
    ("starts_on", ""),
    ("hours_per_week", "nan"),
    ("hours_per_week", "-1"),
    ("hours_per_week", "1e99"),
    ("places", "0"),
    ("places", "9" * 400),
    ("places", "två"),
    ("pay_sek_per_month", "99999999999"),
    ("pay", "gold"),
    ("place", "9999"),
    ("remote", "moon"),
    ("levels", "doctor"),
    ("fields", "field/nothing"),
    ("language", "xx"),
]


@pytest.mark.parametrize(("name", "value"), BAD)
def test_bad_values_get_words_and_lose_nothing(
    session: Session, client: FlaskClient, employer: Employer, name: str, value: str
) -> None:
    answer = write(
        client, **{**WHOLE, **PAID, "must-first": "Foto", "must-second": "3", name: value}
    )
    assert answer.status_code == 422
    assert "kp-errors" in answer.text
    kept = form_of(answer, new()).values
    assert kept["title"] == (value if name == "title" else TITLE)
    assert kept["text"].strip() == (value if name == "text" else WHOLE["text"])
    assert 'value="Foto"' in answer.text
    assert session.scalars(select(Offer)).all() == []


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("must", "x" * 121, "3"),
        ("wished", "Foto", "6"),
        ("languages", "klingonska", "B1"),
        ("languages", "sv", ""),
    ],
)
def test_a_bad_row_gets_words(
    client: FlaskClient, employer: Employer, name: str, first: str, second: str
) -> None:
    answer = write(client, **{f"{name}-first": first, f"{name}-second": second})
    assert answer.status_code == 422
    assert f'id="{name}-error"' in answer.text


def test_so_many_rows_are_too_many(client: FlaskClient, employer: Employer) -> None:
    skills = [f"Kunskap {number}" for number in range(16)]
    answer = write(client, **{"must-first": skills, "must-second": ["3"] * 16})
    assert answer.status_code == 422
    assert 'value="Kunskap 15"' in answer.text


def test_more_rows_are_asked_for_without_scripts(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    rows = 'name="must-first"'
    before = client.get(new()).text.count(rows)
    answer = write(client, **{"more": "must", "must-first": "Foto", "must-second": "2"})
    assert answer.text.count(rows) > before
    assert form_of(answer, new()).values["title"] == TITLE
    assert written(session) is None


def test_the_same_form_twice_writes_one_offer(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    form = form_of(client.get(new()), new())
    answers = [send(client, form, title=TITLE) for _each in range(2)]
    assert answers[0].location == answers[1].location
    assert len(session.scalars(select(Offer)).all()) == 1


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "ftp://x.example"])
def test_an_application_is_an_address_of_the_web(
    client: FlaskClient, employer: Employer, address: str
) -> None:
    answer = write(client, "traineeship", apply_url=address)
    assert answer.status_code == 422


def test_there_are_four_kinds(client: FlaskClient, employer: Employer) -> None:
    assert [client.get(new(kind.value)).status_code for kind in Kind] == [200] * 4
    assert client.get(new("holiday")).status_code == 404


def test_an_employer_without_an_organisation_writes_no_offer(
    client: FlaskClient, account: Account, sign_in: SignIn
) -> None:
    sign_in(account)
    assert client.get(new()).status_code == 404


def test_the_history_tells_who_wrote_it(
    session: Session, client: FlaskClient, employer: Employer, account: Account
) -> None:
    write(client, **WHOLE, **PAID, do="submit")
    query = select(Event).where(Event.thing == "offer").order_by(Event.id)
    events = session.scalars(query).all()
    assert [(event.verb, event.role, event.account_id) for event in events] == [
        ("written", Role.EMPLOYER, account.id),
        ("submitted", Role.EMPLOYER, account.id),
    ]


def test_no_two_things_on_the_page_share_an_id(client: FlaskClient, employer: Employer) -> None:
    for kind in Kind:
        ids = re.findall(r' id="([^"]+)"', client.get(new(kind.value)).text)
        assert sorted(ids) == sorted(set(ids))
