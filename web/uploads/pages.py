"""A spreadsheet, dropped on a page: put right, asked about, and taken over at once.

The working group hands in students, offers and employers; an employer hands in its own offers. The
pages are the same, so they hang on both blueprints, and lead to their own by relative names.
"""

from collections.abc import Callable

from flask import Blueprint, flash, jsonify, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.operations import uploads as operations
from models.queries.uploads import find_own_upload, get_upload, list_uploads
from models.uploads import Holds, Upload, holds_of
from web.access import current_account, current_actor
from web.clock import now, today
from web.filters import number, percent
from web.imports.asking import check
from web.imports.drafts import OUT, SHEETS
from web.imports.guessing import columns_of, guess
from web.labels import choices
from web.lists import Page
from web.pages import show
from web.session import session, write_from_here
from web.uploads.forms import (
    ImportForm,
    UploadForm,
    answers_sent,
    cells_sent,
    columns_sent,
    for_all_sent,
    rows_left_out,
)
from web.uploads.taking import MOST_AT_ONCE, take_over, taking_of
from web.uploads.words import (
    COLUMNS,
    DAYS,
    FOR_ALL,
    OUTCOMES,
    WHY,
    expected,
    said_of,
)

CELLS_SHOWN = 60
QUESTIONS_SHOWN = 60
ROWS_SHOWN = 10
ROWS_LOOKED_AT = 50
ONE = "/uploads/<int:upload_id>"


def hang_on(blueprint: Blueprint) -> None:
    """Hang the pages of spreadsheets on an audience's blueprint."""
    blueprint.add_url_rule("/uploads", view_func=uploads_list, methods=["GET", "POST"])
    blueprint.add_url_rule(ONE, view_func=uploads_show, methods=["GET"])
    blueprint.add_url_rule(f"{ONE}/progress", view_func=uploads_progress, methods=["GET"])
    for step, view in STEPS.items():
        blueprint.add_url_rule(f"{ONE}/{step}", view_func=view, methods=["POST"])


def uploads_list() -> ResponseReturnValue:
    """Take a spreadsheet in, and list those that are under way."""
    form, account = UploadForm(holds_of(current_actor().role)), current_account()
    if form.validate_on_submit():
        write_from_here()
        return _to(_keep(form))
    uploads = list_uploads(session, account.id if account else 0)
    return show("uploads/list.html", form=form, uploads=uploads, outcomes=OUTCOMES)


def uploads_show(upload_id: int) -> ResponseReturnValue:
    """Show what was understood, what cannot be used, what is asked, and what would be done."""
    return _show(get_upload(session, upload_id), ImportForm(submit=True))


def uploads_progress(upload_id: int) -> ResponseReturnValue:
    """Say how many rows are taken over, for the page's script."""
    upload = get_upload(session, upload_id)
    return jsonify(
        share=_share(upload),
        is_over=upload.asked_at is None,
        step=_so_many_taken(upload),
        words=percent(_share(upload)),
    )


def uploads_columns(upload_id: int) -> ResponseReturnValue:
    """Say what the headings mean, and what holds for all rows."""
    upload, by = get_upload(session, upload_id), current_actor()
    columns, for_all = columns_sent(upload), for_all_sent(upload)
    operations.say_columns(session, upload, columns, for_all, by=by, at=now())
    flash(_("Read anew."), "success")
    return _to(upload)


def uploads_mend(upload_id: int) -> ResponseReturnValue:
    """Write in the place of cells that cannot be used, or leave their rows out."""
    upload, by, at = get_upload(session, upload_id), current_actor(), now()
    operations.mend_cells(session, upload, cells_sent(upload), by=by, at=at)
    operations.answer_questions(session, upload, rows_left_out(upload), by=by, at=at)
    flash(_("Kept. The file that you have at home is as it was."), "success")
    return _to(upload, "cells")


def uploads_answer(upload_id: int) -> ResponseReturnValue:
    """Say which rows are somebody that is registered, and which are new."""
    upload = get_upload(session, upload_id)
    answers = answers_sent(check(session, upload, today()))
    operations.answer_questions(session, upload, answers, by=current_actor(), at=now())
    flash(_("Your answers are kept."), "success")
    return _to(upload, "questions")


