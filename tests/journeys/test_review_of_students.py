"""The students' side of the review gone through by the same keys."""

from collections.abc import Callable

import pytest

from models.queries.matches import count_matches_by_state
from models.words import MatchState
from tests.journeys import test_review_by_keys
from tests.journeys.people import Person, Service
from tests.journeys.test_review_by_keys import Reviewer
from web.session import sessions

pytestmark = pytest.mark.browser

address = test_review_by_keys.address


def test_the_same_keys_go_through_students(
    arrive: Callable[..., Person],
    address: str,
    service: Service,
) -> None:
    person = arrive()
    reviewer = Reviewer(person, f"{address}&student=1&side=students")
    first = reviewer.at()
    reviewer.press("j")
    reviewer.press("k")
    reviewer.press("s")
    reviewer.press("r", "1")
    # Who is asked is left behind: the next student is there.
    reviewer.press("c")
    assert reviewer.at().split(":")[1] != first.split(":")[1]
    reviewer.press("p")
    reviewer.press("u")
    assert reviewer.loads == 0
    with sessions(service.app)() as session:
        counts = count_matches_by_state(session)
    assert (counts[MatchState.CONFIRMED], counts[MatchState.REJECTED]) == (0, 1)
