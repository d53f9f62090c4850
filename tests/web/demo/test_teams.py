"""The student of the demo and another seek a thesis together, and are asked about one."""

from flask import Flask
from sqlalchemy.orm import Session

from models.policy import Policy
from models.queries.matches import list_matches_of_round
from models.queries.teams import find_partner, find_partner_match
from models.words import Kind, MatchState, Role
from tests.builders import NOW, a_rolling_round, a_student, a_suggestion, an_account, an_offer
from tests.web.anew import look_anew
from web.demo.teams import WANTED, choose_for_two, seek_together
from web.demo.telling import Teller
from web.session import sessions

THE_STUDENT = "file:s001"


def test_two_of_a_programme_are_confirmed_for_one_thesis(app: Flask, session: Session) -> None:
    for email in ("coordinator@example.org", "coordinator2@example.org"):
        an_account(session, Role.COORDINATOR, email=email)
    student, other = a_student(session), a_student(session)
    student.source = THE_STUDENT
    # Imported, so without an account of their own.
    other.account, other.email = None, "imported@example.org"
    offer = an_offer(session, kind=Kind.THESIS, places=2)
    offer.source = WANTED
    a_suggestion(session, student=student, offer=offer)
    round_id = a_rolling_round(session, Kind.THESIS).id
    session.commit()
    with app.app_context():
        teller = Teller(sessions(), Policy(), NOW)
        seek_together(teller, THE_STUDENT)
        chosen = choose_for_two(teller, round_id, THE_STUDENT)
        teller.confirm(round_id, chosen, teller.ago(9))
    look_anew(session)
    assert find_partner(session, student.id) == other
    matches = list_matches_of_round(session, round_id, states=[MatchState.CONFIRMED])
    assert {match.student_id for match in matches} == {student.id, other.id}
    assert find_partner_match(session, matches[0].id) is not None
    # Neither is chosen for another thesis.
    assert teller.choose(round_id, 9) == []
