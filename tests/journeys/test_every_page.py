"""Every page of the demo, in every role: it opens, and every form of it that comes twice acts once.

The pages are found as people find them: by following the links from the start and from the menus.
"""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from models.database import reading
from models.queries.events import list_latest_events
from tests.journeys.crawling import ATTRIBUTE, FORM, PEOPLE, Crawl, crawl_as
from tests.journeys.fitting import NARROW, TEXT_OF_TWICE_ITS_SIZE, misfits
from tests.journeys.people import go_on_as
from tests.journeys.whole_demo import demo_of_the_run, open_demo
from tests.web.browsing import Form, forms_of
from web.session import sessions

pytestmark = pytest.mark.slow

FIELD = re.compile(r"<(input|textarea|button)\b([^>]*)>")
SELECT = re.compile(r'<select\b[^>]*name="([^"]*)"[^>]*>(.*?)</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]*)"')


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Give the service with the whole demo in it."""
    instance = tmp_path_factory.mktemp("every-page") / "demo"
    shutil.copytree(demo_of_the_run(tmp_path_factory), instance)
    app = open_demo(instance)
    yield app
    sessions(app).kw["bind"].dispose()


@pytest.fixture(scope="module")
def crawls(app: Flask) -> dict[str, Crawl]:
    """Give what each role finds."""
    return {who: crawl_as(app, who) for who in PEOPLE}


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """Serve it on loopback; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_opens(crawls: dict[str, Crawl], who: str) -> None:
    assert crawls[who].wrong == []
    assert len([kind for kind, seen in crawls[who].seen.items() if seen]) >= 8


def test_every_page_of_the_service_is_found(app: Flask, crawls: dict[str, Crawl]) -> None:
    """A page that no link leads to is a page that nobody finds."""
    found = {kind for crawl in crawls.values() for kind, seen in crawl.seen.items() if seen}
    led_to = {kind for crawl in crawls.values() for kind in (*crawl.forms, *crawl.asked)}
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.endpoint.endswith("static")
    }
    # Behind the link of a letter; read by programs; only where a match, a letter or a person is in
    # a state that few of the demo are in.
    elsewhere = re.compile(
        r"^links\.|^public\.(healthz|readyz|security_txt|concepts_typed|residents_asked)$|progress$"
        r"|^accounts\.(address_show|password_reset|code_enter|letter_sent)$"
        r"|\.(matches_(place|interrupt|evaluate|withdraw)|check_ins_tell|sharings_match)$"
        r"|\.(mentors_(change|next)|activities_edit)$"
        r"|^(students\.surveys_answer|coordinators\.letters_(list|paper)|employers\.organisation_new)$"
        r"|^coordinators\.matches_agreement$"
        r"|^coordinators\.(class_bookings_new|occasions_edit|occasion_sessions_(new|edit))$"
        r"|^(employers\.uploads_show|public\.class_bookings_sent)$"
    )
    lost = sorted(page for page in pages - found - led_to if not elsewhere.search(page))
    assert lost == []


@pytest.mark.browser
def test_every_kind_of_page_fits(
    app: Flask, browser: Browser, crawls: dict[str, Crawl], address: str
) -> None:
    """Text of twice its size, and a window of 320 px, lose nothing."""
    looked_at: set[str] = set()
    wrong = []
    for who, crawl in crawls.items():
        page = browser.new_page(reduced_motion="reduce")
        go_on_as(crawl.client, page.context, address)
        for kind in crawl.pages.keys() - looked_at:
            looked_at.add(kind)
            page.goto(address + crawl.pages[kind])
            for window in (TEXT_OF_TWICE_ITS_SIZE, NARROW):
                wrong += [f"{who} {kind}: {each}" for each in misfits(page, *window)]
        page.context.close()
    assert wrong == []
    assert len(looked_at) > 100


@pytest.mark.parametrize("who", [who for who in PEOPLE if who])
def test_a_form_that_comes_twice_acts_once(app: Flask, crawls: dict[str, Crawl], who: str) -> None:
    crawl, wrong, acted = crawls[who], [], 0
    for places in crawl.forms.values():
        for page, action in places[:2]:
            form = form_on(crawl.client, page, action)
            if form is None:
                continue  # What an earlier form did has taken the button away.
            if not form.values.get("form_key") or not form.values.get("csrf_token"):
                wrong.append(f"{page}: the form to {action} has no key")
            first = send(crawl.client, form)
            happened = events(app)
            second = send(crawl.client, form)
            if first >= (500,) or second >= (500,):
                wrong.append(f"{page}: {action} answered {first} and {second}")
            elif first[0] < 400 and (second != first or events(app) != happened):
                wrong.append(f"{page}: {action} acted twice: {first}, {second}")
            acted += first[0] < 400
    assert wrong == []
    assert acted >= 1 or who == "steering"


def form_on(client: FlaskClient, page: str, action: str) -> Form | None:
    """Give the form of a page that leads somewhere, filled in as somebody might."""
    for text in FORM.findall(client.get(page).text):
        form = filled_in(text)
        if form.action == action and form.method == "post":
            return form
    return None


def filled_in(text: str) -> Form:
    """Read a form, choose the first of what can be chosen, and write into what is empty."""
    form = forms_of(text)[0]
    for select in SELECT.finditer(text):
        options = [value for value in OPTION.findall(select[2]) if value]
        if options and not form.values.get(select[1]):
            form.values[select[1]] = options[0]
    for tag, written in FIELD.findall(text):
        given = {name: unescape(value) for name, value in ATTRIBUTE.findall(written)}
        name, kind = given.get("name", ""), given.get("type", "")
        if name and not form.values.get(name) and kind != "hidden":
            form.values[name] = given.get("value") or something_for(kind, tag)
    return form


def something_for(kind: str, tag: str) -> str:
    """Give something that a field of a kind takes."""
    words = {"date": "2027-06-14", "number": "1", "email": "ny@example.org", "tel": "070-174 06 99"}
    return words.get(kind, "Något att läsa om båtar" if tag == "textarea" else "1")


def send(client: FlaskClient, form: Form) -> tuple[int, str]:
    """Send a form as it is, and give the status and where it leads."""
    answer = client.post(form.action, data=form.values, headers={"Origin": "http://localhost"})
    return answer.status_code, answer.location or ""


def events(app: Flask) -> int:
    """Give the number of the newest event."""
    with reading(sessions(app)) as session:
        return list_latest_events(session, 1)[0].id
