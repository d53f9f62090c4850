"""Close-ups of pairs, carried out by the worker: any pair of a run, scored again from what is kept.

A pair's score depends on the two records alone, so the two are ranked by themselves, with the
run's own weights, settings and hints: some hundredths of a second, whatever the size of the run.
"""

# Annotations stay text: the matcher loads scikit-learn when one of its names is first used.
from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

import matcher
from models.close_ups import CloseUp
from models.database import reading, writing
from models.operations.close_ups import fail_close_up, finish_close_up
from models.queries.close_ups import get_close_up
from models.queries.rounds import get_run
from models.rounds import Run
from web.bridge.recipe import chance_of, settings_from, terms_of
from web.bridge.records import make_hints, make_offers, make_students, offer_key, student_key
from web.bridge.runs import weights_of
from web.bridge.standing import FIXED
from web.bridge.vocabulary import vocabulary_in_force

log = logging.getLogger(__name__)

Findings = dict[str, Any]


def carry_out(
    sessions: sessionmaker[Session], close_up_id: int, *, clock: Callable[[], datetime]
) -> None:
    """Carry out a close-up that somebody asked for, and keep what was found."""
    try:
        with reading(sessions) as session:
            close_up = get_close_up(session, close_up_id)
            findings = look(session, get_run(session, close_up.run_id), close_up)
    except Exception as error:  # noqa: BLE001 - whatever it was, nobody shall wait in vain
        # Where it happened, but not what the error says: that may hold what somebody wrote.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("close-up %s failed: %s\n%s", close_up_id, type(error).__name__, where)  # noqa: TRY400 - not with what it says
        with writing(sessions) as session:
            close_up = get_close_up(session, close_up_id)
            fail_close_up(session, close_up, type(error).__name__, at=clock())
    else:
        with writing(sessions) as session:
            finish_close_up(session, get_close_up(session, close_up_id), findings, at=clock())


def look(session: Session, run: Run, close_up: CloseUp) -> Findings:
    """Give what there is to know of a pair, as values that JSON keeps.

    Returns
    -------
    dict
        ``missing``, which of "inputs", "student" and "offer" the run has not; if it has all,
        ``score``, ``p_student``, ``p_employer`` and ``terms`` as a suggestion has them;
        ``failing``, the hard rules that the pair fails; ``changes``, single changes that would
        help, the best first, each scored again.
    """
    student, offer = student_key(close_up.student_id), offer_key(close_up.offer_id)
    missing = _missing(run.inputs, student, offer)
    if run.inputs is None or missing:
        return {"missing": missing}
    ranking = _rank_alone(session, run, run.inputs, student, offer)
    terms = terms_of(ranking, student, offer)
    p_student, p_employer = chance_of(terms["student"]), chance_of(terms["employer"])
    return {
        "missing": [],
        "score": p_student * p_employer,
        "p_student": p_student,
        "p_employer": p_employer,
        "terms": terms,
        "failing": [rule.value for rule in ranking.failing(student, offer)],
        "changes": [_told(change) for change in ranking.counterfactuals(student, offer)],
    }


def _missing(inputs: Mapping[str, Any] | None, student: str, offer: str) -> list[str]:
    if inputs is None:
        return ["inputs"]
    return [
        name
        for name, rows, key in (
            ("student", inputs["students"], student),
            ("offer", inputs["offers"], offer),
        )
        if all(row["id"] != key for row in rows)
    ]


def _rank_alone(
    session: Session, run: Run, inputs: Mapping[str, Any], student: str, offer: str
) -> matcher.Ranking:
    """Rank the two, and whoever is fixed to the offer: they take its places.

    That the pair itself is fixed is left out, so that it is looked at as before anybody chose it.
    """
    hints = [
        [one, other, wish, why]
        for one, other, wish, why in inputs["hints"]
        if other == offer and (one == student) is not (wish == FIXED)
    ]
    wanted = {student, *(one for one, *_rest in hints)}
    narrowed = {
        "students": [row for row in inputs["students"] if row["id"] in wanted],
        "offers": [row for row in inputs["offers"] if row["id"] == offer],
        "hints": hints,
    }
    return matcher.rank(
        make_students(narrowed),
        make_offers(narrowed),
        settings_from(run.settings, weights_of(session, run), vocabulary_in_force(session)),
        on=run.reckoned_on,
        k=1,
        hints=make_hints(narrowed),
    )


def _told(change: matcher.Counterfactual) -> Findings:
    told = {
        "field": change.field,
        "change": {**change.change},
        "before": change.score_before,
        "after": change.score_after,
        "could_be_before": change.eligible_before,
    }
    kept: Findings = json.loads(json.dumps(told))
    return kept
