"""What a coordinator has left to do for an offer."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.errors import NotFound
from models.offers import Offer
from models.queries.candidates import get_candidates
from models.queries.offers import get_offer
from models.queries.review_lines import OfferLine
from models.queries.reviews import count_left, get_review
from models.queries.standings import EVERYTHING, Wanted
from models.queries.students import get_student
from models.rounds import Suggestion
from models.words import Kind
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_rolling_round,
    a_student,
    a_suggestion,
    an_offer,
)


@pytest.mark.parametrize(
    ("places", "taken", "asked", "left", "needs"),
    [
        (1, 0, 0, 3, True),
        (1, 0, 1, 3, False),
        (3, 0, 1, 3, True),
        (3, 2, 1, 3, False),
        (3, 0, 1, 0, False),
        (1, 0, 0, 0, False),
        (1, 1, 0, 3, False),
    ],
)
def test_an_offer_needs_a_candidate_for_each_place_that_nobody_is_asked_for(
    places: int, taken: int, asked: int, left: int, needs: bool
) -> None:
    line = OfferLine(Offer(places=places, places_taken=taken), asked, 5, left)
    assert line.needs_candidate is needs


@pytest.mark.parametrize(
    ("places", "taken", "asked", "has_room"),
    [(1, 0, 2, True), (1, 0, 3, False), (2, 1, 2, True), (2, 1, 3, False), (1, 1, 0, False)],
)
def test_one_more_may_be_asked_while_the_places_left_allow_it(
    places: int, taken: int, asked: int, has_room: bool
) -> None:
    line = OfferLine(Offer(places=places, places_taken=taken), asked, 9, 9)
    assert line.has_room(candidates_per_place=3) is has_room


def test_what_is_left_of_a_round_is_counted_whatever_is_looked_at(session: Session) -> None:
    found = a_suggestion(session, offer=an_offer(session, places=3, place="2280"))
    an_offer(session, place="2281")
    an_offer(session, kind=Kind.THESIS, place="2380", places=5)
    a_student(session)
    round_ = a_rolling_round(session)
    for wanted in (EVERYTHING, Wanted(place="2281"), Wanted(programme="Finns inte")):
        review = get_review(session, round_.id, NOW.date(), wanted=wanted)
        assert (review.places_left, review.students_without) == (4, 2)
        assert list(review.places) == ["2280", "2281"]
    assert count_left(session, round_, NOW.date()) == (4, 2)
    assert review.run == found.run


def test_offers_are_counted_with_what_is_found_asked_and_left(session: Session) -> None:
    offer = an_offer(session, places=2)
    found = a_suggestion(session, offer=offer)
    a_confirmed_match(session, offer=offer)
    line = only_line(session, found)
    assert (line.asked, line.found, line.left) == (1, 1, 1)
    a_confirmed_match(session, offer=offer, student=get_student(session, found.student_id))
    line = only_line(session, found)
    assert (line.asked, line.found, line.left) == (2, 1, 0)


def only_line(session: Session, found: Suggestion) -> OfferLine:
    """Give the line of the only offer of a round."""
    (line,) = get_review(session, found.run.round_id, NOW.date()).lines
    return line


def test_the_offer_looked_at_is_found_on_any_page_and_beyond_every_filter(
    session: Session,
) -> None:
    found = a_suggestion(session)
    round_id, offer_id = found.run.round_id, found.offer_id
    for asked in ({"page": 2}, {"wanted": Wanted(place="2380")}):
        review = get_review(session, round_id, NOW.date(), of=offer_id, **asked)
        assert list(review.lines) == []
        assert review.line is not None
        assert review.line.found == 1


def test_filters_keep_what_is_asked_for(session: Session) -> None:
    sea = a_suggestion(session, student=a_student(session, programme="Sjökapten"))
    round_ = a_rolling_round(session)
    an_offer(session, place="2380")

    def offers(**wanted: Any) -> list[int]:
        found = get_review(session, round_.id, NOW.date(), wanted=Wanted(**wanted)).lines
        return [line.offer.id for line in found]

    assert len(offers()) == 2
    assert offers(programme="sjökap") == [sea.offer_id]
    assert offers(programme="%") == []
    assert offers(unplaced=True) == [sea.offer_id]
    assert sea.offer_id not in offers(place="2380")
    a_confirmed_match(session, student=get_student(session, sea.student_id))
    offer = get_offer(session, sea.offer_id)
    for wanted, count in ((EVERYTHING, 1), (Wanted(unplaced=True), 0)):
        found = get_candidates(session, round_, sea.run, offer, wanted, NOW.date())
        assert len(found.listed) == count


def test_a_round_that_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        get_review(session, 999, NOW.date())
