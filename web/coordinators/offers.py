"""Offers as the working group reviews them: published, sent back or withdrawn."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from models.moves import OFFER_MOVES, moves_from
from models.offers import Offer
from models.operations import offers as operations
from models.operations.guards import may_move
from models.queries.changes import find_change
from models.queries.events import get_names_of_actors, list_events_of
from models.queries.matches import list_matches_of_offer, list_open_of_offer
from models.queries.offers import count_offers, get_offer, list_offers
from models.queries.rounds import find_rolling_round
from models.words import Kind, OfferState, Role
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.coordinators.filters_asked import asked_word, asked_words
from web.coordinators.offer_flags import flags_of
from web.coordinators.review_forms import SendBackForm
from web.coordinators.stakes import has_stake
from web.coordinators.standing import standing_of_offer
from web.employers.studies import studies_of
from web.lists import Page
from web.numbers import sent_number
from web.pages import show
from web.session import session


@blueprint.get("/offers")
def offers_list() -> ResponseReturnValue:
    """List offers in every state, newest first."""
    kind, state, words = asked_word("kind", Kind), asked_word("state", OfferState), asked_words()
    page = Page.of_request(count_offers(session, state=state, kind=kind, words=words))
    found = list_offers(
        session, state=state, kind=kind, words=words, limit=page.size, offset=page.offset
    )
    return show(
        "coordinators/offers/list.html", offers=found, page=page, kind=kind, state=state,
        words=words, kinds=Kind, states=OfferState,
    )  # fmt: skip


@blueprint.get("/offers/<int:offer_id>")
def offers_show(offer_id: int) -> ResponseReturnValue:
    """Show an offer as a student will read it, what to look at twice, and what can be done."""
    return _show(get_offer(session, offer_id), SendBackForm())


@blueprint.post("/offers/<int:offer_id>/submit")
def offers_submit(offer_id: int) -> ResponseReturnValue:
    """Hand a draft in for the employer."""
    offer, by = get_offer(session, offer_id), current_actor(for_role=Role.EMPLOYER)
    operations.submit_offer(session, offer, by=by, at=now())
    return _to(offer, _("Submitted for the employer. Read it through and publish it."))


@blueprint.post("/offers/<int:offer_id>/publish")
def offers_publish(offer_id: int) -> ResponseReturnValue:
    """Let everybody read the offer, and let it be matched."""
    offer = get_offer(session, offer_id)
    seen, by = sent_number("version"), current_actor()
    operations.publish_offer(session, offer, by=by, at=now(), seen=seen)
    return _to(offer, _("Published. The employer gets a letter."))


@blueprint.post("/offers/<int:offer_id>/send-back")
def offers_send_back(offer_id: int) -> ResponseReturnValue:
    """Send the offer back with what has to be changed."""
    offer, form = get_offer(session, offer_id), SendBackForm()
    if not form.validate_on_submit():
        return _show(offer, form)
    operations.send_back_offer(
        session, offer, comment=form.comment.data, by=current_actor(), at=now()
    )
    return _to(offer, _("Sent back. The employer gets a letter with your comment."))


@blueprint.route("/offers/<int:offer_id>/withdraw", methods=["GET", "POST"])
def offers_withdraw(offer_id: int) -> ResponseReturnValue:
    """Withdraw an offer for the employer, after showing what follows."""
    offer, form = get_offer(session, offer_id), FlaskForm()
    by = current_actor(for_role=Role.EMPLOYER)
    may_move(OFFER_MOVES, "offer", "withdraw", offer.state, by)
    if not form.validate_on_submit():
        ends = list_open_of_offer(session, offer_id)
        return show("coordinators/offers/withdraw.html", form=form, offer=offer, ends=ends)
    operations.withdraw_offer(session, offer, by=by, at=now())
    return _to(offer, _("Withdrawn. Those who knew of a match are told."))


def _show(offer: Offer, form: SendBackForm) -> ResponseReturnValue:
    events = list_events_of(session, "offer", offer.id)
    return show(
        "coordinators/offers/show.html",
        form=form,
        offer=offer,
        change=find_change(session, offer),
        standing=standing_of_offer(offer),
        flags=flags_of(offer),
        has_stake=has_stake(offer.employer),
        moves=[move.verb for move in moves_from(OFFER_MOVES, offer.state, Role.COORDINATOR)],
        matches=list_matches_of_offer(session, offer.id),
        studies=studies_of(offer),
        round=find_rolling_round(session, offer.kind),
        events=events,
        names=get_names_of_actors(session, events),
    )


def _to(offer: Offer, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("coordinators.offers_show", offer_id=offer.id), 303)
