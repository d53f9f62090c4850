"""The offers that anybody may read."""

from datetime import date
from typing import TypedDict

from flask import render_template, request

from models.queries.offers import (
    count_published_offers,
    get_published_offer,
    list_places_of_published_offers,
    list_published_offers,
)
from models.words import Kind
from web.bridge.places import place_name
from web.clock import today
from web.lists import Page
from web.public.blueprint import blueprint
from web.public.job_postings import job_posting
from web.session import session


class Asked(TypedDict):
    """What the list is asked for."""

    kind: Kind | None
    place: str
    words: str
    on: date


@blueprint.get("/offers")
def offers_list() -> str:
    """Show what is published and not over, by kind and place as the address says."""
    kind = Kind(request.args["kind"]) if request.args.get("kind") in set(Kind) else None
    place, words = request.args.get("place", "")[:4], request.args.get("words", "")[:80].strip()
    asked: Asked = {"kind": kind, "place": place, "words": words, "on": today()}
    page = Page.of_request(count_published_offers(session, **asked))
    offers = list_published_offers(session, **asked, limit=page.size, offset=page.offset)
    places = sorted(list_places_of_published_offers(session), key=place_name)
    return render_template(
        "public/offers/list.html", offers=offers, page=page, kind=kind, place=place, words=words,
        places=places, kinds=Kind,
    )  # fmt: skip


@blueprint.get("/offers/<int:offer_id>")
def offers_show(offer_id: int) -> str:
    """Show one offer, without anything about persons."""
    offer = get_published_offer(session, offer_id)
    return render_template("public/offers/show.html", offer=offer, posting=job_posting(offer))
