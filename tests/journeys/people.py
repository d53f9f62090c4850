"""What a person does in front of a page, in words that a journey can be told in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Literal, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, ElementHandle, Locator, Page, expect

from web.jobs import work
from web.letters.transports import mailbox_of

PASSWORD = "kajplats-demo"
IS_BEHIND_THE_MENU = """(target) =>
    document.activeElement === document.body && target.closest("main") !== null"""
LINK = re.compile(r"https?://127\.0\.0\.1:\d+/\S+")


def go_on_as(client: FlaskClient, context: BrowserContext, address: str) -> None:
    """Give a browser what says who somebody is: they are signed in there too."""
    name = client.application.config["SESSION_COOKIE_NAME"]
    cookie = client.get_cookie(name)
    if cookie is not None:
        context.add_cookies([{"name": name, "value": cookie.value, "url": address}])


@dataclass
class Service:
    """The running service."""

    app: Flask
    url: str

    def work(self) -> None:
        """Let the worker do everything that is due."""
        with self.app.app_context():
            work.every_minute()

    def letters_to(self, address: str) -> list[EmailMessage]:
        """Give the letters that somebody has got, oldest first."""
        with self.app.app_context():
            folder = mailbox_of(self.app).folder
        paths = sorted((folder / "new").glob("*"), key=lambda path: path.stat().st_mtime_ns)
        letters = [
            cast(EmailMessage, message_from_bytes(path.read_bytes(), policy=default))
            for path in paths
        ]
        return [letter for letter in letters if address in letter["To"]]

    def link_in_last_letter(self, address: str) -> str:
        """Let the worker send, and give the first link of the newest letter to somebody."""
        self.work()
        letter = self.letters_to(address)[-1]
        body = letter.get_body(("plain",))
        assert body is not None
        found = LINK.search(body.get_content())
        assert found, body.get_content()
        return found[0]


class Person:
    """Somebody with a browser."""

    def __init__(self, page: Page, service: Service, language: str = "sv") -> None:
        self.page = page
        self.service = service
        self.language = "sv"
        if language != "sv":
            self.open("/")
            self.speak(language)

    def open(self, address: str) -> None:
        """Go to a page: a path of the service, or the address in a letter."""
        answer = self.page.goto(address if "://" in address else self.service.url + address)
        assert answer is not None
        assert answer.status < 400, f"{address}: {answer.status}"

    def sign_in(self, email: str) -> None:
        """Sign in by name and password."""
        self.open("/login")
        self.fill("email", email)
        self.fill("password", PASSWORD)
        self.press_last_button()

    def speak(self, language: str) -> None:
        """Switch the language of the pages."""
        self.page.locator("form[action*=language] button").locator("visible=true").or_(
            self.page.locator(".kp-menu-small summary").locator("visible=true")
        ).first.click()
        switch = self.page.locator("form[action*=language] button").locator("visible=true")
        if self.page.locator("html").get_attribute("lang") != language:
            switch.first.click()
        expect(self.page.locator("html")).to_have_attribute("lang", language)
        self.language = language

    def field(self, name: str, value: str | None = None) -> Locator:
        """Give a field of the page by its name; a choice also by its value."""
        which = f'[name="{name}"]' + (f'[value="{value}"]' if value is not None else "")
        return self.page.locator(f"main {which}:not([type=hidden])").first

    def fill(self, name: str, words: str) -> None:
        """Type something into a field."""
        self.field(name).fill(words)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list, or among buttons or boxes."""
        if self.is_list(name):
            self.field(name).select_option(value)
        else:
            self.field(name, value).check()

    def is_list(self, name: str) -> bool:
        """Whether a field is a list to choose from."""
        return bool(self.field(name).evaluate("field => field.tagName === 'SELECT'"))

    def tick(self, name: str) -> None:
        """Tick a box."""
        self.field(name).check()

    def press(self, words: str) -> None:
        """Press the first button in sight that says this."""
        self.act_on(self.named("button", words))

    def follow(self, words: str) -> None:
        """Follow the first link in sight that says this."""
        self.act_on(self.named("link", words))

    def press_last_button(self) -> None:
        """Press the button at the end of the page's form, whatever it says."""
        self.act_on(self.page.locator("main form button").locator("visible=true").last)

    def named(self, role: Literal["button", "link"], words: str) -> Locator:
        """Give the first button or link in sight that says this."""
        name = re.compile(re.escape(words))
        return self.page.get_by_role(role, name=name).locator("visible=true").first

    def act_on(self, target: Locator) -> None:
        """Press a button or follow a link, and wait for what comes."""
        target.click()
        self.page.wait_for_load_state()

    def sees(self, words: str) -> None:
        """Make sure that the page says this."""
        expect(self.page.locator("body")).to_contain_text(words)

    def is_at(self, path: str) -> None:
        """Make sure that this is the page."""
        expect(self.page).to_have_url(re.compile(re.escape(path)))


