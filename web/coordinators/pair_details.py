"""What stands behind "details" of a pair: what was hinted of it, and what a close-up found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.close_ups import CloseUp
from models.hints import Hint
from models.matches import Match
from models.queries.candidates import Candidate
from models.queries.close_ups import find_close_up
from models.queries.concepts import get_labels
from models.queries.hints import find_hint
from models.queries.matches import find_match
from models.queries.rounds import find_latest_run, find_suggestion
from models.rounds import Round, Run, Suggestion
from web.bridge.changes import Change, changes_in, concepts_changed, rules_failed
from web.bridge.reasons import Explanation, concepts_of, explain_terms
from web.languages import choose as language
from web.session import session


@dataclass(frozen=True)
class Figures:
    """The chances that a pair was given, each from 0 to 1, and the terms that they are made of."""

    score: float
    p_student: float
    p_employer: float
    terms: Mapping[str, Any]


@dataclass(frozen=True)
class PairDetails:
    """Everything that the working group may know of a pair in a round.

    Parameters
    ----------
    run : Run or None
        The round's newest run that is done.
    suggestion : Suggestion or None
        What that run found for the pair; none where the pair is on neither list.
    figures, explanation : Figures and Explanation, or None
        From the suggestion, else from the close-up.
    fails : tuple of str
        The hard rules in the pair's way; known once a close-up is there.
    changes : tuple of Change
        What would help, likewise.
    missing : tuple of str
        Which of "inputs", "student" and "offer" the run has not, likewise.
    """

    match: Match | None
    hint: Hint | None
    run: Run | None
    suggestion: Suggestion | None
    close_up: CloseUp | None
    figures: Figures | None
    explanation: Explanation | None
    fails: tuple[str, ...]
    changes: tuple[Change, ...]
    missing: tuple[str, ...]


def details_of(round_: Round, student_id: int, offer_id: int) -> PairDetails:
    """Gather what there is to know of a pair, whether a run suggested it or not."""
    run = find_latest_run(session, round_.id)
    suggestion = find_suggestion(session, run.id, student_id, offer_id) if run else None
    return _details(
        run,
        suggestion,
        close_up=find_close_up(session, run.id, student_id, offer_id) if run else None,
        match=find_match(session, round_.id, student_id, offer_id),
        hint=find_hint(session, round_.id, student_id, offer_id),
    )


def details_of_candidate(run: Run, candidate: Candidate, explanation: Explanation) -> PairDetails:
    """Gather the same of a candidate, of whom most has been read already."""
    return _details(
        run,
        candidate.suggestion,
        close_up=candidate.close_up,
        match=candidate.match,
        hint=candidate.hint,
        explanation=explanation,
    )


def _details(
    run: Run | None,
    suggestion: Suggestion | None,
    *,
    close_up: CloseUp | None,
    match: Match | None,
    hint: Hint | None,
    explanation: Explanation | None = None,
) -> PairDetails:
    findings = (close_up.findings if close_up else None) or {}
    figures = _figures_of(suggestion, findings)
    wanted = concepts_changed(findings)
    if figures and not explanation:
        wanted |= concepts_of(figures.terms)
    labels = get_labels(session, wanted, language()) if wanted else {}
    if figures and not explanation:
        explanation = explain_terms(figures.score, figures.terms, labels)
    return PairDetails(
        match=match,
        hint=hint,
        run=run,
        suggestion=suggestion,
        close_up=close_up,
        figures=figures,
        explanation=explanation,
        fails=rules_failed(findings.get("failing", ())),
        changes=changes_in(findings, labels),
        missing=tuple(findings.get("missing", ())),
    )


def _figures_of(suggestion: Suggestion | None, findings: Mapping[str, Any]) -> Figures | None:
    names = ("score", "p_student", "p_employer", "terms")
    if suggestion is not None:
        return Figures(*(getattr(suggestion, name) for name in names))
    return Figures(*(findings[name] for name in names)) if "terms" in findings else None
