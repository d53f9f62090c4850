"""How a test writes an offer, as an employer does."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.offers import Offer
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send

TITLE = "Kommunikatör på Öns varv, sommaren 2027"
WHOLE = {"text": "Du skriver, fotar och mäter båtar.", "place": "2280"}
PAID = {"pay": "wage", "insured_by": "employer", "pay_sek_per_month": "25500"}


def new(kind: str = "internship") -> str:
    """Give the address of a new offer's page."""
    return f"/employer/offers/new/{kind}"


def written(session: Session) -> Offer | None:
    """Give the offer that was written, if it was."""
    look_anew(session)
    return session.scalar(select(Offer).where(Offer.title == TITLE))


def write(client: FlaskClient, kind: str = "internship", **values: Any) -> TestResponse:
    """Fill the form of a new offer in and send it."""
    form = form_of(client.get(new(kind)), new(kind))
    return send(client, form, **{"title": TITLE, **values})
