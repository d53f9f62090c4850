"""The life-cycle model on pages: drafted here, adopted by the steering group, read by all."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.lifecycle import draft_model, edit_model
from models.people import Account
from models.queries.lifecycle import find_draft, find_model_in_force, get_model
from models.words import Language, Role, Stage
from tests.builders import NOW, a_coordinator, a_model, an_account, an_adopted_model, stage_words
from tests.web.browsing import form_of, send
from web.lifecycle import keep_shipped_model, shipped

SignIn = Callable[[Account], None]


@pytest.fixture
def coordinator(session: Session, sign_in: SignIn) -> Account:
    """Give a coordinator who reads English."""
    account = an_account(session, Role.COORDINATOR, language=Language.ENGLISH)
    sign_in(account)
    return account


@pytest.fixture
def member(session: Session, sign_in: SignIn) -> Account:
    """Give a member of the steering group who reads English."""
    account = an_account(session, Role.STEERING, language=Language.ENGLISH)
    sign_in(account)
    return account


def test_the_agreements_model_ships_and_everybody_reads_it(
    client: FlaskClient, session: Session
) -> None:
    assert "Ingen modell är antagen än" in client.get("/model").text
    keep_shipped_model(session, at=NOW)
    assert keep_shipped_model(session, at=NOW) is None
    session.commit()
    page = client.get("/model").text
    assert "Science Meeting" in page
    assert "Uppdragsutbildningar" in page
    assert 'role="img"' in page
    assert page.index("Attrahera</h2>") < page.index("Utveckla</h2>")
    assert "Version 1, antagen" in page


def test_what_ships_says_something_of_every_stage_in_both_languages() -> None:
    told = shipped()
    for stage in Stage:
        sv, en = ({k: v for k, v in told[stage].items() if k.endswith(end)} for end in ("sv", "en"))
        assert len(sv) == len(en) == 3
        assert all(words.strip() for words in told[stage].values())
        for name, words in sv.items():
            other = en[name.replace("_sv", "_en")]
            assert len(words.strip().splitlines()) == len(other.strip().splitlines())


def test_a_coordinator_drafts_the_next_version(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    an_adopted_model(session)
    session.commit()
    draft = form_of(client.get("/coordinator/model"), "/model/draft")
    answer = send(client, draft)
    assert answer.location.endswith("/coordinator/model/2/edit")
    form = form_of(client.get(answer.location), "/edit")
    assert form.values["stimulate_purpose_en"].strip() == "Purpose stimulate"
    refused = send(client, form, stimulate_purpose_en=" ", retain_kinds_sv="Kvar")
    assert refused.status_code == 422
    assert "Kvar" in refused.text
    saved = send(client, form, form_key="x", change="Mer", retain_kinds_en="Stay\nWork")
    assert saved.status_code == 303
    page = client.get(saved.location).text
    assert "<li>Stay</li><li>Work</li>" in page
    compared = client.get("/coordinator/model/2/compare").text
    assert "1 text differs." in compared
    assert '<ins class="kp-differs">Stay</ins>' in compared
    assert '<del class="kp-differs">Internships</del>' in compared
    session.rollback()
    assert get_model(session, 2).created_by_id == coordinator.id
    assert find_model_in_force(session) is get_model(session, 1)


@pytest.mark.usefixtures("coordinator")
def test_a_draft_is_taken_away_once(client: FlaskClient, session: Session) -> None:
    a_model(session)
    session.commit()
    form = form_of(client.get("/coordinator/model/1"), "/drop")
    for _again in range(2):
        assert send(client, form, form_key="").status_code == 303
    session.rollback()
    assert find_draft(session) is None


@pytest.mark.usefixtures("coordinator")
def test_an_adopted_version_has_no_form(client: FlaskClient, session: Session) -> None:
    an_adopted_model(session)
    session.commit()
    assert client.get("/coordinator/model/1").status_code == 200
    assert client.get("/coordinator/model/1/edit").status_code == 409
    assert client.get("/coordinator/model/1/compare").status_code == 404
    assert client.get("/coordinator/model/9").status_code == 404
    assert client.get("/steering/model").status_code == 404


@pytest.mark.usefixtures("member")
def test_the_steering_group_reads_compares_and_adopts(
    client: FlaskClient, session: Session
) -> None:
    first, by = an_adopted_model(session), a_coordinator(session)
    second = draft_model(session, by=by, at=NOW)
    words = stage_words(kinds_en="New")
    edit_model(session, second, words, change="Nytt", by=by, at=NOW)
    session.commit()
    assert "Version 2" in client.get("/steering/model").text
    assert "4 texts differ." in client.get("/steering/model/2/compare").text
    form = form_of(client.get("/steering/model/2"), "/adopt")
    told = {"adopted_on": "2027-02-24", "meeting": "Styrgruppen", "minutes_reference": "§ 7"}
    assert send(client, form, **{**told, "adopted_on": "2027-03-20"}).status_code == 422
    assert send(client, form, **{**told, "meeting": ""}).status_code == 422
    assert send(client, form, **told).status_code == 303
    session.rollback()
    session.expire_all()
    assert find_model_in_force(session) is second
    assert first.number == 1
    assert "/adopt" not in client.get("/steering/model/2").text
    assert "Styrgruppen, § 7" in client.get("/model").text


@pytest.mark.usefixtures("member")
def test_what_was_changed_meanwhile_is_not_adopted(client: FlaskClient, session: Session) -> None:
    model, by = a_model(session), a_coordinator(session)
    session.commit()
    form = form_of(client.get("/steering/model/1"), "/adopt")
    edit_model(session, model, stage_words(groups_sv="Ny"), change="", by=by, at=NOW)
    session.commit()
    told = {"adopted_on": "2027-02-24", "meeting": "Styrgruppen", "minutes_reference": "§ 7"}
    assert send(client, form, **told).status_code == 409
    session.rollback()
    assert find_model_in_force(session) is None
