"""Notes on pairs, which colleagues read where they look at the pair."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.notes import remove_note, write_note
from models.queries.notes import get_note
from models.queries.offers import get_offer
from models.queries.rounds import get_round
from models.queries.students import get_student
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.hints import back_to_pair
from web.coordinators.note_forms import NoteForm
from web.coordinators.pairs import show_pair
from web.session import session


@blueprint.post("/rounds/<int:round_id>/pairs/<int:student_id>/<int:offer_id>/notes")
def notes_write(round_id: int, student_id: int, offer_id: int) -> ResponseReturnValue:
    """Write something of a pair for colleagues."""
    form, round_ = NoteForm(), get_round(session, round_id)
    student, offer = get_student(session, student_id), get_offer(session, offer_id)
    if not form.validate():
        return show_pair(round_, student, offer, note_form=form)
    words, by = form.note.data or "", current_actor()
    write_note(session, round_, student, offer, words=words, by=by, at=now())
    flash(_("Written. Your colleagues see it where they look at the pair."), "success")
    return back_to_pair(round_id, student_id, offer_id, "notes")


@blueprint.post("/notes/<int:note_id>/remove")
def notes_remove(note_id: int) -> ResponseReturnValue:
    """Remove a note that one has written."""
    note = get_note(session, note_id)
    pair = (note.round_id, note.student_id, note.offer_id)
    remove_note(session, note, by=current_actor(), at=now())
    flash(_("Removed. Nobody sees it any more."), "success")
    return back_to_pair(*pair, "notes")
