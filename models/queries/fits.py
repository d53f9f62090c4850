"""How published offers fit a student: what the newest runs of the rolling rounds found for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, lazyload, load_only

from models.matches import Match
from models.offers import Offer, OfferLanguage
from models.people import Interest, Student
from models.queries.matches import KNOWN_TO_BOTH
from models.queries.offers import filtered, only_public
from models.rounds import Round, Run, Suggestion
from models.searches import ToldOffer
from models.words import Choice, Kind, Language, Remote, RunState

Runs = Mapping[Kind, Run]
W = TypeVar("W", bound=StrEnum)


@dataclass(frozen=True)
class Fit:
    """An offer as a student sees it.

    Parameters
    ----------
    offer : Offer
        What is offered.
    suggestion : Suggestion or None
        What the newest run found for the pair.
    interest : Interest or None
        What the student has said of it.
    is_weighed : bool
        Whether the newest run had both the student and the offer before it.
    """

    offer: Offer
    suggestion: Suggestion | None
    interest: Interest | None
    is_weighed: bool


@dataclass(frozen=True)
class Wanted:
    """Which offers somebody asks for; what is empty is not asked for.

    Parameters
    ----------
    kind, place, words
        What it is, the municipality's code, and words of the title or the employer.
    choice
        What the student has said of it.
    remote
        Where the work is done.
    enough
        The one language that the work can be done in: no other is asked for.
    starts_from, ends_by
        The days between which all of it lies.
    """

    kind: Kind | None = None
    place: str = ""
    words: str = ""
    choice: Choice | None = None
    remote: Remote | None = None
    enough: Language | None = None
    starts_from: date | None = None
    ends_by: date | None = None

    @classmethod
    def of_words(cls, asked: Mapping[str, str]) -> "Wanted":
        """Read what an address or a kept search asks for; what says nothing asks for nothing."""
        return cls(
            kind=_word(Kind, asked.get("kind")),
            place=asked.get("place", "")[:4],
            words=asked.get("words", "")[:80],
            choice=_word(Choice, asked.get("said")),
            remote=_word(Remote, asked.get("remote")),
            enough=_word(Language, asked.get("enough")),
            starts_from=_day(asked.get("from")),
            ends_by=_day(asked.get("until")),
        )

    def in_words(self) -> dict[str, str]:
        """Give what `of_words` reads, without what is not asked for."""
        words = {
            "kind": self.kind,
            "place": self.place,
            "words": self.words,
            "said": self.choice,
            "remote": self.remote,
            "enough": self.enough,
            "from": self.starts_from,
            "until": self.ends_by,
        }
        return {name: str(value) for name, value in words.items() if value}

    @property
    def is_narrowed(self) -> bool:
        """Whether more than kind, place and words are asked for."""
        asked = (self.choice, self.remote, self.enough, self.starts_from, self.ends_by)
        return any(one is not None for one in asked)

    @property
    def is_anything(self) -> bool:
        """Whether something is asked for at all."""
        return self != Wanted()


def get_newest_rolling_runs(session: Session) -> dict[Kind, Run]:
    """Give the newest run that is done of each rolling round, without what it was made from."""
    newest = (
        select(func.max(Run.id))
        .join(Round, Round.id == Run.round_id)
        .where(Round.is_rolling, Run.state == RunState.DONE)
        .group_by(Run.round_id)
    )
    query = (
        select(Round.kind, Run)
        .join(Run, Run.round_id == Round.id)
        .where(Run.id.in_(newest))
        .options(load_only(Run.id, Run.started_at, Run.unmatched))
    )
    return dict(session.execute(query).all())


def list_fits(
    session: Session,
    student: Student | None,
    wanted: Wanted,
    *,
    on: date,
    limit: int = 20,
    offset: int = 0,
) -> list[Fit]:
    """List the published offers that are not over: free ones first, best fits first.

    A student that is not stored yet, or none, gets them by their first day.
    """
    runs = get_newest_rolling_runs(session)
    query = _pairs(student, runs, Offer, Suggestion, Interest)
    query = _wanted(query, wanted, on).order_by(
        Offer.places_taken >= Offer.places,
        Suggestion.score.is_(None),
        Suggestion.score.desc(),
        Offer.starts_on,
        Offer.id,
    )
    query = query.limit(limit).offset(offset)
    return _fits(session, student, runs, query)


def count_fits(session: Session, student: Student | None, wanted: Wanted, *, on: date) -> int:
    """Count what `list_fits` would list without a limit."""
    query = _pairs(student, {}, func.count(Offer.id))
    return session.scalar(_wanted(query, wanted, on)) or 0


def list_best_fits(session: Session, student: Student, *, on: date, limit: int = 5) -> list[Fit]:
    """List what fits the student best and may still become theirs: not said no to, not matched.

    In the order of the student's own lists; where two kinds of offers share a place, by score.
    """
    runs = get_newest_rolling_runs(session)
    matched = select(Match.offer_id).where(Match.student_id == student.id, KNOWN_TO_BOTH)
    query = (
        _wanted(_pairs(student, runs, Offer, Suggestion, Interest), Wanted(), on)
        .where(
            Suggestion.student_rank.is_not(None),
            Offer.places_taken < Offer.places,
            Offer.id.not_in(matched),
            (Interest.id.is_(None)) | (Interest.choice == Choice.INTERESTED),
        )
        # The rank, not the score: a list may spread what everybody would be shown otherwise.
        .order_by(Suggestion.student_rank, Suggestion.score.desc(), Offer.id)
        .options(lazyload(Offer.levels))
        .limit(limit)
    )
    return _fits(session, student, runs, query)


def get_fit(session: Session, student: Student | None, offer: Offer) -> Fit:
    """Give one offer as a student sees it."""
    runs = get_newest_rolling_runs(session)
    query = _pairs(student, runs, Offer, Suggestion, Interest).where(Offer.id == offer.id)
    return _fits(session, student, runs, query)[0]


def list_new_fits(
    session: Session, student: Student, wanted: Wanted, *, since: datetime, on: date
) -> list[Fit]:
    """List what was published since, has places left, and the student has not been told of.

    Nor what the student has said no to, or is matched with already.
    """
    runs = get_newest_rolling_runs(session)
    matched = select(Match.offer_id).where(Match.student_id == student.id)
    told = select(ToldOffer.offer_id).where(ToldOffer.student_id == student.id)
    query = (
        _wanted(_pairs(student, runs, Offer, Suggestion, Interest), wanted, on)
        .where(
            Offer.published_at > since,
            Offer.places_taken < Offer.places,
            Offer.id.not_in(matched),
            Offer.id.not_in(told),
            Interest.id.is_(None),
        )
        .order_by(Suggestion.score.is_(None), Suggestion.score.desc(), Offer.starts_on, Offer.id)
    )
    return _fits(session, student, runs, query)


def _word(words: type[W], value: str | None) -> W | None:
    return words(value) if value in set(words) else None


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _pairs(student: Student | None, runs: Runs, *columns: Any) -> Select[Any]:
    """Select offers beside what was found and said for a student; either may be missing."""
    student_id = student.id if student else None
    found = and_(
        Suggestion.offer_id == Offer.id,
        Suggestion.student_id == student_id,
        Suggestion.run_id.in_([run.id for run in runs.values()]),
    )
    said = and_(Interest.offer_id == Offer.id, Interest.student_id == student_id)
    return (
        select(*columns).select_from(Offer).outerjoin(Suggestion, found).outerjoin(Interest, said)
    )


def _wanted(query: Select[Any], wanted: Wanted, on: date) -> Select[Any]:
    query = filtered(only_public(query), wanted.kind, wanted.place, wanted.words)
    if wanted.choice is not None:
        query = query.where(Interest.choice == wanted.choice)
    if wanted.remote is not None:
        query = query.where(Offer.remote == wanted.remote)
    if wanted.enough is not None:
        query = query.where(_is_enough(wanted.enough))
    if wanted.starts_from is not None:
        query = query.where(Offer.starts_on >= wanted.starts_from)
    if wanted.ends_by is not None:
        query = query.where(Offer.ends_on <= wanted.ends_by)
    return query.where(Offer.ends_on >= on)


def _is_enough(language: Language) -> ColumnElement[bool]:
    """Keep what asks for no other language, and asks for this one or is written in it.

    An offer that asks for none is read in one all the same, and the work is seldom in another.
    """
    asked = select(OfferLanguage.offer_id).where(OfferLanguage.offer_id == Offer.id)
    others = asked.where(OfferLanguage.code != language.value).exists()
    this = asked.where(OfferLanguage.code == language.value).exists()
    return and_(~others, or_(this, Offer.language == language))


def _fits(session: Session, student: Student | None, runs: Runs, query: Select[Any]) -> list[Fit]:
    return [
        Fit(offer, suggestion, interest, _is_weighed(student, offer, runs.get(offer.kind)))
        for offer, suggestion, interest in session.execute(query)
    ]


def _is_weighed(student: Student | None, offer: Offer, run: Run | None) -> bool:
    handed_in, published_at = student.submitted_at if student else None, offer.published_at
    if run is None or run.started_at is None or handed_in is None or published_at is None:
        return False
    return max(handed_in, published_at) <= run.started_at
