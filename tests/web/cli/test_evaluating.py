"""``kajplats evaluate``: figures with how many stand behind them, from files and from decisions."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy.orm import Session

from models.words import CEFR
from tests.builders import NOW, a_run, a_student, an_offer
from tests.web.cli.conftest import Command, a_file
from tests.web.cli.deciding import decided_in_the_database
from web.app import create_app
from web.bridge.runs import carry_out, keep_shipped_weights
from web.session import sessions
from web.tables.columns import DECISIONS, OFFERS, STUDENTS
from web.tables.faults import BadCells, TableUnreadable
from web.tables.files import read_file
from web.tables.reading import read_table

ON = ("--on", "2027-01-15")


def rows_of(done: Result) -> list[dict[str, str]]:
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(done.stdout.splitlines()))


def figure(rows: list[dict[str, str]], part: str, what: str, who: str = "") -> dict[str, str]:
    found = [
        row
        for row in rows
        if (row["part"], row["kind"]) == (part, "all")
        and row["what"].startswith(what)
        and row["who"].startswith(who)
    ]
    assert found, (part, what, who)
    return found[0]


@pytest.fixture
def many(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Give twelve students and four offers; everybody says yes to the first, no to the second."""
    students = a_file(
        tmp_path / "students.csv",
        STUDENTS,
        *(
            {
                "id": f"s{number}",
                "languages": "sv:C2" if number < 6 else "sv:B2;en:C1",
                "place": "2281" if number % 2 else "2280",
                "ranked": "",
            }
            for number in range(12)
        ),
    )
    offered = ({"id": f"o{number}", "places": "3"} for number in range(4))
    offers = a_file(tmp_path / "offers.csv", OFFERS, *offered)
    decisions = a_file(
        tmp_path / "decisions.csv",
        DECISIONS,
        *(
            {"student": f"s{number}", "offer": offer, "by": by, "yes": yes}
            for number in range(12)
            for by in ("student", "employer", "samordnare")
            for offer, yes in (("o0", "ja"), ("o1", "nej"))
        ),
    )
    return students, offers, decisions


@pytest.mark.parametrize("database_url", ["sqlite://"])
class TestFiles:
    def test_every_part_is_measured_and_every_figure_says_of_how_many(
        self, kajplats: Command, many: tuple[Path, Path, Path]
    ) -> None:
        rows = rows_of(kajplats("evaluate", *many, *ON, "-k", 4))
        parts = dict.fromkeys(row["part"] for row in rows)
        assert list(parts) == [
            "ranking",
            "calibration",
            "spread",
            "allocation",
            "selection",
            "proxies",
        ]
        assert all(int(row["n"]) >= 0 for row in rows)
        assert figure(rows, "ranking", "MRR", "student")["n"] == "12"
        assert figure(rows, "calibration", "AUC", "both")["n"] == "24"
        assert figure(rows, "allocation", "placed")["figure"] == "12.0"

    def test_rates_are_told_by_group_of_five_or_more(
        self, kajplats: Command, many: tuple[Path, Path, Path], tmp_path: Path
    ) -> None:
        rows = rows_of(kajplats("evaluate", *many, *ON))
        groups = {row["who"]: int(row["n"]) for row in rows if row["part"] == "selection"}
        assert groups["language: Swedish at C1 or C2"] == 6
        assert groups["language: Swedish at B1 or B2"] == 6
        assert min(groups.values()) >= 5
        ratio = figure(rows, "selection", "four-fifths ratio, confirmed", "language")
        assert ratio["figure"] == "1.0"

        few = a_file(tmp_path / "few.csv", STUDENTS, {"id": "s0", "ranked": ""})
        decisions = a_file(tmp_path / "one.csv", DECISIONS, {"student": "s0", "offer": "o0"})
        rows = rows_of(kajplats("evaluate", few, many[1], decisions, *ON))
        assert [row for row in rows if row["part"] == "selection"] == []

    def test_what_the_score_does_without_languages_and_place_is_told(
        self, kajplats: Command, many: tuple[Path, Path, Path]
    ) -> None:
        done = kajplats("evaluate", *many, *ON)
        rows = [row for row in rows_of(done) if row["part"] == "proxies"]
        for proxy in ("language", "place"):
            changes = [row for row in rows if row["what"].endswith(f"without {proxy}")]
            assert len(changes) >= 3
            assert all(row["figure"] == "" or 0 <= float(row["figure"]) <= 1 for row in changes)

    @pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
    def test_figures_are_written_to_a_file(
        self, kajplats: Command, many: tuple[Path, Path, Path], tmp_path: Path, ending: str
    ) -> None:
        out = tmp_path / f"figures{ending}"
        done = kajplats("evaluate", *many, *ON, "--out", out)
        assert done.exit_code == 0, done.output
        assert {row["part"] for _, row in read_file(out).rows} >= {"ranking", "selection"}
        if ending == ".json":
            figures = json.loads(out.read_text(encoding="utf-8"))
            assert all(each["figure"] is None or each["figure"] >= -1 for each in figures)

    def test_bad_cells_of_all_files_are_told_together(
        self, kajplats: Command, many: tuple[Path, Path, Path], tmp_path: Path
    ) -> None:
        decisions = a_file(
            tmp_path / "bad.csv", DECISIONS, {"by": "läraren", "yes": "kanske", "on": "i våras"}
        )
        done = kajplats("evaluate", *many[:2], decisions, *ON)
        assert isinstance(done.exception, BadCells)
        assert [cell.column for cell in done.exception.cells] == ["by", "on", "yes"]

    def test_unknown_ids_and_decisions_made_twice_are_told_by_cell(
        self, kajplats: Command, many: tuple[Path, Path, Path], tmp_path: Path
    ) -> None:
        decisions = a_file(
            tmp_path / "bad.csv",
            DECISIONS,
            {"student": "s0", "offer": "o0"},
            {"student": "s99", "offer": "o0"},
            {"student": "s0", "offer": "o99"},
            {"student": "s0", "offer": "o0", "yes": "nej"},
        )
        done = kajplats("evaluate", *many[:2], decisions, *ON)
        assert isinstance(done.exception, BadCells)
        assert [(cell.row, cell.column) for cell in done.exception.cells] == [
            (3, "student"),
            (4, "offer"),
            (5, "by"),
        ]

    def test_the_template_can_be_read(self, kajplats: Command, tmp_path: Path) -> None:
        path = tmp_path / "decisions.csv"
        path.write_text(kajplats("evaluate", "--template", "decisions").output, encoding="utf-8")
        table = read_table(path, DECISIONS, DECISIONS.ranked)
        assert (len(table.lines), table.ignored) == (1, ())

    def test_two_files_or_no_day_are_refused_with_what_to_give(
        self, kajplats: Command, many: tuple[Path, Path, Path]
    ) -> None:
        for given in (many[:2], many, (*many[:2], *ON), ON):
            done = kajplats("evaluate", *given)
            assert done.exit_code == 2
            assert "--template decisions" in done.output

    def test_other_weights_give_other_figures_and_bad_ones_are_refused(
        self, kajplats: Command, many: tuple[Path, Path, Path], tmp_path: Path
    ) -> None:
        shipped = json.loads(Path("matcher/data/weights.json").read_text(encoding="utf-8"))
        shipped["terms"]["base"] = {"student": -3.0, "employer": -3.0}
        path = tmp_path / "weights.json"
        path.write_text(json.dumps(shipped), encoding="utf-8")
        told = [kajplats("evaluate", *many, *ON, *more) for more in ((), ("--weights", path))]
        plain, other = (figure(rows_of(done), "calibration", "ECE", "student") for done in told)
        assert float(other["figure"]) != float(plain["figure"])
        path.write_text("{}", encoding="utf-8")
        done = kajplats("evaluate", *many, *ON, "--weights", path)
        assert isinstance(done.exception, TableUnreadable)
        assert "weights.json" in str(done.exception)