def uploads_take_in(upload_id: int) -> ResponseReturnValue:
    """Take the rows in again that were left out."""
    upload, by = get_upload(session, upload_id), current_actor()
    back = {question: "" for question, answer in upload.answers.items() if answer == OUT}
    operations.answer_questions(session, upload, back, by=by, at=now())
    return _to(upload)


def uploads_import(upload_id: int) -> ResponseReturnValue:
    """Take everything over, all of it or nothing; a large one by the worker. No letter is sent."""
    upload, form = get_upload(session, upload_id), ImportForm()
    if upload.imported_at is not None or upload.asked_at is not None:
        return _to(upload)
    checked = check(session, upload, today())
    if not form.validate() or not checked.is_ready:
        return _show(upload, form)
    by, at, taking = current_actor(), now(), taking_of(session, checked)
    if len(taking.lines) > MOST_AT_ONCE:
        operations.ask_to_import(session, upload, submits=form.submit.data, by=by, at=at)
    else:
        take_over(session, upload, taking, submit=form.submit.data, by=by, at=at)
        flash(_("Taken over. Nobody has got a letter."), "success")
    return _to(upload)


def uploads_drop(upload_id: int) -> ResponseReturnValue:
    """Forget a spreadsheet; doing it twice is doing it once."""
    by = current_actor()
    upload = find_own_upload(session, by.account_id, upload_id)
    if upload is not None:
        operations.drop_upload(session, upload, by=by, at=now())
    flash(_("The spreadsheet is gone from here. What was taken over stays."), "success")
    return redirect(url_for(".uploads_list"), 303)


def _keep(form: UploadForm) -> Upload:
    holds, raw = Holds(form.holds.data), form.raw
    return operations.keep_upload(
        session,
        holds=holds,
        file=raw.file,
        headings=list(raw.headings),
        rows=[list(row) for row in raw.rows],
        columns=guess(raw.headings, raw.rows, SHEETS[holds]),
        by=current_actor(),
        at=now(),
    )


def _show(upload: Upload, form: FlaskForm) -> ResponseReturnValue:
    if upload.imported_at is not None:
        return show("uploads/done.html", upload=upload, outcomes=OUTCOMES)
    if upload.asked_at is not None:
        told = _so_many_taken(upload)
        return show("uploads/waiting.html", upload=upload, share=_share(upload), told=told)
    checked = check(session, upload, today())
    names = columns_of(SHEETS[upload.holds])
    return show(
        "uploads/show.html",
        form=form,
        upload=upload,
        checked=checked,
        draft=checked.draft,
        examples=_examples(upload),
        names_of_untold=[str(COLUMNS[name]) for name in checked.draft.untold],
        names=sorted(((name, str(COLUMNS[name])) for name in names), key=lambda each: each[1]),
        called=COLUMNS,
        for_all={
            name: choices(words) if words else () for name, words in FOR_ALL[upload.holds].items()
        },
        days=DAYS,
        why=WHY,
        expected=expected,
        said_of=said_of,
        most={"cells": CELLS_SHOWN, "questions": QUESTIONS_SHOWN},
        page=Page.of_request(len(checked.draft.lines), ROWS_SHOWN),
    )  # fmt: skip - what the template calls by the same names


def _examples(upload: Upload) -> dict[str, list[str]]:
    """Give the first two texts that stand under each heading."""
    rows = [row for _number, row in upload.rows or ()][:ROWS_LOOKED_AT]
    return {
        heading: list(dict.fromkeys(filter(None, (row[heading].strip() for row in rows))))[:2]
        for heading in upload.headings
        if heading
    }


def _share(upload: Upload) -> float:
    return upload.taken / max(len(upload.rows or ()), 1)


def _so_many_taken(upload: Upload) -> str:
    done, rows = number(upload.taken), number(len(upload.rows or ()))
    return str(_("%(done)s of %(rows)s rows are taken over.", done=done, rows=rows))


def _to(upload: Upload, anchor: str | None = None) -> ResponseReturnValue:
    address = url_for(".uploads_show", upload_id=upload.id, _anchor=anchor)
    return redirect(address, 303)


STEPS: dict[str, Callable[..., ResponseReturnValue]] = {
    "columns": uploads_columns,
    "cells": uploads_mend,
    "answers": uploads_answer,
    "take-in": uploads_take_in,
    "import": uploads_import,
    "drop": uploads_drop,
}
