"""Why nobody was found for a student or an offer, as a round's newest run kept it."""

from collections.abc import Callable

from models.people import Student
from models.rounds import Run
from web.bridge.nobody import Nobody, explain_nobody
from web.languages import choose as language


def nobody_of(run: Run | None, side: str, thing_id: int | None) -> Nobody | None:
    """Say why a run found nobody; None where it found somebody, or was not asked.

    Parameters
    ----------
    run : Run or None
    side : str
        "students" or "offers".
    thing_id : int or None
        The student's or the offer's.
    """
    entry = run.unmatched.get(side, {}).get(str(thing_id)) if run else None
    return explain_nobody(entry, language()) if entry else None


def is_weighed_in(run: Run | None) -> Callable[[Student], bool]:
    """Give what says whether a run has read a student's profile as it was handed in last."""

    def is_weighed(student: Student) -> bool:
        begun = run.started_at if run else None
        return (
            begun is not None
            and student.submitted_at is not None
            and (student.submitted_at <= begun)
        )

    return is_weighed
