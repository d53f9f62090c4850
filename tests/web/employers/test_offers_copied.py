"""An earlier offer is written once more, for the next period, without being touched itself."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.employers import Employer
from models.offers import Offer
from models.operations import offers as operations
from models.people import Account
from models.words import CEFR, Kind, Level, OfferState, Pay, Role
from tests.builders import NOW, a_coordinator, an_account, an_employer, an_offer
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.employers.writing import TITLE, written

SignIn = Callable[[Account], None]


def copy(offer: Offer) -> str:
    """Give the address where an offer is written once more."""
    return f"/employer/offers/{offer.id}/copy"


def last_year(session: Session, employer: Employer) -> Offer:
    """Give an offer that was for an earlier summer."""
    offer = an_offer(
        session,
        employer=employer,
        title="Sommaren på varvet",
        must={"Svetsning": 4},
        languages={"sv": CEFR.B2},
        levels=frozenset({Level.MASTER}),
        pay=Pay.WAGE,
        pay_sek_per_month=24_000,
        starts_on=date(2025, 6, 9),
        ends_on=date(2025, 8, 15),
        places=3,
    )
    session.commit()
    return offer


def test_a_copy_says_the_same_for_the_next_period(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = last_year(session, employer)
    page = client.get(f"/employer/offers/{offer.id}")
    assert copy(offer) in page.text
    form = form_of(client.get(copy(offer)), copy(offer))
    assert (form.values["starts_on"], form.values["ends_on"]) == ("2027-06-07", "2027-08-13")
    answer = send(client, form, title=TITLE, **{"must-first": "Svetsning", "must-second": "4"})
    assert answer.status_code == 303
    new = written(session)
    assert new is not None
    assert (new.state, new.kind, new.places) == (OfferState.DRAFT, Kind.INTERNSHIP, 3)
    assert (new.text, new.pay_sek_per_month) == (offer.text, 24_000)
    assert new.employer_id == employer.id
    assert [(skill.words, skill.level) for skill in new.skills] == [("Svetsning", 4)]
    assert [each.level for each in new.levels] == [Level.MASTER]


def test_the_earlier_offer_stays_as_it_is(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = last_year(session, employer)
    send(client, form_of(client.get(copy(offer)), copy(offer)), title=TITLE, do="submit")
    look_anew(session)
    assert (offer.title, offer.state) == ("Sommaren på varvet", OfferState.PUBLISHED)
    assert (offer.starts_on, offer.places) == (date(2025, 6, 9), 3)
    new = written(session)
    assert new is not None
    assert (new.state, new.places_taken) == (OfferState.SUBMITTED, 0)


def test_to_look_at_a_copy_writes_nothing(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = last_year(session, employer)
    assert client.get(copy(offer)).status_code == 200
    bad = send(client, form_of(client.get(copy(offer)), copy(offer)), title="", text="Ny text")
    assert bad.status_code == 422
    assert "Ny text" in bad.text
    assert session.scalar(select(func.count(Offer.id))) == 1


def test_what_was_withdrawn_can_be_offered_once_more(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    offer = last_year(session, employer)
    operations.withdraw_offer(session, offer, by=a_coordinator(session), at=NOW)
    session.commit()
    assert copy(offer) in client.get(f"/employer/offers/{offer.id}").text
    assert (
        send(client, form_of(client.get(copy(offer)), copy(offer)), title=TITLE).status_code == 303
    )


def test_the_offers_of_others_are_not_copied(
    session: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    offer = an_offer(session)
    account = an_account(session, Role.EMPLOYER)
    an_employer(session, account=account)
    session.commit()
    sign_in(account)
    assert client.get(copy(offer)).status_code == 404
