"""Words that are suggested while somebody types."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.concepts import ConceptWords, load_concepts
from models.operations.vocabulary import renew_source
from models.taxonomies import ConceptTold, Release
from tests.builders import NOW
from tests.web.databases import on_both

pytestmark = on_both

WORDS = (
    ConceptWords("skill/project", "skill", "projektledning", "project management"),
    ConceptWords("tool/excel", "tool", "Excel", "Excel", synonyms=("kalkylblad",)),
    ConceptWords("programme/project", "programme", "Projektprogrammet", "Project programme"),
)


@pytest.fixture(autouse=True)
def words(session: Session) -> None:
    load_concepts(session, WORDS)
    session.commit()


def labels(client: FlaskClient, query: str) -> list[str]:
    """Give what is suggested."""
    answer = client.get(f"/concepts?{query}")
    assert answer.status_code == 200
    found: list[str] = answer.json["labels"] if answer.json else []
    return found


def test_the_beginning_of_a_word_is_enough(client: FlaskClient) -> None:
    assert labels(client, "q=PROJ&kind=skill") == ["projektledning"]
    assert labels(client, "q=kalkyl&kind=skill") == ["Excel"]
    assert labels(client, "q=proj&kind=programme") == ["Projektprogrammet"]


def test_they_come_in_the_language_of_the_page(client: FlaskClient) -> None:
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    assert labels(client, "q=projekt&kind=skill") == ["project management"]


def test_imported_words_are_suggested_after_the_own_ones(
    session: Session, client: FlaskClient
) -> None:
    told = ConceptTold("esco/1", "skill", "skill", {"sv": "projekt"}, {"sv": ["uppdrag"]})
    release = Release("esco", "1", {told.id: told}, {"skill": {"sv"}})
    renew_source(session, release, at=NOW)
    session.commit()
    assert labels(client, "q=proje&kind=skill") == ["projektledning", "projekt"]
    with client.session_transaction() as cookie:
        cookie["language"] = "en"
    # It has no English label, so the Swedish one is shown.
    assert labels(client, "q=uppdr&kind=skill") == ["projekt"]


@pytest.mark.parametrize("query", ["", "q=", "q=%25", "q=_", "kind=boat&q=zzz", "q=" + "a" * 5000])
def test_whatever_is_typed_there_is_an_answer(client: FlaskClient, query: str) -> None:
    assert labels(client, query) == []
