"""Every table and every column is somebody's, or has a reason why not: nothing is forgotten."""

import pytest

from models.personal import ABOUT_NOBODY, PARTS, RECORDS, parts_of
from models.persons import Part
from models.retention import KEEPINGS
from models.tables import Base

TABLES = Base.metadata.tables
NAMES = [f"{at}-{part.records}-{part.table.name}" for at, part in enumerate(PARTS)]


def test_every_table_reaches_a_person_or_is_about_nobody() -> None:
    told = {part.table.name for part in PARTS}
    assert sorted(TABLES.keys() - told - ABOUT_NOBODY.keys()) == []
    assert sorted(told & ABOUT_NOBODY.keys()) == []
    assert sorted(ABOUT_NOBODY.keys() - TABLES.keys()) == []
    assert all(len(reason.split()) > 3 for reason in ABOUT_NOBODY.values())


@pytest.mark.parametrize("part", PARTS, ids=NAMES)
def test_every_column_is_given_or_has_a_reason(part: Part) -> None:
    decided = [*part.columns, *part.withheld]
    assert sorted(set(decided)) == sorted(decided), "decided twice"
    assert sorted(decided) == sorted(part.table.columns.keys())
    assert set(part.cut) <= set(part.columns)


def test_no_table_about_nobody_refers_to_somebody() -> None:
    people = {"accounts", "students", "contacts"}
    refers = {
        name
        for name in ABOUT_NOBODY
        for key in TABLES[name].foreign_keys
        if key.column.table.name in people
    }
    assert refers == set()


def test_every_reference_to_somebody_leads_to_them() -> None:
    """A column that refers to a person is one by which its rows are found, or is withheld."""
    people = {"accounts", "students", "contacts"}
    told = {
        (part.table.name, column) for part in PARTS for column in (*part.columns, *part.withheld)
    }
    references = {
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name in people
    }
    assert references
    assert sorted(references - told) == []


def test_every_class_of_records_has_a_fate() -> None:
    assert {rule.records for rule in KEEPINGS} == set(RECORDS)
    assert len(KEEPINGS) == len(RECORDS)


def test_what_opens_something_is_never_given() -> None:
    never = {"password", "fs_uniquifier", "tf_totp_secret", "mf_recovery_codes", "token_hash"}
    given = {column for part in PARTS for column in part.columns}
    assert given & never == set()
    assert never <= {column for part in PARTS for column in part.withheld}


def test_parts_are_found_by_their_class() -> None:
    assert [part.table.name for part in parts_of("account")] == ["accounts", "account_roles"]
