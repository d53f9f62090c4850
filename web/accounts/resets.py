"""Choosing a new password: behind a letter's link, or signed in with the one that is."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.accounts import actor_of, set_password
from models.operations.sign_ups import ask_for_reset, reset_password
from models.people import Account
from web.accounts.blueprint import blueprint
from web.accounts.limits import asked_letters, guesses
from web.accounts.links import INVITE, RESET, account_of
from web.accounts.password_forms import WRONG_PASSWORD, ChangePasswordForm, NewPasswordForm
from web.accounts.passwords import hash_password, is_password
from web.accounts.registration_forms import AddressForm
from web.accounts.signing_in import let_in, let_out, own_account, write_on
from web.clock import now
from web.pages import show
from web.session import session


@blueprint.route("/reset", methods=["GET", "POST"])
@asked_letters
def password_ask() -> ResponseReturnValue:
    """Send a letter with a link, to an address that has an account."""
    form = AddressForm()
    if not form.validate_on_submit():
        return show("accounts/passwords/ask.html", form=form)
    ask_for_reset(session, email=form.email.data, at=now())
    return redirect(url_for("accounts.letter_sent"), 303)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
def password_reset(token: str) -> ResponseReturnValue:
    """Choose a password behind a letter's link: a new one, or the first of somebody invited."""
    account = account_of(token, RESET, INVITE)
    form = NewPasswordForm(account)
    if not form.validate_on_submit():
        return show("accounts/passwords/reset.html", form=form, account=account)
    password_hash = hash_password(form.password.data)
    write_on(account)
    # Asked again: the link works once, also when it is used twice at the same time.
    reset_password(session, account_of(token, RESET, INVITE), password_hash, at=now())
    let_out()
    flash(_("Your password is chosen. Sign in with it."), "success")
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.route("/change", methods=["GET", "POST"])
@guesses
def password_change() -> ResponseReturnValue:
    """Choose a new password, knowing the one that is; signs out everywhere else."""
    account = own_account()
    form = ChangePasswordForm(account)
    if not form.validate_on_submit() or not _knows_password(form, account):
        return show("accounts/passwords/change.html", form=form)
    password_hash = hash_password(form.password.data)
    write_on(account)
    set_password(session, account, password_hash, by=actor_of(account), at=now())
    flash(_("Your password is changed. Everywhere else you are signed out."), "success")
    return let_in(account, url_for("accounts.account_show"))


def _knows_password(form: ChangePasswordForm, account: Account) -> bool:
    if is_password(form.current_password.data, account.password):
        return True
    form.current_password.errors = [WRONG_PASSWORD]
    return False