@pytest.mark.usefixtures("upgraded")
class TestDecisions:
    def test_what_was_decided_is_held_to_what_was_suggested(
        self, kajplats: Command, session: Session
    ) -> None:
        decided_in_the_database(session, students=6, offers=6)
        done = kajplats("evaluate")
        rows = rows_of(done)
        assert figure(rows, "calibration", "AUC", "coordinator")["n"] == "36"
        assert float(figure(rows, "ranking", "MRR", "coordinator")["figure"]) > 0
        assert figure(rows, "oversight", "share of pairs not proposed")["n"] == "36"
        assert "36 decisions about suggestions." in done.stderr

    def test_the_newest_runs_are_looked_at_and_written_into_the_card(
        self, kajplats: Command, session: Session
    ) -> None:
        keep_shipped_weights(session, at=NOW)
        for number in range(6):
            a_student(session, languages={"sv": CEFR.C2 if number % 2 else CEFR.B1})
        an_offer(session, places=2)
        run = a_run(session)
        session.commit()
        app = create_app()
        carry_out(sessions(app), run.id, clock=lambda: NOW)
        rows = rows_of(kajplats("evaluate"))
        for part in ("spread", "allocation", "selection", "proxies"):
            assert [row for row in rows if row["part"] == part], part
        placed = next(row for row in rows if row["what"] == "placed")
        assert (placed["kind"], placed["figure"], placed["n"]) == ("internship", "2.0", "6")
        # Three and three: each group is too small, and both together are six.
        groups = {row["who"] for row in rows if row["who"].startswith("language:")}
        assert groups == {"language: others"}
        card = kajplats("model-card")
        assert card.exit_code == 0, card.output
        assert "| allocation | placed | internship | stable | 2.000 |  | 6 |" in card.output
        sessions(app).kw["bind"].dispose()

    def test_the_card_is_written_without_a_database_too(self, kajplats: Command) -> None:
        card = kajplats("model-card", "--shipped")
        assert card.exit_code == 0, card.output
        assert card.output.startswith("# Model card of the matcher, ")
        assert "without an installation" in card.output

    def test_an_empty_database_has_nothing_to_tell_and_says_so(self, kajplats: Command) -> None:
        rows = rows_of(kajplats("evaluate"))
        assert {row["figure"] for row in rows if row["part"] == "ranking"} == {""}
        assert {row["n"] for row in rows if row["part"] == "ranking"} == {"0"}
