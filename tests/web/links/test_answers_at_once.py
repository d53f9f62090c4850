"""Fifty employers' yeses for one last place, sent at once through the pages: one gets it."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.matches import Answer, Match
from models.notices import Link
from models.offers import Offer
from models.policy import DEFAULT
from models.words import Language, MatchState, Side
from tests.at_once import ROUNDS
from tests.builders import a_student, an_offer, an_offered_match, say
from tests.web.databases import on_both
from tests.web.links.conftest import MakeLink

pytestmark = on_both

AT_ONCE = 50


@pytest.fixture
def offer(session: Session) -> Offer:
    """Give an offer of one place, with fifty candidates who have all said yes."""
    offer, policy = an_offer(session), replace(DEFAULT, candidates_per_place=AT_ONCE)
    assert offer.contact is not None
    offer.contact.language = Language.ENGLISH
    for _each in range(AT_ONCE):
        match = an_offered_match(session, offer=offer, student=a_student(session), policy=policy)
        say(session, match, Side.STUDENT)
    session.commit()
    return offer


def ask_again(session: Session, offer: Offer) -> None:
    """Put everything back to where all fifty wait for the employer."""
    asked = select(Match.id).where(Match.offer_id == offer.id)
    session.execute(delete(Answer).where(Answer.match_id.in_(asked), Answer.side == Side.EMPLOYER))
    session.execute(
        update(Match)
        .where(Match.offer_id == offer.id)
        .values(state=MatchState.OFFERED, agreed_at=None)
    )
    session.execute(update(Offer).where(Offer.id == offer.id).values(places_taken=0))
    session.execute(update(Link).values(revoked_at=None, revoked_because=None))
    session.commit()


def poster(app: Flask, link: str, start: Barrier) -> Callable[[], tuple[int, bool]]:
    def post() -> tuple[int, bool]:
        client = app.test_client()
        start.wait()
        answer = client.post(link, data={"says": "yes"})
        return answer.status_code, "The place went to somebody else" in answer.text

    return post


@pytest.mark.slow
def test_the_last_place_is_given_once(
    app: Flask, session: Session, offer: Offer, link_to: MakeLink
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    matches = session.scalars(select(Match).where(Match.offer_id == offer.id)).all()
    links = [link_to(match) for match in matches]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        # A round through pages takes longer; the operations behind them are raced in full.
        for _round in range(-(-ROUNDS // 5)):
            start = Barrier(AT_ONCE)
            sent = [threads.submit(poster(app, link, start)) for link in links]
            got = Counter(each.result() for each in sent)
            assert got == {(303, False): 1, (409, True): AT_ONCE - 1}
            states = session.execute(select(Match.state, Offer.places_taken).join(Match.offer))
            assert Counter(states.all()) == {
                (MatchState.AGREED, 1): 1,
                (MatchState.FILLED, 1): AT_ONCE - 1,
            }
            ask_again(session, offer)
