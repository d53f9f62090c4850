"""An employer answers from a link: without an account, and nothing happens by only looking."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.audit import Event
from models.days import end_of_day
from models.matches import Match
from models.operations import matches
from models.operations.employers import pause_employer
from models.operations.offers import edit_offer
from models.words import LinkPurpose, MatchState, Pay, Reason, Role, Side
from tests.builders import NOW, a_coordinator, an_agreed_match, offer_words, say
from tests.web.anew import look_anew
from tests.web.browsing import form_of, forms_of, send
from tests.web.databases import on_both
from tests.web.links.conftest import MakeLink

pytestmark = on_both


def answer(client: FlaskClient, link: str, **values: Any) -> Any:
    return send(client, form_of(client.get(link), link), **values)


def test_looking_changes_nothing(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link, before = link_to(match), session.scalars(select(Event)).all()
    for _each in range(3):
        assert client.get(link).status_code == 200
    assert client.head(link).status_code == 200
    look_anew(session)
    assert match.answers == []
    assert len(session.scalars(select(Event)).all()) == len(before)


def test_a_yes_is_one_button(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    sent = answer(client, link, says="yes")
    assert (sent.status_code, sent.location) == (303, link)
    assert "wait for the student" in client.get(link).text
    look_anew(session)
    [given] = match.answers
    assert (given.side, given.says_yes, given.contact_id, given.by_id) == (
        Side.EMPLOYER,
        True,
        match.offer.contact_id,
        None,
    )
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.verb, event.role, event.contact_id) == (
        "answered",
        Role.EMPLOYER,
        match.offer.contact_id,
    )


def test_the_second_yes_takes_the_place(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    say(session, match, Side.STUDENT)
    link = link_to(match)
    sent = answer(client, link, says="yes")
    assert (sent.status_code, sent.location) == (303, "/answered")
    assert "Both of you have said yes" in client.get("/answered").text
    look_anew(session)
    assert match.state is MatchState.AGREED


def test_an_answering_link_ends_with_the_answer_and_a_following_one_begins(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    say(session, match, Side.STUDENT)
    link = link_to(match)
    answer(client, link, says="yes")
    ended = client.get(link)
    assert ended.status_code == 410
    assert "Both of you have said yes" in ended.text
    assert match.student.email not in ended.text
    look_anew(session)
    follow = client.get(link_to(match, LinkPurpose.FOLLOW))
    assert follow.status_code == 200
    assert match.student.email in follow.text
    assert not any("/a/" in form.action for form in forms_of(follow))


def test_a_paused_employer_s_link_opens_nothing(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    form = form_of(client.get(link), link)
    pause_employer(session, match.offer.employer, by=a_coordinator(session), at=NOW)
    session.commit()
    for reply in (client.get(link), send(client, form, says="yes")):
        assert reply.status_code == 404
        assert match.student.programme not in reply.text
    look_anew(session)
    assert match.answers == []


def test_the_page_shows_what_was_asked_whatever_the_offer_says_by_now(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link, by = link_to(match), a_coordinator(session)
    edit_offer(session, match.offer, offer_words(title="Gratis", pay=Pay.UNPAID), by=by, at=NOW)
    session.commit()
    page = client.get(link).text
    assert "Sommar på varvet" in page
    assert "The match keeps what you were asked" in page
    assert "Gratis" not in page


def test_a_no_needs_a_reason_and_keeps_the_words(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    refused = answer(client, link, says="no", words="Vi får inte plats på Ön.")
    assert refused.status_code == 422
    assert "Vi får inte plats på Ön." in refused.text
    answer(client, link, says="no", reason="chose_other", words="Vi får inte plats på Ön.")
    look_anew(session)
    assert (match.state, match.reason) == (MatchState.DECLINED, Reason.CHOSE_OTHER)
    assert match.reason_words == "Vi får inte plats på Ön."


def test_huge_words_get_words(client: FlaskClient, match: Match, link_to: MakeLink) -> None:
    huge = answer(client, link_to(match), says="no", reason="skills", words="ö" * 5000)
    assert huge.status_code == 422
    assert "ö" * 5000 in huge.text


def test_meeting_first_shares_contacts(
    client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    form = form_of(client.get(link), f"{link}/meet")
    assert [send(client, form).location for _each in range(2)] == [link, link]
    page = client.get(link).text
    assert match.student.email in page
    assert not any(form.action.endswith("/meet") for form in forms_of(page))
    token = form_of(page, link).values["csrf_token"]
    again = client.post(f"{link}/meet", data={"csrf_token": token})
    assert again.status_code == 409


def test_the_same_answer_again_is_no_other(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    form = form_of(client.get(link), link)
    for _each in range(3):
        assert send(client, form, says="yes").location == link
    # From another browser, without the first one's key.
    assert send(client, form, says="yes", form_key="another-key").location == link
    look_anew(session)
    assert len(match.answers) == 1


def test_another_answer_than_the_first_comes_too_late(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    page = client.get(link)
    answer(client, link, says="yes")
    no = {"says": "no", "reason": "skills", "words": "Ändrade oss.", "form_key": "k"}
    late = send(client, form_of(page, link), **no)
    assert late.status_code == 409
    assert "You have answered already" in late.text
    assert "Ändrade oss." in late.text
    look_anew(session)
    assert match.state is MatchState.OFFERED


def test_a_place_that_went_to_another_is_told_kindly(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    page = client.get(link)
    an_agreed_match(session, offer=match.offer)
    session.commit()
    late = send(client, form_of(page, link), says="yes")
    assert late.status_code == 409
    assert "The place went to somebody else" in late.text
    assert "0611-00 00 00" in late.text
    shown = client.get(link)
    assert shown.status_code == 410
    assert "went to another candidate" in shown.text


def test_a_match_that_was_withdrawn_tells_so_and_shows_nobody(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    link = link_to(match)
    page = client.get(link)
    programme = match.student.programme
    assert programme in page.text
    matches.withdraw(session, match, by=a_coordinator(session), at=NOW, reason=Reason.OTHER)
    session.commit()
    assert programme not in client.get(link).text
    late = send(client, form_of(page, link), says="yes")
    assert late.status_code == 409
    assert "was withdrawn" in late.text
    assert programme not in late.text


# Summer time begins in Sweden on 28 March 2027: its midnight is one hour earlier in UTC.
LAST_DAY = date(2027, 3, 28)
DEADLINE = datetime(2027, 3, 28, 22, tzinfo=UTC)


def test_the_last_moment_of_the_last_day_counts(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    session.execute(update(Match).values(reply_by=end_of_day(LAST_DAY)))
    link = link_to(match)
    with time_machine.travel(DEADLINE - timedelta(seconds=20)):
        page = client.get(link)
        assert "Sunday 28 March 2027" in page.text
        assert send(client, form_of(page, link), says="yes").status_code == 303


def test_after_the_last_day_it_is_too_late(
    session: Session, client: FlaskClient, match: Match, link_to: MakeLink
) -> None:
    session.execute(update(Match).values(reply_by=end_of_day(LAST_DAY)))
    link = link_to(match)
    with time_machine.travel(DEADLINE - timedelta(minutes=1)):
        page = client.get(link)
    with time_machine.travel(DEADLINE + timedelta(seconds=1)):
        late = send(client, form_of(page, link), says="yes")
        assert late.status_code == 409
        assert "The answer came too late" in late.text
        over = client.get(link)
        assert "The time to answer is over" in over.text
        assert not any(form.action == link for form in forms_of(over))
    look_anew(session)
    assert match.answers == []
