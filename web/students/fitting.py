"""How an offer fits a student, in words: what the newest run found for the pair."""

from collections.abc import Iterable, Mapping

from models.offers import Offer
from models.people import Student
from models.queries.fits import Fit, get_newest_rolling_runs
from models.words import Kind
from web.bridge.reasons import NOT_FOR_STUDENTS, Explanation, why_nobody
from web.bridge.suggestions import explain_all
from web.languages import choose
from web.session import session


def explanations_of(fits: Iterable[Fit]) -> dict[int, Explanation]:
    """Give the reasons for each offer that a run weighed for the student, by the offer's id."""
    found = [fit.suggestion for fit in fits if fit.suggestion is not None]
    explained = explain_all(session, found, language=choose(), without=NOT_FOR_STUDENTS)
    return {each.offer_id: explained[each.id] for each in found}


def why_no_offer(student: Student, kind: Kind) -> tuple[str, ...]:
    """Say why the newest run found no offer of a kind for the student, if it looked for one."""
    run = get_newest_rolling_runs(session).get(kind)
    entry: Mapping[str, object] | None = (
        run.unmatched.get("students", {}).get(str(student.id)) if run else None
    )
    return why_nobody(entry, choose()) if entry else ()


def seeks(student: Student | None, offer: Offer) -> bool:
    """Whether the student looks for what is offered."""
    return student is not None and any(each.kind is offer.kind for each in student.seeking)
