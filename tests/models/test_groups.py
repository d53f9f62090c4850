"""No group of one to four people can be reckoned from what is published."""

from collections import Counter
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from models.fives import FEWEST, OTHERS
from models.groups import in_groups
from models.queries.outcomes import QUESTIONS, Block, figures_of, stage_of

KINDS = ("mentorship", "internship", "thesis", "traineeship", "")
People = list[tuple[int, str, bool, tuple[int, ...]]]

people = st.lists(
    st.tuples(
        st.sampled_from([2025, 2026, 2027]),
        st.sampled_from(KINDS),
        st.booleans(),
        st.tuples(*(st.integers(0, len(answers) - 1) for answers in QUESTIONS.values())),
    ),
    max_size=60,
)
Tallies = dict[tuple[int, str], Counter[tuple[str, str]]]


def tallies_of(persons: People) -> Tallies:
    found: Tallies = {}
    for year, kind, answers, chosen in persons:
        tally = found.setdefault((year, kind), Counter())
        tally["asked", ""] += 1
        if answers:
            tally["answered", ""] += 1
            for (question, words), at in zip(QUESTIONS.items(), chosen, strict=True):
                tally[question, words[at]] += 1
    return dict(sorted(found.items()))


def is_told(count: int) -> bool:
    return count == 0 or count >= FEWEST


def cells(blocks: tuple[Block, ...], question: str) -> dict[str, list[int]]:
    """Give for each group of answers what the blocks of a partition tell of it."""
    found: dict[str, list[int]] = {}
    for block in blocks:
        for answer, count in block.cells[question].items():
            if count is not None:
                found.setdefault(answer, []).append(count)
    return found


@settings(max_examples=100, deadline=None)
@given(people)
def test_no_published_cell_and_no_sum_or_difference_of_cells_is_a_small_group(
    persons: People,
) -> None:
    figures = figures_of(tallies_of(persons))
    for question in QUESTIONS:
        whole = {k: v for k, v in figures.cells[question].items() if v is not None}
        assert all(is_told(count) for count in whole.values())
        for partition in (figures.by_year, figures.by_stage, figures.by_kind):
            for answer, counts in cells(partition, question).items():
                for size in range(1, len(counts) + 1):
                    for some in combinations(counts, size):
                        assert is_told(sum(some))
                        assert is_told(whole[answer] - sum(some))


@settings(max_examples=100, deadline=None)
@given(people)
def test_a_stage_minus_its_kinds_is_no_small_group(persons: People) -> None:
    """Kinds lie within stages, so what is left of a stage without some of its kinds is people."""
    figures = figures_of(tallies_of(persons))
    for stage, question in product(figures.by_stage, QUESTIONS):
        within = tuple(b for b in figures.by_kind if stage_of(b.keys[0]) in stage.keys)
        assert all(stage_of(key) in stage.keys for block in within for key in block.keys)
        by_kind = cells(within, question)
        for answer, (count,) in cells((stage,), question).items():
            kinds = by_kind.get(answer, [])
            for size in range(len(kinds) + 1):
                for some in combinations(kinds, size):
                    assert is_told(count - sum(some))


@settings(max_examples=60, deadline=None)
@given(people)
def test_a_year_and_a_kind_at_once_stay_uncertain(persons: People) -> None:
    """The least and the most that a crossing of two partitions can hold are five apart."""
    tallies = tallies_of(persons)
    figures = figures_of(tallies)
    for question in QUESTIONS:
        by_year, by_kind = cells(figures.by_year, question), cells(figures.by_kind, question)
        for answer, total in figures.cells[question].items():
            if total is None:
                continue
            for year, kind in product(by_year.get(answer, ()), by_kind.get(answer, ())):
                least, most = max(0, year + kind - total), min(year, kind)
                assert most - least >= FEWEST or (least == most and is_told(most))


@settings(max_examples=60, deadline=None)
@given(people)
def test_nothing_is_told_that_is_not_so(persons: People) -> None:
    tallies = tallies_of(persons)
    figures = figures_of(tallies)
    assert figures.asked == len(persons)
    assert figures.answered == sum(answers for _year, _kind, answers, _chosen in persons)
    for partition, at in ((figures.by_year, 0), (figures.by_kind, 1)):
        for block in partition:
            members = [each for each in persons if str(each[at]) in block.keys]
            assert block.asked == len(members)
            for number, (question, words) in enumerate(QUESTIONS.items()):
                for answer, count in block.cells[question].items():
                    if count is None or answer == OTHERS:
                        continue
                    told = [each for each in members if each[2]]
                    assert count == sum(words[each[3][number]] == answer for each in told)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 12), min_size=1))
def test_groups_are_told_of_five_or_more(counts: dict[str, int]) -> None:
    groups = in_groups(counts)
    if groups is None:
        assert sum(counts.values()) == 0 or any(0 < count < FEWEST for count in counts.values())
        return
    sums: Counter[str] = Counter()
    for answer, count in counts.items():
        sums[groups[answer]] += count
    assert all(is_told(count) for count in sums.values())
    assert sum(sums.values()) == sum(counts.values())


def test_a_period_is_told_in_whole_blocks_of_years() -> None:
    from datetime import date

    same = (0, 0, 0, 0)
    persons = [(2025, "thesis", True, same)] * 3 + [(2026, "thesis", True, same)] * 3
    persons += [(2027, "thesis", True, same)] * 7
    figures = figures_of(tallies_of(persons), date(2026, 1, 1), date(2026, 12, 31))
    assert (figures.since_year, figures.until_year) == (2025, 2026)
    assert (figures.asked, figures.answered, figures.rate) == (6, 6, 1.0)
    assert figures.cells["degree"]["taken"] == 6
    assert [block.keys for block in figures_of(tallies_of(persons)).by_year] == [
        ("2025", "2026"),
        ("2027",),
    ]


def test_nobody_asked_is_told_as_such() -> None:
    figures = figures_of({})
    assert (figures.asked, figures.answered, figures.rate, figures.since_year) == (0, 0, None, None)
