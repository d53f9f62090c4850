"""The figures of what came of it, as they were last published: kept and shown until the next.

Figures that follow the answers day by day can be subtracted: those of today less those of yesterday
are what one person said in between. So they are published at most once a half-year, and only when
five people or more have answered since; `models/groups.py` says how the difference of two
publications is kept to five people in every block that is told.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models.groups import CHANGED, Tally
from models.people import Student
from models.queries.outcomes import (
    ANSWERED,
    ASKED,
    OutcomeFigures,
    figures_of,
    list_tallies,
    list_units,
)
from models.surveys import Publication, Survey
from models.words import SurveyState

Tallies = dict[tuple[int, str], Counter[tuple[str, str]]]


def find_publication(session: Session) -> Publication | None:
    """Give what was published last, if anything was."""
    query = select(Publication).order_by(Publication.published_at.desc(), Publication.id.desc())
    return session.scalar(query.limit(1))


def published_figures(
    session: Session, since: date | None = None, until: date | None = None
) -> OutcomeFigures:
    """Give the figures of a period as they were last published.

    Before anything is, how many were asked and answered is told, and nothing of what they said.
    """
    found = find_publication(session)
    return figures_of(read(found.tallies) if found else _how_many(session), since, until)


def tallies_to_publish(session: Session) -> Tallies:
    """Count what everybody answered, and of each year and kind how many have changed since.

    Those are the ones who answered after the last publication, or who are missing from it by now:
    whichever are more, for one can be both.
    """
    last = find_publication(session)
    tallies = list_tallies(session)
    if last is None:
        return tallies
    before, anew = read(last.tallies), _answered_since(session, last.published_at)
    for key in {*tallies, *before}:
        tally = tallies.setdefault(key, Counter())
        stayed = tally[ANSWERED] - anew[key]
        tally[CHANGED] = max(anew[key], before.get(key, Counter())[ANSWERED] - stayed)
    return dict(sorted(tallies.items()))


def read(stored: Mapping[str, Mapping[str, int]]) -> Tallies:
    """Give tallies as they are reckoned with, from how they are stored."""
    found: Tallies = {}
    for key, tally in stored.items():
        year, _bar, kind = key.partition("|")
        cells = {tuple(cell.split("|", 1)): count for cell, count in tally.items()}
        found[int(year), kind] = Counter({(cell[0], cell[1]): n for cell, n in cells.items()})
    return found


def stored(tallies: Mapping[tuple[int, str], Tally]) -> dict[str, dict[str, int]]:
    """Give tallies as they are stored."""
    return {
        f"{year}|{kind}": {f"{name}|{answer}": count for (name, answer), count in tally.items()}
        for (year, kind), tally in tallies.items()
    }


def _how_many(session: Session) -> Tallies:
    return {
        key: Counter({ASKED: tally[ASKED], ANSWERED: tally[ANSWERED]})
        for key, tally in list_tallies(session).items()
    }


def _answered_since(session: Session, at: datetime) -> Counter[tuple[int, str]]:
    """Count the people of each year and kind who have answered since a time."""
    late = select(Survey.student_id).where(
        Survey.state == SurveyState.ANSWERED, Survey.ended_at > at
    )
    units = list_units(session, and_(Survey.student_id.in_(late), Student.is_protected.is_(False)))
    return Counter({key: tally[ANSWERED] for key, tally in units.items()})
