"""A file of courses is taken over whole, whatever its columns are called, or told cell by cell."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.errors import CannotBuyEducation, NotAllowed
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.courses import connect_course, renew_courses
from models.queries.courses import list_courses_of_source
from models.words import CourseForm, CourseState
from tests.builders import (
    NOW,
    a_coordinator,
    a_course,
    a_student,
    an_employer,
    as_student,
    course_words,
)
from tests.web.databases import on_both
from web.imports.courses import read_courses, source_of_file
from web.tables.faults import BadCells, TableUnreadable

# As an education finder gives it: our own, of made-up courses.
FINDER = [
    {
        "id": 71,
        "code": "KAJ1",
        "name": "Svetsning för kajer",
        "level": "gymnasial vuxenutbildning",
        "start": "2027-08-23",
        "end": "2027-12-17",
        "earliestApplication": "2027-03-15",
        "latestApplication": "2027-05-15",
        "studyLocation": "Härnösand",
        "provider": "Kajens lärcentrum",
        "providerUrl": "www.example.org",
        "url": "http://example.org/svets",
        "numberOfSeats": None,
        "credits": 200,
        "scope": 50,
        "information": "<p>Lär dig &aring; svetsa.<br>Ring 0611-12 34 56.</p><script>x()</script>",
    },
    {"id": 72, "name": "Bokföring på distans", "studyLocation": "Distans", "start": "2027-09-01"},
]


def finder(tmp_path: Path, courses: object = FINDER) -> Path:
    path = tmp_path / "courses.json"
    path.write_text(json.dumps(courses), encoding="utf-8")
    return path


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "kurser.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_of_an_education_finder_is_read(tmp_path: Path) -> None:
    welding, books = read_courses(finder(tmp_path))
    assert (welding.key, welding.title, welding.place) == ("71", "Svetsning för kajer", "2280")
    assert (welding.starts_on, welding.apply_by) == (date(2027, 8, 23), date(2027, 5, 15))
    assert (welding.credits, welding.pace_percent, welding.seats) == (200, 50, None)
    assert welding.url == "https://example.org/svets"
    assert welding.text == "Lär dig å svetsa.\n\nRing ….\n\nx()"
    assert welding.form is CourseForm.CAMPUS
    assert books.form is CourseForm.DISTANCE


def test_swedish_headings_of_ones_own_are_guessed(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Kurskod;Kursnamn;Anordnare;Studieform;Studieort;Kursstart;Studietakt;Pris;Kunskaper\n"
        "a;Demensvård;Kajen;delvis på distans;Sundsvall;2027-08-23;50 %;gratis;omvårdnad;\n",
    )
    (course,) = read_courses(path)
    assert (course.form, course.place, course.price_sek) == (CourseForm.BLENDED, "2281", 0)
    assert (course.pace_percent, course.teaches) == (50, ("omvårdnad",))


def test_a_spreadsheet_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "title", "starts_on", "price_sek"])
    sheet.append([7, "Tång som mat", date(2027, 8, 23), "1 200 kr"])
    book.save(tmp_path / "kurser.xlsx")
    (course,) = read_courses(tmp_path / "kurser.xlsx")
    assert (course.key, course.starts_on, course.price_sek) == ("7", date(2027, 8, 23), 1200)


def test_every_bad_cell_is_told_with_its_row_and_column(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "id;titel;kursstart;kursslut;studietakt;länk;antal platser\n"
        "a;;2027-13-01;;150;javascript:alert(1);-1\n"
        "a;Två;2027-05-01;2027-04-01;;;\n",
    )
    with pytest.raises(BadCells) as refused:
        read_courses(path)
    assert [(cell.row, cell.column) for cell in refused.value.cells] == [
        (2, "antal platser"),
        (2, "kursstart"),
        (2, "länk"),
        (2, "studietakt"),
        (2, "titel"),
        (3, "id"),
        (3, "kursslut"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "\0\0", "{", "[]", "[1, 2]", '{"a": 1}', "[" * 100_000, '[{"id": 1}]',
     '[{"id": {"a": [1]}, "name": [[["x"]]], "start": {"b": "c"}}]', '[{"name": "utan nummer"}]'],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "courses.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises((TableUnreadable, BadCells)):
        read_courses(path)


@on_both
def test_imported_again_it_changes_retires_and_comes_back(session: Session) -> None:
    one, two = course_words(key="1"), course_words(key="2")
    assert renew_courses(session, "lista", [one, two], by=SYSTEM, at=NOW) == {"new": 2}
    assert renew_courses(session, "lista", [one, two], by=SYSTEM, at=NOW) == {"unchanged": 2}
    changed = course_words(key="1", title="Annat namn")
    done = renew_courses(session, "lista", [changed], by=SYSTEM, at=NOW)
    assert done == {"changed": 1, "retired": 1}
    states = [course.state for course in list_courses_of_source(session, "lista")]
    assert states == [CourseState.LISTED, CourseState.RETIRED]
    again = renew_courses(session, "lista", [changed, two], by=SYSTEM, at=NOW)
    assert again == {"unchanged": 1, "changed": 1}
    # Another list has keys of its own.
    assert renew_courses(session, "annan", [one], by=SYSTEM, at=NOW) == {"new": 1}
    assert len(list_courses_of_source(session, "lista")) == 2


@on_both
def test_what_a_course_teaches_is_linked_to_the_vocabulary(session: Session) -> None:
    concepts = [
        ConceptWords("skill/care", "skill", "omvårdnad", "care"),
        ConceptWords("skill/weld", "skill", "svetsning", "welding"),
    ]
    load_concepts(session, concepts)
    course = a_course(session, title="Svetsning", teaches=("Omvårdnad", "okänt"))
    linked = {row.words: row.concept_id for row in course.concepts}
    assert linked == {"Omvårdnad": "skill/care", "okänt": None, "Svetsning": "skill/weld"}


@on_both
def test_only_the_working_group_takes_over_and_connects(session: Session) -> None:
    course, by = a_course(session), as_student(a_student(session))
    with pytest.raises(NotAllowed):
        renew_courses(session, "lista", [], by=by, at=NOW)
    with pytest.raises(NotAllowed):
        connect_course(session, course, activity=None, employer=None, by=by, at=NOW)


@on_both
def test_commissioned_education_is_an_organisations(session: Session) -> None:
    by, employer = a_coordinator(session), an_employer(session)
    trader = an_employer(session, organisation_number="8112189876")
    course = a_course(session, form=CourseForm.COMMISSIONED)
    with pytest.raises(CannotBuyEducation):
        connect_course(session, course, activity=None, employer=trader, by=by, at=NOW)
    connect_course(session, course, activity=None, employer=employer, by=by, at=NOW)
    assert course.employer is employer
    with pytest.raises(NotAllowed):
        connect_course(session, a_course(session), activity=None, employer=employer, by=by, at=NOW)


def test_a_file_gives_its_list_a_name() -> None:
    assert source_of_file("Kurser.csv") == "kurser"
    assert len(source_of_file("x" * 300)) == 60


def test_the_real_file_of_an_education_finder_is_read_whole() -> None:
    data = os.environ.get("KAJPLATS_DATA")
    if not data:
        pytest.skip("KAJPLATS_DATA names no folder with courses/courses.json")
    found = read_courses(Path(data) / "courses" / "courses.json")
    assert len(found) == 22
    assert {course.place for course in found} == {"2280", "2281"}
    assert all(course.starts_on and course.title for course in found)
