"""A page leads on to pages of ours, and nowhere else."""

import pytest
from flask import Flask

from tests.web.apps import NO_DATABASE, shared_app
from web.addresses import own_address


@pytest.fixture(scope="module")
def app() -> Flask:
    return shared_app(NO_DATABASE)


@pytest.mark.parametrize("wanted", ["/", "/offers?kind=thesis&page=2", "/a/b-c_d~e", "/offers#top"])
def test_a_path_of_ours_is_kept(app: Flask, wanted: str) -> None:
    with app.test_request_context():
        assert own_address(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    ["", "offers", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
     "/\t/evil.example", "/\n/evil.example", "\t//evil.example", "https://evil.example",
     "https:evil.example", "javascript:alert(1)", " //evil.example", "/\u2028/evil.example"],
)  # fmt: skip
def test_everything_else_leads_to_the_first_page(app: Flask, wanted: str) -> None:
    with app.test_request_context():
        assert own_address(wanted) == "/"
