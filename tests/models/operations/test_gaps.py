"""From a gap an activity is drafted, with its figures and the needs that it is to meet."""

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotAllowed
from models.operations.activities import ActivityWords
from models.operations.gaps import draft_from_gap
from models.queries.needs import list_needs_of_activity
from models.words import ActivityState, Role, Stage
from tests.builders import NOW, a_coordinator, a_need

WORDS = ActivityWords(Stage.DEVELOP, "Uppdragsutbildning i vård och omvårdnad")
EVIDENCE = {"from": "gap", "as_of": "2027-03-01", "rows": []}


def test_a_draft_keeps_its_evidence_and_its_needs(session: Session) -> None:
    needs = [a_need(session), a_need(session, branch="Vården i Ådalen")]
    by = a_coordinator(session)
    activity = draft_from_gap(session, WORDS, EVIDENCE, needs, by=by, at=NOW)
    assert (activity.state, activity.evidence) == (ActivityState.DRAFT, EVIDENCE)
    assert list(list_needs_of_activity(session, activity.id)) == needs


@pytest.mark.parametrize("role", [Role.STEERING, Role.EMPLOYER, Role.STUDENT, Role.ADMIN])
def test_nobody_else_drafts(session: Session, role: Role) -> None:
    with pytest.raises(NotAllowed):
        draft_from_gap(session, WORDS, EVIDENCE, [], by=Actor(role, account_id=1), at=NOW)
