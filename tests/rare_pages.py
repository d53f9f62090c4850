"""Pages that no link leads to: behind letters, in rare states, of newcomers, and what refuses.

Each is drawn beside the others by ``make screenshots``, under the name of whoever meets it.
"""

import re
from collections.abc import Iterator

from flask import Flask, abort, request
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.employers import Contact
from models.operations.employers import pause_employer
from models.people import Account, Student
from models.queries.accounts import find_account
from models.queries.matches import list_matches_in_state
from models.words import MatchState, Role
from tests.builders.employers import a_colleague, an_employer
from tests.builders.people import a_coordinator, a_student, an_account
from tests.builders.time import NOW
from tests.journeys.crawling import Crawl
from tests.web.browsing import form_of, send, sign_in_as
from web.jobs import work
from web.letters.transports import mailbox_of
from web.session import sessions

# A page whose name ends so is drawn after its form was sent with nothing in it.
SENT_EMPTY = "-sent-empty"
# The states of a match that both of its sides are told of.
TOLD = [one for one in MatchState if one not in (MatchState.CONFIRMED, MatchState.REJECTED)]
FAILURES = (400, 404, 413, 429, 500, 503)

FORMS = {
    "": (
        "/register", "/login", "/reset", "/confirm", "/centres/1", "/events/ask",
        "public.class_bookings_new", "public.courses_show",
    ),
    "student": (
        "/student/profile/studies", "/student/profile/skills", "/student/profile/seeking",
        "/student/profile/reach", "/student/profile/about", "/student/ideas/new",
        "/student/team", "/student/surveys", "/student/path", "/student/cv",
        "/account", "/change", "/account/second-factor",
    ),
    "employer": (
        "/employer/offers/new/internship", "/employer/offers/new/mentorship",
        "/employer/offers/new/thesis", "/employer/needs/new", "/employer/organisation",
        "/employer/colleagues", "/employer/uploads",
    ),
}  # fmt: skip
HOMES = {
    Role.STUDENT: (
        "/student", "/student/offers", "/student/profile", "/student/profile/studies",
        "/student/profile/skills", "/student/profile/languages", "/student/profile/seeking",
        "/student/profile/reach", "/student/profile/about", "/student/ideas", "/student/searches",
        "/student/team", "/student/path", "/student/surveys", "/student/visibility",
        "/account/data",
    ),
    Role.EMPLOYER: (
        "/employer", "/employer/organisation/new", "/employer/organisation",
        "/employer/colleagues", "/employer/ideas", "/employer/students", "/employer/needs",
        "/employer/courses", "/employer/uploads",
    ),
}  # fmt: skip
_LINK = re.compile(r"https?://[^/\s]+(/[abcegihmorsv]/\S+|/o/address/\S+|/confirm/\S+|/reset/\S+)")
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_SHAPE = re.compile(r'<(?:h2|form|section|details)\b|class="kp-(?:needs|empty|notice|lead)')


def rare_crawls(app: Flask, found: dict[str, Crawl]) -> dict[str, Crawl]:
    """Give what is drawn beside the pages that were found, by who meets it."""
    _let_failures_happen(app)
    crawls = {"letters": _behind_letters(app), "failures": Crawl(app, app.test_client())}
    for status in FAILURES:
        crawls["failures"].seen[str(status)] = [f"/failures/{status}"]
    for who, crawl in found.items():
        if who in FORMS:
            crawls[f"{who or 'nobody'}-refused"] = _sent_empty(crawl, FORMS[who])
    with sessions(app).begin() as session:
        for account in _newcomers(session):
            crawls[account.name] = _at_home(app, account)
        pairs = [pair for state in TOLD for pair in _sides_of_match(session, state)]
    for name, account, address in pairs:
        crawls[name] = _about_match(app, account, address)
    return crawls


