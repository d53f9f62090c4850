"""An employer's offers: written, handed in, changed, withdrawn."""

from collections.abc import Sequence

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.matches import Match
from models.moves import OFFER_MOVES
from models.offers import Offer
from models.operations import offers as operations
from models.operations.guards import may_move
from models.queries.changes import find_change
from models.queries.matches import list_matches_of_offer
from models.queries.offers import get_offer
from models.words import Kind, MatchState
from web.access import current_actor
from web.clock import now
from web.employers.blueprint import blueprint
from web.employers.offer_forms import OfferForm
from web.employers.offer_saving import saved_meanwhile
from web.employers.own import own_contact
from web.employers.studies import studies, studies_of
from web.employers.wanted import differences_of, offer_wanted
from web.labels import FIELDS
from web.meanwhile import both_versions
from web.pages import show
from web.refusals import wants_json
from web.session import session

ENDS_WITH_ITS_OFFER = frozenset({MatchState.OFFERED, MatchState.AGREED})
# A converter of addresses: the kinds that there are.
A_KIND = f"any({','.join(Kind)})"


@blueprint.route(f"/offers/new/<{A_KIND}:kind>", methods=["GET", "POST"])
def offers_new(kind: str) -> ResponseReturnValue:
    """Write an offer, begun with what is usual for its kind."""
    contact, word = own_contact(), Kind(kind)
    form = OfferForm(word, studies(), place=contact.employer.place)
    if not form.is_to_be_kept():
        return show("employers/offers/new.html", form=form, kind=word)
    offer = operations.write_offer(
        session, contact.employer, form.words(), contact=contact, by=current_actor(), at=now()
    )
    return _kept(offer, form)


@blueprint.route("/offers/<int:offer_id>/copy", methods=["GET", "POST"])
def offers_copy(offer_id: int) -> ResponseReturnValue:
    """Write an offer that begins as an earlier one; the earlier one stays as it is."""
    contact, earlier = own_contact(), get_offer(session, offer_id)
    form = OfferForm(earlier.kind, studies(), copied=earlier)
    if not form.is_to_be_kept():
        return show("employers/offers/copy.html", form=form, kind=earlier.kind, earlier=earlier)
    offer = operations.write_offer(
        session, contact.employer, form.words(), contact=contact, by=current_actor(), at=now()
    )
    return _kept(offer, form)


@blueprint.get("/offers/<int:offer_id>")
def offers_show(offer_id: int) -> ResponseReturnValue:
    """Show an offer as students read it, where it stands, and its candidates."""
    offer = get_offer(session, offer_id)
    needed, change = operations.names_needed(offer.kind), find_change(session, offer)
    return show(
        "employers/offers/show.html",
        offer=offer,
        change=change,
        differences=differences_of(change) if change else [],
        studies=studies_of(offer),
        matches=_matches_of(offer),
        missing=[FIELDS[name] for name in needed if not getattr(offer, name)],
    )


@blueprint.route("/offers/<int:offer_id>/edit", methods=["GET", "POST"])
def offers_edit(offer_id: int) -> ResponseReturnValue:
    """Change an offer that is not withdrawn."""
    offer, by = get_offer(session, offer_id), current_actor()
    may_move(OFFER_MOVES, "offer", "withdraw", offer.state, by)
    form = OfferForm(offer.kind, studies(), offer=offer_wanted(offer))
    if not form.is_to_be_kept():
        change = find_change(session, offer)
        return show("employers/offers/edit.html", form=form, offer=offer, change=change)
    if form.conflicts():
        return both_versions(form, ("offer", offer_id))
    waiting = operations.edit_offer(session, offer, form.words(), by=by, at=now())
    return _kept(offer, form, waits=bool(waiting))


@blueprint.post("/offers/<int:offer_id>/submit")
def offers_submit(offer_id: int) -> ResponseReturnValue:
    """Hand a draft to the working group."""
    offer = get_offer(session, offer_id)
    operations.submit_offer(session, offer, by=current_actor(), at=now())
    flash(_("Submitted. You get a letter when it is published."), "success")
    return _to(offer)


@blueprint.route("/offers/<int:offer_id>/withdraw", methods=["GET", "POST"])
def offers_withdraw(offer_id: int) -> ResponseReturnValue:
    """Withdraw an offer, after showing what follows."""
    offer, form, by = get_offer(session, offer_id), FlaskForm(), current_actor()
    may_move(OFFER_MOVES, "offer", "withdraw", offer.state, by)
    if not form.validate_on_submit():
        return show(
            "employers/offers/withdraw.html", form=form, offer=offer, ends=_ends_with(offer)
        )
    operations.withdraw_offer(session, offer, by=by, at=now())
    flash(_("Withdrawn. Those who knew of a match are told."), "success")
    return _to(offer)


def _kept(offer: Offer, form: OfferForm, *, waits: bool = False) -> ResponseReturnValue:
    """Hand the offer in if that was asked, and say what happens now."""
    if form.is_submitting:
        return offers_submit(offer.id)
    if wants_json():
        address = url_for("employers.offers_edit", offer_id=offer.id)
        return saved_meanwhile(offer, form, address)
    if waits:
        flash(_("Saved. A coordinator looks at it; until then students read the offer as it was."))
    else:
        flash(_("Saved."), "success")
    return _to(offer)


def _to(offer: Offer) -> ResponseReturnValue:
    return redirect(url_for("employers.offers_show", offer_id=offer.id), 303)


def _matches_of(offer: Offer) -> Sequence[Match]:
    """Give the matches of an offer that its employer knows of."""
    return [match for match in list_matches_of_offer(session, offer.id) if match.offered_at]


def _ends_with(offer: Offer) -> Sequence[Match]:
    """Give the matches that end when the offer is withdrawn; who has begun stays."""
    return [match for match in _matches_of(offer) if match.state in ENDS_WITH_ITS_OFFER]
