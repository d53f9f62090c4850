"""A proposal is judged by decisions that it was not learned from, and refuses too little."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.decisions import Decision, Voice
from matcher.errors import InvalidValueError, TooFewDecisionsError
from matcher.learning import learn
from matcher.proposal import Advice, Proposal, propose
from matcher.weights import shipped_weights
from tests.matcher.deciders import CARED_FOR, FIRST, decisions_of

SHIPPED = shipped_weights()
ON = date(2029, 6, 1)


def proposed(decisions: list[Decision]) -> Proposal:
    """Return what is proposed from some decisions."""
    return propose(decisions, SHIPPED, version="2029-06", owner="Kim", on=ON)


def test_it_is_learned_from_the_earlier_and_judged_by_the_later() -> None:
    decisions = decisions_of(1200)
    proposal = proposed(decisions)
    assert proposal.learned.decisions + proposal.judged.decisions == 1200
    assert proposal.learned.last < proposal.judged.first
    assert 0.25 <= proposal.judged.decisions / 1200 <= 0.35
    earlier = [each for each in decisions if each.at <= proposal.learned.last]
    assert proposal.weights.terms == learn(earlier, SHIPPED).terms


def test_the_later_decisions_change_nothing_in_what_is_proposed() -> None:
    decisions = decisions_of(2400)
    first = proposed(decisions)
    turned = [
        replace(each, yes=not each.yes) if each.at > first.learned.last else each
        for each in decisions
    ]
    second = proposed(turned)
    assert second.weights.terms == first.weights.terms
    assert second.judgements != first.judgements
    assert second.advice is Advice.WORSE


def test_it_names_its_version_owner_and_day_and_says_why_in_figures() -> None:
    proposal = proposed(decisions_of(600))
    assert (proposal.weights.version, proposal.weights.owner) == ("2029-06", "Kim")
    assert (proposal.weights.adopted_on, proposal.instead_of) == (ON, SHIPPED.version)
    assert f"Learned from {proposal.learned.decisions} decisions" in proposal.weights.reason
    assert "student AUC" in proposal.weights.reason
    assert "nan" not in proposal.weights.reason


def test_much_to_learn_is_better_and_nothing_to_learn_is_no_difference() -> None:
    better = proposed(decisions_of(4000))
    assert better.advice is Advice.BETTER
    assert better.changes[0].term in {CARED_FOR, "text", "base", "concepts"}
    assert better.stays < 0.1
    same = proposed(decisions_of(400, weights=SHIPPED))
    assert same.advice is Advice.NO_DIFFERENCE


def test_every_change_is_told_what_changes_most_first() -> None:
    proposal = proposed(decisions_of(1200))
    sizes = [abs(change.after - change.before) for change in proposal.changes]
    assert sizes == sorted(sizes, reverse=True)
    for change in proposal.changes:
        assert change.before == getattr(SHIPPED.terms[change.term], change.side)
        assert change.after == getattr(proposal.weights.terms[change.term], change.side)


def test_sides_that_answer_independently_are_seen_to() -> None:
    pairs = [
        replace(each, student=f"s{number // 2}", offer="o", at=FIRST + timedelta(days=number // 6))
        for number, each in enumerate(
            decisions_of(3000, weights=SHIPPED, voices=(Voice.STUDENT, Voice.EMPLOYER))
        )
    ]
    # Both sides of a pair answer about the same evidence.
    pairs = [
        replace(each, evidence=pairs[number - number % 2].evidence)
        for number, each in enumerate(pairs)
    ]
    independence = proposed(pairs).independence
    assert independence.pairs == independence.answered_twice > 400
    assert abs(independence.correlation) < 0.12


@pytest.mark.parametrize(
    ("decisions", "field", "row"),
    [
        ([], "earlier decisions", None),
        (decisions_of(120), "earlier decisions", None),
        ([replace(each, yes=True) for each in decisions_of(300)], "earlier decisions", "no"),
        ([replace(each, yes=False) for each in decisions_of(300)], "earlier decisions", "yes"),
        (
            [replace(each, yes=each.yes or n > 200) for n, each in enumerate(decisions_of(300))],
            "later decisions",
            "no",
        ),
    ],
)
def test_too_few_or_one_sided_decisions_are_refused(
    decisions: list[Decision], field: str, row: str | None
) -> None:
    with pytest.raises(TooFewDecisionsError) as caught:
        proposed(decisions)
    assert (caught.value.field, caught.value.row) == (field, row)
    assert "at least" in caught.value.expected


def test_decisions_of_one_day_cannot_be_parted() -> None:
    one_day = [replace(each, at=FIRST) for each in decisions_of(200)]
    with pytest.raises(TooFewDecisionsError) as caught:
        proposed(one_day)
    assert caught.value.value == 0


def test_the_version_in_force_and_a_day_before_the_last_decision_are_refused() -> None:
    decisions = decisions_of(300)
    for version, on, field in ((SHIPPED.version, ON, "version"), ("new", FIRST, "on")):
        with pytest.raises(InvalidValueError) as caught:
            propose(decisions, SHIPPED, version=version, owner="Kim", on=on)
        assert caught.value.field == field
