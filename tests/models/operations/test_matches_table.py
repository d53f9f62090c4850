"""Every operation on a match over verb × state × actor: what the table says works, no more."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import product

from sqlalchemy import event
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import AlreadyAnswered, NotAllowed, WrongState
from models.matches import Match
from models.moves import MOVES, find_move
from models.offers import Offer
from models.operations import answers, matches, placements
from models.people import Student
from models.queries.matches import find_match
from models.rounds import Round
from models.words import MatchState, Reason, Role, Side
from tests.builders import NOW, SUMMER, a_match_in, a_rolling_round, a_student, an_offer
from tests.builders.matches import LATER

Pair = tuple[Round, Student, Offer]
Do = Callable[[Session, Match | None, Pair, Actor], object]

ACTORS = (
    SYSTEM,
    *(Actor(role) for role in Role if role is not Role.SYSTEM),
    Actor(Role.COORDINATOR, for_role=Role.STUDENT),
    Actor(Role.COORDINATOR, for_role=Role.EMPLOYER),
)


def known(match: Match | None) -> Match:
    assert match is not None
    return match


def say_no(session: Session, match: Match | None, _pair: Pair, by: Actor) -> None:
    side = Side.EMPLOYER if by.speaks_as is Role.EMPLOYER else Side.STUDENT
    answers.answer(session, known(match), side, says_yes=False, by=by, at=NOW, reason=Reason.PLACE)


DO: dict[str, Do] = {
    "confirm": lambda session, _match, pair, by: matches.confirm(session, *pair, by=by, at=NOW),
    "reject": lambda session, _match, pair, by: matches.reject(
        session, *pair, by=by, at=NOW, reason=Reason.SKILLS
    ),
    "undo": lambda session, match, _pair, by: matches.undo(session, known(match), by=by, at=NOW),
    "offer": lambda session, match, _pair, by: matches.offer_match(
        session, known(match), by=by, at=NOW
    ),
    "decline": say_no,
    "withdraw": lambda session, match, _pair, by: matches.withdraw(
        session, known(match), by=by, at=NOW, reason=Reason.OTHER
    ),
    "place": lambda session, match, _pair, by: placements.place(
        session,
        known(match),
        by=by,
        at=NOW,
        starts_on=SUMMER[0],
        ends_on=SUMMER[1],
        supervisor="Kim Lind",
    ),
    "interrupt": lambda session, match, _pair, by: placements.interrupt(
        session, known(match), by=by, at=NOW, on=SUMMER[0], reason=Reason.OTHER
    ),
    "complete": lambda session, match, _pair, by: placements.complete(
        session, known(match), by=by, at=LATER
    ),
}
# These have no actor but the system.
DO_BY_ITSELF: dict[str, Do] = {
    "expire": lambda session, match, _pair, _by: matches.expire(session, known(match), at=LATER),
    "fill": lambda session, match, _pair, _by: matches.fill(session, known(match), at=NOW),
}


class Flushes:
    """How often a session wrote something: an operation that refuses must not have."""

    def __init__(self, session: Session) -> None:
        self.count = 0
        self.session = session
        event.listen(session, "after_flush", self._another)

    def _another(self, *_: object) -> None:
        self.count += 1

    def is_untouched_by(self, do: Callable[[], object]) -> bool:
        """Say whether nothing at all was changed, be it written or waiting to be."""
        before = self.count
        with suppress(NotAllowed, WrongState, AlreadyAnswered):
            do()
        waiting = [*self.session.new, *self.session.dirty, *self.session.deleted]
        return self.count == before and not waiting


def pairs_in_every_state(session: Session) -> list[tuple[MatchState | None, Match | None, Pair]]:
    """Make a pair in every state, also in none."""
    pair = (a_rolling_round(session), a_student(session), an_offer(session))
    found: list[tuple[MatchState | None, Match | None, Pair]] = [(None, None, pair)]
    for state in MatchState:
        match = a_match_in(session, state)
        found.append((state, match, (match.round, match.student, match.offer)))
    return found


def test_every_verb_of_the_table_is_an_operation() -> None:
    # The second yes agrees: see test_answers.py.
    assert {row.verb for row in MOVES} == DO.keys() | DO_BY_ITSELF.keys() | {"agree"}


def test_what_the_table_says_works_and_everything_else_changes_nothing(session: Session) -> None:
    flushes = Flushes(session)
    for state, match, pair in pairs_in_every_state(session):
        for verb, actor in product(DO, ACTORS):
            row, do = find_move(MOVES, verb), partial(DO[verb], session, match, pair, actor)
            told = (verb, state, actor)
            if state is None and None not in row.sources:
                continue  # there is no match that the verb could be said of
            if {actor.role, actor.speaks_as} & row.who and state in row.sources:
                with session.begin_nested() as attempt:
                    do()
                    assert find_state(session, pair) is row.target, told
                    attempt.rollback()
                assert find_state(session, pair) is state, told
            else:
                assert flushes.is_untouched_by(do), told


def test_what_the_system_does_starts_only_from_where_the_table_says(session: Session) -> None:
    flushes = Flushes(session)
    for state, match, pair in pairs_in_every_state(session)[1:]:
        for verb, do_by_itself in DO_BY_ITSELF.items():
            row, do = find_move(MOVES, verb), partial(do_by_itself, session, match, pair, SYSTEM)
            if state in row.sources:
                with session.begin_nested() as attempt:
                    do()
                    assert find_state(session, pair) is row.target, (verb, state)
                    attempt.rollback()
            else:
                assert flushes.is_untouched_by(do), (verb, state)


def find_state(session: Session, pair: Pair) -> MatchState | None:
    match = find_match(session, *(thing.id for thing in pair))
    return match.state if match else None
