"""What the service counts of an activity's goal, and what nobody counts."""

from sqlalchemy.orm import Session

from models.operations.activity_parts import carry
from models.queries.activity_figures import COUNTS, count_measure
from models.words import MatchState, Measure
from tests.builders import NOW, a_coordinator, a_match_in, an_activity


def test_every_measure_is_decided_on() -> None:
    assert COUNTS.keys() == set(Measure)


def test_matches_of_what_it_carries_are_counted(session: Session) -> None:
    activity = an_activity(session)
    states = (
        MatchState.PLACED,
        MatchState.INTERRUPTED,
        MatchState.COMPLETED,
        MatchState.AGREED,
        MatchState.WITHDRAWN,
    )
    offers = [a_match_in(session, state).offer for state in states]
    a_match_in(session, MatchState.PLACED)
    carry(session, activity, offers, by=a_coordinator(session), at=NOW)
    for measure, wanted in {Measure.PLACED: 3, Measure.COMPLETED: 1, Measure.TOLD: None}.items():
        activity.goal_measure = measure
        assert count_measure(session, activity) == wanted, measure
