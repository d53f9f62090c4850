"""The draft of an offer, saved while it is written, so that nothing typed is lost."""

from flask import jsonify
from flask.typing import ResponseReturnValue

from models.offers import Offer
from web.employers.offer_filling import told_by
from web.employers.offer_forms import OfferForm


def saved_meanwhile(offer: Offer, form: OfferForm, address: str) -> ResponseReturnValue:
    """Answer the page that saves by itself: where it goes on, and from what it has saved.

    Parameters
    ----------
    address : str
        Where the offer is edited, also when the page began without one.
    """
    return jsonify(action=address, seen=form.mark(told_by(offer)))
