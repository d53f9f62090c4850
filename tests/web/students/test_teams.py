"""A student gives a code to another, who joins; on the pages."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.operations.teams import invite
from models.people import Student
from models.queries.teams import find_partner, find_team_of
from tests.builders import NOW, a_student, as_student
from tests.web.browsing import form_of, send
from tests.web.students.looking import look_anew

PAGE = "/student/team"


def test_a_code_is_shown_and_taken_back(
    session: Session, client: FlaskClient, student: Student
) -> None:
    form = form_of(client.get(PAGE), f"{PAGE}/invite")
    assert [send(client, form).location for _twice in range(2)] == [PAGE, PAGE]
    look_anew(session)
    team = find_team_of(session, student.id)
    assert team is not None
    page = client.get(PAGE)
    assert team.code in page.text
    assert send(client, form_of(page, f"{PAGE}/part")).location == PAGE
    look_anew(session)
    assert find_team_of(session, student.id) is None


def test_the_other_joins_and_both_see_it(
    session: Session, client: FlaskClient, student: Student
) -> None:
    other = a_student(session, name="Ebba Kvastlund")
    code = invite(session, other, by=as_student(other), at=NOW).code
    session.commit()
    form = form_of(client.get(PAGE), f"{PAGE}/join")
    assert send(client, form, code=code.replace("-", "").lower()).location == PAGE
    look_anew(session)
    assert find_partner(session, other.id) is not None
    page = client.get(PAGE)
    assert "Ebba Kvastlund" in page.text
    assert send(client, form_of(page, f"{PAGE}/part")).location == PAGE
    assert "Ebba Kvastlund" not in client.get(PAGE).text


def test_a_wrong_code_gets_words_and_stays(client: FlaskClient, student: Student) -> None:
    for code in ("AAAA-BBBB", " ", "x" * 21):
        form = form_of(client.get(PAGE), f"{PAGE}/join")
        refused = send(client, form, code=code)
        assert refused.status_code == 422
        assert code.strip() in refused.text


def test_a_draft_is_told_what_is_missing(client: FlaskClient, draft: Student) -> None:
    assert "inlämnad profil" in client.get(PAGE).text


def test_a_link_fills_the_code_in_and_changes_nothing_before_the_button(
    session: Session, client: FlaskClient, student: Student
) -> None:
    other = a_student(session)
    code = invite(session, other, by=as_student(other), at=NOW).code
    session.commit()
    page = client.get(f"{PAGE}?code={code}")
    look_anew(session)
    assert find_partner(session, other.id) is None
    assert send(client, form_of(page, f"{PAGE}/join")).location == PAGE
    look_anew(session)
    assert find_partner(session, other.id) is not None
