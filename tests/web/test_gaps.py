"""The gap page chooses among figures that may be told, and says what they show."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, product

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from models.fives import FEWEST, Figure
from models.operations.concepts import ConceptWords, load_concepts
from models.words import Kind, Stage, Sureness
from tests.builders import a_need, a_student
from web.gap_drafts import evidence_of, stage_of, words_of_draft
from web.gap_rows import NONE, Choice, Row, sentence
from web.gaps import Gap

FIELDS = {"field/nursing": "Vård och omvårdnad", "field/teaching": "Utbildning och lärande"}
PROGRAMMES = {"Sjuksköterska": "field/nursing", "Lärare": "field/teaching"}


@pytest.fixture(autouse=True)
def _vocabulary(session: Session) -> None:
    words = [ConceptWords(key, "field", sv, key[6:].title()) for key, sv in FIELDS.items()]
    for number, (name, above) in enumerate(PROGRAMMES.items()):
        words.append(ConceptWords(f"programme/{number}", "programme", name, name, above))
    load_concepts(session, words)


@pytest.fixture
def gap_of(app: Flask, session: Session) -> Iterator[Callable[..., Gap]]:
    """Give what makes the gap of a choice, in Swedish."""

    def gap_of(**choice: str) -> Gap:
        session.commit()
        return Gap.of(choice)

    with app.test_request_context(), force_locale("sv"):
        yield gap_of


def students(session: Session, count: int, programme: str, **profile: object) -> None:
    told = {"graduates_on": date(2028, 6, 6), "place": "2280", "remote": False, **profile}
    for _each in range(count):
        a_student(session, programme=programme, kinds=(Kind.THESIS,), **told)


def row_of(gap: Gap, line: str, key: str) -> Row:
    (picture,) = (each for each in gap.pictures if each.line == line)
    (row,) = (each for each in picture.rows if each.key == key)
    return row


def test_demand_stands_beside_supply(session: Session, gap_of: Callable[..., Gap]) -> None:
    a_need(session, people=6, field_id="field/nursing", year=2028)
    a_need(session, people=3, field_id="field/nursing", sureness=Sureness.LIKELY, place="2281")
    a_need(session, people=2, branch="Okänt", place="")
    students(session, 7, "Sjuksköterska")
    students(session, 5, "Lärare")
    gap = gap_of()
    nursing = row_of(gap, "field", "field/nursing")
    assert (nursing.certain, nursing.likely, nursing.perhaps, nursing.unfilled) == (6, 3, 0, 0)
    assert nursing.students == Figure(7)
    assert row_of(gap, "field", "field/teaching").students == Figure(5)
    assert row_of(gap, "field", NONE).needed == 2
    assert row_of(gap, "place", NONE).needed == 2
    assert row_of(gap, "place", "2280").students == Figure(12)
    assert row_of(gap, "year", "2028").students == Figure(12)
    assert gap.whole.needed == 11
    assert gap.pictures[0].says == (
        "Här saknas mest. Vård och omvårdnad: 9 personer behövs, 0 platser är obesatta, och"
        " 7 studenter är med."
    )


def test_those_who_would_move_or_live_near_count_in_a_place(
    session: Session, gap_of: Callable[..., Gap]
) -> None:
    students(session, 5, "Sjuksköterska", place="2281")
    students(session, 6, "Lärare", place="2380", moves=True)
    students(session, 5, "Lärare", place="2380")
    gap = gap_of()
    # Sundsvall is within an hour of Härnösand; Östersund is not.
    assert row_of(gap, "place", "2280").students == Figure(11)
    assert row_of(gap, "place", "2380").students == Figure(11)
    assert gap_of(field="field/nursing", place="2280").whole.students == Figure(5)


def test_what_is_not_told_is_said_so(session: Session, gap_of: Callable[..., Gap]) -> None:
    a_need(session, people=4, field_id="field/nursing")
    students(session, 4, "Sjuksköterska")
    students(session, 9, "Lärare")
    gap = gap_of()
    assert row_of(gap, "field", "field/nursing").students is None
    assert "antalet studenter redovisas inte" in gap.pictures[0].says
    assert gap_of(place="2280", year="2028").whole.students is None


def test_no_two_pages_differ_by_one_to_four(session: Session, gap_of: Callable[..., Gap]) -> None:
    """Every page that filters can give, and every pair of a group and one that holds it."""
    students(session, 6, "Sjuksköterska")
    students(session, 5, "Sjuksköterska", graduates_on=date(2029, 6, 6), place="2281")
    students(session, 5, "Lärare", place="2281")
    students(session, 4, "Lärare", place="2281", moves=True)
    students(session, 6, "Okänt program", graduates_on=date(2029, 6, 6))
    gap = gap_of()
    asked = [
        Choice(field, place, year)
        for field, place, year in product(
            ("", NONE, *FIELDS), ("", "2280", "2281", "2380"), ("", NONE, *gap.years)
        )
    ]
    told = {choice: figure for choice in asked if (figure := gap.students(choice))}
    assert len(told) > 8
    for one, other in combinations(told, 2):
        for whole, part in ((one, other), (other, one)):
            if all(getattr(whole, name) in {"", getattr(part, name)} for name in vars(whole)):
                difference = told[whole].count - told[part].count
                assert difference == 0 or difference >= FEWEST, (whole, part)


def test_a_gap_of_few_students_suggests_commissioned_education(
    session: Session, gap_of: Callable[..., Gap]
) -> None:
    needs = [a_need(session, people=4, field_id="field/nursing") for _each in range(2)]
    gap = gap_of(field="field/nursing", place="2280")
    words, evidence = words_of_draft(gap), evidence_of(gap)
    assert (stage_of(gap), words.title) == (
        Stage.DEVELOP,
        "Uppdragsutbildning i vård och omvårdnad",
    )
    assert gap.whole.needs == tuple(need.id for need in needs)
    assert evidence["from"] == "gap"
    assert evidence["as_of"] == "2027-03-01"
    assert evidence["rows"][0] == {
        "label_sv": "Behövs säkert", "label_en": "Needed for certain", "figure": 8,
        "unit": "people",
    }  # fmt: skip
    assert {row["unit"] for row in evidence["rows"]} == {"people", "places", "needs", "courses"}
    # Those who are too few to be told of are not in the evidence either.
    assert not any(row["label_en"].startswith("Students") for row in evidence["rows"])
    assert evidence["sentence_sv"].startswith("Vård och omvårdnad, Härnösand: 8 personer behövs")
    assert evidence["sentence_en"].startswith("Nursing, Härnösand: 8 people needed")
    assert set(evidence) == {"from", "as_of", "rows", "sentence_sv", "sentence_en"}
    with force_locale("en"):
        assert words_of_draft(gap).title == "Commissioned education in nursing"


def test_where_students_are_enough_they_and_employers_are_to_meet(
    session: Session, gap_of: Callable[..., Gap]
) -> None:
    a_need(session, people=2, field_id="field/nursing")
    students(session, 6, "Sjuksköterska")
    assert stage_of(gap_of(field="field/nursing", place="2280", year="2028")) is Stage.RETAIN
    gap = gap_of(field="field/nursing")
    assert stage_of(gap) is Stage.RETAIN
    assert words_of_draft(gap).for_whom
    assert {"Students": 6}.items() <= {
        row["label_en"]: row["figure"] for row in evidence_of(gap)["rows"]
    }.items()


def test_what_there_is_not_is_not_asked_for(gap_of: Callable[..., Gap]) -> None:
    asked = gap_of(field="field/nursing", place="9999", year="1999", other="x")
    assert asked.choice == Choice("field/nursing", "", "")
    assert gap_of(field=NONE, place="2280", year="2028").choice == Choice(NONE, "2280", "2028")
    assert gap_of().choice == Choice()


def test_a_sentence_is_whole_in_both_languages(app: Flask) -> None:
    row = Row("x", "Vård", 3, 1, 0, 2, Figure(5, is_least=True))
    with app.test_request_context():
        with force_locale("en"):
            assert "at least 5 students" in sentence(row)
        with force_locale("sv"):
            assert "minst 5 studenter" in sentence(row)
