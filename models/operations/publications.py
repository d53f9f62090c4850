"""Publish what came of it: once a half-year at most, when five people or more have answered."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.days import day_in_sweden
from models.fives import FEWEST
from models.groups import CHANGED
from models.operations.events import record
from models.queries.outcomes import ANSWERED
from models.queries.publications import find_publication, stored, tallies_to_publish
from models.surveys import Publication

JULY = 7


def publish_outcomes(session: Session, *, at: datetime) -> Publication | None:
    """Publish the figures anew; give None where they are to stand a while longer.

    Twice in a half-year is once. With fewer than five people who have answered since, what is
    published stays, for the new figures less the old would tell what they said.
    """
    last, half = find_publication(session), half_of(at)
    if last is not None and last.half == half:
        return None
    tallies = tallies_to_publish(session)
    count = CHANGED if last else ANSWERED
    if sum(tally[count] for tally in tallies.values()) < FEWEST:
        return None
    publication = Publication(half=half, published_at=at, tallies=stored(tallies))
    session.add(publication)
    session.flush()
    record(session, "publication", "made", publication.id, by=SYSTEM, at=at, half=half)
    return publication


def half_of(at: datetime) -> str:
    """Give the half-year of a time, such as ``2027-1``."""
    day = day_in_sweden(at)
    return f"{day.year}-{1 if day.month < JULY else 2}"
