"""Colleagues: who speaks for the employer, who is invited to, and who does no more."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired

from models.operations.contacts import remove_contact
from models.operations.invitations import invite_colleague, revoke_invitation
from models.queries.invitations import get_invitation, list_open_invitations
from models.words import Language
from web.access import current_actor
from web.accounts.fields import email_field
from web.accounts.limits import asked_letters
from web.clock import now
from web.config import policy
from web.employers.blueprint import blueprint
from web.employers.own import own_contact
from web.labels import choices
from web.languages import choose as language_of_page
from web.pages import show
from web.session import session


class ColleagueForm(FlaskForm):
    """Whom to invite, and in which language."""

    email = email_field(description=_l("A letter with a link goes there."))
    language = RadioField(
        _l("Language of the letter"),
        choices=choices(Language),
        validators=[InputRequired(_l("Choose a language."))],
    )


@blueprint.get("/colleagues")
def colleagues_list() -> ResponseReturnValue:
    """Show who speaks for the employer and who is invited to."""
    return _show(ColleagueForm(formdata=None, language=language_of_page()))


@blueprint.post("/colleagues")
@asked_letters
def colleagues_invite() -> ResponseReturnValue:
    """Invite somebody by their address; the answer is the same whether or not it has an account."""
    form, employer = ColleagueForm(), own_contact().employer
    if not form.validate_on_submit():
        return _show(form)
    told = {"email": form.email.data, "language": Language(form.language.data)}
    by, at = current_actor(), now()
    invited = invite_colleague(session, employer, by=by, at=at, policy=policy(), **told)
    flash(_("A letter is on its way.") if invited else _("They are among you already."), "success")
    return _to_list()


@blueprint.post("/colleagues/invitations/<int:invitation_id>/revoke")
def colleagues_revoke(invitation_id: int) -> ResponseReturnValue:
    """Take an invitation back."""
    revoke_invitation(session, get_invitation(session, invitation_id), by=current_actor(), at=now())
    flash(_("Taken back. The link in the letter opens nothing any more."), "success")
    return _to_list()


@blueprint.post("/colleagues/<int:contact_id>/remove")
def colleagues_remove(contact_id: int) -> ResponseReturnValue:
    """Note that somebody is at the employer no more; they are signed out at once."""
    found = [each for each in own_contact().employer.contacts if each.id == contact_id]
    contact = found[0] if found else abort(404)
    remove_contact(session, contact, by=current_actor(), at=now())
    flash(_("Removed. Their account and links open nothing here any more."), "success")
    return _to_list()


def _show(form: ColleagueForm) -> ResponseReturnValue:
    contact = own_contact()
    employer = contact.employer
    return show(
        "employers/colleagues/list.html",
        form=form,
        employer=employer,
        own=contact,
        invitations=list_open_invitations(session, employer.id),
    )


def _to_list() -> ResponseReturnValue:
    return redirect(url_for("employers.colleagues_list"), 303)
