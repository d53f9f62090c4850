"""A failure is logged without the secret in the address."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from web.logs import without_secrets


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Exception on /a/s3cr3t-x_y [GET]", "Exception on /a/… [GET]"),
        ("Exception on /a/s3cr3t/meet [POST]", "Exception on /a/…/meet [POST]"),
        ("Exception on /m/s3cr3t [GET]", "Exception on /m/… [GET]"),
        ("Exception on /e/s3cr3t [POST]", "Exception on /e/… [POST]"),
        ("Exception on /confirm/s3.cr.3t [GET]", "Exception on /confirm/… [GET]"),
        ("Exception on /reset/s3.cr.3t [GET]", "Exception on /reset/… [GET]"),
        ("Exception on /employer/offers/7 [GET]", "Exception on /employer/offers/7 [GET]"),
    ],
)
def test_secrets_are_left_out(said: str, kept: str) -> None:
    record = logging.LogRecord("web", logging.ERROR, "", 0, "%s", (said,), None)
    assert without_secrets(record)
    assert record.getMessage() == kept


def test_a_page_that_fails_does_not_log_its_link(
    app: Flask,
    client: FlaskClient,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_asked: object) -> None:
        raise RuntimeError

    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("web.links.answers.opened", fail)
    assert client.get("/a/s3cr3t-of-a-link").status_code == 500
    assert "Exception on /a/…" in caplog.text
    assert "s3cr3t" not in caplog.text
