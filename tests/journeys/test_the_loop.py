"""The loop that the agreement is about: from an employer's need to whether somebody stayed.

A need shows in the gap, becomes a proposed activity, is decided, gets funding, carries a round and
an offer; a match is placed and completed there, the outcome is answered, and the report shows it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from models.actors import SYSTEM
from models.database import writing
from models.operations.answers import answer
from models.operations.matches import confirm, offer_match
from models.queries.rounds import find_rolling_round
from models.words import Kind, Role, Side
from tests.builders import (
    NOW,
    a_coordinator,
    a_round,
    a_student,
    an_account,
    an_employer,
    an_offer,
    as_employer,
    as_student,
)
from tests.journeys.people import PASSWORD, Person, Service
from web.accounts.passwords import hash_password
from web.session import sessions

pytestmark = pytest.mark.browser

EMPLOYER, STUDENT = "kim@example.org", "alva@student.miun.se"
OFFER, ACTIVITY = "Sommar i hemsjukvården", "Somrar i vården"
# The first survey comes half a year after the last day of the placement.
LATER = NOW + timedelta(days=366)


@dataclass(frozen=True)
class There:
    """What is there when the loop begins, and a match that both have said yes to."""

    match_id: int
    offer_id: int
    round_id: int


def test_a_need_becomes_an_activity_and_somebody_stays(
    arrive: Callable[..., Person], service: Service
) -> None:
    with time_machine.travel(NOW, tick=True):
        there = move_in(service.app)
        register_the_need(arrive())
        coordinator = arrive()
        coordinator.sign_in("coordinator@example.org")
        activity = draft_from_the_gap(coordinator)
        have_it_decided(arrive, coordinator, activity)
        find_the_money(coordinator, activity)
        run_it(coordinator, activity, there)
        place_and_complete(coordinator, there)
        coordinator.open(activity)
        coordinator.sees("50 000 kr")
    with time_machine.travel(LATER, tick=True):
        student = arrive(wide=360)
        student.open(service.link_in_last_letter(STUDENT))
        tell_what_came_of_it(student)
        read_the_report(arrive())


def move_in(app: Flask) -> There:
    """Let an employer with an offer and a student be there, and agree on a summer."""
    with app.app_context(), writing(sessions(app)) as session:
        account = an_account(session, Role.EMPLOYER, email=EMPLOYER, confirmed_at=NOW)
        account.password = hash_password(PASSWORD)
        employer = an_employer(session, account=account, contact_email=EMPLOYER)
        offer = an_offer(session, employer=employer, kind=Kind.INTERNSHIP, title=OFFER)
        student = a_student(session, email=STUDENT, home_place="2281")
        rolling = find_rolling_round(session, Kind.INTERNSHIP)
        assert rolling is not None
        match = confirm(session, rolling, student, offer, by=a_coordinator(session), at=NOW)
        offer_match(session, match, by=SYSTEM, at=NOW)
        for side, by in ((Side.STUDENT, as_student(student)), (Side.EMPLOYER, as_employer(offer))):
            answer(session, match, side, True, by=by, at=NOW)
        dated = a_round(session, kind=Kind.INTERNSHIP)
        return There(match.id, offer.id, dated.id)


def register_the_need(employer: Person) -> None:
    """Say what will be lacking."""
    employer.sign_in(EMPLOYER)
    employer.open("/employer/needs/new")
    employer.fill("title", "Sjuksköterskor till hemsjukvården")
    employer.fill("word_1", "sjuksköterska")
    employer.fill("people", "3")
    employer.fill("by_when", "2028")
    employer.choose("sureness", "certain")
    employer.choose("place", "2280")
    employer.press("Anmäl behovet")
    employer.sees("Sjuksköterskor till hemsjukvården")


def draft_from_the_gap(coordinator: Person) -> str:
    """See the need in the gap, draft an activity from it, and propose it; give its address."""
    coordinator.open("/coordinator/gaps")
    coordinator.sees("3 personer behövs")
    coordinator.press("Skriv utkast")
    coordinator.sees("Siffrorna följer med")
    address = coordinator.page.url
    coordinator.follow("Ändra utkastet")
    coordinator.choose("stage", "stimulate")
    coordinator.fill("title", ACTIVITY)
    coordinator.fill("by_whom", "Arbetsgruppen och hemsjukvården")
    coordinator.fill("goal", "En student får se yrket på plats.")
    coordinator.fill("goal_figure", "1")
    coordinator.choose("goal_measure", "placed")
    coordinator.choose("kind", "internship")
    coordinator.fill("cost_sek", "50 000")
    coordinator.press("Spara utkastet")
    coordinator.press("Föreslå aktiviteten")
    return address


def have_it_decided(arrive: Callable[..., Person], coordinator: Person, activity: str) -> None:
    """Let a second coordinator review it, and the steering group decide on it in a meeting."""
    second = arrive()
    second.sign_in("coordinator2@example.org")
    second.open(activity)
    second.press("Skicka förslaget vidare")
    coordinator.open("/coordinator/members/new")
    coordinator.fill("name", "Ådel Kobbe")
    coordinator.choose("party", "municipality")
    coordinator.fill("since", "2026-01-01")
    coordinator.press_last_button()
    coordinator.open("/coordinator/meetings/new")
    coordinator.fill("day", NOW.date().isoformat())
    coordinator.fill("time", "08:00")
    coordinator.fill("place", "Rådhuset")
    coordinator.press_last_button()
    coordinator.follow("Sätt upp ett ärende")
    coordinator.choose("about", f"activity-{activity.rpartition('/')[2]}")
    coordinator.fill("question", "Att aktiviteten genomförs.")
    coordinator.press_last_button()
    coordinator.press("Öppna mötet")
    member = arrive()
    member.sign_in("steering@example.org")
    member.open("/steering/meetings")
    member.follow("1 mars 2027")
    member.page.locator("summary", has_text="Besluta i ärende 1").click()
    member.page.locator("main [name$=ruling][value=approved]").check()
    member.press("Fatta beslutet")
    member.open("/steering/decisions")
    member.sees(ACTIVITY)


def find_the_money(coordinator: Person, activity: str) -> None:
    """Seek money from a source, and get it."""
    coordinator.open(activity)
    coordinator.follow("Lägg till en finansiär")
    coordinator.fill("source", "Sparbanksstiftelsen")
    coordinator.fill("amount_sek", "50 000")
    coordinator.press_last_button()
    coordinator.follow("Anteckna ansökan")
    coordinator.fill("on", "2027-02-01")
    coordinator.press_last_button()
    coordinator.follow("Anteckna att medlen är beviljade")
    coordinator.fill("on", "2027-02-22")
    coordinator.fill("granted_sek", "50 000")
    coordinator.press_last_button()
    coordinator.sees("Finansierad")


def run_it(coordinator: Person, activity: str, there: There) -> None:
    """Plan it, start it, and let it carry a round and an offer."""
    coordinator.open(activity)
    coordinator.follow("Planera aktiviteten")
    coordinator.fill("starts_on", "2027-03-01")
    coordinator.fill("ends_on", "2027-08-31")
    coordinator.fill("responsible", "Kim Lind, näringslivsutvecklare")
    coordinator.press_last_button()
    coordinator.press("Starta aktiviteten")
    coordinator.sees("Pågår")
    coordinator.follow("Välj omgångar och erbjudanden")
    coordinator.choose("rounds", str(there.round_id))
    coordinator.choose("offers", str(there.offer_id))
    coordinator.press("Spara valet")
    coordinator.sees(OFFER)


def place_and_complete(coordinator: Person, there: There) -> None:
    """Place the student, and carry the placement through."""
    coordinator.open(f"/coordinator/matches/{there.match_id}")
    coordinator.follow("Placera studenten")
    coordinator.fill("supervisor", "Kim Länsman")
    coordinator.press("Placera studenten")
    coordinator.press("Markera som genomförd")
    coordinator.sees("Genomförd")


def tell_what_came_of_it(student: Person) -> None:
    """Answer the survey from the link in the letter."""
    student.choose("degree", "taken")
    student.choose("lives_in", "2280")
    student.choose("in_field", "yes")
    student.choose("works_in", "2280")
    student.choose("met_employer", "yes")
    student.press("Skicka svaren")
    student.sees("Tack")


def read_the_report(member: Person) -> None:
    """See all of it in the steering group's report: the year itself, and the year of the answer."""
    member.sign_in("steering@example.org")
    member.open("/steering/report?year=2027")
    member.sees(ACTIVITY)
    member.sees("1 började hos en mentor, på en sommarpraktik eller med ett examensarbete, 1 fler")
    member.sees("1 aktivitet pågick och kostade 50 000 kr. Allt är finansierat.")
    member.open("/steering/report?year=2028")
    member.sees("Svarsfrekvens: 1 av 1")
