"""A page leads on to pages of ours, and nowhere else."""

import pytest
from flask import Flask

from web.addresses import own_address
from web.app import create_app


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app({"DATABASE_URL": "sqlite://"})


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
