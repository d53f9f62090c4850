"""Every letter as its receiver reads it, in both languages, held to what was looked at before.

After a change that is wanted: ``KAJPLATS_SNAPSHOTS=write python -m pytest tests/letters``, and
read the difference before it is committed.
"""

import os
from pathlib import Path

import pytest
from flask import Flask

from models.changes import Change
from models.erasures import Erasure
from models.matches import Answer
from models.notices import Letter
from models.words import (
    Language,
    Side,
)
from tests.letters.unstored import (
    AT,
    KEPT,
    a_letter,
    told_offers,
)
from web.letters import wording
from web.letters.addresses import STOPPABLE, SUBJECTS
from web.letters.wording import Worded, word_letter

SNAPSHOTS = Path(__file__).parent / "snapshots"


def worded(app: Flask, letter: Letter, monkeypatch: pytest.MonkeyPatch) -> Worded:
    monkeypatch.setattr(
        wording, "address_of_button", lambda *_a, **_k: "https://kajplats.example/button"
    )
    monkeypatch.setattr(wording, "find_open_erasure", lambda *_a: Erasure(kept=KEPT))
    monkeypatch.setattr(wording, "list_offers_told", lambda *_a: told_offers())
    monkeypatch.setattr(
        wording,
        "address_to_stop",
        lambda letter: "https://kajplats.example/stop" if letter.subject in STOPPABLE else "",
    )
    monkeypatch.setattr(wording, "find_change", lambda *_a: Change(comment="Skriv vad ni betalar."))
    with app.app_context():
        return word_letter(None, letter, at=AT)  # type: ignore[arg-type] - its link is given


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("subject", sorted(SUBJECTS))
@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_letter(
    app: Flask, subject: str, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = worded(app, a_letter(subject, language), monkeypatch)
    said = f"Subject: {letter.subject}\n\n{letter.text}"
    path = SNAPSHOTS / f"{subject}.{language}.txt"
    if os.environ.get("KAJPLATS_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("subject", sorted(SUBJECTS))
@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_a_letter_says_first_what_to_do_and_has_one_button(
    app: Flask, subject: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = worded(app, a_letter(subject, Language.SWEDISH), monkeypatch)
    assert letter.text.startswith(letter.lead)
    assert letter.text.count("https://kajplats.example/button") == 1
    # Beside the button only the way to stop the letters that somebody asked for.
    assert letter.html.count("<a ") == 1 + (subject in STOPPABLE)
    assert ("https://kajplats.example/stop" in letter.text) == (subject in STOPPABLE)
    assert 'lang="sv"' in letter.html
    assert "\n" not in letter.subject


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_no_snapshot_is_of_a_letter_that_is_gone(app: Flask) -> None:
    known = {f"{subject}.{language}.txt" for subject in SUBJECTS for language in Language}
    assert {path.name for path in SNAPSHOTS.iterdir()} == known


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_what_somebody_wrote_is_escaped_and_breaks_no_letter(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = a_letter("offer_sent_back", Language.ENGLISH)
    assert letter.offer is not None
    letter.offer.title = "<b>Båt</b>\nBcc: everybody@example.org"
    letter.offer.review_comment = "<script>alert(1)</script>{{ config }}"
    said = worded(app, letter, monkeypatch)
    assert "\n" not in said.subject
    assert "<script>" not in said.html
    assert "<b>" not in said.html
    assert "{{ config }}" in said.text


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_a_protected_identity_is_in_no_letter(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for subject in sorted(SUBJECTS):
        letter = a_letter(subject, Language.SWEDISH)
        if letter.match is None or letter.contact is None:
            continue
        letter.match.student.is_protected = True
        said = worded(app, letter, monkeypatch)
        for part in ("Ebba", "Kvastlund", "ebba@", "070-111"):
            assert part not in said.text + said.html


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_who_was_silent_is_told_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = a_letter("match_expired_student", Language.ENGLISH)
    assert letter.match is not None
    assert "We did not get your answer" in worded(app, letter, monkeypatch).text
    letter.match.answers.append(Answer(side=Side.STUDENT, says_yes=True))
    assert "The employer did not answer in time" in worded(app, letter, monkeypatch).text


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_a_called_off_event_says_why(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = a_letter("booking_cancelled", Language.SWEDISH)
    assert letter.teacher is not None
    assert letter.teacher.booking is not None
    letter.teacher.booking.session.occasion.reason = "Storm"
    said = worded(app, letter, monkeypatch)
    assert said.subject == "Inställt: Vetenskapsdagen"
    assert "Varför: Storm" in said.text
