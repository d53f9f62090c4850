"""Letters that no job can deliver: somebody tells the news, and notes that it is told."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.operations.letters import tell_in_person
from models.queries.letters import get_letter, get_letter_to_print, list_letters_held
from models.words import Language
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.letters.receivers import shown_receiver
from web.letters.wording import word_letter
from web.pages import show
from web.session import session


@blueprint.get("/letters")
def letters_list() -> ResponseReturnValue:
    """Show whom to tell what, how they are reached, and what the letter would have said."""
    at = now()
    letters = list_letters_held(session)
    return show(
        "coordinators/letters/list.html",
        letters=letters,
        receivers={letter.id: shown_receiver(letter) for letter in letters},
        worded={letter.id: word_letter(session, letter, at=at, preview=True) for letter in letters},
    )


@blueprint.get("/letters/<int:letter_id>/paper/<any(sv,en):in_language>")
def letters_paper(letter_id: int, in_language: str) -> ResponseReturnValue:
    """Show a letter that no mail brings as one that is printed and posted."""
    letter = get_letter_to_print(session, letter_id)
    says = word_letter(session, letter, at=now(), preview=True, language=Language(in_language))
    with force_locale(in_language):
        page = "coordinators/letters/paper.html"
        return show(page, letter=letter, says=says, receiver=shown_receiver(letter))


@blueprint.post("/letters/<int:letter_id>/told")
def letters_told(letter_id: int) -> ResponseReturnValue:
    """Note that the news was told in person."""
    letter = get_letter(session, letter_id)
    tell_in_person(session, letter, by=current_actor(), at=now())
    flash(_("Noted: the news is told."), "success")
    return redirect(url_for("coordinators.letters_list"), 303)
