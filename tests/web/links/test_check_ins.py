"""Both tell how it goes from the link in their letter, once; the other side reads nothing of it."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.matches import Match
from models.operations import placements
from models.operations.links import make_link
from models.queries.check_ins import find_check_in, list_check_ins_of_match
from models.words import Going, Language, LinkPurpose, Side
from tests.builders import NOW, a_coordinator, a_placed_match
from tests.web.anew import look_anew
from tests.web.browsing import form_of, forms_of, send


@pytest.fixture
def placed(session: Session) -> Match:
    """Give a placement under way, whose two sides read English."""
    match = a_placed_match(session)
    assert match.offer.contact is not None
    match.offer.contact.language = match.student.language = Language.ENGLISH
    session.commit()
    return match


def link_of(session: Session, match: Match, side: Side, days: int = 30) -> str:
    holder = match.student if side is Side.STUDENT else match.offer.contact
    assert holder is not None
    token = make_link(
        session, LinkPurpose.CHECK_IN, match, holder, at=NOW, expires_at=NOW + timedelta(days=days)
    )
    session.commit()
    return f"/c/{token}"


@pytest.mark.parametrize("side", Side)
def test_it_is_told_once(session: Session, client: FlaskClient, placed: Match, side: Side) -> None:
    link = link_of(session, placed, side)
    form = form_of(client.get(link), link)
    assert list_check_ins_of_match(session, placed.id) == []
    told = {"going": "so_so", "words": "Åter till kajen"}
    assert [send(client, form, **told).location for _each in range(2)] == [link, link]
    look_anew(session)
    [kept] = list_check_ins_of_match(session, placed.id)
    assert (kept.side, kept.going, kept.words) == (side, Going.SO_SO, "Åter till kajen")
    assert not any(each.action == link for each in forms_of(client.get(link)))
    late = send(client, form, going="badly", words="Mer", form_key="another")
    assert late.status_code == 409
    assert "You have told us already" in late.text
    assert "Mer" in late.text


@pytest.mark.parametrize("going", ["", "fine", "5"])
def test_a_bad_answer_gets_words_and_loses_none(
    session: Session, client: FlaskClient, placed: Match, going: str
) -> None:
    link = link_of(session, placed, Side.STUDENT)
    refused = send(client, form_of(client.get(link), link), going=going, words="Örat mot relingen")
    assert refused.status_code == 422
    assert "Örat mot relingen" in refused.text
    assert list_check_ins_of_match(session, placed.id) == []


def test_the_employers_link_shows_nothing_of_what_the_student_told(
    session: Session, client: FlaskClient, placed: Match
) -> None:
    for_student = link_of(session, placed, Side.STUDENT)
    for_employer = link_of(session, placed, Side.EMPLOYER)
    form = form_of(client.get(for_student), for_student)
    send(client, form, going="badly", words="Ensamt")
    page = client.get(for_employer)
    assert "Ensamt" not in page.text
    assert "Not well" in page.text  # As a choice that is not made.
    assert "checked" not in page.text
    assert "never sees" not in page.text
    assert find_check_in(session, placed.id, Side.EMPLOYER) is None


def test_the_link_ends_with_the_placement(
    session: Session, client: FlaskClient, placed: Match
) -> None:
    link = link_of(session, placed, Side.STUDENT)
    form = form_of(client.get(link), link)
    placements.complete(session, placed, by=a_coordinator(session), at=NOW)
    session.commit()
    gone = client.get(link)
    assert gone.status_code == 410
    assert "no longer under way" in gone.text
    late = send(client, form, going="badly", words="För sent")
    assert late.status_code == 409
    assert "För sent" in late.text


def test_a_link_opens_nothing_else(session: Session, client: FlaskClient, placed: Match) -> None:
    link = link_of(session, placed, Side.STUDENT)
    token = link.rpartition("/")[2]
    for other in ("a", "m", "e"):
        assert client.get(f"/{other}/{token}").status_code == 404
    assert client.get("/c/nonsense").status_code == 404
    # Too old, and gone.
    assert client.get(link_of(session, placed, Side.STUDENT, days=-1)).status_code == 404
