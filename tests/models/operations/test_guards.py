"""Nobody decides about themselves."""

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import CannotBuyEducation, ConflictOfInterest
from models.operations.guards import may_buy_education
from models.operations.matches import confirm, reject
from models.operations.students import recognise_student
from models.words import Reason, Role
from tests.builders import NOW, a_rolling_round, a_student, an_employer, an_offer


def test_a_coordinator_who_studies_decides_nothing_about_themselves(session: Session) -> None:
    student, offer = a_student(session), an_offer(session)
    round_ = a_rolling_round(session, offer.kind)
    self = Actor(Role.COORDINATOR, account_id=student.account_id)
    with pytest.raises(ConflictOfInterest):
        confirm(session, round_, student, offer, by=self, at=NOW)
    with pytest.raises(ConflictOfInterest):
        reject(session, round_, student, offer, by=self, at=NOW, reason=Reason.SKILLS)
    with pytest.raises(ConflictOfInterest):
        recognise_student(session, student, by=self, at=NOW)


def test_individuals_and_sole_traders_buy_no_education(session: Session) -> None:
    may_buy_education(an_employer(session))
    with pytest.raises(CannotBuyEducation):
        may_buy_education(an_employer(session, organisation_number="8112189876"))
