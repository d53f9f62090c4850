"""What the working group and the calendar do to a match, from the suggestion to the reply time.

Guard, change, record, queue the letters; nothing is changed when they raise. Who may do what from
where is in ``models/moves.py``; both sides' answers are in ``answers.py``, and what follows an
agreement in ``placements.py``.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.days import add_working_days, day_in_sweden, end_of_day
from models.errors import NoPlaceLeft, NotOpenForMatching, WrongState
from models.matches import Match
from models.moves import MOVES
from models.offer_words import words_of, words_to_json
from models.offers import Offer
from models.operations import letters
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake, is_as_seen, is_not_oneself, may_move
from models.operations.hindrances import PLACE, can_be_confirmed, hindrance
from models.operations.joining import (
    partner_to_match,
    put_together,
    tell_partner,
    together_with,
)
from models.operations.moving import give_reason, move_match, pair_of
from models.people import Student
from models.policy import DEFAULT, Policy
from models.queries.matches import (
    count_matches_asked,
    find_match,
    list_open_of_offer,
    list_open_of_student,
)
from models.rounds import Round, Suggestion
from models.words import (
    MatchState,
    Reason,
    Role,
    RoundState,
    Side,
)


def confirm(
    session: Session,
    round_: Round,
    student: Student,
    offer: Offer,
    *,
    by: Actor,
    at: datetime,
    suggestion: Suggestion | None = None,
    policy: Policy = DEFAULT,
) -> Match:
    """Confirm a pair. Nobody is told yet and no place is held.

    Of two students who seek a thesis together both are confirmed, or neither; each needs a place.

    Raises
    ------
    NotAllowed, WrongState, ConflictOfInterest
        If this actor may not, the pair was acted on already, or the actor works for the employer.
    NotOpenForMatching
        If the round, the student or the offer cannot be matched now.
    NoPlaceLeft, EnoughAsked
        If no place is left, or enough candidates are asked for those that are.
    """
    partner = partner_to_match(session, round_, student, offer)
    students = [student, partner] if partner else [student]
    confirmed = [_new_or_known(session, round_, each, offer, "confirm", by) for each in students]
    asked = count_matches_asked(session, offer.id)
    for each in students:
        can_be_confirmed(
            round_, each, offer, asked=asked, by=by, policy=policy, together=len(students)
        )
    confirmed[0].suggestion_id = suggestion.id if suggestion else None
    for match in confirmed:
        move_match(session, match, "confirm", by=by, at=at, suggestion=match.suggestion_id)
    if partner:
        put_together(session, *confirmed, suggestion=suggestion)
    return confirmed[0]


def reject(
    session: Session,
    round_: Round,
    student: Student,
    offer: Offer,
    *,
    by: Actor,
    at: datetime,
    reason: Reason | None,
    words: str = "",
    suggestion: Suggestion | None = None,
    seen: str | None = None,
) -> Match:
    """Reject a pair, suggested or confirmed, with a reason.

    Parameters
    ----------
    seen : str, optional
        The state that whoever rejects has seen the match in, "" where there was none.

    Raises
    ------
    NotTheSame
        If a colleague has acted on the pair since.
    NotAllowed, WrongState, ConflictOfInterest, Missing
        As `confirm`; or no reason is given.
    """
    match = _new_or_known(session, round_, student, offer, "reject", by)
    is_as_seen("match", match.state, seen)
    has_no_stake(offer.employer, "reject", by)
    is_not_oneself(student, "reject", by)
    all_told(reason=reason)
    if suggestion is not None:
        match.suggestion_id = suggestion.id
    for each in (match, *together_with(session, match)):
        give_reason(each, reason, words)
        move_match(session, each, "reject", by=by, at=at)
    return match


def undo(
    session: Session, match: Match, *, by: Actor, at: datetime, seen: str | None = None
) -> None:
    """Take a confirmation or a rejection back: the pair is again as if nobody had acted on it.

    Parameters
    ----------
    seen : str, optional
        As in `reject`, which says what it raises, too.
    """
    row = may_move(MOVES, "match", "undo", match.state, by)
    is_as_seen("match", match.state, seen)
    for each in (match, *together_with(session, match)):
        told = {"source": each.state, "target": row.target, **pair_of(each)}
        record(session, "match", "undone", each.id, by=by, at=at, **told)
        session.delete(each)
    session.flush()


def offer_match(
    session: Session, match: Match, *, by: Actor, at: datetime, policy: Policy = DEFAULT
) -> None:
    """Send the letters to both sides; the reply time begins.

    In a rolling round the system does so after the time to undo, or a coordinator earlier; in a
    dated round only the publication does, when the round's state is published already.

    Raises
    ------
    NotAllowed, WrongState, NotOpenForMatching, NoPlaceLeft
        As `confirm`; also WrongState for a dated round that is not published.
    """
    may_move(MOVES, "match", "offer", match.state, by)
    if not match.round.is_rolling and match.round.state is not RoundState.PUBLISHED:
        raise WrongState("round", "offer", match.round.state)
    asked = (match, *together_with(session, match))
    what = hindrance(match, *asked[1:])
    if what == PLACE:
        raise NoPlaceLeft(match.offer_id)
    if what is not None:
        raise NotOpenForMatching(what)
    # Read before anything is changed: reading writes what is pending, and that is half a match.
    words, today = words_to_json(words_of(match.offer)), day_in_sweden(at)
    co_host = match.offer.co_host
    reply_on = add_working_days(today, policy.reply_working_days, policy.pauses)
    remind_on = add_working_days(today, policy.remind_after_working_days, policy.pauses)
    for each in asked:
        each.offered_at, each.asked_words, each.co_host = at, words, co_host
        each.reply_by, each.remind_at = end_of_day(reply_on), end_of_day(remind_on)
        move_match(session, each, "offer", by=by, at=at)
        letters.tell_both(session, each, "offered", at=at)


def remind(session: Session, match: Match, *, at: datetime) -> None:
    """Remind the sides that are silent, once."""
    match.remind_at = None
    for side in Side:
        if match.awaits(side):
            letters.tell(
                session, match, side, "reminder", at=at, once=f"reminder:{match.id}:{side}"
            )
    record(session, "match", "reminded", match.id, by=SYSTEM, at=at)


def expire(session: Session, match: Match, *, at: datetime) -> None:
    """End a match whose reply time is over; both sides are told.

    Raises
    ------
    WrongState
        If it is not offered, or its reply time is not over.
    """
    may_move(MOVES, "match", "expire", match.state, SYSTEM)
    if match.reply_by is None or at <= match.reply_by:
        raise WrongState("match", "expire", match.state)
    silent = [side for side in Side if match.awaits(side)]
    move_match(session, match, "expire", by=SYSTEM, at=at, silent=silent)
    letters.tell_both(session, match, "expired", at=at)
    tell_partner(session, match, at=at)


def fill(session: Session, match: Match, *, at: datetime) -> None:
    """End a match since the last place went to another, with a courteous letter to the student."""
    may_move(MOVES, "match", "fill", match.state, SYSTEM)
    move_match(session, match, "fill", by=SYSTEM, at=at)
    letters.tell(session, match, Side.STUDENT, "filled", at=at)


def withdraw(
    session: Session,
    match: Match,
    *,
    by: Actor,
    at: datetime,
    reason: Reason | None,
    words: str = "",
) -> None:
    """Take a match back before it is placed; a taken place is free again.

    Whoever has heard of it, but did not withdraw it themselves, gets a letter.
    """
    may_move(MOVES, "match", "withdraw", match.state, by)
    all_told(reason=reason)
    was = match.state
    if was is MatchState.AGREED:
        match.offer.places_taken -= 1
    for each in (match, *together_with(session, match)):
        give_reason(each, reason, words)
        move_match(session, each, "withdraw", by=by, at=at)
    if was is not MatchState.CONFIRMED:
        for side in Side:
            if by.speaks_as != Role(side.value):
                letters.tell(session, match, side, "withdrawn", at=at)
        if reason is not Reason.NO_LONGER_OFFERED:
            tell_partner(session, match, at=at)


def end_matches_of(
    session: Session, who: Student | Offer, *, by: Actor, at: datetime, reason: Reason
) -> Sequence[Match]:
    """Withdraw every open match of a student who leaves, or of an offer that is withdrawn."""
    find = list_open_of_student if isinstance(who, Student) else list_open_of_offer
    ended = find(session, who.id)
    for match in ended:
        withdraw(session, match, by=by, at=at, reason=reason)
    return ended


def end_what_waits_in_vain(session: Session, offer: Offer, *, at: datetime) -> None:
    """End the matches of an offer that wait for a place when none is left; the asked are told."""
    if offer.places_left > 0:
        return
    for match in list_open_of_offer(session, offer.id):
        if match.state is MatchState.OFFERED:
            fill(session, match, at=at)
        elif match.state is MatchState.CONFIRMED:
            withdraw(session, match, by=SYSTEM, at=at, reason=Reason.CHOSE_OTHER)


def _new_or_known(
    session: Session, round_: Round, student: Student, offer: Offer, verb: str, by: Actor
) -> Match:
    match = find_match(session, round_.id, student.id, offer.id)
    may_move(MOVES, "match", verb, match.state if match else None, by)
    return match or Match(round=round_, student=student, offer=offer)
