"""The draft of an offer is saved while it is written: one draft, whatever happens to the page."""

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.employers import Employer
from models.offers import Offer
from models.words import OfferState
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.employers.writing import PAID, TITLE, WHOLE, new, written

AS_THE_PAGE_DOES = {"Accept": "application/json", "X-Autosave": "yes"}


def test_a_new_offer_is_saved_as_a_draft_and_goes_on_there(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    form = form_of(client.get(new()), new())
    form.values |= {"title": TITLE, "form_key": "first-second"}
    told = client.post(form.action, data=form.values, headers=AS_THE_PAGE_DOES).get_json()
    offer = written(session)
    assert offer is not None
    assert (offer.state, told["action"]) == (OfferState.DRAFT, f"/employer/offers/{offer.id}/edit")
    form.values |= {"seen": told["seen"], "text": "Mer", "form_key": "another-second"}
    again = client.post(told["action"], data=form.values, headers=AS_THE_PAGE_DOES)
    assert again.status_code == 200
    form.action, form.values["seen"] = told["action"], again.get_json()["seen"]
    answer = send(client, form, **{**WHOLE, **PAID, "do": "submit", "form_key": "the-last"})
    assert answer.status_code == 303
    look_anew(session)
    assert (offer.state, offer.text) == (OfferState.SUBMITTED, WHOLE["text"])
    assert session.scalar(select(func.count(Offer.id))) == 1


def test_what_cannot_be_saved_yet_makes_no_draft(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    form = form_of(client.get(new()), new())
    form.values |= {"title": "", "text": "Utan rubrik"}
    answer = client.post(form.action, data=form.values, headers=AS_THE_PAGE_DOES)
    assert answer.status_code == 422
    assert session.scalar(select(func.count(Offer.id))) == 0


def test_only_a_draft_saves_itself(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    assert "data-autosave" in client.get(new()).text
    form = form_of(client.get(new()), new())
    send(client, form, **{"title": TITLE, **WHOLE, **PAID, "do": "submit"})
    offer = written(session)
    assert offer is not None
    assert "data-autosave" not in client.get(f"/employer/offers/{offer.id}/edit").text