class KeyboardPerson(Person):
    """Somebody who has no mouse: everything is reached by Tab and done by keys."""

    MOST_TABS = 250

    def fill(self, name: str, words: str) -> None:
        """Go to a field and type."""
        self.go_to(self.field(name))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, name: str, value: str) -> None:
        """Go to a list or a group of buttons, and along it by the arrow keys."""
        if self.is_list(name):
            self.go_to(self.field(name))
            self.page.keyboard.press("Home")
            self.arrow_down(lambda: self.field(name).input_value() == value)
        else:
            self.go_to(self.field(name), name)
            self.page.keyboard.press("Space")
            self.arrow_down(self.field(name, value).is_checked)

    def tick(self, name: str) -> None:
        """Go to a box and tick it."""
        self.go_to(self.field(name))
        if not self.field(name).is_checked():
            self.page.keyboard.press("Space")

    def act_on(self, target: Locator) -> None:
        """Go to a button or a link and press Enter."""
        target.wait_for()
        self.go_to(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def go_to(self, target: Locator, name: str = "") -> None:
        """Press Tab until the target, or a field of the name, has the focus, and can be seen to."""
        is_there = "(field, _name) => field === document.activeElement"
        if name:
            is_there = "(_field, name) => document.activeElement.name === name"
        # Found once: to look a button up by its words takes longer than to press a key.
        found = target.first.element_handle()
        self.skip_the_menu(found)
        for _tab in range(self.MOST_TABS):
            if found.evaluate(is_there, name):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"{target} cannot be reached by Tab on {self.page.url}")

    def skip_the_menu(self, target: ElementHandle) -> None:
        """Take the link that a page begins with, where the target lies behind the menu."""
        if target.evaluate(IS_BEHIND_THE_MENU):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.matches('.kp-skip')"):
                self.page.keyboard.press("Enter")

    def arrow_down(self, is_done: Callable[[], bool]) -> None:
        """Press the arrow key until something is so."""
        for _press in range(self.MOST_TABS):
            if is_done():
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"the arrow keys do not lead to the choice on {self.page.url}")


class CountingPerson(Person):
    """Somebody whose keystrokes and clicks are counted, beside the text that they type.

    Going to a field is one, each digit of a number is one, opening a list and choosing are two.
    """

    def __init__(self, page: Page, service: Service, language: str = "sv") -> None:
        self.count = 0
        super().__init__(page, service, language)

    def fill(self, name: str, words: str) -> None:
        """Go to a field and type."""
        super().fill(name, words)
        self.count += 1 + (len(words) if words.isdigit() else 0)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list, or among buttons or boxes."""
        super().choose(name, value)
        self.count += 2 if self.is_list(name) else 1

    def tick(self, name: str) -> None:
        """Tick a box."""
        super().tick(name)
        self.count += 1

    def act_on(self, target: Locator) -> None:
        """Press a button or follow a link."""
        super().act_on(target)
        self.count += 1
