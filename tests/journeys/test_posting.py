"""An employer on a telephone posts an offer of each kind, in few keystrokes and clicks."""

from collections.abc import Callable

import pytest

from models.queries.offers import list_offers
from models.words import OfferState
from tests.journeys.people import CountingPerson
from tests.journeys.steps import is_registered_employer
from web.session import sessions

pytestmark = pytest.mark.browser

# Beyond the text that is written.
MOST = 25
TEXT = "Du mäter vind och vågor ute på kajen, och skriver om det för dem som bor här."
PAID = {"pay": "wage", "insured_by": "employer"}
# What the kind asks for by name, and what an employer chooses in its form.
KINDS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "Mentorskap": ({"mentor_name": "Kim Länsman"}, {}),
    "Sommarpraktik": ({"pay_sek_per_month": "24500"}, PAID),
    "Examensarbete": ({}, {"credits": "15"}),
    "Traineeplats": ({"pay_sek_per_month": "31000"}, PAID),
}


@pytest.fixture
def employer(arrive: Callable[..., CountingPerson]) -> CountingPerson:
    """Give an employer on a small telephone, who has just said who they are."""
    person = arrive(who=CountingPerson, wide=360)
    is_registered_employer(person)
    return person


@pytest.mark.parametrize("kind", KINDS)
def test_an_offer_is_posted_with_few_keystrokes_and_clicks(
    employer: CountingPerson, kind: str
) -> None:
    typed, chosen = KINDS[kind]
    employer.open("/employer")
    employer.count = 0
    employer.follow(kind)
    fits = "document.documentElement.scrollWidth <= window.innerWidth"
    assert employer.page.evaluate(fits)
    employer.fill("title", "Mät vinden")
    employer.fill("text", TEXT)
    for name, words in typed.items():
        employer.fill(name, words)
    for name, value in chosen.items():
        employer.choose(name, value)
    employer.fill("must-first", "Python")
    employer.press("Lämna in erbjudandet")
    employer.sees("Mät vinden")
    with sessions(employer.service.app)() as session:
        [offer] = list_offers(session)
        assert offer.state is OfferState.SUBMITTED
        assert [skill.words for skill in offer.skills] == ["Python"]
    assert employer.count <= MOST
