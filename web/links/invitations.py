"""An invited colleague joins: with the account that they have, or with a new one."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.actors import Actor
from models.invitations import Invitation
from models.operations.accounts import make_account
from models.operations.invitations import accept_invitation
from models.queries.accounts import find_account
from models.queries.employers import find_contact_of_account
from models.words import Role
from web.access import current_account
from web.accounts.fields import name_field, new_password_field
from web.accounts.passwords import hash_password
from web.clock import now
from web.invitation_tokens import invitation_of
from web.links.blueprint import blueprint, speak
from web.pages import show
from web.session import session, write_from_here


class NewColleagueForm(FlaskForm):
    """Who the colleague is, and their password; the address is known by its letter."""

    name = name_field()
    password = new_password_field()

    def __init__(self, invitation: Invitation) -> None:
        super().__init__()
        self.about = (invitation.email,)


@blueprint.get("/i/<token>")
def invitation_show(token: str) -> ResponseReturnValue:
    """Show who invites to what. Mail scanners open links: nothing changes."""
    invitation = opened_invitation(token)
    return _show(invitation, NewColleagueForm(invitation), token)


@blueprint.post("/i/<token>/join")
def invitation_join(token: str) -> ResponseReturnValue:
    """Let the account that is signed in speak for the employer."""
    invitation, account = opened_invitation(token), current_account()
    if account is None:
        return redirect(url_for("links.invitation_show", token=token), 303)
    accept_invitation(session, invitation, account, at=now())
    flash(_("You are in. Here you see what your colleagues see."), "success")
    return redirect(url_for("employers.home"), 303)


@blueprint.post("/i/<token>/account")
def invitation_account(token: str) -> ResponseReturnValue:
    """Make an account for the address that the letter went to, and let it speak."""
    invitation = opened_invitation(token)
    form = NewColleagueForm(invitation)
    if not form.validate_on_submit():
        return _show(invitation, form, token)
    password_hash = hash_password(form.password.data)
    write_from_here()
    # Asked again: the link works once, also when it is used twice at the same time.
    _join_with_new_account(opened_invitation(token), form.name.data, password_hash)
    flash(_("You are in. Sign in with your address and the password that you chose."), "success")
    return redirect(url_for("accounts.sign_in"), 303)


def opened_invitation(token: str) -> Invitation:
    """Give the invitation that a link opens, as it is by now, and speak its language.

    Raises
    ------
    LinkInvalid
        Whatever is wrong with it.
    """
    invitation = invitation_of(token)
    session.refresh(invitation)
    speak(invitation.language)
    return invitation_of(token)


def _join_with_new_account(invitation: Invitation, name: str, password_hash: str) -> None:
    at = now()
    account = make_account(
        session,
        email=invitation.email,
        name=name,
        roles=[Role.EMPLOYER],
        password_hash=password_hash,
        # The letter reached whoever reads the address's letters: that is what confirming asks for.
        confirmed_at=at,
        language=invitation.language,
        by=Actor(Role.EMPLOYER),
        at=at,
    )
    accept_invitation(session, invitation, account, at=at)


def _show(invitation: Invitation, form: NewColleagueForm, token: str) -> ResponseReturnValue:
    # Whoever holds the link reads the address's letters, so it is no secret whether it has one.
    account = current_account()
    known = find_account(session, invitation.email)
    return show(
        "links/invitations/show.html",
        form=form,
        invitation=invitation,
        token=token,
        account=account,
        has_account=known is not None,
        own=find_contact_of_account(session, account.id) if account else None,
    )
