"""Confirming an address. The link opens a page; the button on it confirms.

Mail scanners open every link in a letter, so a link alone must change nothing. And somebody else
may have signed up with one's address, in the hope that one presses the button: who confirms must
know the password that was chosen.
"""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.accounts import confirm_address
from models.operations.sign_ups import ask_for_confirmation
from web.accounts.blueprint import blueprint
from web.accounts.limits import asked_letters, guesses
from web.accounts.links import CONFIRM, account_of
from web.accounts.registration_forms import AddressForm, ConfirmForm
from web.clock import now
from web.pages import show
from web.session import session, write_from_here


@blueprint.get("/confirm/<token>")
def address_show(token: str) -> ResponseReturnValue:
    """Show the form that confirms."""
    account = account_of(token, CONFIRM)
    form = ConfirmForm(formdata=None)
    return show("accounts/addresses/show.html", form=form, account=account, token=token)


@blueprint.post("/confirm/<token>")
@guesses
def address_confirm(token: str) -> ResponseReturnValue:
    """Confirm the address."""
    account, form = account_of(token, CONFIRM), ConfirmForm()
    if account.confirmed_at is None and not form.opens(account):
        return show("accounts/addresses/show.html", form=form, account=account, token=token)
    write_from_here()
    confirm_address(session, account, at=now())
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
