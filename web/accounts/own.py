"""One's own account."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.accounts import actor_of, change_details
from models.words import Language
from web.accounts.blueprint import blueprint
from web.accounts.own_forms import AccountForm
from web.accounts.signing_in import own_account
from web.clock import now
from web.pages import show
from web.session import session


@blueprint.route("/account", methods=["GET", "POST"])
def account_show() -> ResponseReturnValue:
    """Show the account, and take its name and language."""
    account = own_account()
    form = AccountForm(name=account.name, language=account.language.value)
    if not form.validate_on_submit():
        return show("accounts/own/show.html", form=form, account=account)
    change_details(
        session,
        account,
        name=form.name.data,
        language=Language(form.language.data),
        by=actor_of(account),
        at=now(),
    )
    flash(_("Your account is saved."), "success")
    return redirect(url_for("accounts.account_show"), 303)
