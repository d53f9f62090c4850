"""Browsers may keep static files, for their addresses change with what is in them."""

from pathlib import Path

import pytest
from flask import Flask, url_for

from tests.web.apps import NO_DATABASE, shared_app
from web.files import digest


@pytest.fixture(scope="module")
def app() -> Flask:
    return shared_app(NO_DATABASE)


def test_addresses_of_files_carry_a_digest_of_what_is_in_them(app: Flask) -> None:
    client = app.test_client()
    with app.test_request_context():
        address = url_for("static", filename="css/kajplats.css")
        unknown = url_for("static", filename="css/none.css")
    assert "?v=" in address
    assert "?v=" not in unknown
    with client.get(address) as answer:
        assert answer.status_code == 200
    assert client.get(unknown).status_code == 404


def test_a_file_s_digest_changes_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a")
    (tmp_path / "b.css").write_text("b")
    assert digest(tmp_path / "a.css") != digest(tmp_path / "b.css")
