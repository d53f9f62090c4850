"""Compiles every loop before anybody waits for it: ``python -m matcher.warming``, by ``make``.

A loop is compiled when it is first called, and then kept (`matcher.compiled`). All of them take
most of a minute, which would be the first run's, or that of each process that meets them at once.
"""

from dataclasses import replace
from datetime import date

from matcher.allocation import allocate
from matcher.assignment import best_match
from matcher.likeness import likenesses
from matcher.ranking import Ranking, rank
from matcher.records import CEFR, Hint, Kind, Level, Offer, Period, Remote, Student, Wish

_ON = date(2027, 1, 15)
_SUMMER = Period(date(2027, 6, 7), date(2027, 8, 13))
_STUDENT = Student(
    id="s1",
    kinds=frozenset({Kind.INTERNSHIP}),
    programme="systemvetenskap",
    level=Level.BACHELOR,
    graduates_on=date(2027, 6, 1),
    skills={"Python": 3, "SQL": 2, "båtmotorlagning": 1},
    languages={"sv": CEFR.C2},
    text="Jag gillar databaser.",
    place="2280",
    travel_km=40,
    travel_minutes=60,
    remote=True,
    moves=True,
    available={Kind.INTERNSHIP: _SUMMER},
    hours_per_week=40,
    ranked=("o1",),
    declined=frozenset({"o3"}),
)
_OFFER = Offer(
    id="o1",
    employer="e1",
    kind=Kind.INTERNSHIP,
    title="Sommar med data",
    text="Du ordnar mätdata i en databas.",
    must={"SQL": 3},
    wished={"Python": 3},
    languages={"sv": CEFR.B2},
    levels=frozenset(),
    fields=frozenset(),
    place="2281",
    remote=Remote.HYBRID,
    period=_SUMMER,
    hours_per_week=40,
    places=1,
)


def warm() -> Ranking:
    """Do once, with a handful of people, all that is done by loops.

    Examples
    --------
    >>> len(list(warm().suggestions())) > 0
    True
    """
    students = [_STUDENT, *(replace(_STUDENT, id=f"s{number}") for number in (2, 3, 4))]
    offers = [_OFFER, *(replace(_OFFER, id=f"o{number}") for number in (2, 3))]
    hints = [Hint("s2", "o2", Wish.ENCOURAGE, ""), Hint("s3", "o2", Wish.FORBID, "")]
    ranking = rank(students, offers, on=_ON, k=2, hints=hints)
    for places in ({}, {"e1": 2}):
        allocate(ranking, method="best", employer_places=places)
        allocate(ranking, method="stable", employer_places=places)
    ranking.explained("s1", "o1")
    ranking.counterfactuals("s1", "o1")
    ranking.why_nobody("s1")
    ranking.offers_for(_STUDENT)
    ranking.students_for(_OFFER)
    likenesses(["phyton"], ["python"], 0.8)
    best_match([[0]], [[1]], [1])
    return ranking


if __name__ == "__main__":
    warm()
