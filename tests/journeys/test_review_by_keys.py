"""Fifty suggestions gone through by a coordinator without a mouse, one key each, on one page."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Request, Route, expect

from models.database import writing
from models.matches import Match
from models.operations.matches import confirm
from models.operations.runs import begin_run, finish_run
from models.queries.matches import count_matches_by_state, find_match
from models.queries.offers import get_offer
from models.queries.rounds import find_latest_run
from models.queries.students import get_student
from models.words import MatchState, Reason
from tests.builders import (
    NOW,
    a_coordinator,
    a_rolling_round,
    a_run,
    a_student,
    an_offer,
    suggestion_row,
)
from tests.journeys.people import Person, Service
from web.session import sessions

pytestmark = pytest.mark.browser

OFFERS, CANDIDATES = 5, 10
COORDINATOR = "coordinator@example.org"
CURRENT = ".kp-candidate[aria-current]"


class Reviewer:
    """A coordinator at the keyboard, and how often the page was loaded."""

    def __init__(self, person: Person, address: str) -> None:
        self.person, self.page = person, person.page
        person.sign_in(COORDINATOR)
        person.open(address)
        expect(self.current).to_have_count(1)
        self.loads = 0
        self.page.on("request", self.count)
        self.pressed = 0

    @property
    def current(self) -> Locator:
        return self.page.locator(CURRENT)

    def count(self, request: Request) -> None:
        self.loads += request.is_navigation_request()

    def at(self) -> str:
        """Give the pair that a key would act on."""
        return self.page.locator(CURRENT).get_attribute("data-pair") or ""

    def press(self, *keys: str) -> None:
        """Press keys that lead to another candidate, and wait until it is there."""
        before = self.at()
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1
        self.page.wait_for_function(
            """([before, current]) => {
              const card = document.querySelector(current);
              return !card || card.dataset.pair !== before;
            }""",
            arg=[before, CURRENT],
        )


@pytest.fixture
def address(service: Service) -> str:
    """Fill a round with offers of three places and ten candidates each; give its review."""
    with service.app.app_context(), writing(sessions(service.app)) as session:
        round_ = a_rolling_round(session)
        run = a_run(session, round_)
        begin_run(session, run, at=NOW)
        rows = []
        students = [a_student(session) for _each in range(CANDIDATES)]
        for _offer in range(OFFERS):
            offer = an_offer(session, places=3)
            rows += [
                {**suggestion_row(student, offer), "offer_rank": rank, "is_proposed": False}
                for rank, student in enumerate(students, 1)
            ]
        finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
        return f"/coordinator/rounds/{round_.id}/review?offer={rows[0]['offer_id']}"


@pytest.fixture
def reviewer(arrive: Callable[..., Person], address: str) -> Iterator[Reviewer]:
    """Give a coordinator who has the first offer before them."""
    told: list[str] = []
    person = arrive()
    person.page.on("console", lambda message: told.append(message.text))
    person.page.on("pageerror", lambda error: told.append(str(error)))
    yield Reviewer(person, address)
    # A browser says itself that somebody else was first, and that an answer was lost.
    assert [words for words in told if not words.startswith("Failed to load resource")] == []


def test_fifty_suggestions_take_a_key_each_and_no_load(
    reviewer: Reviewer, service: Service
) -> None:
    seen = set()
    # Of ten candidates two are confirmed, three rejected, and five passed over.
    for number in range(OFFERS * CANDIDATES):
        seen.add(reviewer.at())
        keys = {0: ("c",), 1: ("c",), 2: ("r", "1"), 3: ("r", "2"), 4: ("r", "5")}
        if number + 1 < OFFERS * CANDIDATES:
            reviewer.press(*keys.get(number % CANDIDATES, ("s",)))
    assert len(seen) == 50
    reviewer.page.keyboard.press("s")
    expect(reviewer.page.locator("[aria-live=polite]").last).to_contain_text(
        "Inget annat erbjudande"
    )
    assert reviewer.loads == 0
    assert reviewer.pressed + 1 == 50 + 3 * OFFERS
    with sessions(service.app)() as session:
        counts = count_matches_by_state(session)
    assert counts[MatchState.CONFIRMED] == 2 * OFFERS
    assert counts[MatchState.REJECTED] == 3 * OFFERS


def test_what_is_left_and_what_was_done_is_said_and_seen(reviewer: Reviewer) -> None:
    page = reviewer.page
    expect(page.locator("#bar")).to_contain_text("15 platser kvar")
    expect(page.locator("#bar")).to_contain_text("10 studenter utan plats")
    reviewer.press("c")
    expect(page.locator("#bar")).to_contain_text("9 studenter utan plats")
    voice = page.locator("[aria-live=polite]").last
    expect(voice).to_contain_text("Bekräftad")
    expect(voice).to_contain_text("Nästa: Student")
    expect(page.locator(CURRENT)).to_be_focused()


def test_undo_takes_back_what_was_done_last(reviewer: Reviewer, service: Service) -> None:
    first = reviewer.at()
    reviewer.press("c")
    reviewer.press("r", "3")
    reviewer.press("s")
    for _each in range(3):
        reviewer.press("u")
    assert reviewer.at() == first
    with sessions(service.app)() as session:
        assert session.query(Match).count() == 0
    reviewer.page.keyboard.press("u")
    expect(reviewer.page.locator("[aria-live=polite]").last).to_contain_text("inget att ångra")


def test_keys_move_and_the_next_offer_is_one_key_away(reviewer: Reviewer) -> None:
    first = reviewer.at()
    reviewer.press("j")
    reviewer.press("j")
    reviewer.press("k")
    reviewer.press("k")
    assert reviewer.at() == first
    reviewer.press("n")
    assert reviewer.at().partition(":")[0] != first.partition(":")[0]
    reviewer.press("p")
    assert reviewer.at() == first
    assert reviewer.loads == 0


def test_keys_do_nothing_while_somebody_types(reviewer: Reviewer, service: Service) -> None:
    page, before = reviewer.page, reviewer.at()
    page.locator("#search-anybody").focus()
    page.keyboard.type("cjsun?r1")
    expect(page.locator("#search-anybody")).to_have_value("cjsun?r1")
    page.locator(f"{CURRENT} .kp-reject summary").click()
    page.locator(f"{CURRENT} textarea").click()
    page.keyboard.type("c 1 2 j?")
    expect(page.locator(f"{CURRENT} textarea")).to_have_value("c 1 2 j?")
    assert reviewer.at() == before
    with sessions(service.app)() as session:
        assert session.query(Match).count() == 0
    expect(page.locator("dialog")).not_to_be_visible()


def test_the_words_of_a_rejection_go_with_its_digit(reviewer: Reviewer, service: Service) -> None:
    page, (offer, student) = reviewer.page, reviewer.at().split(":")
    page.keyboard.press("r")
    page.locator(f"{CURRENT} textarea").fill("Har redan praktik")
    page.locator(f"{CURRENT} fieldset button").first.focus()
    reviewer.press("6")
    with sessions(service.app)() as session:
        match = find_match(session, a_rolling_round(session).id, int(student), int(offer))
        assert match is not None
        assert (match.reason, match.reason_words) == (Reason.FOUND_OTHER, "Har redan praktik")


def test_help_tells_the_keys_and_turns_them_off_for_good(
    reviewer: Reviewer, service: Service
) -> None:
    page = reviewer.page
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()
    page.keyboard.press("?")
    with page.expect_navigation():
        page.get_by_role("button", name="Stäng av kortkommandona").click()
    page.reload()
    before = reviewer.at()
    for key in ("c", "j", "s", "n", "r", "?"):
        page.keyboard.press(key)
    assert reviewer.at() == before
    expect(page.locator("dialog")).not_to_be_visible()
    with sessions(service.app)() as session:
        assert session.query(Match).count() == 0
    page.get_by_role("button", name="Kortkommandon").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Slå på kortkommandona").click()
    reviewer.press("j")


def test_a_colleague_who_was_first_is_not_overwritten_and_both_are_shown(
    reviewer: Reviewer, service: Service
) -> None:
    page, (offer_id, student_id) = reviewer.page, reviewer.at().split(":")
    with service.app.app_context(), writing(sessions(service.app)) as session:
        round_, by = a_rolling_round(session), a_coordinator(session)
        run = find_latest_run(session, round_.id)
        assert run is not None
        pair = get_student(session, int(student_id)), get_offer(session, int(offer_id))
        confirm(session, round_, *pair, by=by, at=NOW)
    page.keyboard.press("r")
    page.keyboard.press("1")
    warning = page.locator(".kp-review-warning")
    expect(warning).to_be_focused()
    expect(warning).to_contain_text("Du gjorde: Kunskaperna passar inte")
    expect(warning).to_contain_text("Så står det nu: Bekräftad")
    expect(page.locator(CURRENT)).to_contain_text("Bekräftad")
    with sessions(service.app)() as session:
        match = find_match(session, round_.id, int(student_id), int(offer_id))
        assert match is not None
        assert match.state is MatchState.CONFIRMED
    page.get_by_role("button", name="Stäng", exact=True).click()
    expect(warning).to_have_count(0)


def test_what_is_not_sent_is_carried_out_once_when_the_key_is_pressed_again(
    reviewer: Reviewer, service: Service
) -> None:
    page = reviewer.page

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/review/confirm*", lose_the_answer, times=1)
    page.keyboard.press("c")
    expect(page.locator(".kp-review-warning")).to_contain_text("kunde inte skickas")
    reviewer.press("c")
    with sessions(service.app)() as session:
        assert session.query(Match).count() == 1


def test_two_who_look_at_one_offer_see_each_other(
    reviewer: Reviewer, arrive: Callable[..., Person], address: str
) -> None:
    colleague = arrive()
    colleague.sign_in("coordinator2@example.org")
    colleague.open(address)
    told = "Coordinator tittar också på det här."
    expect(colleague.page.locator("[data-look]")).to_have_text(told)
    reviewer.press("n")
    expect(reviewer.page.locator("[data-look]")).to_have_text("")
    reviewer.press("p")
    told = "Coordinator2 tittar också på det här."
    expect(reviewer.page.locator("[data-look]")).to_have_text(told)


def test_without_scripts_the_same_is_done_by_buttons(
    arrive: Callable[..., Person], address: str, service: Service
) -> None:
    person = arrive(scripts=False)
    person.sign_in(COORDINATOR)
    person.open(address)
    person.press("Bekräfta")
    person.page.locator(".kp-reject summary").nth(1).click()
    person.act_on(person.page.locator(".kp-reject[open] button").first)
    with sessions(service.app)() as session:
        counts = count_matches_by_state(session)
    assert (counts[MatchState.CONFIRMED], counts[MatchState.REJECTED]) == (1, 1)
    expect(person.page.locator("[data-with-script]").first).to_be_hidden()
