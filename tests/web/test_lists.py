"""Long lists are leafed through, whatever the address says."""

import pytest
from flask import Flask

from tests.web.apps import NO_DATABASE, shared_app
from web.lists import Page, here, with_page


@pytest.fixture(scope="module")
def app() -> Flask:
    return shared_app(NO_DATABASE)


@pytest.mark.parametrize(
    ("address", "count", "number", "offset", "last"),
    [
        ("/offers", 0, 1, 0, 1),
        ("/offers", 20, 1, 0, 1),
        ("/offers?page=2", 21, 2, 20, 2),
        ("/offers?page=9", 21, 2, 20, 2),
        ("/offers?page=0", 21, 1, 0, 2),
        ("/offers?page=x", 21, 1, 0, 2),
    ],
)
def test_a_long_list_is_leafed_through(
    app: Flask, address: str, count: int, number: int, offset: int, last: int
) -> None:
    with app.test_request_context(address):
        page = Page.of_request(count)
    assert (page.number, page.offset, page.last) == (number, offset, last)


@pytest.mark.parametrize("name", ["endpoint", "self", "_external", "_scheme", "_anchor", "_method"])
def test_an_address_that_asks_for_strange_names_leads_on(app: Flask, name: str) -> None:
    with app.test_request_context(f"/offers?{name}=x&kind=thesis&page=2"):
        assert with_page(3) == f"/offers?{name}=x&kind=thesis&page=3"
        assert here(page=None, kind=None) == f"/offers?{name}=x"


def test_a_page_keeps_what_its_address_names(app: Flask) -> None:
    with app.test_request_context("/coordinator/rounds/7/review?names=1"):
        assert here(offer=5) == "/coordinator/rounds/7/review?names=1&offer=5"
        assert here(names=None) == "/coordinator/rounds/7/review"
