"""The agreement: read back from the PDF, its text and its tags, in both languages."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from pypdf import PdfReader
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotFound
from models.matches import Match
from models.operations.sharings import accept_sharing, ask_to_share
from models.people import Account
from models.words import Fact, Kind, MatchState, Role
from tests.builders import (
    NOW,
    a_match_in,
    a_placed_match,
    a_student,
    an_account,
    an_employer,
    an_offer,
)
from web.agreements import agreement_of
from web.labels import label

NAME = "Åsa Öberg-Ängström"
COLLEAGUE = Actor(Role.EMPLOYER)


def a_placement(session: Session, **words: Any) -> Match:
    student = a_student(session, name=NAME, programme="Datateknik", phone="070-123 45 67")
    employer = an_employer(session, name="Kajmagasinet & Söner")
    offer = an_offer(session, employer=employer, **words)
    return a_placed_match(session, student=student, offer=offer)


def read(app: Flask, match: Match, language: str) -> PdfReader:
    with app.test_request_context():
        answer = agreement_of(match, language)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return PdfReader(io.BytesIO(answer.get_data()))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def tags_of(reader: PdfReader) -> list[str]:
    """Give the tags of the structure, as a screen reader meets them."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]).removeprefix("/"))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.root_object["/StructTreeRoot"])
    return found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Överenskommelse om en plats", "Handledare på arbetsplatsen", "Underskrifter")),
        ("en", ("Agreement on a place", "Supervisor at the workplace", "Signatures")),
    ],
)
def test_it_says_who_what_and_when_in_either_language(
    app: Flask, session: Session, language: str, words: tuple[str, ...]
) -> None:
    match = a_placement(session, title="Räkna båtar i Höga Kusten")
    text = text_of(read(app, match, language))
    told = (NAME, "Kajmagasinet & Söner", "Räkna båtar i Höga Kusten", match.supervisor, *words)
    assert [each for each in told if each not in text] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_screen_reader_can_read_it(app: Flask, session: Session, language: str) -> None:
    reader = read(app, a_placement(session), language)
    root = reader.root_object
    assert root["/Lang"] == language
    assert bool(root["/MarkInfo"]["/Marked"])
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title in {"Överenskommelse om en plats", "Agreement on a place"}
    tags = tags_of(reader)
    assert tags.count("H1") == 1
    assert tags.count("H2") == 6
    assert {"L", "LI", "Lbl", "LBody", "P"} <= set(tags)


def test_a_thesis_names_its_supervisor_and_the_examiner_who_approves(
    app: Flask, session: Session
) -> None:
    match = a_placement(session, kind=Kind.THESIS, credits=30)
    text = text_of(read(app, match, "sv"))
    assert match.academic_supervisor
    assert match.examiner
    for name in (match.academic_supervisor, match.examiner, "Examinator", "Högskolepoäng: 30"):
        assert name in text


def test_it_names_who_hosts_it_too_and_what_the_workplace_is_like(
    app: Flask, session: Session
) -> None:
    offer = an_offer(session, facts=frozenset({Fact.QUIET_ROOM, Fact.STEP_FREE}))
    other = an_employer(session, name="Norra Kajens Träbåtar")
    sharing = ask_to_share(session, offer, other, by=COLLEAGUE, at=NOW)
    accept_sharing(session, sharing, by=COLLEAGUE, at=NOW)
    text = text_of(read(app, a_placed_match(session, offer=offer), "sv"))
    assert "Tillsammans med: Norra Kajens Träbåtar" in text
    with app.test_request_context(), force_locale("sv"):
        facts = " · ".join(f"{label(fact)}" for fact in (Fact.QUIET_ROOM, Fact.STEP_FREE))
    assert f"Om arbetsplatsen: {facts}" in text


def test_a_protected_identity_is_named_nowhere(app: Flask, session: Session) -> None:
    match = a_placement(session)
    match.student.is_protected = True
    text = text_of(read(app, match, "sv"))
    for told in (NAME, match.student.email, "070-123 45 67"):
        assert told not in text
    assert f"Student {match.student.number}" in text
    assert "nås genom arbetsgruppen" in text


def test_what_is_missing_leaves_no_empty_line_and_markup_is_text(
    app: Flask, session: Session
) -> None:
    match = a_placement(session, title="#let x = *fet* $a$ <b> [länk](x)", hours_per_week=None)
    match.student.phone = match.student.programme = ""
    assert match.offer.contact is not None
    match.offer.contact.phone = ""
    text = text_of(read(app, match, "sv"))
    assert "#let x = *fet* $a$ <b> [länk](x)" in text
    assert "Telefon" not in text
    assert "Timmar i veckan" not in text


def test_long_texts_go_on_to_another_page(app: Flask, session: Session) -> None:
    match = a_placement(session, title="Långtitel " * 16)
    match.supervisor = "Förnamn Efternamn " * 6
    reader = read(app, match, "sv")
    assert len(reader.pages) >= 1
    assert "Långtitel Långtitel" in text_of(reader)


@pytest.mark.parametrize("state", [MatchState.OFFERED, MatchState.AGREED, MatchState.DECLINED])
def test_nobody_placed_no_agreement(app: Flask, session: Session, state: MatchState) -> None:
    match = a_match_in(session, state)
    assert not match.has_agreement
    with app.test_request_context(), pytest.raises(NotFound):
        agreement_of(match, "sv")


def test_each_side_and_the_working_group_get_it_and_nobody_else(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None]
) -> None:
    match = a_placement(session)
    assert match.offer.contact is not None
    employer = an_account(session, Role.EMPLOYER, email=match.offer.contact.email)
    match.offer.contact.account = employer
    others = {
        "student": a_student(session).account,
        "employer": an_account(session, Role.EMPLOYER),
        "coordinator": employer,
    }
    own = {
        "student": match.student.account,
        "employer": employer,
        "coordinator": an_account(session, Role.COORDINATOR),
    }
    session.commit()
    for area, account in own.items():
        assert account is not None
        sign_in(account)
        page = client.get(f"/{area}/matches/{match.id}").text
        for language in ("sv", "en"):
            address = f"/{area}/matches/{match.id}/agreement-{language}.pdf"
            assert address in page
            assert client.get(address).mimetype == "application/pdf"
        assert client.get(f"/{area}/matches/{match.id}/agreement-fi.pdf").status_code == 404
    for area, account in others.items():
        assert account is not None
        sign_in(account)
        address = f"/{area}/matches/{match.id}/agreement-sv.pdf"
        assert client.get(address).status_code == 404, area
