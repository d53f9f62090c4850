"""``kajplats weights``: shown, proposed from decisions, and adopted by a named administrator."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit import Event
from models.queries.weights import find_weights_in_force, list_adoptions
from models.rounds import Run
from models.words import Role
from tests.builders import NOW, a_run, a_student, an_account, an_offer
from tests.web.cli.conftest import Command
from tests.web.cli.deciding import decided_in_the_database
from web.bridge.runs import carry_out, keep_shipped_weights
from web.cli import weighing
from web.tables.faults import TableUnreadable

ANNA = "anna@example.org"
ADOPT = ("--by", ANNA, "--reason", "Better in spring.")

pytestmark = pytest.mark.usefixtures("upgraded")


@pytest.fixture(autouse=True)
def _shipped(session: Session, upgraded: None) -> None:
    keep_shipped_weights(session, at=NOW)
    an_account(session, Role.ADMIN, email=ANNA, name="Anna Berg")
    session.commit()


def a_file(kajplats: Command, tmp_path: Path, **changes: Any) -> Path:
    """Write the weights in force with some changes, as somebody would by hand."""
    path = tmp_path / "weights.json"
    assert kajplats("weights", "show", "--out", path).exit_code == 0
    content = json.loads(path.read_text(encoding="utf-8"))
    base = {"student": 0.5, "employer": 0.1, "neutral": 0.0}
    content |= {"version": "2027-spring", "terms": {**content["terms"], "base": base}, **changes}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def in_force(session: Session) -> str:
    session.rollback()
    found = find_weights_in_force(session)
    assert found is not None
    return found.version


class TestShowing:
    def test_the_version_in_force_is_shown_with_who_and_why(self, kajplats: Command) -> None:
        done = kajplats("weights", "show")
        assert done.exit_code == 0, done.output
        assert "Version 2026-11, in force since" in done.output
        assert "arbetsgruppen" in done.output
        assert "no_evidence_place" in done.output

    def test_an_unknown_version_is_told(self, kajplats: Command) -> None:
        done = kajplats("weights", "show", "--version", "1999")
        assert done.exit_code == 1
        assert "no version 1999" in done.output

    def test_what_is_written_can_be_adopted_as_it_is_and_changes_nothing(
        self, kajplats: Command, tmp_path: Path, session: Session
    ) -> None:
        path = tmp_path / "weights.json"
        kajplats("weights", "show", "--out", path)
        done = kajplats("weights", "adopt", path, *ADOPT)
        assert done.exit_code == 0, done.output
        assert "in force already" in done.output
        assert len(list_adoptions(session)) == 1


class TestAdopting:
    def test_a_named_administrator_brings_them_into_force(
        self, kajplats: Command, tmp_path: Path, session: Session
    ) -> None:
        done = kajplats("weights", "adopt", a_file(kajplats, tmp_path), *ADOPT)
        assert done.exit_code == 0, done.output
        assert "2027-spring is in force from now on, instead of 2026-11" in done.output
        assert in_force(session) == "2027-spring"
        adopted = find_weights_in_force(session)
        assert adopted is not None
        assert (adopted.owner, adopted.reason) == ("Anna Berg", "Better in spring.")
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert (event.thing, event.verb, event.role) == ("weights", "adopted", Role.ADMIN)
        assert "Better" not in json.dumps(event.details)
        assert kajplats("events", "check").exit_code == 0

    def test_runs_from_then_on_are_made_with_them(
        self, kajplats: Command, tmp_path: Path, session: Session
    ) -> None:
        a_student(session)
        an_offer(session)
        first = a_run(session)
        session.commit()
        from web.app import create_app
        from web.session import sessions

        app = create_app()
        carry_out(sessions(app), first.id, clock=lambda: NOW)
        kajplats("weights", "adopt", a_file(kajplats, tmp_path), *ADOPT)
        # A new version of the service does not overrule the administrator.
        assert kajplats("upgrade").exit_code == 0
        second = a_run(session)
        session.commit()
        carry_out(sessions(app), second.id, clock=lambda: NOW)
        session.expire_all()
        used = [session.get_one(Run, run.id).weights_version for run in (first, second)]
        assert used == ["2026-11", "2027-spring"]
        # The earlier run is still made again as it was.
        assert kajplats("explain-run", first.id).exit_code == 0
        assert kajplats("explain-run", second.id).exit_code == 0
        sessions(app).kw["bind"].dispose()

    def test_an_earlier_version_is_brought_back(
        self, kajplats: Command, tmp_path: Path, session: Session
    ) -> None:
        kajplats("weights", "adopt", a_file(kajplats, tmp_path), *ADOPT)
        path = tmp_path / "earlier.json"
        kajplats("weights", "show", "--version", "2026-11", "--out", path)
        done = kajplats("weights", "adopt", path, "--by", ANNA, "--reason", "Worse after all.")
        assert done.exit_code == 0, done.output
        assert in_force(session) == "2026-11"
        assert [each.version for each in list_adoptions(session)] == [
            "2026-11",
            "2027-spring",
            "2026-11",
        ]

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"version": "2026-11"}, "known with other numbers"),
            ({"instead_of": "2020"}, "made to replace version 2020"),
            ({"instead_of": ""}, "does not say which version it replaces"),
        ],
    )
    def test_what_may_not_come_into_force_is_refused_in_words(
        self,
        kajplats: Command,
        tmp_path: Path,
        session: Session,
        changes: dict[str, str],
        words: str,
    ) -> None:
        done = kajplats("weights", "adopt", a_file(kajplats, tmp_path, **changes), *ADOPT)
        assert done.exit_code == 1
        assert words in done.output
        assert in_force(session) == "2026-11"

    def test_nobody_else_adopts(self, kajplats: Command, tmp_path: Path, session: Session) -> None:
        an_account(session, Role.COORDINATOR, email="kim@example.org")
        session.commit()
        path = a_file(kajplats, tmp_path)
        for by, words in (("kim@example.org", "no administrator"), ("nobody@x.se", "no account")):
            done = kajplats("weights", "adopt", path, "--by", by, "--reason", "Now.")
            assert done.exit_code == 1
            assert words in done.output
        done = kajplats("weights", "adopt", path, "--by", ANNA, "--reason", " ")
        assert "Say why" in done.output
        assert in_force(session) == "2026-11"

    @pytest.mark.parametrize("content", ["", "{}", "[1]", '{"version": "x"}'])
    def test_a_file_that_holds_no_weights_is_refused(
        self, kajplats: Command, tmp_path: Path, content: str
    ) -> None:
        path = tmp_path / "weights.json"
        path.write_text(content, encoding="utf-8")
        done = kajplats("weights", "adopt", path, *ADOPT)
        assert isinstance(done.exception, TableUnreadable)
        missing = kajplats("weights", "adopt", tmp_path / "nothing.json", *ADOPT)
        assert isinstance(missing.exception, TableUnreadable)


class TestProposing:
    def test_few_decisions_are_refused_in_clear_words(
        self, kajplats: Command, tmp_path: Path, session: Session
    ) -> None:
        out = tmp_path / "proposed.json"
        done = kajplats("weights", "propose", "--out", out)
        assert done.exit_code == 1
        assert "There are 0 earlier decisions, and at least 100 are needed." in done.output
        assert "The weights in force stay." in done.output
        assert not out.exists()
        assert in_force(session) == "2026-11"

    @pytest.mark.slow
    def test_they_are_learned_from_decisions_written_down_and_then_adopted_by_a_person(
        self,
        kajplats: Command,
        tmp_path: Path,
        session: Session,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(weighing, "now", lambda: NOW + timedelta(days=400))
        decided_in_the_database(session, students=40, offers=5, answered=60)
        out = tmp_path / "proposed.json"
        done = kajplats("weights", "propose", "--out", out, "--version", "2027-06")
        assert done.exit_code == 0, done.output
        assert "Coordinator: " in done.output
        assert "Nothing is adopted" in done.output
        assert in_force(session) == "2026-11"
        content = json.loads(out.read_text(encoding="utf-8"))
        assert (content["version"], content["instead_of"]) == ("2027-06", "2026-11")
        assert content["proposal"]["learned_from"]["decisions"] >= 100
        assert content["proposal"]["by_voice"]["coordinator"]["auc_after"]["n"] > 20
        # The coordinator decides by how near it is: both sides' weights of it have grown.
        shipped = json.loads(Path("matcher/data/weights.json").read_text(encoding="utf-8"))
        for side in ("student", "employer"):
            learned, before = (
                each["terms"]["place"][side] / max(each["terms"]["must"][side], 0.01)
                for each in (content, shipped)
            )
            assert learned > before
        done = kajplats("weights", "adopt", out, *ADOPT)
        assert done.exit_code == 0, done.output
        assert in_force(session) == "2027-06"
        adopted = find_weights_in_force(session)
        assert adopted is not None
        assert "Learned from" in adopted.reason
        again = kajplats("weights", "propose", "--out", out, "--version", "2027-06")
        assert "already" in again.output
