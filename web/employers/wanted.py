"""What an employer wants to change and a coordinator has not looked at: shown, and taken back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.changes import Change
from models.employers import Employer
from models.offer_words import offer_saying, parts_from_json, words_of
from models.offers import Offer
from models.operations.wanting import want_no_more
from models.queries.changes import find_change
from models.queries.offers import get_offer
from web.access import current_actor
from web.clock import now
from web.differences import Difference, differences
from web.employers.blueprint import blueprint
from web.employers.offer_filling import told_by
from web.employers.offer_forms import OfferForm
from web.employers.organisation_forms import UnitForm
from web.employers.own import own_contact
from web.employers.studies import studies
from web.session import session


@blueprint.post("/offers/<int:offer_id>/change/drop")
def offers_drop_change(offer_id: int) -> ResponseReturnValue:
    """Let a published offer stay as it is."""
    want_no_more(session, get_offer(session, offer_id), by=current_actor(), at=now())
    flash(_("Taken back. The offer stays as it is."), "success")
    return redirect(url_for("employers.offers_show", offer_id=offer_id), 303)


@blueprint.post("/organisation/change/drop")
def organisation_drop_change() -> ResponseReturnValue:
    """Let what students read of the employer stay as it is."""
    want_no_more(session, own_contact().employer, by=current_actor(), at=now())
    flash(_("Taken back. Everything stays as it is."), "success")
    return redirect(url_for("employers.home"), 303)


def offer_wanted(offer: Offer) -> Offer:
    """Give an offer as its employer wants it: with what waits, if something does."""
    change = find_change(session, offer)
    return offer if change is None else _changed(offer, change)


def columns_wanted(employer: Employer, names: Sequence[str]) -> dict[str, Any]:
    """Give what an employer says of itself, with what waits, if something does."""
    change = find_change(session, employer)
    wanted = {} if change is None else change.wanted
    return {name: wanted.get(name, getattr(employer, name)) for name in names}


def differences_of(change: Change) -> list[Difference]:
    """Put side by side what students read now and what the employer wants instead."""
    if change.offer is not None:
        now_read, wanted = told_by(change.offer), told_by(_changed(change.offer, change))
        form = OfferForm(change.offer.kind, studies(), offer=change.offer)
        return differences(form, change.wanted, now_read, wanted)
    now_read = {name: getattr(change.employer, name) for name in change.wanted}
    return differences(UnitForm(), change.wanted, now_read, change.wanted)


def _changed(offer: Offer, change: Change) -> Offer:
    words = replace(words_of(offer), **parts_from_json(change.wanted))
    return offer_saying(words, offer)
