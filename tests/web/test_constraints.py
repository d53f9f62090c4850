"""What the databases say in their own words is told apart."""

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from web.constraints import constraint_of, is_busy


class Original(Exception):
    """Stands in for a driver's error."""

    def __init__(self, text: str, sqlstate: str | None = "") -> None:
        super().__init__(text)
        if sqlstate != "":
            self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UNIQUE constraint failed: accounts.email", "uq_accounts_email"),
        (
            "UNIQUE constraint failed: matches.round_id, matches.student_id, matches.offer_id",
            "uq_matches_round_id_student_id_offer_id",
        ),
        ("UNIQUE constraint failed: runs.round_id", "uq_runs_active_round"),
        ("UNIQUE constraint failed: concepts.id", "pk_concepts"),
        ("CHECK constraint failed: ck_offers_places_hold", "ck_offers_places_hold"),
        ("FOREIGN KEY constraint failed", ""),
    ],
)
def test_sqlite_s_words_lead_to_the_name_of_the_constraint(text: str, name: str) -> None:
    assert constraint_of(IntegrityError("", {}, Original(text))) == name


@pytest.mark.parametrize(
    ("text", "sqlstate", "busy"),
    [
        ("database is locked", "", True),
        ("no such table: accounts", "", False),
        ("the connection was lost", None, True),
        ("deadlock detected", "40P01", True),
        ("canceling statement due to lock timeout", "55P03", True),
        ("disk full", "53100", True),
        ("syntax error", "42601", False),
    ],
)
def test_busy_is_told_from_broken(text: str, sqlstate: str | None, busy: bool) -> None:
    assert is_busy(OperationalError("", {}, Original(text, sqlstate))) is busy
