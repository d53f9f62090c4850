"""What a coordinator has left to do for an offer."""

import pytest

from models.offers import Offer
from models.queries.reviews import OfferLine


@pytest.mark.parametrize(
    ("places", "taken", "asked", "found", "needs"),
    [
        (1, 0, 0, 3, True),
        (1, 0, 1, 3, False),
        (3, 0, 1, 3, True),
        (3, 2, 1, 3, False),
        (3, 0, 1, 1, False),
        (1, 0, 0, 0, False),
        (1, 1, 0, 3, False),
    ],
)
def test_an_offer_needs_a_candidate_for_each_place_that_nobody_is_asked_for(
    places: int, taken: int, asked: int, found: int, needs: bool
) -> None:
    line = OfferLine(Offer(places=places, places_taken=taken), asked, found)
    assert line.needs_candidate is needs
