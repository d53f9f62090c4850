"""Who sits in the steering group, as the working group keeps it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.members import add_member, edit_member
from models.queries.members import get_member, list_members
from web.access import current_actor
from web.clock import now, today
from web.coordinators.blueprint import blueprint
from web.coordinators.member_forms import MemberForm
from web.histories import history_of
from web.meanwhile import both_versions
from web.pages import show
from web.session import session


@blueprint.get("/members")
def members_list() -> ResponseReturnValue:
    """List the members: those of today, and those who were."""
    members = list_members(session)
    return show(
        "coordinators/members/list.html",
        serving=[each for each in members if each.serves_on(today())],
        others=[each for each in members if not each.serves_on(today())],
    )


@blueprint.route("/members/new", methods=["GET", "POST"])
def members_new() -> ResponseReturnValue:
    """Write down whom a party has named."""
    form = MemberForm()
    if not form.validate_on_submit():
        return show("coordinators/members/new.html", form=form)
    add_member(session, form.told(), by=current_actor(), at=now())
    return _to_list(_("The member is written down."))


@blueprint.route("/members/<int:member_id>", methods=["GET", "POST"])
def members_edit(member_id: int) -> ResponseReturnValue:
    """Change what is known of a member, or end the membership."""
    member = get_member(session, member_id)
    form, told = MemberForm.of(member), history_of(("member", member_id))
    if not form.validate_on_submit():
        page = "coordinators/members/edit.html"
        return show(page, form=form, member=member, told=told)
    if form.conflicts():
        return both_versions(form, ("member", member_id))
    edit_member(session, member, form.told(), by=current_actor(), at=now())
    return _to_list(_("The member is changed."))


def _to_list(words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.members_list"), 303)
