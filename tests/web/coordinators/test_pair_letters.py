"""Both letters are read before a pair is confirmed, in either language, and nothing is kept."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.matches import Match
from models.notices import Letter
from models.words import Kind, Language
from tests.builders import a_rolling_round, a_student, an_offer

pytestmark = pytest.mark.usefixtures("coordinator")


def address_of(session: Session, **words: object) -> str:
    student = a_student(session, language=Language.ENGLISH)
    offer = an_offer(session, title="Räkna måsar", **words)
    round_ = a_rolling_round(session, offer.kind)
    session.commit()
    return f"/coordinator/rounds/{round_.id}/pairs/{student.id}/{offer.id}"


def test_each_letter_is_shown_in_its_receiver_s_language(
    client: FlaskClient, session: Session
) -> None:
    pair = address_of(session)
    assert f'href="{pair}/letters"' in client.get(pair).text
    page = client.get(f"{pair}/letters").text
    assert "Yes or no? Räkna måsar" in page
    assert "Svara ja eller nej senast" in page
    assert session.scalar(select(func.count(Match.id))) == 0
    assert session.scalar(select(func.count(Letter.id)).where(Letter.match_id.is_not(None))) == 0


@pytest.mark.parametrize(
    ("language", "says", "not_says"),
    [
        ("sv", "Svara ja eller nej senast", "Say yes or no by"),
        ("en", "Say yes or no by", "Svara ja eller nej senast"),
    ],
)
def test_both_are_shown_in_either_language(
    client: FlaskClient, session: Session, language: str, says: str, not_says: str
) -> None:
    page = client.get(f"{address_of(session)}/letters?in={language}").text
    assert says in page
    assert not_says not in page


def test_what_is_no_language_is_nothing_asked(client: FlaskClient, session: Session) -> None:
    assert client.get(f"{address_of(session)}/letters?in=klingon").status_code == 200


def test_a_pair_of_another_kind_is_no_page(client: FlaskClient, session: Session) -> None:
    offer = an_offer(session, kind=Kind.THESIS)
    session.commit()
    pair = address_of(session)
    other = pair.rpartition("/")[0]
    assert client.get(f"{other}/{offer.id}/letters").status_code == 404
