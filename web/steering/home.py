"""What the steering group sees at a glance: activities and places as they are, in figures."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask.typing import ResponseReturnValue

from models.days import STOCKHOLM
from models.queries.figures import (
    list_matches_by_kind,
    list_offers_by_kind,
    list_year_by_kind,
)
from models.queries.meetings import find_next_meeting
from models.queries.rounds import list_rounds
from models.rounds import Round
from models.words import MatchState, OfferState, RoundState
from web.clock import now, today
from web.labels import label
from web.pages import show
from web.session import session
from web.steering.blueprint import blueprint
from web.supply import pictures_of_supply

# States that say what came of an offered match, in the order of its line.
SHOWN_MATCHES = tuple(
    state for state in MatchState if state not in {MatchState.CONFIRMED, MatchState.REJECTED}
)
SHOWN = {"offer_states": tuple(OfferState), "match_states": SHOWN_MATCHES}
UNDER_WAY = frozenset({RoundState.OPEN, RoundState.CLOSED})


@blueprint.get("")
def home() -> ResponseReturnValue:
    """Show the next meeting, the year's outcome, what is offered, the matches and the rounds."""
    year = today().year
    since = datetime(year, 1, 1, tzinfo=STOCKHOLM).astimezone(UTC)
    offers = list_offers_by_kind(session)
    return show(
        "steering/home/show.html",
        year=year,
        outcome=list_year_by_kind(session, since, now()),
        offers=offers,
        places_by_kind=[(label(row.kind), row.places) for row in offers],
        matches=list_matches_by_kind(session),
        meeting=find_next_meeting(session),
        rounds=_under_way(list_rounds(session)),
        **SHOWN,
        pictures=pictures_of_supply(),
    )


def _under_way(rounds: Sequence[Round]) -> list[Round]:
    return [round_ for round_ in rounds if round_.state in UNDER_WAY]
