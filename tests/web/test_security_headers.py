"""What every answer says to the browser about what it may do."""

import re

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("address", ["/", "/nothing", "/healthz", "/static/css/kajplats.css"])
def test_every_answer_is_strict(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in policy


def test_the_nonce_is_another_one_every_time(client: FlaskClient) -> None:
    nonces = {
        re.findall(r"'nonce-([^']+)'", client.get("/").headers["Content-Security-Policy"])[0]
        for _ in range(3)
    }
    assert len(nonces) == 3


def test_pages_are_not_kept_and_files_are(client: FlaskClient) -> None:
    page = client.get("/")
    assert page.headers["Cache-Control"] == "no-store"
    sheet = re.findall(r'href="(/static/css/kajplats.css\?v=[0-9a-f]{12})"', page.text)
    with client.get(sheet[0]) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_https_is_kept_to_once_it_is_used(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
    safe = client.get("/", base_url="https://localhost")
    assert "max-age=31536000" in safe.headers["Strict-Transport-Security"]


def test_no_page_has_inline_style_or_script(client: FlaskClient) -> None:
    for address in ("/", "/offers", "/matching", "/privacy", "/accessibility", "/nothing"):
        text = client.get(address).text
        assert " style=" not in text
        assert "<style" not in text
        assert not re.search(r"\son\w+=", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)
