"""Words that two rooms need are the same in both, and every word has a name on the pages."""

import ast
from enum import Enum

import pytest

from matcher import decisions, records
from models import words
from tests.house.project import ROOMS, nodes
from web.labels import label, look


def members(kind: type[Enum]) -> dict[str, object]:
    return {name: member.value for name, member in kind.__members__.items()}


def lists_of(module: object) -> dict[str, type[Enum]]:
    return {
        name: thing
        for name, thing in vars(module).items()
        if isinstance(thing, type) and issubclass(thing, Enum) and list(thing)
    }


@pytest.mark.parametrize("name", ["Kind", "Level", "CEFR", "Remote"])
def test_the_matcher_and_the_database_know_the_same_words(name: str) -> None:
    assert members(lists_of(records)[name]) == members(lists_of(words)[name])


def test_whose_decisions_there_are_is_the_same_in_both_rooms() -> None:
    assert members(decisions.Voice) == members(words.Voice)


def test_a_hint_may_want_whatever_the_matcher_knows_but_that_a_pair_is_settled() -> None:
    known = {wish.value for wish in records.Wish} - {records.Wish.FIXED.value}
    assert {wish.value for wish in words.HintWish} == known


def test_no_other_list_goes_by_one_name_in_both_rooms() -> None:
    shared = lists_of(records).keys() & lists_of(words).keys()
    assert {name for name in shared if name[0].isupper()} == {"Kind", "Level", "CEFR", "Remote"}


def test_no_table_mixes_words_of_two_lists() -> None:
    # Words of two lists with the same text are equal, so in a dict one would hide the other.
    mixed = []
    for path, table in nodes(ast.Dict, *ROOMS):
        owners = {ast.unparse(key.value) for key in table.keys if isinstance(key, ast.Attribute)}
        if len(owners & lists_of(words).keys()) > 1:
            mixed.append(f"{path}:{table.lineno}")
    assert mixed == []


def test_every_state_has_a_name_and_a_look_on_the_pages() -> None:
    states = [
        word for name, kind in lists_of(words).items() if name.endswith("State") for word in kind
    ]
    assert states
    assert [word for word in states if not (label(word) and look(word).icon)] == []
