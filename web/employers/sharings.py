"""Offers that two employers host: the first asks and answers, the second says yes and reads."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from models.operations import sharings
from models.queries.employers import get_employer
from models.queries.matches import get_match
from models.queries.offers import get_offer
from models.queries.sharings import (
    find_own_sharing,
    get_sharing,
    list_employers_to_share_with,
    list_matches_shared,
)
from models.words import Side
from web.access import current_actor
from web.candidates import candidate_of, reach_of
from web.clock import now
from web.employers.blueprint import blueprint
from web.employers.studies import studies_of
from web.pages import show
from web.session import session
from web.timeline import steps_of


class SharingForm(FlaskForm):
    """With whom an offer is to be shared."""

    employer = SelectField(
        _l("The other employer"),
        description=_l("Verified employers can be chosen. They are asked before they are named."),
        coerce=str,
        validators=[InputRequired(_l("Choose an employer."))],
    )

    def __init__(self, choices: list[tuple[str, str]], **told: Any) -> None:
        super().__init__(**told)
        first = SelectChoice("", _l("Choose an employer"))
        self.employer.choices = [first, *(SelectChoice(*each) for each in choices)]


@blueprint.route("/offers/<int:offer_id>/share", methods=["GET", "POST"])
def sharings_ask(offer_id: int) -> ResponseReturnValue:
    """Ask another employer to host with this one."""
    offer = get_offer(session, offer_id)
    others = list_employers_to_share_with(session, offer.employer_id)
    form = SharingForm([(str(each.id), each.shown_name) for each in others])
    if not form.validate_on_submit():
        return show("employers/sharings/ask.html", form=form, offer=offer)
    other = get_employer(session, int(form.employer.data))
    sharings.ask_to_share(session, offer, other, by=current_actor(), at=now())
    flash(_("Asked. They are named when they have said yes."), "success")
    return _to_offer(offer_id)


@blueprint.post("/offers/<int:offer_id>/share/end")
def sharings_end(offer_id: int) -> ResponseReturnValue:
    """Share an offer no longer, or take the question back."""
    offer = get_offer(session, offer_id)
    sharing = offer.sharing or abort(404)
    sharings.end_sharing(session, sharing, by=current_actor(), at=now())
    flash(_("The offer is yours alone again."), "success")
    return _to_offer(offer_id)


@blueprint.get("/shared/<int:sharing_id>")
def sharings_show(sharing_id: int) -> ResponseReturnValue:
    """Show the second employer the offer and its matches; the first one answers them."""
    sharing = get_sharing(session, sharing_id)
    return show(
        "employers/sharings/show.html",
        sharing=sharing,
        offer=sharing.offer,
        studies=studies_of(sharing.offer),
        matches=list_matches_shared(session, sharing.offer_id, sharing.employer_id),
        reach_of=reach_of,
    )


@blueprint.post("/shared/<int:sharing_id>/accept")
def sharings_accept(sharing_id: int) -> ResponseReturnValue:
    """Say yes to be named as the second host."""
    sharings.accept_sharing(session, get_sharing(session, sharing_id), by=current_actor(), at=now())
    flash(_("Thank you. You are named beside the other employer from now on."), "success")
    return redirect(url_for("employers.sharings_show", sharing_id=sharing_id), 303)


@blueprint.post("/shared/<int:sharing_id>/leave")
def sharings_leave(sharing_id: int) -> ResponseReturnValue:
    """Say no to host, or host no longer; doing it twice is doing it once."""
    by = current_actor()
    sharing = find_own_sharing(session, by.account_id, sharing_id)
    if sharing is not None:
        sharings.end_sharing(session, sharing, by=by, at=now())
    flash(_("Noted. You are not named in the offer."), "success")
    return redirect(url_for("employers.home"), 303)


@blueprint.get("/shared/matches/<int:match_id>")
def sharings_match(match_id: int) -> ResponseReturnValue:
    """Show the second employer a match; nothing can be answered here."""
    match = get_match(session, match_id)
    return show(
        "employers/sharings/match.html",
        match=match,
        candidate=candidate_of(match),
        steps=steps_of(match),
        Side=Side,
    )


def _to_offer(offer_id: int) -> ResponseReturnValue:
    return redirect(url_for("employers.offers_show", offer_id=offer_id), 303)
