"""The paper for a meeting: two pages, read back from the PDF, its text and its tags."""

import io
from itertools import cycle

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy.orm import Session

from models.meetings import Meeting
from models.operations.agendas import ItemWords, put_on_agenda
from models.words import ActivityState, SourceState, Subject
from tests.builders import NOW, a_coordinator, a_meeting, a_model, a_source, an_activity, an_item
from tests.web.test_agreements import tags_of, text_of
from web.papers import paper_of

WHAT = (
    "Studenter från tre program möter en mentor hos en lokal arbetsgivare en gång i månaden, med"
    " gemensam uppstart i september, avstämning i januari och möjlighet att byta mentor."
)
BACKGROUND = (
    "Arbetsgruppen har prövat upplägget under våren. Arbetsgivarna vill vara med igen, och de"
    " studenter som svarade vill rekommendera det till andra. Det som saknades var tid."
)


def an_ordinary_agenda(session: Session) -> Meeting:
    """Put five things on an agenda, told as fully as they usually are."""
    meeting = a_meeting(session, place="Rådhuset, Sambiblioteket")
    costs = cycle((85_000, 0, 240_000))
    for title in ("Mentorsprogrammet", "Sommar i hamnen", "Åtta uppsatser på Öbacka"):
        activity = an_activity(
            session,
            ActivityState.REVIEWED,
            title=title,
            what=WHAT,
            for_whom="Studenter från år två, också på distans",
            by_whom="Arbetsgruppen med näringslivsenheten och studentkåren",
            cost_sek=next(costs),
        )
        activity.evidence = {
            "sentence_sv": "Vård och omvårdnad: 14 personer behövs, 9 av dem säkert.",
            "sentence_en": "Nursing and care: 14 people needed, 9 of them for certain.",
        }
        if activity.cost_sek:
            a_source(session, SourceState.APPLIED, activity=activity, amount_sek=60_000)
        an_item(session, meeting, activity=activity, background=BACKGROUND)
        session.refresh(activity, ["sources"])
    an_item(session, meeting, Subject.UNFUNDED, background=BACKGROUND)
    an_item(session, meeting, Subject.MATTER, title="Årets rapport", background=BACKGROUND)
    return meeting


def read(app: Flask, meeting: Meeting, language: str = "sv") -> PdfReader:
    with app.test_request_context():
        answer = paper_of(meeting, language)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return PdfReader(io.BytesIO(answer.get_data()))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_ordinary_agenda_is_two_pages(app: Flask, session: Session, language: str) -> None:
    reader = read(app, an_ordinary_agenda(session), language)
    assert len(reader.pages) == 2
    first = " ".join(reader.pages[0].extract_text().split())
    for title in ("Mentorsprogrammet", "Sommar i hamnen", "Åtta uppsatser på Öbacka"):
        assert title in first
    assert ("Dagordning" if language == "sv" else "Agenda") in first


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Vi ber er besluta", "För vem", "85 000 kr", "Sparbanksstiftelsen", "9 av dem")),
        ("en", ("We ask you to decide", "For whom", "SEK 85,000", "9 of them for certain")),
    ],
)
def test_it_says_what_for_whom_at_what_cost_and_why(
    app: Flask, session: Session, language: str, words: tuple[str, ...]
) -> None:
    text = text_of(read(app, an_ordinary_agenda(session), language)).replace("\xa0", " ")
    assert [each for each in words if each not in text] == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_screen_reader_can_read_it(app: Flask, session: Session, language: str) -> None:
    reader = read(app, an_ordinary_agenda(session), language)
    root = reader.root_object
    assert root["/Lang"] == language
    assert bool(root["/MarkInfo"]["/Marked"])
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    tags = tags_of(reader)
    assert (tags.count("H1"), tags.count("H2"), tags.count("H3")) == (1, 2, 5)
    assert {"L", "LI", "Lbl", "LBody", "P"} <= set(tags)


def test_markup_is_text_and_a_long_agenda_goes_on(app: Flask, session: Session) -> None:
    meeting = a_meeting(session)
    an_item(session, meeting, Subject.MATTER, title="#let x = *fet* $a$ <b> [länk](x)")
    for number in range(12):
        title = f"Ärende {number}"
        an_item(session, meeting, Subject.MATTER, title=title, background=BACKGROUND * 8)
    reader = read(app, meeting)
    assert len(reader.pages) > 2
    assert "#let x = *fet* $a$ <b> [länk](x)" in text_of(reader)
    assert "Ärende 11" in text_of(reader)


def test_an_empty_agenda_says_so(app: Flask, session: Session) -> None:
    assert "Inget står på dagordningen än." in text_of(read(app, a_meeting(session)))


def test_a_version_of_the_model_is_told_by_what_is_new(app: Flask, session: Session) -> None:
    meeting = a_meeting(session)
    model = a_model(session)
    model.change = "Alumner blir en målgrupp."
    an_item(session, meeting, Subject.MATTER, title="Annat")
    by, words = a_coordinator(session), ItemWords("Att anta den.")
    put_on_agenda(session, meeting, Subject.MODEL, words, model=model, by=by, at=NOW)
    assert "Alumner blir en målgrupp." in text_of(read(app, meeting))
