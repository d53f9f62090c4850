"""Signing up. The answer is the same whether or not the address has an account."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.operations.sign_ups import sign_up
from models.words import Role
from web.access import current_account
from web.accounts.blueprint import blueprint
from web.accounts.limits import asked_letters
from web.accounts.passwords import hash_password
from web.accounts.registration_forms import RegistrationForm
from web.accounts.targets import home_of
from web.clock import now
from web.languages import choose
from web.pages import show
from web.session import session, write_from_here


@blueprint.route("/register", methods=["GET", "POST"])
@asked_letters
def register() -> ResponseReturnValue:
    """Ask who somebody is, and send a letter to the address."""
    account = current_account()
    if account is not None:
        return redirect(home_of(account), 303)
    form = RegistrationForm(role=_role_asked_for(), language=choose())
    if not form.validate_on_submit():
        return show("accounts/registrations/new.html", form=form)
    password_hash = hash_password(form.password.data)
    write_from_here()
    sign_up(session, password_hash=password_hash, at=now(), **form.told())
    return redirect(url_for("accounts.letter_sent"), 303)


@blueprint.get("/letter")
def letter_sent() -> str:
    """Say that a letter is on its way, to whomever it goes."""
    return render_template("accounts/registrations/letter.html")


def _role_asked_for() -> str | None:
    """Give the door that somebody came through, as the link on the first page says."""
    asked = request.args.get("as")
    return asked if asked in {Role.STUDENT.value, Role.EMPLOYER.value} else None
