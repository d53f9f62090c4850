"""What scripts add where somebody types: suggestions, rows, and saving meanwhile."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from models.queries.students import find_student_by_email
from tests.journeys.people import Person, Service
from tests.journeys.steps import STUDENT, is_registered
from web.session import sessions

pytestmark = pytest.mark.browser

SKILLS = "/student/profile/skills"
SECONDS_TO_SAVE = 15


@pytest.fixture
def student(arrive: Callable[..., Person]) -> Person:
    """Give somebody on a telephone who has just signed up, at the step of their skills."""
    person = arrive(wide=360)
    is_registered(person, "student", "Alva Öhrnvik", STUDENT)
    person.open(SKILLS)
    return person


def skills(person: Person) -> Locator:
    """Give the fields of the skills."""
    return person.page.locator('[name="skills-first"]')


def stored(service: Service) -> dict[str, int]:
    """Give the skills as they are stored."""
    with sessions(service.app)() as session:
        student = find_student_by_email(session, STUDENT)
        return {skill.words: skill.level for skill in student.skills} if student else {}


def will_be_stored(service: Service, skills: dict[str, int]) -> None:
    """Make sure that the skills are stored: a page saves a while after the last key."""
    end = time.monotonic() + SECONDS_TO_SAVE
    while stored(service) != skills and time.monotonic() < end:
        time.sleep(0.05)
    assert stored(service) == skills


def test_a_word_is_suggested_and_taken_by_keys(student: Person, service: Service) -> None:
    field, page = skills(student).first, student.page
    field.press_sequentially("projektl")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator('[role="option"][aria-selected="true"]')
    expect(chosen).to_have_count(1)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    words = chosen.inner_text()
    page.keyboard.press("Enter")
    expect(field).to_have_value(words)
    expect(field).to_have_attribute("aria-expanded", "false")
    student.is_at(SKILLS)
    will_be_stored(service, {words: 3})
    expect(page.locator("[data-saved-note]")).to_have_text("Sparat")
    # What is saved is kept nowhere else.
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_escape_and_any_other_words_leave_what_is_typed(student: Person) -> None:
    field, page = skills(student).first, student.page
    field.press_sequentially("projektl")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    expect(field).to_have_value("projektl")
    field.fill("laga båtmotorer")
    page.keyboard.press("Tab")
    expect(field).to_have_value("laga båtmotorer")


def test_a_suggestion_is_taken_by_a_tap(student: Person) -> None:
    field, page = skills(student).first, student.page
    field.press_sequentially("pyth")
    page.get_by_role("option", name="Python", exact=True).click()
    expect(field).to_have_value("Python")
    expect(page.get_by_role("option").first).to_be_hidden()


def test_rows_are_added_and_taken_away_on_the_page(student: Person, service: Service) -> None:
    page = student.page
    before = skills(student).count()
    skills(student).first.fill("Python")
    page.locator("[data-add-row]").click()
    expect(skills(student)).to_have_count(before + 1)
    expect(skills(student).last).to_be_focused()
    page.keyboard.type("svetsa")
    ids = page.locator("[data-row] input, [data-row] select").evaluate_all(
        "fields => fields.map((field) => field.id)"
    )
    assert len(set(ids)) == len(ids)
    page.locator("[data-remove-row]").first.click()
    expect(skills(student)).to_have_count(before)
    expect(skills(student).first).to_be_focused()
    student.press("Spara och fortsätt")
    student.is_at("/student/profile/languages")
    assert stored(service) == {"svetsa": 3}


def test_without_scripts_the_same_is_done_by_buttons(
    arrive: Callable[..., Person], service: Service
) -> None:
    student = arrive(wide=360, scripts=False)
    is_registered(student, "student", "Alva Öhrnvik", STUDENT)
    student.open(SKILLS)
    expect(student.page.locator("[data-remove-row]").first).to_be_hidden()
    before = skills(student).count()
    skills(student).first.fill("Python")
    student.act_on(student.page.locator("[data-add-row]"))
    student.is_at(f"{SKILLS}?rows=6#more")
    assert skills(student).count() > before
    assert stored(service) == {"Python": 3}
