"""A ranking holds every rule, explains itself, and is the same every time."""

import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import CEFR, Criterion, Hint, Kind, Offer, Ranking, Settings, Student, Wish, rank
from matcher.errors import ConflictError, InvalidValueError, UnknownIdError
from tests.matcher.builders import SETTINGS, SPRING, TODAY, a_student, an_offer
from tests.matcher.markets import markets

ARRAYS = (
    "by_student",
    "by_offer",
    "score",
    "p_student",
    "p_employer",
    "offer_score",
    "offer_p_student",
    "offer_p_employer",
)


def a_ranking(**options: Any) -> Ranking:
    students = [
        a_student("anna", ranked=("o2",)),
        a_student("bo", skills={"redovisning": 4, "Excel": 4}, programme="Ekonomprogrammet"),
        a_student("cia", languages={"en": CEFR.C1}),
    ]
    offers = [
        an_offer("o1", places=2),
        an_offer("o2", title="Bokslut", must={"redovisning": 3}, wished={"Excel": 2}),
        an_offer("o3", kind=Kind.THESIS, period=SPRING),
    ]
    return rank(students, offers, SETTINGS, on=TODAY, **options)


@settings(deadline=None, max_examples=60)
@given(markets(), st.integers(1, 8))
def test_lists_hold_what_they_promise(drawn: tuple[list[Student], list[Offer]], k: int) -> None:
    students, offers = drawn
    ranking = rank(students, offers, SETTINGS, on=TODAY, k=k)
    n, m = len(students), len(offers)
    assert ranking.by_student.shape == ranking.score.shape == (n, k)
    assert ranking.by_offer.shape == ranking.offer_score.shape == (m, k)
    mask = ranking.market.eligibility.mask(np.arange(n))
    for row in range(n):
        listed = [int(column) for column in ranking.by_student[row] if column >= 0]
        # With few pairs every eligible one is a candidate, so lists are short only for want of any.
        assert len(listed) == len(set(listed)) == min(k, int(mask[row].sum()))
        assert mask[row, listed].all()
        for position, column in enumerate(listed):
            score = ranking.score_of(ranking.students[row], ranking.offers[column])
            assert ranking.score[row, position] == score
            product = ranking.p_student[row, position] * ranking.p_employer[row, position]
            assert product == score
        assert (ranking.score[row, len(listed) :] == 0).all()
    for column in range(m):
        listed = [int(row) for row in ranking.by_offer[column] if row >= 0]
        assert len(listed) == len(set(listed)) == min(k, int(mask[:, column].sum()))


@settings(deadline=None, max_examples=20)
@given(markets())
def test_the_same_input_gives_the_same_bytes(drawn: tuple[list[Student], list[Offer]]) -> None:
    one, other = (rank(*drawn, SETTINGS, on=TODAY, k=5) for _ in range(2))
    for name in ARRAYS:
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes()


def test_nobody_and_nothing_can_be_ranked() -> None:
    empty = rank([], [], SETTINGS, on=TODAY, k=3)
    assert empty.by_student.shape == empty.by_offer.shape == (0, 3)
    assert list(empty.suggestions()) == []
    assert rank([a_student()], [], SETTINGS, on=TODAY, k=2).by_student.tolist() == [[-1, -1]]
    assert rank([], [an_offer()], SETTINGS, on=TODAY, k=2).by_offer.tolist() == [[-1, -1]]


def test_the_right_people_meet() -> None:
    ranking = a_ranking(k=3)
    assert ranking.by_student.tolist() == [[0, 1, -1], [1, 0, -1], [-1, -1, -1]]
    assert ranking.by_offer[0, 0] == 0
    assert ranking.by_offer[1, 0] == 1
    assert ranking.weights_version


def test_terms_and_scores_agree_for_any_pair_eligible_or_not() -> None:
    ranking = a_ranking()
    for student in ranking.students:
        for offer in ranking.offers:
            terms = ranking.terms(student, offer)
            sides = [1 / (1 + np.exp(-sum(terms[side].values()))) for side in terms]
            assert sides[0] * sides[1] == pytest.approx(ranking.score_of(student, offer), abs=1e-12)


def test_why_nobody_is_answered_for_students_and_offers() -> None:
    ranking = a_ranking()
    assert ranking.why_nobody("cia").brings_back == {Criterion.LANGUAGE: 2}
    assert ranking.why_nobody("o3").removed == {Criterion.KIND: 3, Criterion.LANGUAGE: 1}
    assert ranking.failing("cia", "o3") == (Criterion.KIND, Criterion.LANGUAGE)
    assert ranking.failing("anna", "o1") == ()


def test_unknown_and_ambiguous_ids_are_errors() -> None:
    ranking = a_ranking()
    for ask in (
        lambda: ranking.terms("nobody", "o1"),
        lambda: ranking.score_of("anna", "nothing"),
        lambda: ranking.why_nobody("nobody"),
    ):
        with pytest.raises(UnknownIdError):
            ask()
    same = rank([a_student("x")], [an_offer("x")], SETTINGS, on=TODAY)
    with pytest.raises(ConflictError):
        same.why_nobody("x")


