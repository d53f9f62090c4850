"""Questions about runs: which is shown, and how little of it is read."""

from sqlalchemy import inspect
from sqlalchemy.orm import Session, sessionmaker

from models.queries.rounds import find_latest_run
from tests.builders import a_suggestion


def test_what_a_run_was_made_from_is_read_only_when_asked_for(
    session: Session, sessions: sessionmaker[Session]
) -> None:
    found = a_suggestion(session)
    found.run.inputs = {"students": [], "offers": [], "hints": []}
    session.commit()
    with sessions() as other:
        run = find_latest_run(other, found.run.round_id)
        assert run is not None
        assert "inputs" in inspect(run).unloaded
        assert run.inputs == {"students": [], "offers": [], "hints": []}
