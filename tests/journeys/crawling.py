"""Finds the pages of the demo as people find them: by the links from the start and the menus."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from models.database import reading
from models.queries.accounts import find_account
from tests.web.browsing import sign_in_as
from web.session import sessions

PEOPLE = ("student", "employer", "coordinator", "steering", "admin", "")
# So many pages of one kind are looked at: the others differ in what they hold, not in how.
OF_ONE_KIND = 5
# What these do twice is not for a test: one signs out, the other changes the words of all pages.
LEFT_ALONE = ("/logout", "/language")

FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_LINK = re.compile(r'<a\b[^>]*href="(/[^"#]*)')


@dataclass
class Crawl:
    """What somebody found: pages, what was wrong with them, and their forms by where they lead."""

    app: Flask
    client: FlaskClient
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    # Of each kind that a browser shows, the first.
    pages: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    forms: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def walk(self, start: str) -> None:
        """Follow every link from a page."""
        waiting = [start]
        while waiting:
            address = waiting.pop()
            kind = self.kind_of(address)
            if not kind or address in self.seen[kind] or len(self.seen[kind]) >= OF_ONE_KIND:
                continue
            self.seen[kind].append(address)
            waiting += self.look_at(address)

    def look_at(self, address: str) -> list[str]:
        """Open a page, note what is wrong with it and its forms, and give where it leads."""
        answer = self.client.get(address)
        if answer.status_code >= 400:
            self.wrong.append(f"{address}: {answer.status_code}")
        if answer.mimetype != "text/html":
            return []
        if answer.status_code == 200:
            self.pages.setdefault(self.kind_of(address), address)
        for form in FORM.findall(answer.text):
            if 'method="dialog"' in form:
                continue  # It closes a dialog and leads nowhere.
            action = unescape(dict(ATTRIBUTE.findall(form))["action"])
            if 'method="get"' in form:
                self.asked.add(self.kind_of(action))
            elif not action.startswith(LEFT_ALONE):
                self.forms[self.kind_of(action, "POST")].append((address, action))
        location = [answer.location] if answer.location else []
        return [unescape(link) for link in _LINK.findall(answer.text)] + location

    def kind_of(self, address: str, method: str = "GET") -> str:
        """Give the endpoint that answers an address, or nothing when it is no page of ours."""
        try:
            urls = self.app.url_map.bind("localhost")
            endpoint, _values = urls.match(address.partition("?")[0], method=method)
        except HTTPException as error:
            return self.kind_of(error.new_url) if hasattr(error, "new_url") else ""
        return "" if endpoint.endswith("static") else str(endpoint)


def crawl_as(app: Flask, who: str) -> Crawl:
    """Give what somebody of the demo finds; "" is nobody who is signed in."""
    client = app.test_client()
    if who:
        with app.app_context(), reading(sessions(app)) as session:
            account = find_account(session, f"{who}@example.org")
        assert account is not None
        sign_in_as(client, account)
    crawl = Crawl(app, client)
    crawl.walk("/")
    crawl.walk("/register")
    if who:
        crawl.walk(client.get("/login").location or "/")
    return crawl
