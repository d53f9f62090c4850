"""One's own data: what is stored, in one file; and being erased."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matches import Match
from models.operations import erasures
from models.operations.accounts import actor_of
from models.people import Account
from models.persons import Person
from models.queries.erasures import (
    find_open_erasure,
    is_last_administrator,
    list_findings,
    may_erase_at_once,
)
from models.queries.matches import list_open_of_student
from models.queries.personal import get_person
from web.accounts.blueprint import blueprint
from web.accounts.signing_in import let_out, own_account
from web.clock import now
from web.config import policy
from web.keeping import WHY_WITHHELD, kept_of, line_of
from web.pages import show
from web.personal import FILE_NAME, file_of
from web.session import session


@blueprint.get("/account/data")
def records_show() -> ResponseReturnValue:
    """Show what is stored about whoever is signed in, and what would become of it."""
    account = own_account()
    person, erasure = get_person(session, account), find_open_erasure(session, account.id)
    found = list_findings(session, person, at=now(), policy=policy())
    return show(
        "accounts/records/show.html",
        lines=[line_of(finding) for finding in found],
        reasons=list(WHY_WITHHELD.values()),
        erasure=erasure,
        kept=kept_of(erasure),
        has_profile=person.student_id is not None,
        matches=_told(person),
        ways=_ways(account),
    )


@blueprint.get("/account/data/file")
def records_download() -> Response:
    """Give everything in one file."""
    written = file_of(session, get_person(session, own_account()), at=now())
    response = Response(written, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE_NAME}"
    return response


@blueprint.post("/account/data/erase")
def erasure_ask() -> ResponseReturnValue:
    """Ask to be erased: an administrator carries it out."""
    account = own_account()
    erasures.ask(session, account, by=actor_of(account), at=now())
    flash(_("We have your request. You get a letter when it is carried out."), "success")
    return _back()


@blueprint.post("/account/data/keep")
def erasure_take_back() -> ResponseReturnValue:
    """Take the request to be erased back."""
    account = own_account()
    erasures.take_back(session, account, by=actor_of(account), at=now())
    flash(_("You have taken your request back."), "success")
    return _back()


@blueprint.post("/account/data/draft")
def draft_erase() -> ResponseReturnValue:
    """Erase at once what was never handed in, with the account if wished."""
    account, everything = own_account(), request.form.get("account") == "yes"
    by = actor_of(account)
    erasures.erase_draft(session, account, with_account=everything, by=by, at=now())
    if not everything:
        flash(_("Your profile is erased."), "success")
        return _back()
    let_out()
    flash(_("Your profile and your account are erased."), "success")
    return redirect(url_for("public.start_show"), 303)


def _ways(account: Account) -> dict[str, bool]:
    """Say in which way somebody may be erased: at once, when asked for, or not now."""
    return {
        "at_once": may_erase_at_once(session, account),
        "is_last": is_last_administrator(session, account.id),
    }


def _told(person: Person) -> list[Match]:
    """Give the open matches that the student knows of: they would be withdrawn."""
    found = list_open_of_student(session, person.student_id or 0)
    return [match for match in found if match.offered_at]


def _back() -> ResponseReturnValue:
    return redirect(url_for("accounts.records_show"), 303)
