"""The second factor: set up with an authenticator app, proved with a code, removed again."""

from flask import flash, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.accounts import actor_of
from models.operations.second_factors import (
    count_recovery_codes,
    remove_second_factor,
    renew_recovery_codes,
    set_second_factor,
)
from models.people import Account
from web.accounts.blueprint import blueprint
from web.accounts.limits import guesses
from web.accounts.password_forms import CurrentPasswordForm, RenewCodesForm
from web.accounts.security import codes
from web.accounts.sign_in_forms import WRONG_CODE, CodeForm
from web.accounts.signing_in import own_account, write_on
from web.clock import now
from web.pages import show
from web.session import session

# The shared secret that is being set up, encrypted; the cookie is signed besides.
OFFERED = "offered_second_factor"


@blueprint.get("/account/second-factor")
def second_factor_show() -> ResponseReturnValue:
    """Show how the second factor stands: to be set up, or set up."""
    account = own_account()
    if account.tf_primary_method is None:
        return show("accounts/second_factors/new.html", form=CodeForm(), **_setup())
    return _show(account)


@blueprint.post("/account/second-factor")
@guesses
def second_factor_set() -> ResponseReturnValue:
    """Take the second factor when its first code is right, and show the recovery codes once."""
    account, form = own_account(), CodeForm()
    secret = cookie.get(OFFERED)
    if secret is None or account.tf_primary_method is not None:
        return redirect(url_for("accounts.second_factor_show"), 303)
    step = codes().step_of(form.code.data, secret) if form.validate_on_submit() else None
    if step is None:
        form.code.errors = form.code.errors or [WRONG_CODE]
        return show("accounts/second_factors/new.html", form=form, **_setup())
    write_on(account)
    recovery = set_second_factor(
        session, account, secret, counter=step, by=actor_of(account), at=now()
    )
    cookie.pop(OFFERED)
    return render_template("accounts/second_factors/codes.html", codes=recovery)


@blueprint.post("/account/second-factor/codes")
@guesses
def recovery_codes_renew() -> ResponseReturnValue:
    """Make new recovery codes and show them once, to somebody who shows the password once more."""
    account, form = own_account(), RenewCodesForm()
    if account.tf_primary_method is None:
        return redirect(url_for("accounts.second_factor_show"), 303)
    if not form.opens(account):
        return _show(account, renew=form)
    write_on(account)
    recovery = renew_recovery_codes(session, account, by=actor_of(account), at=now())
    return render_template("accounts/second_factors/codes.html", codes=recovery)


@blueprint.post("/account/second-factor/remove")
@guesses
def second_factor_remove() -> ResponseReturnValue:
    """Ask for no code any more, of somebody who shows the password once more."""
    account, form = own_account(), CurrentPasswordForm()
    if not form.opens(account):
        return _show(account, remove=form)
    write_on(account)
    remove_second_factor(session, account, by=actor_of(account), at=now())
    flash(_("Your second factor is removed."), "success")
    return redirect(url_for("accounts.account_show"), 303)


def _show(
    account: Account,
    *,
    renew: RenewCodesForm | None = None,
    remove: CurrentPasswordForm | None = None,
) -> ResponseReturnValue:
    return show(
        "accounts/second_factors/show.html",
        form=renew or remove,
        renew=renew or RenewCodesForm(formdata=None),
        remove=remove or CurrentPasswordForm(formdata=None),
        left=count_recovery_codes(account),
    )


def _setup() -> dict[str, str]:
    """Give what an authenticator app needs; the same until it is proved, or somebody signs out."""
    if OFFERED not in cookie:
        cookie[OFFERED] = codes().generate_totp_secret()
    secret, email = cookie[OFFERED], own_account().email
    return {
        "picture": codes().generate_qrcode(email, secret),
        "key": codes().get_totp_pretty_key(secret),
        "address": codes().get_totp_uri(email, secret),
    }
