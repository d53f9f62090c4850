"""The keys of the review, turned on and off for whoever is signed in."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.accounts import choose_shortcuts
from models.queries.accounts import get_account
from web.access import current_actor
from web.addresses import own_address
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.session import session


@blueprint.post("/shortcuts")
def shortcuts_choose() -> ResponseReturnValue:
    """Let single keys act from now on, or no more."""
    by, has_shortcuts = current_actor(), request.form.get("shortcuts") == "on"
    account = get_account(session, by.account_id or 0)
    choose_shortcuts(session, account, has_shortcuts=has_shortcuts, by=by, at=now())
    flash(_("The keys are on.") if has_shortcuts else _("The keys are off."))
    return redirect(own_address(request.form.get("next", "")), 303)
