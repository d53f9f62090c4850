"""The main job, from two who have never heard of each other to a placement carried through."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.journeys.people import KeyboardPerson, Person, Service
from tests.journeys.steps import (
    EMPLOYER,
    STUDENT,
    fill_in_profile,
    register,
    register_employer,
    write_offer,
)

pytestmark = pytest.mark.browser

TITLE = "Ordna mätdata hos båtbyggaren"


def test_the_whole_way_in_swedish_by_keys_alone(
    arrive: Callable[..., Person], service: Service
) -> None:
    arrive = partial(arrive, who=KeyboardPerson)
    employer = arrive()
    register(employer, "employer", "Kim Länsman", EMPLOYER)
    register_employer(employer)
    write_offer(employer, TITLE)
    employer.sees("Väntar på granskning")

    student = arrive(wide=360)
    register(student, "student", "Alva Öhrnvik", STUDENT)
    fill_in_profile(student)
    student.press("Lämna in profilen")
    student.sees("Mina kajplatser")

    coordinator = arrive()
    coordinator.sign_in("coordinator@example.org")
    coordinator.follow("Länsmans Båtbyggeri AB")
    coordinator.press("Markera som kontrollerad")
    coordinator.open("/coordinator")
    coordinator.follow(TITLE)
    coordinator.press("Publicera erbjudandet")

    student.open("/student/offers")
    student.follow(TITLE)
    student.press("Intresserad")

    run_the_matcher(coordinator)
    coordinator.follow(TITLE)
    coordinator.sees("Python")
    coordinator.press("Bekräfta")
    coordinator.sees("Ingen har fått veta något än")
    coordinator.press("Ångra")
    coordinator.sees("Ångrat")
    coordinator.press("Bekräfta")
    coordinator.follow("Se matchningen")
    coordinator.press("Skicka breven nu")
    coordinator.sees("Väntar på svar")

    student.open(service.link_in_last_letter(STUDENT))
    student.press("Ja, jag vill ha platsen")
    student.sees("Nu väntar vi på arbetsgivaren")

    by_link = arrive(wide=360)
    by_link.open(service.link_in_last_letter(EMPLOYER))
    by_link.press("Ja, det vill vi")
    by_link.sees("Ni har båda sagt ja")
    by_link.open(service.link_in_last_letter(EMPLOYER))
    by_link.sees("Alva Öhrnvik")

    coordinator.page.reload()
    coordinator.sees("Överens")
    coordinator.follow("Placera studenten")
    coordinator.fill("supervisor", "Kim Länsman")
    coordinator.press("Placera studenten")
    coordinator.sees("Placerad")
    coordinator.press("Markera som genomförd")
    coordinator.sees("Genomförd")

    student.open(service.link_in_last_letter(STUDENT))
    tell_how_it_went(student)
    by_link.open(service.link_in_last_letter(EMPLOYER))
    tell_how_it_went(by_link)
    coordinator.page.reload()
    coordinator.sees("5 av 5")


def test_the_way_to_an_agreement_in_english_with_a_mouse(
    arrive: Callable[..., Person], service: Service
) -> None:
    employer = arrive(language="en")
    register(employer, "employer", "Kim Länsman", EMPLOYER, "en")
    register_employer(employer)
    write_offer(employer, "Sort the data of the boats")
    employer.sees("Waits for review")

    student = arrive(wide=360, language="en")
    register(student, "student", "Alva Öhrnvik", STUDENT, "en")
    fill_in_profile(student)
    student.press("Hand in the profile")
    student.is_at("/student")

    coordinator = arrive(language="en")
    coordinator.sign_in("coordinator@example.org")
    coordinator.speak("en")
    coordinator.open("/coordinator")
    coordinator.follow("Länsmans Båtbyggeri AB")
    coordinator.press("Verify the employer")
    coordinator.open("/coordinator")
    coordinator.follow("Sort the data of the boats")
    coordinator.press("Publish the offer")
    run_the_matcher(coordinator)
    coordinator.follow("Sort the data of the boats")
    coordinator.press("Confirm")
    coordinator.follow("See the match")
    coordinator.press("Send the letters now")

    by_link = arrive(wide=360, language="en")
    by_link.open(service.link_in_last_letter(EMPLOYER))
    by_link.press("Yes, we want to")
    student.open(service.link_in_last_letter(STUDENT))
    student.press("Yes, I want it")
    student.sees("You have both said yes")


def test_the_profile_and_an_answer_need_no_script(
    arrive: Callable[..., Person], service: Service
) -> None:
    student = arrive(scripts=False)
    register(student, "student", "Alva Öhrnvik", STUDENT)
    fill_in_profile(student)
    student.press("Lämna in profilen")
    student.sees("Mina kajplatser")


def run_the_matcher(coordinator: Person) -> None:
    """Start a run of the summer internships, let the worker do it, and open the review."""
    words = {"sv": ("Sommarpraktik, rullande", "Kör matchningen", "Granska förslagen")}
    words["en"] = ("Summer internship, rolling", "Run the matcher", "Review the suggestions")
    round_, run, review = words[coordinator.language]
    coordinator.open("/coordinator/rounds")
    coordinator.follow(round_)
    coordinator.press(run)
    coordinator.service.work()
    coordinator.follow(review)


def tell_how_it_went(person: Person) -> None:
    """Answer the short evaluation."""
    if not person.field("rating", "5").count():
        person.follow("Berätta hur det gick")
    person.choose("rating", "5")
    person.tick("would_again")
    person.press_last_button()
