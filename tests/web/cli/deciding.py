"""A database in which a coordinator has decided about many suggestions, for tests of figures."""

from datetime import timedelta

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.weights import TERMS, shipped_weights
from models.actors import SYSTEM
from models.operations import matches, runs
from models.rounds import Run, Suggestion
from models.words import MatchState, Reason, Side
from tests.builders import (
    NOW,
    a_coordinator,
    a_rolling_round,
    a_run,
    a_student,
    an_employer,
    an_offer,
    say,
)
from web.bridge.runs import keep_shipped_weights

SHOWN = ("must", "concepts", "place", "interest")


def decided_in_the_database(
    session: Session, *, students: int, offers: int, answered: int = 0, seed: int = 1
) -> Run:
    """Make a run of every student and offer, and decide about each pair, some a day.

    The coordinator confirms what is near, whatever else it is; ``answered`` of those who are
    confirmed are answered for by both sides.
    """
    rng, weights = np.random.default_rng(seed), shipped_weights()
    people = [a_student(session) for _ in range(students)]
    employer, round_ = an_employer(session), a_rolling_round(session)
    places = [an_offer(session, employer=employer, places=students) for _ in range(offers)]
    rows = []
    for student in people:
        for rank, offer in enumerate(places, start=1):
            evidence = {term: float(rng.uniform(-0.7, 0.7)) for term in SHOWN} | {"base": 1.0}
            terms = {
                side: {
                    term: getattr(weights.terms[term], side) * evidence.get(term, 0.0)
                    for term in TERMS
                }
                for side in ("student", "employer")
            }
            chances = [1 / (1 + np.exp(-sum(terms[side].values()))) for side in terms]
            rows.append(
                {
                    "student_id": student.id,
                    "offer_id": offer.id,
                    "score": float(chances[0] * chances[1]),
                    "p_student": float(chances[0]),
                    "p_employer": float(chances[1]),
                    "student_rank": rank,
                    "offer_rank": 1 + people.index(student),
                    "is_proposed": False,
                    "terms": {**terms, "evidence": {}},
                }
            )
    run = a_run(session, round_)
    runs.begin_run(session, run, at=NOW)
    runs.finish_run(session, run, rows, digest="0" * 64, unmatched={}, at=NOW)
    run.weights_version = keep_shipped_weights(session, at=NOW).version
    by = a_coordinator(session)
    suggested = session.scalars(select(Suggestion).where(Suggestion.run_id == run.id)).all()
    for number, suggestion in enumerate(suggested):
        at = NOW + timedelta(days=number // 4)
        pair = (
            round_,
            next(each for each in people if each.id == suggestion.student_id),
            next(each for each in places if each.id == suggestion.offer_id),
        )
        log_odds = suggestion.terms["student"]["place"] * 2
        if rng.random() < 1 / (1 + np.exp(-log_odds)):
            match = matches.confirm(session, *pair, by=by, at=at, suggestion=suggestion)
            if number < answered:
                matches.offer_match(session, match, by=SYSTEM, at=at)
                say(session, match, Side.EMPLOYER, at=at)
                if match.state is MatchState.OFFERED:
                    say(session, match, Side.STUDENT, bool(number % 2), at=at)
        else:
            reason = Reason.PLACE
            matches.reject(session, *pair, by=by, at=at, reason=reason, suggestion=suggestion)
    session.commit()
    return run
