"""The employer itself: who it is, where it is, and how its contact is reached."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.employers import Employer
from models.operations import employers as operations
from models.operations.connections import ask_to_connect
from models.operations.contacts import edit_contact
from models.people import Account
from models.queries.employers import find_contact_of_account, find_employer
from web.access import current_actor
from web.accounts.signing_in import own_account
from web.clock import now
from web.employers.blueprint import blueprint
from web.employers.organisation_forms import NewUnitForm, UnitForm
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
    employer, by, at = contact.employer, current_actor(), now()
    told = {name: getattr(employer, name) for name in OF_EMPLOYER}
    form = UnitForm(contact_title=contact.title, contact_phone=contact.phone, **told)
    if not form.validate_on_submit():
        return show("employers/organisations/edit.html", form=form, employer=employer)
    changes = {name: form[name].data for name in OF_EMPLOYER}
    operations.edit_employer(session, employer, by=by, at=at, **changes)
    reach = {"title": form.contact_title.data, "phone": form.contact_phone.data}
    edit_contact(session, contact, by=by, at=at, **reach)
    flash(_("Saved."), "success")
    return _home()


def _register_or_ask(form: NewUnitForm, account: Account) -> None:
    """Register the unit; where it is registered already, ask a coordinator to connect the two."""
    number = operations.normal_organisation_number(form.organisation_number.data)
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


def _home() -> ResponseReturnValue:
    return redirect(url_for("employers.home"), 303)
