"""Offers that a coordinator writes for an employer on the phone, in the employer's own form."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.moves import OFFER_MOVES
from models.offers import Offer
from models.operations import offers as operations
from models.operations.guards import may_move
from models.queries.employers import get_employer
from models.queries.offers import get_offer
from models.words import Kind, Role
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.employer_details import kept
from web.employers.offer_forms import OfferForm
from web.employers.offer_saving import saved_meanwhile
from web.employers.offers import A_KIND
from web.employers.studies import studies
from web.meanwhile import both_versions
from web.pages import show
from web.refusals import wants_json
from web.session import session


@blueprint.route(
    f"/employers/<int:employer_id>/offers/new/<{A_KIND}:kind>", methods=["GET", "POST"]
)
def offers_new(employer_id: int, kind: str) -> ResponseReturnValue:
    """Write an offer for an employer, begun with what is usual for its kind."""
    employer, word = get_employer(session, employer_id), Kind(kind)
    form = OfferForm(word, studies(), place=employer.place)
    if not form.is_to_be_kept():
        return show("coordinators/offers/new.html", form=form, kind=word, employer=employer)
    by = current_actor(for_role=Role.EMPLOYER)
    offer = operations.write_offer(session, employer, form.words(), by=by, at=now())
    return _kept(offer, form)


@blueprint.route("/offers/<int:offer_id>/edit", methods=["GET", "POST"])
def offers_edit(offer_id: int) -> ResponseReturnValue:
    """Change an offer for its employer."""
    offer, by = get_offer(session, offer_id), current_actor(for_role=Role.EMPLOYER)
    may_move(OFFER_MOVES, "offer", "withdraw", offer.state, by)
    form = OfferForm(offer.kind, studies(), offer=offer)
    if not form.is_to_be_kept():
        return show("coordinators/offers/edit.html", form=form, offer=offer)
    if form.conflicts():
        return both_versions(form, ("offer", offer_id))
    waiting = operations.edit_offer(session, offer, form.words(), by=by, at=now())
    return _kept(offer, form, waiting)


def _kept(offer: Offer, form: OfferForm, waiting: Sequence[str] = ()) -> ResponseReturnValue:
    if form.is_submitting:
        by = current_actor(for_role=Role.EMPLOYER)
        operations.submit_offer(session, offer, by=by, at=now())
        flash(_("Submitted for the employer. Read it through and publish it."), "success")
    elif wants_json():
        address = url_for("coordinators.offers_edit", offer_id=offer.id)
        return saved_meanwhile(offer, form, address)
    else:
        flash(kept(waiting), "success")
    return redirect(url_for("coordinators.offers_show", offer_id=offer.id), 303)
