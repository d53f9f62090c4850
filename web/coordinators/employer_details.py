"""What a coordinator writes down of employers and the people there, for those who phone."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.employers import Contact, Employer
from models.errors import NotFound
from models.operations import contacts
from models.operations import employers as operations
from models.queries.employers import get_employer
from models.words import Role
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.employer_forms import (
    OF_EMPLOYER,
    ContactForm,
    EmployerForm,
    PhoneEmployerForm,
)
from web.meanwhile import both_versions
from web.pages import show
from web.session import session


@blueprint.route("/employers/new", methods=["GET", "POST"])
def employers_new() -> ResponseReturnValue:
    """Register an employer that phones, with its contact."""
    form = PhoneEmployerForm()
    if not form.validate_on_submit():
        return show("coordinators/employers/new.html", form=form)
    by = current_actor(for_role=Role.EMPLOYER)
    employer = operations.register_employer(session, by=by, at=now(), **form.told())
    return _to(employer, _("Registered. Verify it when you have seen that it exists."))


@blueprint.route("/employers/<int:employer_id>/edit", methods=["GET", "POST"])
def employers_edit(employer_id: int) -> ResponseReturnValue:
    """Change what an employer says of itself; its number stays."""
    employer = get_employer(session, employer_id)
    form = EmployerForm(is_edited=True, **{name: getattr(employer, name) for name in OF_EMPLOYER})
    if not form.validate_on_submit():
        return show("coordinators/employers/edit.html", form=form, employer=employer)
    if form.conflicts():
        return both_versions(form, ("employer", employer_id))
    by, told = current_actor(for_role=Role.EMPLOYER), form.told_of_employer()
    waiting = operations.edit_employer(session, employer, by=by, at=now(), **told)
    return _to(employer, kept(waiting))


@blueprint.route(
    "/employers/<int:employer_id>/contacts/new",
    methods=["GET", "POST"],
    defaults={"contact_id": None},
)
@blueprint.route("/employers/<int:employer_id>/contacts/<int:contact_id>", methods=["GET", "POST"])
def employers_contact(employer_id: int, contact_id: int | None) -> ResponseReturnValue:
    """Add a person at the employer, or change how one is reached."""
    employer = get_employer(session, employer_id)
    contact = _contact_of(employer, contact_id)
    form = ContactForm(is_edited=contact is not None, **_told_by(contact))
    if not form.validate_on_submit():
        return show(
            "coordinators/employers/contact.html", form=form, employer=employer, contact=contact
        )
    if form.conflicts() and contact is not None:
        return both_versions(form, ("contact", contact.id))
    _keep_contact(employer, contact, form.told_of_contact())
    return _to(employer, _("Saved."))


@blueprint.post("/employers/<int:employer_id>/contacts/<int:contact_id>/remove")
def employers_remove_contact(employer_id: int, contact_id: int) -> ResponseReturnValue:
    """Note that a person is at the employer no more."""
    employer = get_employer(session, employer_id)
    contact = _contact_of(employer, contact_id)
    if contact is not None:
        by = current_actor(for_role=Role.EMPLOYER)
        contacts.remove_contact(session, contact, by=by, at=now())
    return _to(employer, _("Removed. Their account and links open nothing here any more."))


def kept(waiting: Sequence[str]) -> str:
    """Say that a change is kept, or that somebody else looks at it first."""
    if waiting:
        return str(_("Saved. You work there, so another coordinator looks at it first."))
    return str(_("Saved."))


def _keep_contact(employer: Employer, contact: Contact | None, told: dict[str, Any]) -> None:
    by, at = current_actor(for_role=Role.EMPLOYER), now()
    if contact is None:
        contacts.add_contact(session, employer, by=by, at=at, **told)
    else:
        contacts.edit_contact(session, contact, by=by, at=at, **told)


def _contact_of(employer: Employer, contact_id: int | None) -> Contact | None:
    """Give the contact of an employer; none for one who is new.

    Raises
    ------
    NotFound
        If the contact is another employer's, or nobody's.
    """
    if contact_id is None:
        return None
    for contact in employer.contacts:
        if contact.id == contact_id:
            return contact
    raise NotFound("contact", contact_id)


def _told_by(contact: Contact | None) -> dict[str, str]:
    if contact is None:
        return {}
    names = ("name", "title", "email", "phone", "language")
    return {f"contact_{name}": str(getattr(contact, name)) for name in names}


def _to(employer: Employer, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.employers_show", employer_id=employer.id), 303)
