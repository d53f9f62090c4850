"""An administrator sees what the vocabulary is made of, and imports taxonomies."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.operations.concepts import ConceptWords, load_concepts
from models.people import Account
from models.queries.events import list_latest_events
from models.queries.vocabulary import find_last_import, list_imported
from models.words import Language, Role
from tests.builders import an_account
from tests.web.browsing import form_of, send
from tests.web.imports.taxonomies import SKILLS_SV, a_taxonomy, an_esco_file

SignIn = Callable[[Account], None]
PAGE = "/admin/vocabulary"


@pytest.fixture
def admin(session: Session, sign_in: SignIn) -> Account:
    """Give an administrator, signed in."""
    load_concepts(session, [ConceptWords("skill/sql", "skill", "SQL", "SQL")])
    account = an_account(session, Role.ADMIN, language=Language.ENGLISH)
    sign_in(account)
    return account


@pytest.fixture
def skills(tmp_path: Path) -> Path:
    return an_esco_file(tmp_path / "skills_sv.csv", {**SKILLS_SV, "skill/3": ("sql",)})


def hand_in(client: FlaskClient, *paths: Path, **values: str) -> TestResponse:
    form = form_of(client.get(PAGE), PAGE)
    files = [(BytesIO(path.read_bytes()), path.name) for path in paths]
    return send(client, form, files=files or "", **values)


@pytest.mark.usefixtures("admin")
def test_the_page_shows_what_the_vocabulary_is_made_of(client: FlaskClient) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    for words in ("Our own", "Skills", "Import a taxonomy", "kajplats vocabulary import"):
        assert words in page.text
    assert "Imported last" not in page.text


def test_files_are_imported_and_told_of(
    session: Session, client: FlaskClient, admin: Account, skills: Path
) -> None:
    done = hand_in(client, skills, release=" 1.2.0 ")
    assert done.status_code == 303
    page = client.get(PAGE).text
    assert "3 new, 0 changed, 0 unchanged, 0 given up" in page
    assert "1 imported concept means the same as one of our own" in page
    assert "Imported last" in page
    assert {row.release for row in list_imported(session)} == {"1.2.0"}
    event = list_latest_events(session, 1)[0]
    assert (event.thing, event.account_id) == ("vocabulary", admin.id)
    assert "vocabulary" in client.get("/admin/events").text


@pytest.mark.usefixtures("admin")
def test_the_same_form_twice_imports_once(
    session: Session, client: FlaskClient, skills: Path, tmp_path: Path
) -> None:
    form = form_of(client.get(PAGE), PAGE)
    answers = [
        send(client, form, files=[(BytesIO(skills.read_bytes()), skills.name)]) for _ in range(2)
    ]
    assert {answer.status_code for answer in answers} == {303}
    assert len(list_imported(session)) == 3
    hand_in(client, a_taxonomy(tmp_path / "t.json", s1="lodning"))
    session.rollback()
    assert len(list_imported(session)) == 6


def test_bad_cells_are_told_in_the_language_of_the_page(
    session: Session, client: FlaskClient, sign_in: SignIn, tmp_path: Path, skills: Path
) -> None:
    sign_in(an_account(session, Role.ADMIN, language=Language.SWEDISH))
    bad = an_esco_file(tmp_path / "occupations_sv.csv", {"occupation/1": ("",)}, "Occupation")
    done = hand_in(client, skills, bad)
    assert done.status_code == 422
    for words in (
        "1 cell kan inte användas",
        "Inget importerades.",
        "occupations_sv.csv",
        "preferredLabel",
        "(tomt)",
        "en benämning med minst en bokstav eller siffra",
    ):
        assert words in done.text
    assert find_last_import(session) is None


@pytest.mark.usefixtures("admin")
def test_a_wrong_file_altogether_is_told_at_some_length(
    client: FlaskClient, tmp_path: Path
) -> None:
    path = an_esco_file(tmp_path / "a_sv.csv", {f"skill/{n}": ("",) for n in range(300)})
    done = hand_in(client, path)
    assert "300 cells cannot be used" in done.text
    assert "These are the first 100." in done.text
    assert done.text.count("preferredLabel") == 100


@pytest.mark.usefixtures("admin")
@pytest.mark.parametrize("values", [{}, {"release": "x" * 61}, {"language": "xx"}])
def test_a_form_that_lacks_something_is_shown_again(
    client: FlaskClient, skills: Path, values: dict[str, str]
) -> None:
    done = hand_in(client, *((skills,) if values else ()), **values)
    assert done.status_code == 422
    assert "Look these through" in done.text


@pytest.mark.usefixtures("admin")
def test_a_name_that_leads_elsewhere_stays_in_its_folder(client: FlaskClient, skills: Path) -> None:
    form = form_of(client.get(PAGE), PAGE)
    files = [(BytesIO(skills.read_bytes()), "../../../skills_sv.csv")]
    assert send(client, form, files=files).status_code == 303


@pytest.mark.parametrize("role", [Role.STUDENT, Role.EMPLOYER, Role.COORDINATOR, Role.STEERING])
def test_the_page_does_not_exist_for_others(
    session: Session, client: FlaskClient, sign_in: SignIn, role: Role
) -> None:
    sign_in(an_account(session, role))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE).status_code in {403, 404}
