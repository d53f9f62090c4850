"""What teachers ask for in the demo: two wait for an answer, and one got it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from models.actors import Actor
from models.operations.school_requests import (
    RequestWords,
    answer_request,
    ask_us,
    confirm_request,
)
from models.words import Role, SchoolRequestKind, SchoolYear
from web.demo.telling import Teller

VISITOR = Actor(Role.VISITOR)
REQUESTS = (
    RequestWords(
        kind=SchoolRequestKind.VISIT,
        school="Nipgymnasiet",
        school_place="2283",
        school_year=SchoolYear.UPPER_3,
        pupils=26,
        topic="Artificiell intelligens i vården: vad får den bestämma?",
        wanted_when="en torsdag i februari, gärna på video",
        name="Signe Tångvik",
        email="signe.tangvik@example.org",
    ),
    RequestWords(
        kind=SchoolRequestKind.TOPICS,
        school="Fjärdgymnasiet",
        school_place="2280",
        school_year=SchoolYear.UPPER_3,
        pupils=31,
        topic="Teknikprogrammet: frågor om skog, vatten och energi som någon här behöver svar på.",
        wanted_when="före jul",
        name="Ruben Lotsgren",
        email="ruben.lotsgren@example.org",
    ),
    RequestWords(
        kind=SchoolRequestKind.VISIT,
        school="Bruksgymnasiet",
        school_place="2262",
        school_year=SchoolYear.UPPER_2,
        pupils=24,
        topic="Hur läser en dator handstil?",
        wanted_when="så snart det går",
        name="Moa Nipberg",
        email="moa.nipberg@example.org",
    ),
)
ANSWER = (
    "En doktorand i datateknik kommer på tisdag om två veckor, klockan 10, och har med ett försök"
    " som klassen gör i grupper. Ni behöver en projektor och bord som går att flytta."
)


def ask_the_working_group(session: Session, teller: Teller) -> None:
    """Let three teachers ask; the last one has an answer."""
    for number, words in enumerate(REQUESTS):
        at = teller.ago(4 + 9 * number)
        request = ask_us(session, words, by=VISITOR, at=at)
        confirm_request(session, request, by=VISITOR, at=at + timedelta(hours=2))
    later = at + timedelta(days=5)
    answer_request(session, request, answer=ANSWER, by=teller.second, at=later)
