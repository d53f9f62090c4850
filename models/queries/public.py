"""Questions of the pages that anybody may read, and of whoever watches the service."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.days import STOCKHOLM
from models.employers import Employer
from models.jobs import WorkerSign
from models.matches import Match
from models.offers import Offer
from models.rounds import Run, Weights
from models.words import HOLDS_A_PLACE, EmployerState, Kind, OfferState, RunState


@dataclass(frozen=True)
class OpenKind:
    """What is open of one kind: how many offers and places, and when the first of them starts."""

    kind: Kind
    offers: int
    places: int
    first_starts_on: date


def is_database_there(session: Session) -> bool:
    """Whether the database answers."""
    return session.scalar(select(1)) == 1


def find_worker_sign(session: Session) -> datetime | None:
    """Give when the worker last gave a sign of life."""
    return session.scalar(select(func.max(WorkerSign.seen_at)))


def list_open_kinds(session: Session, on: date) -> Sequence[OpenKind]:
    """List what has places left and has not ended, by kind."""
    query = (
        select(
            Offer.kind,
            func.count(Offer.id),
            func.sum(Offer.places - Offer.places_taken),
            func.min(Offer.starts_on),
        )
        .join(Employer, Employer.id == Offer.employer_id)
        .where(
            Offer.state == OfferState.PUBLISHED,
            Employer.state == EmployerState.VERIFIED,
            Offer.ends_on >= on,
            Offer.places_taken < Offer.places,
        )
        .group_by(Offer.kind)
    )
    found = {row[0]: OpenKind(*row) for row in session.execute(query)}
    return [found[kind] for kind in Kind if kind in found]


def list_places_of_published_offers(session: Session) -> Sequence[str]:
    """List the municipalities that published offers lie in, by code."""
    query = (
        select(Offer.place)
        .join(Employer, Employer.id == Offer.employer_id)
        .where(
            Offer.state == OfferState.PUBLISHED,
            Employer.state == EmployerState.VERIFIED,
            Offer.place != "",
        )
    )
    return session.scalars(query.distinct().order_by(Offer.place)).all()


@dataclass(frozen=True)
class Figures:
    """What came of a year: places published, employers that published, matches both agreed to."""

    year: int
    places: int
    employers: int
    matches: int


def figures_of_year(session: Session, year: int) -> Figures:
    """Count what came of a calendar year in Sweden."""
    span = (
        datetime(year, 1, 1, tzinfo=STOCKHOLM),
        datetime(year + 1, 1, 1, tzinfo=STOCKHOLM),
    )
    return Figures(
        year,
        count_places_published(session, *span),
        count_employers_that_published(session, *span),
        count_matches_agreed(session, *span),
    )


def latest_figures(session: Session, year: int) -> Figures:
    """Give the year's figures, or last year's while the year has nothing to tell but it had."""
    this, last = figures_of_year(session, year), figures_of_year(session, year - 1)
    return last if last.places and not this.places else this


def count_places_published(session: Session, since: datetime, until: datetime) -> int:
    """Count the places of the offers that were published in a span of time."""
    query = select(func.coalesce(func.sum(Offer.places), 0)).where(
        Offer.published_at >= since, Offer.published_at < until
    )
    return session.scalar(query) or 0


def count_employers_that_published(session: Session, since: datetime, until: datetime) -> int:
    """Count the employers that had an offer published in a span of time."""
    query = select(func.count(Offer.employer_id.distinct())).where(
        Offer.published_at >= since, Offer.published_at < until
    )
    return session.scalar(query) or 0


def count_matches_agreed(session: Session, since: datetime, until: datetime) -> int:
    """Count the matches that both sides said yes to in a span of time, and that still hold."""
    query = select(func.count(Match.id)).where(
        Match.agreed_at >= since, Match.agreed_at < until, Match.state.in_(HOLDS_A_PLACE)
    )
    return session.scalar(query) or 0


def find_weights_in_force(session: Session) -> Weights | None:
    """Give the weights that the newest finished run used, else those adopted last."""
    used = (
        select(Weights)
        .join(Run, Run.weights_version == Weights.version)
        .where(Run.state == RunState.DONE)
        .order_by(Run.id.desc())
        .limit(1)
    )
    newest = select(Weights).order_by(Weights.adopted_on.desc(), Weights.version.desc()).limit(1)
    return session.scalar(used) or session.scalar(newest)
