"""A name tells its sort of work by its words, and by the parts of a compound."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

import matcher
from matcher.trades import Trades, shipped_kindred, shipped_trades

ROWS = [{"sv": "musiker;piano;kör", "en": "music"}, {"sv": "lärare;skola", "en": "teacher;school"}]


@pytest.mark.parametrize(
    ("name", "sorts"),
    [
        ("Musiker", {0: 1.0}),
        ("skolorna", {1: 1.0}),
        ("musikskolor", {1: 1.0, 0: 0.6}),
        ("pianolärare", {1: 1.0, 0: 0.6}),
        ("Pianolärarna", {1: 1.0, 0: 0.6}),
        ("music teacher", {0: 1.0, 1: 1.0}),
        ("körskola", {1: 1.0}),  # too short a word to be found inside another
        ("och", {}),
        ("glasblåsare", {}),
        ("", {}),
        ("🎉", {}),
    ],
)
def test_a_name_speaks_of_sorts_of_work(name: str, sorts: dict[int, float]) -> None:
    assert Trades(ROWS).of(name) == sorts


def test_a_word_of_two_sorts_tells_less_of_each() -> None:
    trades = Trades([{"sv": "mur", "en": "wall"}, {"sv": "mur", "en": "brick"}])
    assert trades.of("mur") == pytest.approx({0: 0.5**0.5, 1: 0.5**0.5})


def test_doings_and_things_have_sorts_too() -> None:
    kindred = shipped_kindred()
    assert kindred.of("montering").keys() & kindred.of("installera").keys()
    assert kindred.of("lastbilar").keys() & kindred.of("vehicle").keys()
    assert not kindred.of("montering").keys() & kindred.of("statistik").keys()


@pytest.mark.parametrize(
    ("name", "shipped"), [("trades.csv", shipped_trades), ("kindred.csv", shipped_kindred)]
)
def test_the_shipped_rows_have_words_in_both_languages_each_once(
    name: str, shipped: Callable[[], Trades]
) -> None:
    path = Path(matcher.__file__).parent / "data" / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == shipped().columns > 100
    for row in rows:
        for cell in row.values():
            said = cell.split(";")
            assert all(word == word.strip().lower() != "" for word in said), cell
            assert len(set(said)) == len(said), cell
