"""How the demo's placements go: both were asked, and one student is not at ease."""

from models.database import writing
from models.operations.check_ins import ask_how_it_goes, tell_how_it_goes
from models.queries.check_ins import list_matches_to_ask_how_it_goes
from models.words import Going, Side
from web.demo.fates import AS_EMPLOYER, AS_STUDENT
from web.demo.telling import Teller

UNEASY = "Vi har bara hunnit ses en gång. Jag skulle vilja ha bestämda tider."


def ask_how_placements_go(teller: Teller) -> None:
    """Ask both sides of the placements that have gone on for a while; the first ones answer."""
    at, told_at = teller.ago(2), teller.ago(0.8)
    with writing(teller.sessions) as session:
        found = list_matches_to_ask_how_it_goes(session, at, teller.policy)
        for match in found:
            ask_how_it_goes(session, match, at=at, policy=teller.policy)
        for match in found[:1]:
            student, employer = Side.STUDENT, Side.EMPLOYER
            tell_how_it_goes(
                session, match, student, Going.BADLY, by=AS_STUDENT, at=told_at, words=UNEASY
            )
            tell_how_it_goes(session, match, employer, Going.WELL, by=AS_EMPLOYER, at=told_at)
