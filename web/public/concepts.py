"""Words of the vocabulary, suggested while somebody types."""

from flask import Response, jsonify, request

from models.concepts import SKILL_KINDS
from models.queries.concepts import list_concepts_typed
from web.extensions import limiter
from web.languages import choose
from web.plain_text import plain
from web.public.blueprint import blueprint
from web.session import session

# What a field asks for, and the kinds of concepts that answer it.
KINDS: dict[str, tuple[str, ...]] = {
    "skill": SKILL_KINDS,
    "programme": ("programme",),
    "field": ("field",),
}
LONGEST = 80


@blueprint.get("/concepts")
@limiter.limit("600/minute")
def concepts_typed() -> Response:
    """Give at most eight words that what is typed (``q``) may become, the nearest first."""
    kinds = KINDS.get(request.args.get("kind", ""), KINDS["skill"])
    typed = plain(request.args.get("q"))[:LONGEST]
    found = list_concepts_typed(session, typed, kinds)
    labels = [concept.shown(choose()) for concept in found]
    return jsonify(labels=list(dict.fromkeys(labels)))
