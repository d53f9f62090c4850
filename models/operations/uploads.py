"""What happens to a spreadsheet that is handed in: read, put right, taken over or dropped.

Nothing is changed when an operation raises.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import NotAllowed, WrongState
from models.operations.events import record
from models.uploads import Holds, Upload, holds_of

IMPORTED, ASKED = "imported", "being imported"


def keep_upload(
    session: Session,
    *,
    holds: Holds,
    file: str,
    headings: list[str],
    rows: list[Any],
    columns: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Upload:
    """Keep a spreadsheet for whoever handed it in.

    Raises
    ------
    NotAllowed
        If it is not theirs to hand in: the working group's are students, offers and employers, an
        employer's are its own offers.
    """
    if holds not in holds_of(by.role) or by.account_id is None:
        raise NotAllowed("import")
    upload = Upload(
        by_id=by.account_id,
        holds=holds,
        file=file[:200],
        headings=headings,
        rows=rows,
        columns=dict(columns),
        for_all={},
        mended={},
        answers={},
        uploaded_at=at,
        changed_at=at,
    )
    session.add(upload)
    session.flush()
    record(session, "upload", "handed in", upload.id, by=by, at=at, holds=holds, rows=len(rows))
    return upload


def say_columns(
    session: Session,
    upload: Upload,
    columns: Mapping[str, str],
    for_all: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Say what the headings mean, and what every row says that says nothing itself."""
    _may_change(upload, by)
    upload.columns = dict(columns)
    upload.for_all = {name: words for name, words in for_all.items() if words}
    upload.changed_at = at
    session.flush()


def mend_cells(
    session: Session,
    upload: Upload,
    mended: Mapping[str, Mapping[str, str]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write texts in the place of cells; the file's own stay beneath them."""
    _may_change(upload, by)
    kept = {row: dict(cells) for row, cells in upload.mended.items()}
    for row, cells in mended.items():
        kept.setdefault(row, {}).update(cells)
    upload.mended, upload.changed_at = kept, at
    session.flush()


def answer_questions(
    session: Session, upload: Upload, answers: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    """Say of rows whether they are somebody that is known, new, or left out."""
    _may_change(upload, by)
    kept = {**upload.answers, **answers}
    upload.answers = {question: answer for question, answer in kept.items() if answer}
    upload.changed_at = at
    session.flush()


def ask_to_import(
    session: Session, upload: Upload, *, submits: bool, by: Actor, at: datetime
) -> None:
    """Leave a spreadsheet to the worker, who takes it over a portion at a time."""
    _may_change(upload, by)
    upload.asked_at = upload.changed_at = at
    upload.submits, upload.taken, upload.so_far, upload.failure = submits, 0, {}, ""
    session.flush()
    record(session, "upload", "import asked for", upload.id, by=by, at=at, holds=upload.holds)


def note_taken(
    session: Session, upload: Upload, rows: int, counts: Mapping[str, Mapping[str, int]]
) -> None:
    """Note that so many more rows are taken over, and what became of them."""
    upload.taken += rows
    upload.so_far = _together(upload.so_far, counts)
    session.flush()


def stop_import(session: Session, upload: Upload, failure: str, *, at: datetime) -> None:
    """Give a spreadsheet back to its owner, with the name of what went wrong.

    What is taken over stays; imported again, those rows are found and nothing happens twice.
    """
    upload.asked_at, upload.changed_at, upload.failure = None, at, failure[:120]
    session.flush()
    record(session, "upload", "import stopped", upload.id, by=SYSTEM, at=at, failure=failure[:120])


def note_imported(
    session: Session,
    upload: Upload,
    counts: Mapping[str, Mapping[str, int]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Note that everything was taken over; the rows go, since they stand where they belong now.

    Parameters
    ----------
    counts : mapping
        What became of the rows, or of the last of them where the worker took portions.
    """
    _is_theirs(upload, by)
    upload.counts = _together(upload.so_far or {}, counts)
    upload.rows, upload.mended, upload.answers = None, {}, {}
    upload.asked_at, upload.so_far = None, {}
    upload.imported_at = upload.changed_at = at
    session.flush()
    record(
        session,
        "upload",
        IMPORTED,
        upload.id,
        by=by,
        at=at,
        holds=upload.holds,
        counts=upload.counts,
    )  # fmt: skip - what is told, on one line


def drop_upload(session: Session, upload: Upload, *, by: Actor, at: datetime) -> None:
    """Forget a spreadsheet; nothing of it was taken over, or its counts are of no more use."""
    if by.account_id != upload.by_id:
        raise NotAllowed("drop")
    if upload.asked_at is not None:
        raise WrongState("upload", "drop", ASKED)
    record(session, "upload", "dropped", upload.id, by=by, at=at)
    session.delete(upload)
    session.flush()


def _may_change(upload: Upload, by: Actor) -> None:
    _is_theirs(upload, by)
    if upload.asked_at is not None:
        raise WrongState("upload", "import", ASKED)


def _is_theirs(upload: Upload, by: Actor) -> None:
    if by.account_id != upload.by_id:
        raise NotAllowed("import")
    if upload.imported_at is not None:
        raise WrongState("upload", "import", IMPORTED)


def _together(
    some: Mapping[str, Mapping[str, int]], more: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    return {
        thing: dict(Counter(some.get(thing, {})) + Counter(more.get(thing, {})))
        for thing in (*some, *(thing for thing in more if thing not in some))
    }
