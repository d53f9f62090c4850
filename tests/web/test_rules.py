"""Addresses are written as Werkzeug writes them, and learned when one is written first."""

from typing import Any

import pytest
from flask import url_for
from werkzeug.routing import Rule

from tests.web.apps import NO_DATABASE
from web.app import create_app


def test_a_rule_is_compiled_once_when_the_first_link_to_its_page_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled = list[str]()
    compile_builder = Rule._compile_builder  # noqa: SLF001 - what is put off

    def compile_and_note(rule: Rule, append_unknown: bool = True) -> Any:
        compiled.append(rule.endpoint)
        return compile_builder(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", compile_and_note)
    app = create_app(NO_DATABASE)
    # Flask plugs in its own static files before anybody can say how.
    assert set(compiled) <= {"static"}
    with app.test_request_context():
        for number in (7, 8):
            written = url_for("public.offers_show", offer_id=number, rule="å")
            assert written == f"/offers/{number}?rule=%C3%A5"
    assert compiled.count("public.offers_show") == 1
