"""The needs of the demo are those of its own employers, in words that the vocabulary knows."""

import csv
from pathlib import Path

from models.keys import fold
from models.needs import MOST_WORDS
from models.organisation_numbers import is_personal_number, normal_organisation_number
from models.words import Level, MetHow, NeedState, Sureness
from web.bridge.places import names_of_places

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "web" / "demo"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NEEDS = read(DEMO / "needs.csv")
EMPLOYERS = {f"{row['name']}/{row['unit']}": row for row in read(DEMO / "employers.csv")}
VOCABULARY = read(ROOT / "matcher" / "data" / "vocabulary.csv")


def test_there_are_needs_of_employers_and_of_branches() -> None:
    assert 25 <= len(NEEDS) <= 35
    branches = [row for row in NEEDS if row["employer"].startswith("-")]
    assert len(branches) >= 4
    others = {row["employer"] for row in NEEDS} - {row["employer"] for row in branches}
    assert others <= EMPLOYERS.keys()


def test_every_word_is_one_that_there_is() -> None:
    fields = {row["id"] for row in VOCABULARY if row["kind"] == "field"}
    labels = {
        fold(label)
        for row in VOCABULARY
        for label in (row["sv"], row["en"], *row["sv_synonyms"].split(";"))
    }
    for row in NEEDS:
        words = row["words"].split(";")
        assert row["field"] in fields
        assert row["place"] in names_of_places()
        assert Sureness(row["sureness"])
        assert not row["level"] or Level(row["level"])
        assert 1 <= len(words) <= MOST_WORDS
        assert fold(words[0]) in labels, words
        assert row["text"].strip()


def test_they_lie_within_the_years_shown_and_some_are_met() -> None:
    assert {row["years"] for row in NEEDS} == {"0", "1", "2", "3"}
    states = [row["state"].partition(":") for row in NEEDS]
    assert {NeedState(state) for state, _colon, _how in states} == set(NeedState)
    assert all(MetHow(how) for _state, colon, how in states if colon)


def test_nobody_wishes_what_they_cannot_buy() -> None:
    for row in NEEDS:
        employer = EMPLOYERS.get(row["employer"])
        if employer and row["commissioned"] == "yes":
            number = normal_organisation_number(employer["organisation_number"])
            assert not is_personal_number(number)
