"""Many names are ranked at once as each is alone, by a slow and obvious way."""

from hypothesis import given
from hypothesis import strategies as st

from matcher.hits import as_hits, best_first

PAIRS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 5), st.sampled_from([0.1, 0.5, 0.9])), max_size=20
)


@given(PAIRS, PAIRS)
def test_the_best_of_each_pair_lies_best_first(
    one: list[tuple[int, int, float]], other: list[tuple[int, int, float]]
) -> None:
    best: dict[tuple[int, int], float] = {}
    for name, concept, score in one + other:
        best[name, concept] = max(score, best.get((name, concept), 0.0))
    expected = sorted(
        ((name, concept, score) for (name, concept), score in best.items()),
        key=lambda hit: (hit[0], -hit[2], hit[1]),
    )
    found = best_first([as_hits(one), as_hits(other)])
    assert list(zip(*map(list, found), strict=True)) == expected
    names = [name for name, _, _ in expected]
    assert found.places.tolist() == [names[:at].count(name) for at, name in enumerate(names)]
