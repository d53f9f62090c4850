"""How the offers of a round stand, in numbers: what their list is ordered and counted by."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, func, select, true
from sqlalchemy.orm import Session

from models.matches import Match
from models.offers import Offer
from models.people import Student
from models.queries.offers import only_public
from models.rounds import Round, Run, Suggestion
from models.words import ASKED

# What an offer's list holds: whom a run ranked for it, and whom it proposes though on no list.
IS_LISTED = Suggestion.offer_rank.is_not(None) | Suggestion.is_proposed


@dataclass(frozen=True)
class Wanted:
    """What of a round is looked at; what is empty is not asked for.

    Parameters
    ----------
    place : str
        Offers in a municipality, by its code.
    programme : str
        Candidates whose programme says this, and the offers that have one of them.
    unplaced : bool
        Candidates who are neither asked nor placed, and offers that need somebody.
    """

    place: str = ""
    programme: str = ""
    unplaced: bool = False


EVERYTHING = Wanted()


@dataclass(frozen=True)
class Standing:
    """How an offer of a round stands, in numbers: thousands of these are read at once.

    Parameters
    ----------
    id : int
        The offer's.
    places_left : int
    asked, found : int
        How many are asked, or about to be, and how many the run found.
    acted_on : int
        Of how many of those found something has come already.
    is_wanted : bool
        Whether it is among what was asked for.
    """

    id: int
    places_left: int
    asked: int
    found: int
    acted_on: int
    is_wanted: bool

    @property
    def left(self) -> int:
        """How many of those found nobody has acted on."""
        return self.found - self.acted_on

    @property
    def needs(self) -> bool:
        """Whether a place is left that nobody is asked for, and somebody could be."""
        return self.left > 0 and self.asked < self.places_left


def list_standings(
    session: Session, round_: Round, run: Run | None, on: date, wanted: Wanted
) -> list[Standing]:
    """Give how all offers of a round stand, those that need somebody first and full ones last."""
    asked, found, acted_on = _asked(), _found(run), _acted_on(round_, run)
    query = (
        only_public(select(Offer.id, Offer.places - Offer.places_taken))
        .add_columns(*(func.coalesce(each.c.count, 0) for each in (asked, found, acted_on)))
        .add_columns(_is_wanted(run, wanted))
        .where(Offer.kind == round_.kind, Offer.ends_on >= on)
    )
    for counted in (asked, found, acted_on):
        query = query.outerjoin(counted, counted.c.offer_id == Offer.id)
    standing = [Standing(*row) for row in session.execute(query)]
    return sorted(standing, key=lambda row: (not row.needs, row.places_left == 0, row.id))


def _asked() -> Subquery:
    query = select(Match.offer_id, func.count().label("count")).where(Match.state.in_(ASKED))
    return query.group_by(Match.offer_id).subquery()


def _found(run: Run | None) -> Subquery:
    # An index holds every column that is asked for here: the rows, with their terms, stay unread.
    return (
        select(Suggestion.offer_id, func.count().label("count"))
        .where(Suggestion.run_id == (run.id if run else None), IS_LISTED)
        .group_by(Suggestion.offer_id)
        .subquery()
    )


def _acted_on(round_: Round, run: Run | None) -> Subquery:
    is_found = and_(
        Suggestion.run_id == (run.id if run else None),
        Suggestion.student_id == Match.student_id,
        Suggestion.offer_id == Match.offer_id,
    )
    return (
        select(Match.offer_id, func.count().label("count"))
        .join(Suggestion, is_found)
        .where(Match.round_id == round_.id, IS_LISTED)
        .group_by(Match.offer_id)
        .subquery()
    )


def _is_wanted(run: Run | None, wanted: Wanted) -> ColumnElement[bool]:
    is_wanted: list[ColumnElement[bool]] = [true()]
    if wanted.place:
        is_wanted.append(Offer.place == wanted.place)
    if wanted.programme:
        listed = (
            select(Suggestion.offer_id)
            .join(Student, Student.id == Suggestion.student_id)
            .where(Suggestion.run_id == (run.id if run else None), IS_LISTED)
        )
        is_wanted.append(Offer.id.in_(listed.where(is_on_programme(wanted.programme))))
    return and_(*is_wanted)


def is_on_programme(words: str) -> ColumnElement[bool]:
    """Say in a query whether a student's programme has some words."""
    return Student.programme.icontains(words, autoescape=True)
