"""The employer itself: who it is, where it is, and how its contact is reached."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.employers import Contact, Employer
from models.operations import employers as operations
from models.operations.connections import ask_to_connect
from models.operations.contacts import edit_contact
from models.organisation_numbers import normal_organisation_number
from models.people import Account
from models.queries.changes import find_change
from models.queries.employers import find_contact_of_account, find_employer
from web.access import current_actor
from web.accounts.signing_in import own_account
from web.clock import now
from web.employers.blueprint import blueprint
from web.employers.organisation_forms import NewUnitForm, UnitForm
from web.employers.wanted import columns_wanted, differences_of
from web.meanwhile import both_versions
from web.pages import show
from web.session import session

OF_EMPLOYER = ("name", "unit", "place", "website", "description")


@blueprint.route("/organisation/new", methods=["GET", "POST"])
def organisation_new() -> ResponseReturnValue:
    """Ask who the employer is. The contact is whoever is signed in."""
    account = own_account()
    if find_contact_of_account(session, account.id) is not None:
        return _home()
    form = NewUnitForm()
    if not form.validate_on_submit():
        return show("employers/organisations/new.html", form=form, account=account)
    _register_or_ask(form, account)
    return _home()


@blueprint.route("/organisation", methods=["GET", "POST"])
def organisation_edit() -> ResponseReturnValue:
    """Change what the employer says of itself; its number stays, for it is what was verified."""
    contact = find_contact_of_account(session, own_account().id)
    if contact is None:
        return redirect(url_for("employers.organisation_new"), 303)
    form = _form_of(contact)
    if not form.validate_on_submit():
        return _edit(form, contact)
    if form.conflicts():
        employer_id = contact.employer.id
        return both_versions(form, ("employer", employer_id), ("contact", contact.id))
    flash(_saved(_keep(form, contact)), "success")
    return _home()


def _edit(form: UnitForm, contact: Contact) -> ResponseReturnValue:
    change = find_change(session, contact.employer)
    return show(
        "employers/organisations/edit.html",
        form=form,
        employer=contact.employer,
        change=change,
        differences=differences_of(change) if change else [],
    )


def _keep(form: UnitForm, contact: Contact) -> tuple[str, ...]:
    """Keep what the form says of the employer and of the person; give the fields that wait."""
    by, at = current_actor(), now()
    changes = {name: form[name].data for name in OF_EMPLOYER}
    waiting = operations.edit_employer(session, contact.employer, by=by, at=at, **changes)
    reach = {"title": form.contact_title.data, "phone": form.contact_phone.data}
    edit_contact(session, contact, by=by, at=at, **reach)
    return waiting


def _form_of(contact: Contact) -> UnitForm:
    """Give the form with what the employer says, what waits included, and how one is reached."""
    told = columns_wanted(contact.employer, OF_EMPLOYER)
    reach = {"contact_title": contact.title, "contact_phone": contact.phone}
    return UnitForm(is_edited=True, **told, **reach)


def _register_or_ask(form: NewUnitForm, account: Account) -> None:
    """Register the unit; where it is registered already, ask a coordinator to connect the two."""
    number = normal_organisation_number(form.organisation_number.data)
    there = find_employer(session, number, form.unit.data)
    if there is not None:
        ask_to_connect(session, there, account, by=current_actor(), at=now())
        flash(_("Thank you. A coordinator will get in touch and connect you with the employer."))
        return
    employer = operations.register_employer(
        session,
        organisation_number=number,
        contact_name=account.name,
        contact_email=account.email,
        contact_title=form.contact_title.data,
        contact_phone=form.contact_phone.data,
        language=account.language,
        account=account,
        by=current_actor(),
        at=now(),
        **{name: form[name].data for name in OF_EMPLOYER},
    )
    flash(_registered(employer), "success")


def _registered(employer: Employer) -> str:
    if employer.is_sole_trader:
        shown = employer.organisation_number_shown
        return str(
            _("You are registered. Pages show your personal number as %(number)s.", number=shown)
        )
    return str(_("You are registered. You can write your first offer now."))


def _saved(waiting: Sequence[str]) -> str:
    if waiting:
        return str(_("Saved. A coordinator looks at it before students read it."))
    return str(_("Saved."))


def _home() -> ResponseReturnValue:
    return redirect(url_for("employers.home"), 303)