def test_suggestions_are_the_pairs_of_both_lists_with_their_ranks() -> None:
    ranking = a_ranking(k=1)
    found = {(s.student, s.offer): s for s in ranking.suggestions()}
    assert set(found) == {("anna", "o1"), ("bo", "o2")}
    first = found["anna", "o1"]
    assert (first.rank_for_student, first.rank_for_offer) == (1, 1)
    assert first.score == first.p_student * first.p_employer == ranking.score[0, 0]


def test_a_pair_in_one_list_only_has_one_rank() -> None:
    students = [a_student("s1"), a_student("s2", skills={})]
    ranking = rank(students, [an_offer()], SETTINGS, on=TODAY, k=1)
    ranks = {s.student: (s.rank_for_student, s.rank_for_offer) for s in ranking.suggestions()}
    assert ranks == {"s1": (1, 1), "s2": (1, None)}


def test_a_forbidden_pair_is_in_no_list() -> None:
    ranking = a_ranking(hints=[Hint("anna", "o1", Wish.FORBID, "släkt")])
    assert 0 not in ranking.by_student[0]
    assert 0 not in ranking.by_offer[0]


def test_attention_is_led_away_from_an_offer_that_everybody_wants() -> None:
    students = [a_student(f"s{i}") for i in range(12)]
    wanted = an_offer("wanted", place="0001")
    quiet = an_offer("quiet", must={"databaser": 4}, places=8)
    ranking = rank(students, [wanted, quiet], SETTINGS, on=TODAY, k=2)
    assert ranking.score_of("s0", "wanted") > ranking.score_of("s0", "quiet")
    assert set(ranking.by_student[:, 0].tolist()) == {1}


def test_programmes_and_skills_may_be_given_as_ids() -> None:
    offer = an_offer(must={"skill/databases": 3}, wished={"skill/programming": 2})
    words = rank([a_student()], [an_offer()], SETTINGS, on=TODAY)
    ids = rank(
        [
            a_student(
                programme="programme/systems", skills={"skill/programming": 3, "skill/databases": 3}
            )
        ],
        [offer],
        SETTINGS,
        on=TODAY,
    )
    assert ids.score[0, 0] == pytest.approx(words.score[0, 0], abs=1e-12)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x" * 100_000},
        {"text": "ord " * 25_000},
        {"text": "🎉" * 1000, "skills": {"🎉": 3}},
        {"text": "مرحبا بالعالم", "skills": {"البرمجة": 4}, "programme": "علم"},
        {"text": "\ud800", "skills": {"\ud800": 1}},
        {"text": "", "skills": {}, "programme": "", "languages": {"sv": CEFR.C2}},
        {"skills": {"DATABASER": 3, "  databaser ": 2, "Dätåbaser": 1}},
        {"skills": {"x" * 5000: 2}},
    ],
)
def test_odd_words_are_no_obstacle(changes: dict[str, Any]) -> None:
    ranking = rank([a_student(**changes)], [an_offer()], SETTINGS, on=TODAY)
    assert ranking.by_student[0, 0] == 0
    assert 0 < ranking.score[0, 0] < 1
    assert ranking.reasons("s1", "o1")


@pytest.mark.parametrize("k", [0, -1, 2.5, True, None])
def test_k_is_a_number_from_one(k: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        rank([], [], SETTINGS, on=TODAY, k=k)
    assert caught.value.field == "k"


def test_fewer_candidates_than_the_list_is_long_are_never_kept() -> None:
    few = Settings(vocabulary=SETTINGS.vocabulary, places=SETTINGS.places, candidates=1)
    ranking = rank([a_student()], [an_offer(f"o{i}") for i in range(5)], few, on=TODAY, k=5)
    assert (ranking.by_student[0] >= 0).all()


def test_a_ranking_can_be_sent_to_another_process() -> None:
    ranking = a_ranking(k=2)
    copy = pickle.loads(pickle.dumps(ranking))  # noqa: S301 - our own bytes
    assert copy.by_student.tobytes() == ranking.by_student.tobytes()
    assert copy.terms("anna", "o1") == ranking.terms("anna", "o1")


def test_the_shipped_words_weights_and_places_do_the_job_by_default() -> None:
    student = a_student(place="2281", skills={"Python": 4, "SQL": 4}, programme="Informatik")
    offer = an_offer(
        place="2280", must={"python": 3}, wished={"databases": 2}, fields=["Informatik"]
    )
    other = an_offer("o2", place="2280", must={"omvårdnad": 3}, fields=[])
    ranking = rank([student], [offer, other], on=TODAY, k=2)
    assert ranking.by_student.tolist() == [[0, 1]]
    assert ranking.score[0, 0] > 2 * ranking.score[0, 1]
