"""What an activity carries, on the working group's pages: chosen from lists, and let go."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.activity_parts import add_day, add_host, carry
from models.people import Account
from models.words import ActivityState, Kind, Language, MatchState, Measure, Role
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_match_in,
    a_round,
    an_account,
    an_activity,
    an_employer,
    an_offer,
)
from tests.web.browsing import form_of, send

ADDRESS = "/coordinator/activities"


@pytest.fixture
def coordinator(session: Session, sign_in: Callable[[Account], None]) -> Account:
    """Give a coordinator who reads English."""
    account = an_account(session, Role.COORDINATOR, language=Language.ENGLISH)
    sign_in(account)
    return account


@pytest.mark.usefixtures("coordinator")
def test_what_it_carries_is_chosen_and_counted(client: FlaskClient, session: Session) -> None:
    activity = an_activity(
        session, ActivityState.RUNNING, kind=Kind.INTERNSHIP, goal_measure=Measure.PLACED
    )
    placed = a_match_in(session, MatchState.PLACED)
    round_, other = a_round(session), an_offer(session, kind=Kind.THESIS, credits=15)
    session.commit()
    page = client.get(f"{ADDRESS}/{activity.id}/carry")
    assert other.title not in page.text or str(other.id) not in form_of(page, "/carry").values
    chosen = {"rounds": [str(round_.id)], "offers": [str(placed.offer_id)]}
    assert send(client, form_of(page, "/carry"), **chosen).status_code == 303
    session.rollback()
    session.expire_all()
    assert (round_.activity_id, placed.offer.activity_id) == (activity.id, activity.id)
    shown = client.get(f"{ADDRESS}/{activity.id}")
    assert "Counted by now" in shown.text
    let_go = form_of(shown, f"/offer/{placed.offer_id}/let-go")
    for _again in range(2):
        assert send(client, let_go, form_key="").status_code == 303
    session.rollback()
    session.expire_all()
    assert placed.offer.activity_id is None


@pytest.mark.usefixtures("coordinator")
def test_employers_and_days_are_added_and_removed(client: FlaskClient, session: Session) -> None:
    activity, employer = an_activity(session, ActivityState.RUNNING), an_employer(session)
    session.commit()
    page = client.get(f"{ADDRESS}/{activity.id}/hosts")
    assert send(client, form_of(page, "/hosts"), employer=str(employer.id)).status_code == 303
    page = client.get(f"{ADDRESS}/{activity.id}/days")
    day = {"on_day": "2027-05-04", "title": "Uppstart", "place": "Rådhuset"}
    assert send(client, form_of(page, "/days"), **day).status_code == 303
    assert send(client, form_of(page, "/days"), form_key="y", title="").status_code == 422
    shown = client.get(f"{ADDRESS}/{activity.id}")
    assert employer.name in shown.text
    calendar = client.get(f"{ADDRESS}/{activity.id}/days.ics")
    assert calendar.mimetype == "text/calendar"
    assert "attachment" in calendar.headers["Content-Disposition"]
    assert "SUMMARY:Mentorsprogrammet: Uppstart" in calendar.text
    assert "DTSTART;VALUE=DATE:20270504" in calendar.text
    for end in (f"/hosts/{employer.id}/remove", f"/days/{activity.days[0].id}/remove"):
        form = form_of(shown, end)
        for _again in range(2):
            assert send(client, form, form_key="").status_code == 303
    session.rollback()
    session.expire_all()
    assert (activity.hosts, activity.days) == ([], [])


@pytest.mark.usefixtures("coordinator")
def test_a_cohort_shows_places_days_and_where_one_applies(
    client: FlaskClient, session: Session
) -> None:
    by, employer = a_coordinator(session), an_employer(session, name="Ensam AB")
    apply_at = "https://example.org/trainee"
    activity = an_activity(session, ActivityState.RUNNING, apply_at=apply_at)
    offer = an_offer(session, title="Trainee i vatten", places=3)
    carry(session, activity, [offer], by=by, at=NOW)
    add_host(session, activity, employer, by=by, at=NOW)
    add_day(session, activity, on_day=SUMMER[0], title="Start", place="", by=by, at=NOW)
    session.commit()
    page = client.get(f"{ADDRESS}/{activity.id}/cohort").text
    assert "3 places at the employers, 0 of them taken." in page
    assert f'href="{apply_at}" rel="noopener noreferrer external"' in page
    assert "Ensam AB" in page
    assert "Start" in page
