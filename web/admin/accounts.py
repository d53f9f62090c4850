"""Accounts, as an administrator governs them: invited, given roles, closed."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.employers import Employer
from models.operations import accounts as operations
from models.operations.second_factors import remove_second_factor_of_other
from models.operations.sign_ups import invite_staff
from models.people import Account
from models.queries.accounts import count_accounts, get_account, list_accounts
from models.queries.employers import list_employers
from models.words import Language, Role
from web.access import current_actor
from web.admin.account_forms import HELD, InviteForm, RoleForm, WorkplaceForm
from web.admin.blueprint import blueprint
from web.clock import now
from web.lists import Page
from web.pages import show
from web.session import session

MOST_EMPLOYERS = 1000


@blueprint.get("/accounts")
def accounts_list() -> ResponseReturnValue:
    """List accounts, by role and words as the address says."""
    asked, words = request.args.get("role", ""), request.args.get("words", "")[:80].strip()
    role = Role(asked) if asked in set(Role) else None
    page = Page.of_request(count_accounts(session, role=role, words=words))
    found = list_accounts(session, role=role, words=words, limit=page.size, offset=page.offset)
    return show(
        "admin/accounts/list.html", accounts=found, page=page, role=role, words=words, roles=HELD
    )


@blueprint.route("/accounts/new", methods=["GET", "POST"])
def accounts_invite() -> ResponseReturnValue:
    """Invite somebody who will work here."""
    form = InviteForm()
    if not form.validate_on_submit():
        return show("admin/accounts/new.html", form=form)
    account = invite_staff(
        session,
        email=form.email.data,
        name=form.name.data,
        role=Role(form.role.data),
        language=Language(form.language.data),
        by=current_actor(),
        at=now(),
    )
    flash(_("%(name)s is invited. A letter is on its way.", name=account.name), "success")
    return _back(account)


@blueprint.get("/accounts/<int:account_id>")
def accounts_show(account_id: int) -> ResponseReturnValue:
    """Show an account and what can be done with it."""
    account = get_account(session, account_id)
    return show("admin/accounts/show.html", **_context(account))


@blueprint.post("/accounts/<int:account_id>/give")
def accounts_give_role(account_id: int) -> ResponseReturnValue:
    """Give a role."""
    account, form = get_account(session, account_id), RoleForm()
    if form.validate_on_submit():
        operations.give_role(session, account, Role(form.role.data), by=current_actor(), at=now())
        flash(_("The role is given."), "success")
    return _back(account)


@blueprint.post("/accounts/<int:account_id>/take")
def accounts_take_role(account_id: int) -> ResponseReturnValue:
    """Take a role."""
    account, form = get_account(session, account_id), RoleForm()
    if form.validate_on_submit():
        operations.take_role(session, account, Role(form.role.data), by=current_actor(), at=now())
        flash(_("The role is taken away. It is gone at the next click."), "success")
    return _back(account)


@blueprint.post("/accounts/<int:account_id>/workplace")
def accounts_set_workplace(account_id: int) -> ResponseReturnValue:
    """Note which unit employs somebody."""
    account = get_account(session, account_id)
    form = WorkplaceForm(_employers(), account.works_for_id)
    if form.validate_on_submit():
        chosen = int(form.employer.data) if form.employer.data else None
        operations.set_workplace(session, account, chosen, by=current_actor(), at=now())
        flash(_("The employer is noted."), "success")
    return _back(account)


@blueprint.post("/accounts/<int:account_id>/deactivate")
def accounts_deactivate(account_id: int) -> ResponseReturnValue:
    """Close an account."""
    account = get_account(session, account_id)
    operations.deactivate(session, account, by=current_actor(), at=now())
    flash(_("The account is closed and signed out."), "success")
    return _back(account)


@blueprint.post("/accounts/<int:account_id>/activate")
def accounts_activate(account_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    account = get_account(session, account_id)
    operations.activate(session, account, by=current_actor(), at=now())
    flash(_("The account is open again."), "success")
    return _back(account)


@blueprint.post("/accounts/<int:account_id>/second-factor")
def accounts_remove_second_factor(account_id: int) -> ResponseReturnValue:
    """Remove the second factor of somebody who lost it and whom one has recognised."""
    account = get_account(session, account_id)
    remove_second_factor_of_other(session, account, by=current_actor(), at=now())
    flash(_("The second factor is removed. A letter says so."), "success")
    return _back(account)


def _context(account: Account) -> dict[str, Any]:
    return {
        "account": account,
        "is_own": account.id == current_actor().account_id,
        "held": [role for role in HELD if role in account.role_names],
        "role_form": RoleForm(role for role in HELD if role not in account.role_names),
        "workplace_form": WorkplaceForm(_employers(), account.works_for_id),
    }


def _employers() -> Sequence[Employer]:
    return list_employers(session, limit=MOST_EMPLOYERS)


def _back(account: Account) -> ResponseReturnValue:
    return redirect(url_for("admin.accounts_show", account_id=account.id), 303)
