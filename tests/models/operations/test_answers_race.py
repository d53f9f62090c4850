"""The last place is given once, however many say yes at the same moment."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM, Actor
from models.database import make_engine, make_sessions, reading, writing
from models.errors import DomainError, WrongState
from models.matches import Answer, Match
from models.offers import Offer
from models.operations.answers import answer
from models.operations.matches import confirm, offer_match
from models.policy import DEFAULT
from models.queries.events import check_chain
from models.queries.matches import get_match
from models.words import MatchState, Role, Side
from tests.at_once import ROUNDS
from tests.builders import NOW, a_coordinator, a_rolling_round, a_student, an_offer

CLIENTS = 50
EVERYBODY = replace(DEFAULT, candidates_per_place=CLIENTS)

Sessions = sessionmaker[Session]


@pytest.fixture
def clients(database_url: str) -> Iterator[list[Sessions]]:
    """Give fifty clients, each with a connection of its own."""
    engines = [make_engine(database_url) for _ in range(CLIENTS)]
    yield [make_sessions(engine) for engine in engines]
    for engine in engines:
        engine.dispose()


def ask_all(sessions: Sessions, count: int) -> tuple[int, list[int]]:
    """Offer one place to some students, who all say yes; only the employer has not answered."""
    with writing(sessions) as session:
        offer, round_, by = an_offer(session), a_rolling_round(session), a_coordinator(session)
        match_ids = []
        for _ in range(count):
            student = a_student(session)
            match = confirm(session, round_, student, offer, by=by, at=NOW, policy=EVERYBODY)
            offer_match(session, match, by=SYSTEM, at=NOW)
            answer(session, match, Side.STUDENT, True, by=Actor(Role.STUDENT), at=NOW)
            match_ids.append(match.id)
        return offer.id, match_ids


def ask_again(session: Session) -> None:
    """Put everything back to before the employer's answers, but for the history."""
    session.execute(delete(Answer).where(Answer.side == Side.EMPLOYER))
    session.execute(update(Match).values(state=MatchState.OFFERED, agreed_at=None))
    session.execute(update(Offer).values(places_taken=0))


def say_yes(sessions: Sessions, match_id: int) -> str:
    """Say the second yes, as a request does; give how it ended."""
    try:
        with writing(sessions) as session:
            match = get_match(session, match_id)
            answer(session, match, Side.EMPLOYER, True, by=Actor(Role.EMPLOYER), at=NOW)
    except WrongState as refused:
        return refused.state
    except DomainError as refused:
        return type(refused).__name__
    return "agreed"


def at_once(
    do: Callable[[Sessions, int], str], clients: list[Sessions], ids: list[int]
) -> list[str]:
    """Let every client do the same at the same moment."""
    start = Barrier(len(clients))

    def run(client: Sessions, number: int) -> str:
        start.wait()
        return do(client, number)

    with ThreadPoolExecutor(len(clients)) as threads:
        return list(threads.map(run, clients, ids))


@pytest.mark.slow
def test_of_fifty_who_say_yes_at_once_one_gets_the_last_place(
    sessions: Sessions, clients: list[Sessions]
) -> None:
    offer_id, match_ids = ask_all(sessions, CLIENTS)
    for _ in range(ROUNDS):
        ended = Counter(at_once(say_yes, clients, match_ids))
        assert ended == {"agreed": 1, "filled": CLIENTS - 1}
        with writing(sessions) as session:
            assert session.get_one(Offer, offer_id).places_taken == 1
            found = Counter(session.scalars(select(Match.state)))
            assert found == {MatchState.AGREED: 1, MatchState.FILLED: CLIENTS - 1}
            ask_again(session)
    with reading(sessions) as session:
        assert check_chain(session).is_whole


def test_ten_who_send_the_same_yes_at_once_say_it_once(
    sessions: Sessions, clients: list[Sessions]
) -> None:
    _offer_id, match_ids = ask_all(sessions, 1)
    ended = at_once(say_yes, clients[:10], match_ids * 10)
    assert ended == ["agreed"] * 10
    with reading(sessions) as session:
        match = get_match(session, match_ids[0])
        assert [given.side for given in match.answers] == [Side.STUDENT, Side.EMPLOYER]
        assert match.offer.places_taken == 1
