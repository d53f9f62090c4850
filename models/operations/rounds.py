"""What happens to a matching round; publishing a dated one needs two persons."""

import hashlib
import json
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import NotAllowed, NotTheSame, SecondPersonNeeded, WrongState
from models.matches import Match
from models.moves import ROUND_MOVES
from models.offer_words import words_of, words_to_json
from models.operations import matches
from models.operations.events import record
from models.operations.guards import all_told, may_move
from models.operations.hindrances import goes_together, hindrance
from models.policy import DEFAULT, Policy
from models.queries.matches import list_matches_of_round
from models.queries.offers import list_whole_offers
from models.queries.rounds import find_rolling_round
from models.queries.teams import find_partner_matches
from models.rounds import Round
from models.words import Kind, MatchState, Role, RoundState


def ensure_rolling_rounds(session: Session, *, at: datetime) -> list[Round]:
    """Give each kind its rolling round, which is always open."""
    rounds = []
    for kind in Kind:
        round_ = find_rolling_round(session, kind)
        if round_ is None:
            round_ = Round(kind=kind, is_rolling=True, state=RoundState.OPEN, created_at=at)
            session.add(round_)
            session.flush()
            record(session, "round", "made", round_.id, by=SYSTEM, at=at, kind=kind, rolling=True)
        rounds.append(round_)
    return rounds


def make_round(
    session: Session,
    *,
    kind: Kind,
    title: str,
    opens_on: date | None,
    closes_on: date | None,
    by: Actor,
    at: datetime,
) -> Round:
    """Make a dated round, as a draft.

    Raises
    ------
    Missing
        If a title or a date is not told.
    RuleOfDatabase
        At the flush, if it closes before it opens.
    """
    all_told(title=title.strip(), opens_on=opens_on, closes_on=closes_on)
    _is_coordinator(by, "make")
    round_ = Round(
        kind=kind, title=title.strip(), opens_on=opens_on, closes_on=closes_on, created_at=at
    )
    session.add(round_)
    session.flush()
    record(session, "round", "made", round_.id, by=by, at=at, kind=kind, rolling=False)
    return round_


def open_round(session: Session, round_: Round, *, by: Actor, at: datetime) -> None:
    """Open a draft for profiles and offers."""
    _move_round(session, round_, "open", "opened", by=by, at=at)


def close_round(session: Session, round_: Round, *, by: Actor, at: datetime) -> None:
    """Close an open round: what is confirmed can now be published."""
    _move_round(session, round_, "close", "closed", by=by, at=at)


def reopen_round(session: Session, round_: Round, *, by: Actor, at: datetime) -> None:
    """Open a closed round again; a request to publish it is void."""
    _forget_request(round_)
    _move_round(session, round_, "reopen", "reopened", by=by, at=at)


def archive_round(session: Session, round_: Round, *, by: Actor, at: datetime) -> None:
    """Put a published round away."""
    _move_round(session, round_, "archive", "archived", by=by, at=at)


def digest_of_confirmed(session: Session, round_: Round) -> str:
    """Give a digest of what would be published: the confirmed matches, and what each is about."""
    confirmed = list_matches_of_round(session, round_.id, states=[MatchState.CONFIRMED])
    offers = list_whole_offers(session, [match.offer_id for match in confirmed])
    words = {offer.id: words_to_json(words_of(offer)) for offer in offers}
    said = [
        [match.id, match.version, words[match.offer_id]]
        for match in sorted(confirmed, key=lambda match: match.id)
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def request_publication(session: Session, round_: Round, *, by: Actor, at: datetime) -> None:
    """Ask a second coordinator to publish what is confirmed now.

    Raises
    ------
    WrongState
        If the round is rolling or not closed.
    """
    _is_coordinator(by, "request")
    if round_.state is not RoundState.CLOSED or round_.is_rolling:
        raise WrongState("round", "request", round_.state)
    round_.requested_at, round_.requested_by_id = at, by.account_id
    round_.requested_digest = digest_of_confirmed(session, round_)
    session.flush()
    record(
        session,
        "round",
        "publication asked",
        round_.id,
        by=by,
        at=at,
        digest=round_.requested_digest,
    )


def publish_round(
    session: Session, round_: Round, *, by: Actor, at: datetime, policy: Policy = DEFAULT
) -> list[Match]:
    """Sign and publish: every confirmed match that can be is offered, and the letters go.

    Returns
    -------
    list of Match
        Those that could not be offered, since the employer was paused meanwhile, say. They stay
        confirmed.

    Raises
    ------
    WrongState
        If the round is not closed, or nobody asked for its publication.
    SecondPersonNeeded
        If the one who signs is the one who asked.
    NotTheSame
        If a match was confirmed, undone or changed since it was asked for.
    """
    may_move(ROUND_MOVES, "round", "publish", round_.state, by)
    if round_.requested_at is None:
        raise WrongState("round", "publish", round_.state)
    if by.account_id is None or by.account_id == round_.requested_by_id:
        raise SecondPersonNeeded("publish")
    if digest_of_confirmed(session, round_) != round_.requested_digest:
        raise NotTheSame("round")
    confirmed = list_matches_of_round(session, round_.id, states=[MatchState.CONFIRMED])
    partners = find_partner_matches(session, [match.id for match in confirmed])
    left_out = [
        match
        for match in confirmed
        if hindrance(match, goes_together(match, partners.get(match.id))) is not None
    ]
    round_.published_at, round_.published_by_id = at, by.account_id
    told = {"left_out": [match.id for match in left_out]}
    _move_round(session, round_, "publish", "published", by=by, at=at, **told)
    for match in confirmed:
        # One that goes together with another is offered with it.
        if match not in left_out and match.state is MatchState.CONFIRMED:
            matches.offer_match(session, match, by=by, at=at, policy=policy)
    return left_out


def _move_round(
    session: Session,
    round_: Round,
    verb: str,
    past: str,
    *,
    by: Actor,
    at: datetime,
    **details: object,
) -> None:
    if round_.is_rolling:
        raise WrongState("round", verb, "rolling")
    source = round_.state
    row = may_move(ROUND_MOVES, "round", verb, source, by)
    round_.state = RoundState(str(row.target))
    session.flush()
    told = {"source": source, "target": row.target, **details}
    record(session, "round", past, round_.id, by=by, at=at, **told)


def _forget_request(round_: Round) -> None:
    round_.requested_at = round_.requested_by_id = round_.requested_digest = None


def _is_coordinator(by: Actor, verb: str) -> None:
    if by.role is not Role.COORDINATOR:
        raise NotAllowed(verb)
