"""The searches that a student keeps: named, opened, told of by letter, forgotten."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import searches as operations
from models.queries.fits import Wanted, count_fits
from models.queries.searches import get_search, list_offers_told_last, list_searches
from web.access import current_actor
from web.clock import now, today
from web.pages import show
from web.session import session
from web.students.blueprint import students
from web.students.own import begin_own_student, find_own_student, own_student
from web.students.search_forms import SearchForm
from web.students.searches_in_words import in_words, proposed_name, wanted_of_address


@students.get("/searches")
def searches_list() -> ResponseReturnValue:
    """Show what is kept, how many offers each finds now, and what the last letter told of."""
    student = find_own_student()
    kept = list_searches(session, student.id) if student else ()
    return show(
        "students/searches/list.html",
        student=student,
        searches=[(each, _asked(each.asked), _count(each.asked)) for each in kept],
        told=list_offers_told_last(session, student.id) if student else (),
    )


@students.route("/searches/new", methods=["GET", "POST"])
def searches_keep() -> ResponseReturnValue:
    """Ask under what name to keep what the address asks for, and keep it."""
    wanted, by = wanted_of_address(request.args), current_actor()
    form = SearchForm(_names(), name=proposed_name(wanted), with_letter=True)
    if not form.validate_on_submit():
        return show("students/searches/new.html", form=form, asked=wanted.in_words(), wanted=wanted)
    told = {"with_letter": form.with_letter.data, "by": by, "at": now()}
    operations.keep_search(session, begin_own_student(), form.name.data, wanted.in_words(), **told)
    flash(_("The search is kept."), "success")
    return redirect(url_for("students.searches_list"), 303)


@students.route("/searches/<int:search_id>", methods=["GET", "POST"])
def searches_edit(search_id: int) -> ResponseReturnValue:
    """Change the name of a search, and its letter."""
    search, by = get_search(session, search_id), current_actor()
    form = SearchForm(_names() - {search.name}, name=search.name, with_letter=search.has_letter)
    if not form.validate_on_submit():
        asked = _asked(search.asked)
        return show("students/searches/edit.html", form=form, search=search, asked=asked)
    operations.rename_search(session, search, form.name.data, by=by, at=now())
    operations.set_letter(session, search, form.with_letter.data, by=by, at=now())
    flash(_("Saved."), "success")
    return redirect(url_for("students.searches_list"), 303)


@students.post("/searches/<int:search_id>/forget")
def searches_forget(search_id: int) -> ResponseReturnValue:
    """Forget a search."""
    operations.forget_search(session, get_search(session, search_id), by=current_actor(), at=now())
    flash(_("The search is forgotten."), "success")
    return redirect(url_for("students.searches_list"), 303)


@students.post("/searches/stop-letters")
def searches_stop_letters() -> ResponseReturnValue:
    """Turn off the letters of all searches."""
    operations.stop_letters(session, own_student(), by=current_actor(), at=now())
    flash(_("You get no more letters about new offers."), "success")
    return redirect(url_for("students.searches_list"), 303)


def _names() -> frozenset[str]:
    student = find_own_student()
    kept = list_searches(session, student.id) if student else ()
    return frozenset(search.name for search in kept)


def _asked(asked: Mapping[str, Any]) -> list[str]:
    return in_words(Wanted.of_words(asked))


def _count(asked: Mapping[str, Any]) -> int:
    return count_fits(session, find_own_student(), Wanted.of_words(asked), on=today())
