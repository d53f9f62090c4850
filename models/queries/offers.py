"""Questions about offers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.employers import Employer
from models.errors import NotFound
from models.keys import fold
from models.offers import Offer
from models.words import EmployerState, Kind, OfferState

T = TypeVar("T")
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class OpenKind:
    """What is open of one kind: how many offers and places, and when the first of them starts."""

    kind: Kind
    offers: int
    places: int
    first_starts_on: date


def _whole() -> Select[Offer]:
    return select(Offer).options(
        selectinload(Offer.fields),
        selectinload(Offer.languages),
        selectinload(Offer.skills),
        joinedload(Offer.contact),
    )


def get_offer(session: Session, offer_id: int) -> Offer:
    """Give an offer with everything it says, or raise NotFound."""
    offer = session.scalar(_whole().where(Offer.id == offer_id))
    if offer is None:
        raise NotFound("offer", offer_id)
    return offer


def get_published_offer(session: Session, offer_id: int) -> Offer:
    """Give an offer that anybody may read, or raise NotFound."""
    offer = session.scalar(only_public(_whole()).where(Offer.id == offer_id))
    if offer is None:
        raise NotFound("offer", offer_id)
    return offer


def find_offer_by_source(session: Session, source: str) -> Offer | None:
    """Give the offer that a row of a file became, if it did."""
    return session.scalar(_whole().where(Offer.source == source))


def list_published_offers(
    session: Session,
    *,
    kind: Kind | None = None,
    place: str = "",
    words: str = "",
    on: date | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Offer]:
    """List what anybody may read, what starts first first; on a day, only what is not over."""
    query = _not_over(filtered(only_public(select(Offer)), kind, place, words), on)
    return session.scalars(
        query.order_by(Offer.starts_on, Offer.id).limit(limit).offset(offset)
    ).all()


def count_published_offers(
    session: Session,
    *,
    kind: Kind | None = None,
    place: str = "",
    words: str = "",
    on: date | None = None,
) -> int:
    """Count what `list_published_offers` would list without a limit."""
    query = _not_over(filtered(only_public(select(func.count(Offer.id))), kind, place, words), on)
    return session.scalar(query) or 0


def list_published_offers_of_employer(
    session: Session, employer_id: int, on: date
) -> Sequence[Offer]:
    """List an employer's offers that anybody may read and are not over, what starts first first."""
    query = _not_over(only_public(select(Offer)).where(Offer.employer_id == employer_id), on)
    return session.scalars(query.order_by(Offer.starts_on, Offer.id)).all()


def _not_over(query: Select[T], on: date | None) -> Select[T]:
    return query if on is None else query.where(Offer.ends_on >= on)


def list_open_kinds(session: Session, on: date) -> Sequence[OpenKind]:
    """List what has places left and has not ended, by kind."""
    query = only_public(
        select(
            Offer.kind,
            func.count(Offer.id),
            func.sum(Offer.places - Offer.places_taken),
            func.min(Offer.starts_on),
        )
    ).where(Offer.ends_on >= on, Offer.places_taken < Offer.places)
    found = {row[0]: OpenKind(*row) for row in session.execute(query.group_by(Offer.kind))}
    return [found[kind] for kind in Kind if kind in found]


def list_places_of_published_offers(session: Session) -> Sequence[str]:
    """List the municipalities that published offers lie in, by code."""
    query = only_public(select(Offer.place)).where(Offer.place != "")
    return session.scalars(query.distinct().order_by(Offer.place)).all()


def list_offers(
    session: Session,
    *,
    state: OfferState | None = None,
    kind: Kind | None = None,
    words: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Offer]:
    """List offers for the working group, newest first."""
    query = filtered(select(Offer), kind, "", words)
    if state is not None:
        query = query.where(Offer.state == state)
    return session.scalars(query.order_by(Offer.id.desc()).limit(limit).offset(offset)).all()


def count_offers(
    session: Session, *, state: OfferState | None = None, kind: Kind | None = None, words: str = ""
) -> int:
    """Count what `list_offers` would list without a limit."""
    query = filtered(select(func.count(Offer.id)), kind, "", words)
    if state is not None:
        query = query.where(Offer.state == state)
    return session.scalar(query) or 0


def list_offers_of_employer(session: Session, employer_id: int) -> Sequence[Offer]:
    """List an employer's offers, newest first."""
    return session.scalars(
        select(Offer).where(Offer.employer_id == employer_id).order_by(Offer.id.desc())
    ).all()


def list_offers_of_contact(session: Session, contact_id: int) -> Sequence[Offer]:
    """List the offers that somebody at an employer answers for."""
    return session.scalars(
        select(Offer).where(Offer.contact_id == contact_id).order_by(Offer.id)
    ).all()


def list_offers_to_match(session: Session, kind: Kind, on: date) -> Sequence[Offer]:
    """List the published offers of a kind that are not over, whole, by id: what a run reads."""
    query = only_public(_whole()).where(Offer.kind == kind, Offer.ends_on >= on)
    return session.scalars(query.order_by(Offer.id)).all()


def list_whole_offers(session: Session, offer_ids: Iterable[int]) -> Sequence[Offer]:
    """List the offers of some ids with everything they say."""
    query = _whole().where(Offer.id.in_(set(offer_ids)))
    return session.scalars(query.order_by(Offer.id)).all()


def list_offers_by_id(session: Session, offer_ids: Sequence[int]) -> Sequence[Offer]:
    """List the offers of some ids."""
    return session.scalars(select(Offer).where(Offer.id.in_(offer_ids)).order_by(Offer.id)).all()


def only_public(query: Select[*Columns]) -> Select[*Columns]:
    """Keep the offers that anybody may read."""
    # An employer that is paused, or not verified any more, hides its offers.
    shown = select(Employer.id).where(Employer.state == EmployerState.VERIFIED)
    return query.where(Offer.state == OfferState.PUBLISHED, Offer.employer_id.in_(shown))


def filtered(query: Select[T], kind: Kind | None, place: str, words: str) -> Select[T]:
    """Keep the offers of a kind, in a place and with some words; what is empty is not asked for."""
    if kind is not None:
        query = query.where(Offer.kind == kind)
    if place:
        query = query.where(Offer.place == place)
    if words:
        query = query.where(Offer.search_key.contains(fold(words), autoescape=True))
    return query