def _let_failures_happen(app: Flask) -> None:
    """Answer an address of each failure with it."""

    def fail() -> None:
        if request.path.startswith("/failures/"):
            abort(int(request.path.rpartition("/")[2]))

    app.before_request_funcs.setdefault(None, []).insert(0, fail)


def _behind_letters(app: Flask) -> Crawl:
    """Find the pages behind the links of the demo's letters: of those of one shape, one."""
    crawl = Crawl(app, app.test_client())
    send(crawl.client, form_of(crawl.client.get("/reset"), "/reset"), email="student@example.org")
    with app.app_context():
        work.every_minute()
        folder = mailbox_of(app).folder / "new"
    shapes = set()
    for letter in sorted(folder.iterdir()):
        text = letter.read_text(errors="replace").replace("=\n", "").replace("=3D", "=")
        for address in _LINK.findall(text):
            page = crawl.client.get(address)
            main = _MAIN.search(page.text)
            shape = (crawl.kind_of(address), page.status, *_SHAPE.findall(main[0] if main else ""))
            if page.mimetype == "text/html" and shape not in shapes:
                shapes.add(shape)
                crawl.seen[f"{shape[0]}-{len(shapes)}"] = [address]
    return crawl


def _sent_empty(found: Crawl, forms: tuple[str, ...]) -> Crawl:
    """Give forms of somebody, to be sent with nothing in them."""
    crawl = Crawl(found.app, found.client)
    for form in forms:
        addresses = [form] if form.startswith("/") else found.seen.get(form, [])[:1]
        for address in addresses:
            crawl.seen[found.kind_of(address) + address.replace("/", "-") + SENT_EMPTY] = [address]
    return crawl


def _newcomers(session: Session) -> Iterator[Account]:
    """Make people who have just come, and one who pauses."""
    yield an_account(session, Role.STUDENT, name="student-new", email="new.student@example.org")
    for name, submitted in (("student-draft", False), ("student-submitted", True)):
        student = a_student(session, submitted=submitted, email=f"{name}@example.org")
        assert student.account is not None
        student.account.name = name
        yield student.account
    yield an_account(session, Role.EMPLOYER, name="employer-new", email="new.employer@example.org")
    for name in ("employer-registered", "employer-verified", "employer-paused"):
        employer = an_employer(session, verified=name != "employer-registered", name="Varvet AB")
        if name == "employer-paused":
            pause_employer(session, employer, by=a_coordinator(session), at=NOW)
        yield a_colleague(session, employer, name=name, email=f"{name}@example.org")


def _at_home(app: Flask, account: Account) -> Crawl:
    """Give the pages that somebody new looks at first."""
    crawl = _signed_in(app, account)
    (role,) = (Role(row.name) for row in account.roles)
    for address in HOMES[role]:
        crawl.seen[crawl.kind_of(address) + address.replace("/", "-")] = [address]
    return crawl


def _sides_of_match(session: Session, state: MatchState) -> Iterator[tuple[str, Account, str]]:
    """Give both sides of a match in a state, with accounts, and the address of the match."""
    for match in list_matches_in_state(session, state, limit=1):
        sides: tuple[tuple[Role, Student | Contact | None], ...] = (
            (Role.STUDENT, match.student),
            (Role.EMPLOYER, match.offer.contact),
        )
        for role, person in sides:
            if person is None:
                continue
            if person.account is None:
                person.account = find_account(session, person.email) or an_account(
                    session, role, email=person.email, name=person.name
                )
            yield f"{role}-{state}", person.account, f"/{role}/matches/{match.id}"


def _about_match(app: Flask, account: Account, home: str) -> Crawl:
    """Give the pages about a match, as one of its sides sees them."""
    crawl = _signed_in(app, account)
    for address in (home, *(link for link in crawl.look_at(home) if link.startswith(home))):
        crawl.seen[crawl.kind_of(address)] = [address]
    return crawl


def _signed_in(app: Flask, account: Account) -> Crawl:
    client: FlaskClient = app.test_client()
    sign_in_as(client, account)
    return Crawl(app, client)
