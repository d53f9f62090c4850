"""What an offer tells of the workplace, its pay and its mentor."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.employers import Employer
from models.words import Fact
from tests.web.anew import look_anew
from tests.web.browsing import form_of, send
from tests.web.employers.writing import PAID, WHOLE, new, write, written


def test_facts_of_the_workplace_are_told_where_people_choose(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    write(client, **WHOLE, **PAID, facts=["quiet_room", "step_free"])
    offer = written(session)
    assert offer is not None
    assert {each.fact for each in offer.facts} == {Fact.QUIET_ROOM, Fact.STEP_FREE}
    address = f"/employer/offers/{offer.id}/edit"
    assert "A quiet room" in client.get(f"/employer/offers/{offer.id}").text
    form = form_of(client.get(address), address)
    assert form.values["facts"] == ["step_free", "quiet_room"]
    send(client, form, facts=["equipment"])
    look_anew(session)
    assert [each.fact for each in offer.facts] == [Fact.EQUIPMENT]
    form = form_of(client.get(address), address)
    refused = send(client, form, facts=["sauna"], title="Åter")
    assert refused.status_code == 422
    assert "Åter" in refused.text


def test_what_is_unpaid_has_no_sum(
    session: Session, client: FlaskClient, employer: Employer
) -> None:
    answer = write(client, **WHOLE, **{**PAID, "pay": "unpaid"})
    assert answer.status_code == 422
    assert 'id="pay_sek_per_month-error"' in answer.text
    assert "25500" in answer.text
    assert written(session) is None


def test_a_mentor_is_asked_for_how_many_mentees(client: FlaskClient, employer: Employer) -> None:
    assert "How many mentees" in client.get(new("mentorship")).text
    assert "How many mentees" not in client.get(new("internship")).text
