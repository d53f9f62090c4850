"""Confirming an address. The link opens a page; the button on it confirms.

Mail scanners open every link in a letter, so a link alone must change nothing.
"""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.accounts import confirm_address
from models.operations.sign_ups import ask_for_confirmation
from web.accounts.blueprint import blueprint
from web.accounts.limits import asked_letters
from web.accounts.links import CONFIRM, account_of
from web.accounts.registration_forms import AddressForm
from web.clock import now
from web.pages import show
from web.session import session


@blueprint.get("/confirm/<token>")
def address_show(token: str) -> str:
    """Show the button that confirms."""
    account = account_of(token, CONFIRM)
    return render_template("accounts/addresses/show.html", account=account, token=token)


@blueprint.post("/confirm/<token>")
def address_confirm(token: str) -> ResponseReturnValue:
    """Confirm the address."""
    confirm_address(session, account_of(token, CONFIRM), at=now())
    flash(_("Your address is confirmed. You can sign in now."), "success")
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.route("/confirm", methods=["GET", "POST"])
@asked_letters
def address_ask() -> ResponseReturnValue:
    """Send the confirming letter once more, to an address that waits for it."""
    form = AddressForm()
    if not form.validate_on_submit():
        return show("accounts/addresses/ask.html", form=form)
    ask_for_confirmation(session, email=form.email.data, at=now())
    return redirect(url_for("accounts.letter_sent"), 303)
