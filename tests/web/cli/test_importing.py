"""``kajplats import``: what a file becomes, and that importing it twice is importing it once."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.audit import Event
from models.notices import Letter
from models.operations.profiles import edit_student
from models.queries.employers import list_employers
from models.queries.offers import find_offer_by_source, list_offers
from models.queries.students import find_student_by_email, list_students
from models.words import EmployerState, Kind, OfferState, ProfileState
from tests.builders import NOW, a_student, as_student
from tests.web.cli.conftest import Command, a_file
from tests.web.databases import on_both
from web.tables.columns import OFFERS, STUDENTS
from web.tables.faults import BadCells, TableUnreadable

pytestmark = [pytest.mark.usefixtures("upgraded"), on_both]

AD: dict[str, Any] = {
    "id": "4711",
    "headline": "Trafikledare sökes",
    "number_of_vacancies": 2,
    "application_deadline": "2027-04-15T23:59:59",
    "description": {"text": "Ring Bo på 070-123 45 67 eller bo@example.se. Du leder trafiken."},
    "employer": {
        "organization_number": "5560360793",
        "name": "Bussbolaget AB",
        "workplace": "Depån",
        "email": "kontakt@example.se",
        "phone_number": "0611-22 22 22",
        "url": "https://example.se",
    },
    "application_contacts": [{"name": "Bo Ek", "email": "bo@example.se"}],
    "application_details": {"email": "ansokan@example.se", "url": "https://example.se/jobb"},
    "workplace_address": {"municipality_code": "2280", "coordinates": [17.9, 62.6]},
    "must_have": {"skills": [{"label": "SQL"}], "languages": [{"label": "Engelska"}]},
    "nice_to_have": {"skills": [{"label": "Excel"}]},
    "scope_of_work": {"min": 100, "max": 100},
}


def counts(session: Session) -> tuple[int, int, int]:
    session.rollback()
    return len(list_students(session)), len(list_offers(session)), len(list_employers(session))


def test_students_become_drafts_and_nobody_is_written_to(
    kajplats: Command, session: Session, students_file: Path
) -> None:
    done = kajplats("import", "students", students_file)
    assert done.output == "students: 2 new\n"
    student = find_student_by_email(session, "ebba@example.org")
    assert student is not None
    assert (student.name, student.state) == ("Ebba Kvastlund", ProfileState.DRAFT)
    assert {skill.words: skill.level for skill in student.skills} == {
        "Python": 3,
        "SQL": 4,
        "redovisning": 3,
    }
    assert session.query(Letter).count() == 0


def test_importing_twice_is_importing_once(
    kajplats: Command, session: Session, students_file: Path, offers_file: Path
) -> None:
    for _time in range(2):
        kajplats("import", "offers", offers_file)
        kajplats("import", "students", students_file)
    assert counts(session) == (2, 2, 1)
    events = session.query(Event).count()
    assert kajplats("import", "students", students_file).output == "students: 2 unchanged\n"
    assert kajplats("import", "offers", offers_file).output == "offers: 2 unchanged\n"
    session.rollback()
    assert session.query(Event).count() == events


def test_a_changed_row_changes_its_student(
    kajplats: Command, session: Session, tmp_path: Path, students_file: Path
) -> None:
    kajplats("import", "students", students_file)
    words = {"name": "Ebba Kvastlund", "email": "ebba@example.org", "skills": "Rust:5"}
    changed = a_file(tmp_path / "later.csv", STUDENTS, words)
    assert kajplats("import", "students", changed).output == "students: 1 changed\n"
    student = find_student_by_email(session, "ebba@example.org")
    assert student is not None
    assert [skill.words for skill in student.skills] == ["Rust"]


def test_a_dry_run_writes_nothing(
    kajplats: Command, session: Session, students_file: Path, offers_file: Path
) -> None:
    done = kajplats("import", "students", students_file, "--dry-run")
    assert done.output == "students: 2 new\nNothing was written: this was a dry run.\n"
    kajplats("import", "offers", offers_file, "--dry-run")
    assert counts(session) == (0, 0, 0)


def test_a_profile_that_is_somebodys_own_is_left_alone(
    kajplats: Command, session: Session, students_file: Path
) -> None:
    student = a_student(session, email="ebba@example.org")
    edit_student(session, student, by=as_student(student), at=NOW, name="Ebba, själv")
    session.commit()
    done = kajplats("import", "students", students_file)
    assert done.output == "students: 1 left alone, 1 new\n"
    session.refresh(student)
    assert student.name == "Ebba, själv"


def test_complete_profiles_are_handed_in_when_asked(
    kajplats: Command, session: Session, tmp_path: Path
) -> None:
    whole = {"name": "Ebba", "email": "ebba@example.org"}
    part = {"id": "s2", "email": "bo@example.org", "languages": ""}
    path = a_file(tmp_path / "students.csv", STUDENTS, whole, part)
    done = kajplats("import", "students", path, "--submit")
    assert "row 3 stays a draft: name, languages not told" in done.output
    states = {student.email: student.state for student in list_students(session)}
    assert states == {
        "ebba@example.org": ProfileState.SUBMITTED,
        "bo@example.org": ProfileState.DRAFT,
    }


def test_one_bad_cell_stops_the_whole_file(
    kajplats: Command, session: Session, tmp_path: Path
) -> None:
    good = {"name": "Ebba", "email": "ebba@example.org"}
    path = a_file(tmp_path / "students.csv", STUDENTS, good, {"id": "s2", "email": ""})
    done = kajplats("import", "students", path)
    assert isinstance(done.exception, BadCells)
    assert [(cell.row, cell.column) for cell in done.exception.cells] == [(3, "email")]
    assert counts(session) == (0, 0, 0)


def test_offers_bring_their_employer_which_waits_to_be_verified(
    kajplats: Command, session: Session, offers_file: Path
) -> None:
    done = kajplats("import", "offers", offers_file, "--submit")
    assert done.output == "employers: 1 new\noffers: 2 new\n"
    [employer] = list_employers(session)
    assert (employer.name, employer.state) == ("Kajmagasinet AB", EmployerState.REGISTERED)
    assert [contact.name for contact in employer.contacts] == ["Kim Lind"]
    assert {offer.state for offer in list_offers(session)} == {OfferState.SUBMITTED}


def test_what_people_have_read_is_not_changed_by_a_file(
    kajplats: Command, session: Session, tmp_path: Path, offers_file: Path
) -> None:
    kajplats("import", "offers", offers_file)
    offer = find_offer_by_source(session, "file:o1")
    assert offer is not None
    offer.state, offer.published_at = OfferState.PUBLISHED, NOW
    session.commit()
    text = offers_file.read_text(encoding="utf-8-sig").replace("Sommar med", "Vinter med")
    changed = tmp_path / "later.csv"
    changed.write_text(text, encoding="utf-8")
    done = kajplats("import", "offers", changed)
    assert "1 left alone" in done.output
    session.refresh(offer)
    assert offer.title.startswith("Sommar")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("organisation_number", "556036-0794"),
        ("organisation_number", ""),
        ("contact_name", ""),
        ("places", "0"),
        ("credits", "20"),
        ("contact_email", "kim"),
        ("apply_url", "javascript:alert(1)"),
        ("pay", "pizza"),
    ],
)
def test_what_an_offer_needs_is_told_by_cell(
    kajplats: Command, tmp_path: Path, cell: str, value: str
) -> None:
    row = {
        "organisation_number": "556036-0793",
        "contact_name": "Kim",
        "contact_email": "kim@example.org",
        cell: value,
    }
    done = kajplats("import", "offers", a_file(tmp_path / "offers.csv", OFFERS, row))
    assert isinstance(done.exception, BadCells)
    assert {bad.column for bad in done.exception.cells} == {cell}


def ads_file(tmp_path: Path, *ads: dict[str, Any]) -> Path:
    path = tmp_path / "jobsearch.json"
    path.write_text(json.dumps({"total": {"value": len(ads)}, "hits": ads}), encoding="utf-8")
    return path


def test_a_job_ad_becomes_an_offer(kajplats: Command, session: Session, tmp_path: Path) -> None:
    path = ads_file(tmp_path, AD)
    for _time in range(2):
        done = kajplats("import", "offers", path, "--period", "2027-08-16/2028-06-30")
    assert done.output == "offers: 1 unchanged\n"
    offer = find_offer_by_source(session, "jobsearch:4711")
    assert offer is not None
    assert (offer.kind, offer.place, offer.places) == (Kind.TRAINEESHIP, "2280", 2)
    assert (offer.starts_on, offer.ends_on) == (date(2027, 8, 16), date(2028, 6, 30))
    assert [(row.code, row.level.name) for row in offer.languages] == [("en", "B2")]
    assert {(row.words, row.use) for row in offer.skills} == {("SQL", "must"), ("Excel", "wished")}
    assert (offer.apply_url, offer.hours_per_week) == ("https://example.se/jobb", 40)
    assert (offer.employer.shown_name, offer.contact and offer.contact.name) == (
        "Bussbolaget AB, Depån",
        "Kajplats",
    )


def test_nobody_in_an_ad_is_taken_over(
    kajplats: Command, session: Session, tmp_path: Path, database_url: str
) -> None:
    kajplats("import", "offers", ads_file(tmp_path, AD))
    offer = find_offer_by_source(session, "jobsearch:4711")
    assert offer is not None
    stored = f"{vars(offer)} {vars(offer.employer)} {vars(offer.contact)}"
    assert "Du leder trafiken" in stored
    for part in ("070-123", "bo@example.se", "Bo Ek", "kontakt@", "0611-22", "ansokan@"):
        assert part not in stored


def test_ads_that_lack_what_is_needed_are_told(kajplats: Command, tmp_path: Path) -> None:
    path = ads_file(tmp_path, AD, {**AD, "id": "2", "headline": None, "employer": None})
    done = kajplats("import", "offers", path)
    assert isinstance(done.exception, BadCells)
    assert {(cell.row, cell.column) for cell in done.exception.cells} == {
        (2, "headline"),
        (2, "employer.name"),
        (2, "employer.organization_number"),
    }


def test_removed_ads_are_left_out(kajplats: Command, tmp_path: Path) -> None:
    done = kajplats("import", "offers", ads_file(tmp_path, {**AD, "removed": True}))
    assert isinstance(done.exception, TableUnreadable)


def test_templates_can_be_imported(kajplats: Command, tmp_path: Path) -> None:
    for noun in ("students", "offers"):
        assert kajplats("import", noun, "--template").output.startswith("id,")
