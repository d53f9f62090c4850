"""Decisions of people who do not exist, to judge what is learned from decisions.

The truth is not of the learner's form. What a side thinks of a pair is a sum over the terms of the
score, each bent (what is good already counts less, the more there is of it), plus what only two
terms together say (who lacks what is asked for is not helped by being near; who wants the offer
minds the distance less; the weakest of dates, hours and language decides), plus a like or dislike
of each student, employer and coordinator that no term knows of, and a liking of the pair. It moves
over time, one way, and some of what is written down is the opposite of what was meant.

Decisions arise as they do in the service, so they are selected as they are there. A coordinator
looks at the first of the list that the weights in force gave for an offer, at more of some lists
than of others, and confirms or rejects what stands there, until an offer has its candidates. Only
who is confirmed is asked, and after a no of one side the other mostly never answers.

How much the true weights differ from those in force is the one thing that makes learning look easy
or hard. Three truths say so, and were written down before anything was learned from them: NEAR,
where the working group had guessed well; USUAL, where each weight is half or double as often as
not; and FAR, where besides some terms mean nothing to anybody. Figures are given for each.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from matcher import shipped_weights
from matcher.weights import TERMS
from tests.benchmarks.seasons import SEASON_COUNT, Season, season

Floats = NDArray[np.float64]

VOICES = ("student", "employer", "coordinator")
FIRST_DAY = date(2027, 1, 11)
DAYS_BETWEEN_SEASONS = 182
# Two markets a half year are learned from. What was learned is judged on the year that follows, on
# three a half year, each of which happens four times over with other likings and chances, so that
# chance plays a smaller part.
EARLIER_MARKETS, LATER_MARKETS, LATER_TIMES = 2, 3, 4
# So many candidates of an offer are asked for each of its places.
CANDIDATES_PER_PLACE = 3
# A coordinator looks at three candidates of an offer at least, and at three more on average.
LOOKS_AT_LEAST, LOOKS_MORE = 3, 3.0
# After a no of one side, the other side's answer is written down this often.
ANSWERS_IN_VAIN = 0.3


@dataclass(frozen=True)
class Truth:
    """How people decide.

    Parameters
    ----------
    name : str
    spread : float
        The standard deviation of the logarithm of true weight / weight in force.
    meaningless : float
        The share of the terms that count for nobody.
    shift : float
        The standard deviation of the base of each side against that in force.
    bend : float
        How strongly terms saturate; 0 is straight.
    together : float
        The size of what two terms say together.
    person : float
        The standard deviation of the liking of a student, of an employer and of a coordinator.
    pair : float
        The standard deviation of the liking of a pair, beyond the chance in a yes.
    drift : float
        The standard deviation of the logarithm by which a true weight moves in a year.
    slips : float
        The share of decisions that are written down the wrong way.
    """

    name: str
    spread: float
    meaningless: float = 0.0
    shift: float = 0.5
    bend: float = 1.5
    together: float = 1.0
    person: float = 0.6
    pair: float = 0.5
    drift: float = 0.2
    slips: float = 0.03


NEAR = Truth("near", spread=0.3)
USUAL = Truth("usual", spread=0.6)
FAR = Truth("far", spread=0.9, meaningless=0.2)
TRUTHS = (NEAR, USUAL, FAR)


@dataclass(frozen=True)
class Stream:
    """Decisions in the order of their days.

    Parameters
    ----------
    voice : int array of shape (decisions,)
        A place in ``VOICES``.
    person : int array of shape (decisions,)
        A number of the student; no two seasons share one.
    offer : int array of shape (decisions,)
        A number of the offer likewise.
    evidence : float array of shape (decisions, terms)
    yes : bool array of shape (decisions,)
    day : int array of shape (decisions,)
        Days since ``FIRST_DAY``.
    """

    voice: NDArray[np.int64]
    person: NDArray[np.int64]
    offer: NDArray[np.int64]
    evidence: Floats
    yes: NDArray[np.bool_]
    day: NDArray[np.int64]

    def __len__(self) -> int:
        """Count the decisions."""
        return len(self.yes)

    def part(self, chosen: "NDArray[np.bool_] | slice") -> "Stream":
        """Give some of the decisions."""
        return Stream(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    def date_of(self, place: int) -> date:
        """Give the day of a decision."""
        return FIRST_DAY + timedelta(days=int(self.day[place]))


class People:
    """Those who decide: their true weights, and what they like."""

    def __init__(self, truth: Truth, rng: np.random.Generator) -> None:
        self.truth, self.rng = truth, rng
        shipped = shipped_weights().terms
        means = rng.random((1, len(TERMS))) >= truth.meaningless
        bends = np.exp(truth.spread * rng.standard_normal((2, len(TERMS))))
        in_force = np.array(
            [[getattr(shipped[t], side) for t in TERMS] for side in ("student", "employer")]
        )
        self.weights = in_force * bends * means
        base = TERMS.index("base")
        self.weights[:, base] = in_force[:, base] + truth.shift * rng.standard_normal(2)
        self.moves = truth.drift * rng.standard_normal((2, len(TERMS)))
        # Coordinators think of what the employer asked for first, each in their own way.
        self.thinks_of_employer = rng.uniform(0.5, 0.8)
        self.strictness = truth.shift * rng.standard_normal()
        self.coordinators = truth.person * rng.standard_normal(4)

    def opinions(self, evidence: Floats, years: float) -> Floats:
        """Give what both sides think of pairs as far as terms go, in log-odds; (2, pairs)."""
        bent = _bent(evidence, self.truth.bend)
        said = (self.weights * np.exp(years * self.moves)) @ bent.T
        return said + self.truth.together * _together(evidence)

    def likings(self, of: Season) -> Floats:
        """Give what nobody can read from a profile or an offer, in log-odds; (2, pairs)."""
        size, rng = self.truth.person, self.rng
        keen = size * rng.standard_normal(len(of.students))
        picky = size * rng.standard_normal(len(of.offers))
        shine, appeal = (
            size * rng.standard_normal(count) for count in (len(of.students), len(of.offers))
        )
        pair = self.truth.pair * rng.standard_normal((2, len(of.student)))
        student = keen[of.student] + appeal[of.offer]
        employer = picky[of.offer] + shine[of.student]
        return np.stack([student, employer]) + pair


def simulate(truth: Truth, seed: int, *, before: int = 4, after: int = 2) -> tuple[Stream, Stream]:
    """Give the decisions of some half years, and those of the half years that follow.

    A half year is some seasons side by side. The same truth and seed give the same decisions.
    """
    people = _people(truth, seed)
    rng = people.rng
    count = EARLIER_MARKETS * before
    numbers = rng.permutation(SEASON_COUNT)[: count + LATER_MARKETS * after] + 1
    earlier = [(int(n), place // EARLIER_MARKETS) for place, n in enumerate(numbers[:count])]
    later = [
        (int(n), before + place // LATER_MARKETS)
        for place, n in enumerate(numbers[count:])
        for _ in range(LATER_TIMES)
    ]
    streams = [
        _decisions(people, season(number), turn, place)
        for place, (number, turn) in enumerate(earlier + later)
    ]
    return _joined(streams[:count]), _joined(streams[count:])


def true_weights(truth: Truth, seed: int) -> Floats:
    """Give the weights that people begin with, by side and term; not all that they decide by."""
    return _people(truth, seed).weights


def _people(truth: Truth, seed: int) -> People:
    number = TRUTHS.index(truth) if truth in TRUTHS else len(TRUTHS)
    return People(truth, np.random.default_rng([seed, number]))


def _decisions(people: People, of: Season, turn: int, place: int) -> Stream:
    """Let a season happen, ``turn`` half years after the first, as the market of that place."""
    rng = people.rng
    years = turn * DAYS_BETWEEN_SEASONS / 365
    thinks = people.opinions(of.evidence, years) + people.likings(of)
    rows: list[tuple[int, int, bool, int]] = []  # voice, pair, yes, day
    for offer in np.unique(of.offer):
        pairs = np.flatnonzero(of.offer == offer)
        looked_at = pairs[: LOOKS_AT_LEAST + rng.poisson(LOOKS_MORE)]
        coordinator = rng.choice(people.coordinators)
        day, asked = int(rng.integers(0, 40)), 0
        for pair in looked_at:
            if asked >= CANDIDATES_PER_PLACE * of.offers[offer].places:
                break
            share = people.thinks_of_employer
            judged = share * thinks[1, pair] + (1 - share) * thinks[0, pair]
            yes = _says_yes(judged + people.strictness + coordinator, people)
            rows.append((2, int(pair), yes, day))
            if yes:
                asked += 1
                rows += _answers(people, thinks[:, pair], int(pair), day)
    voice, pair, yes, day = (np.array(column) for column in zip(*rows, strict=True))
    return Stream(
        voice,
        of.student[pair] + place * 10_000,
        of.offer[pair] + place * 10_000,
        of.evidence[pair],
        yes.astype(bool),
        day + turn * DAYS_BETWEEN_SEASONS,
    )


def _answers(
    people: People, thinks: Floats, pair: int, day: int
) -> list[tuple[int, int, bool, int]]:
    """Let both sides answer, in the order that chance has it."""
    rng = people.rng
    first = int(rng.integers(2))
    given: list[tuple[int, int, bool, int]] = []
    for voice in (first, 1 - first):
        day += int(rng.integers(1, 14))
        if given and not given[0][2] and rng.random() > ANSWERS_IN_VAIN:
            break
        given.append((voice, pair, _says_yes(float(thinks[voice]), people), day))
    return given


def _says_yes(log_odds: float, people: People) -> bool:
    meant = people.rng.random() < 1 / (1 + np.exp(-log_odds))
    slipped = people.rng.random() < people.truth.slips
    return bool(meant != slipped)


def _bent(evidence: Floats, bend: float) -> Floats:
    """Give evidence in which more of a good thing counts ever less; what is bad, as it is."""
    if not bend:
        return evidence
    gains = -np.expm1(-bend * np.maximum(evidence, 0.0)) / -np.expm1(-bend)
    return gains + np.minimum(evidence, 0.0)


def _together(evidence: Floats) -> Floats:
    """Give what two terms say only together, to the student and to the employer; (2, pairs)."""
    x = dict(zip(TERMS, evidence.T, strict=True))
    lacks = np.maximum(-x["must"], 0.0) + np.maximum(-x["concepts"], 0.0)
    near = np.maximum(x["place"], 0.0)
    far = np.maximum(-x["place"], 0.0)
    weakest = np.minimum(np.minimum(x["period"], x["hours"]), np.minimum(x["language"], 0.0))
    student = 2.0 * x["interest"] * far - 1.0 * lacks * near + weakest
    employer = -1.5 * lacks * near + 1.5 * x["programme"] * x["must"] + weakest
    return np.stack([student, employer])


def _joined(streams: list[Stream]) -> Stream:
    whole = Stream(
        *(
            np.concatenate([getattr(each, name) for each in streams])
            for name in Stream.__dataclass_fields__
        )
    )
    return whole.part(np.argsort(whole.day, kind="stable"))
