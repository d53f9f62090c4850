"""Signing in, by password and second factor, and out."""

import logging

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.access import current_account
from web.accounts.blueprint import blueprint
from web.accounts.codes import is_second_factor
from web.accounts.limits import guesses
from web.accounts.passwords import account_signing_in
from web.accounts.sign_in_forms import NOT_LET_IN, WRONG_CODE, CodeForm, SignInForm
from web.accounts.signing_in import account_waiting, asked_page, enter, let_in, let_out
from web.accounts.targets import target_of
from web.pages import show

log = logging.getLogger(__name__)


@blueprint.route("/login", methods=["GET", "POST"])
@guesses
def sign_in() -> ResponseReturnValue:
    """Ask for address and password."""
    signed_in = current_account()
    if signed_in is not None and request.method == "GET":
        return redirect(target_of(request.args.get("next"), signed_in))
    form = SignInForm()
    if form.validate_on_submit():
        account = account_signing_in(form.email.data, form.password.data)
        if account is not None:
            return enter(account, request.args.get("next"))
        log.info("a sign-in was refused")
        form.form_errors.append(NOT_LET_IN)
    return show("accounts/sign_ins/new.html", form=form)


@blueprint.route("/login/code", methods=["GET", "POST"])
@guesses
def code_enter() -> ResponseReturnValue:
    """Ask for the second factor of somebody who knew the password."""
    account = account_waiting()
    if account is None:
        return redirect(url_for("accounts.sign_in"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        if is_second_factor(account, form.code.data):
            return let_in(account, asked_page())
        log.info("a second factor was refused for account %d", account.id)
        form.code.errors = [WRONG_CODE]
    return show("accounts/sign_ins/code.html", form=form)


@blueprint.post("/logout")
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    let_out()
    flash(_("You are signed out."), "success")
    return redirect(url_for("public.start_show"), 303)
