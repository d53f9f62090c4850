"""What somebody typed outlives a lost sign-in, network or service, and is forgotten afterwards."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Route, expect
from sqlalchemy.orm import Session

from models.database import reading, writing
from models.operations.activities import edit_activity
from models.queries.accounts import find_account
from models.queries.activities import list_activities
from tests.builders import NOW, a_coordinator, activity_words
from tests.journeys.people import Person, Service, go_on_as
from tests.web.browsing import sign_in_as
from web.session import sessions

pytestmark = pytest.mark.browser

NEW = "/coordinator/activities/new"
WORDS = "Studenter och föreningar bygger en brygga."
AGAIN = "Vi har fyllt i det du skrev här tidigare."


@pytest.fixture
def coordinator(arrive: Callable[..., Person]) -> Person:
    """Give a coordinator who is in the middle of drafting an activity."""
    person = arrive()
    let_in(person, "coordinator")
    begin(person)
    return person


def let_in(person: Person, who: str) -> None:
    """Sign somebody in without the form for it."""
    client = person.service.app.test_client()
    with person.service.app.app_context(), reading(sessions(person.service.app)) as session:
        account = find_account(session, f"{who}@example.org")
    assert account is not None
    sign_in_as(client, account)
    go_on_as(client, person.page.context, person.service.url)


def begin(person: Person) -> None:
    """Write some of an activity."""
    person.open(NEW)
    person.choose("stage", "stimulate")
    person.fill("title", "Bryggan")
    person.fill("what", WORDS)


def note(person: Person) -> Locator:
    """Give what says that something was filled in again."""
    return person.page.locator(".kp-typed-back")


def is_filled_in_again(person: Person) -> None:
    """Make sure that what was typed is there again, and that it is said."""
    expect(note(person).get_by_role("status")).to_contain_text(AGAIN)
    expect(person.field("what")).to_have_value(WORDS)
    expect(person.field("title")).to_have_value("Bryggan")
    expect(person.field("stage", "stimulate")).to_be_checked()


def is_empty(person: Person) -> None:
    """Make sure that nothing is filled in."""
    expect(person.field("what")).to_have_value("")
    expect(note(person)).to_have_count(0)


def titles(service: Service) -> list[str]:
    """Give the titles of the activities that are stored."""
    with reading(sessions(service.app)) as session:
        return [activity.title for activity in list_activities(session)]


def test_a_page_that_is_left_is_filled_in_again_or_forgotten(coordinator: Person) -> None:
    coordinator.open("/coordinator")
    coordinator.open(NEW)
    is_filled_in_again(coordinator)
    coordinator.page.get_by_role("button", name="Glöm det jag skrev").press("Enter")
    expect(note(coordinator).get_by_role("status")).to_have_text("Det du skrev är bortglömt.")
    expect(coordinator.field("stage", "stimulate")).not_to_be_checked()
    expect(coordinator.field("what")).to_have_value("")
    coordinator.open(NEW)
    is_empty(coordinator)


def test_what_was_mended_and_carried_out_is_forgotten(
    coordinator: Person, service: Service
) -> None:
    coordinator.fill("apply_at", "inte en adress")
    coordinator.press("Spara utkastet")
    coordinator.sees("Skriv en adress som börjar med https://")
    expect(note(coordinator)).to_have_count(0)
    coordinator.fill("apply_at", "")
    coordinator.press("Spara utkastet")
    coordinator.sees("Utkastet är sparat.")
    assert titles(service) == ["Bryggan"]
    coordinator.open(NEW)
    is_empty(coordinator)


def test_a_sign_in_that_is_lost_loses_nothing(coordinator: Person, service: Service) -> None:
    page = coordinator.page
    page.context.clear_cookies()
    coordinator.press("Spara utkastet")
    coordinator.sees("Du är utloggad")
    coordinator.sees(WORDS)
    coordinator.sign_in("coordinator@example.org")
    coordinator.open(NEW)
    is_filled_in_again(coordinator)
    page.context.clear_cookies()
    coordinator.press("Spara utkastet")
    other = Person(page.context.new_page(), service)
    other.sign_in("coordinator@example.org")
    # Who signed in meanwhile has a new token for forms, so it takes a second time.
    coordinator.press("Skicka igen")
    coordinator.press("Skicka igen")
    assert titles(service) == ["Bryggan"]
    coordinator.open(NEW)
    is_empty(coordinator)


@pytest.mark.parametrize("arrives", [False, True])
def test_a_network_that_is_gone_loses_nothing_and_doubles_nothing(
    coordinator: Person, service: Service, arrives: bool
) -> None:
    page = coordinator.page

    def fail(route: Route) -> None:
        if arrives:
            before = page.context.cookies()
            route.fetch(max_redirects=0)
            page.context.add_cookies(before)
        route.abort("internetdisconnected")

    page.route(f"**{NEW}", fail)
    coordinator.press("Spara utkastet")
    expect(page).to_have_url("chrome-error://chromewebdata/")
    page.unroute(f"**{NEW}")
    assert titles(service) == ["Bryggan"] * arrives
    coordinator.open(NEW)
    is_filled_in_again(coordinator)
    coordinator.press("Spara utkastet")
    coordinator.is_at("/coordinator/activities/1")
    assert titles(service) == ["Bryggan"]
    coordinator.open(NEW)
    is_empty(coordinator)


def test_it_is_forgotten_at_sign_out_in_every_tab(coordinator: Person) -> None:
    other = Person(coordinator.page.context.new_page(), coordinator.service)
    begin(other)
    other.press("Logga ut")
    other.sees("Du är utloggad.")
    let_in(other, "coordinator")
    for person in (other, coordinator):
        person.open(NEW)
        is_empty(person)


def test_nobody_else_gets_it_and_no_secret_is_kept(coordinator: Person) -> None:
    let_in(coordinator, "coordinator2")
    coordinator.open(NEW)
    is_empty(coordinator)
    kept = "Object.keys(sessionStorage).filter((name) => name.startsWith('kajplats-typed'))"
    assert coordinator.page.evaluate(kept) == []
    coordinator.page.context.clear_cookies()
    coordinator.open("/register")
    coordinator.fill("name", "Alva")
    coordinator.fill("password", "hemligt och långt")
    assert coordinator.page.evaluate(kept) == []


def test_what_a_visitor_typed_is_kept_for_an_hour(arrive: Callable[..., Person]) -> None:
    visitor, ask = arrive(), "/events/ask"
    visitor.open(ask)
    visitor.fill("topic", WORDS)
    visitor.open("/")
    visitor.open(ask)
    expect(visitor.field("topic")).to_have_value(WORDS)
    visitor.page.clock.install(time=time.time() + 3601)
    visitor.open(ask)
    expect(visitor.field("topic")).to_have_value("")


def test_a_form_that_was_sent_before_otherwise_loses_nothing(coordinator: Person) -> None:
    send = """() => {
        const form = document.querySelector("main form");
        const body = new FormData(form);
        body.set("title", "Kajen");
        return fetch(form.action, { method: "POST", body }).then((answer) => answer.text());
    }"""
    coordinator.page.evaluate(send)
    coordinator.press("Spara utkastet")
    coordinator.sees("Formuläret var redan skickat")
    coordinator.open(NEW)
    is_filled_in_again(coordinator)


def test_what_is_filled_in_again_writes_over_nothing_unseen(
    coordinator: Person, service: Service
) -> None:
    coordinator.press("Spara utkastet")
    with reading(sessions(service.app)) as session:
        edit = f"/coordinator/activities/{list_activities(session)[0].id}/edit"
    coordinator.open(edit)
    coordinator.fill("what", f"{WORDS} Min.")
    coordinator.open("/coordinator")
    with writing(sessions(service.app)) as session:
        change(session)
    coordinator.open(edit)
    expect(coordinator.field("what")).to_have_value(f"{WORDS} Min.")
    expect(coordinator.field("title")).to_have_value("Deras")
    coordinator.press("Spara utkastet")
    coordinator.sees("Någon annan hann ändra")
    coordinator.sees("Deras ord.")
    coordinator.press("Spara det som är valt")
    coordinator.open(edit)
    expect(coordinator.field("what")).to_have_value(f"{WORDS} Min.")
    expect(coordinator.field("title")).to_have_value("Deras")
    expect(note(coordinator)).to_have_count(0)


def change(session: Session) -> None:
    """Let somebody else change the activity."""
    (activity,) = list_activities(session)
    words = activity_words(title="Deras", what="Deras ord.")
    edit_activity(session, activity, words, by=a_coordinator(session), at=NOW)
