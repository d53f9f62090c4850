"""The fields of study that an offer can be for, in the language of the page or of a file."""

from flask_babel import get_locale

from models.keys import sort_key
from models.offers import Offer
from models.queries.concepts import get_labels, list_concepts
from web.session import session


def studies() -> list[tuple[str, str]]:
    """Give the fields of study to choose among, in the language of the page."""
    found = list_concepts(session, "field")
    names = [(each.id, each.shown(str(get_locale()))) for each in found]
    return sorted(names, key=lambda named: sort_key(named[1]))


def studies_of(offer: Offer) -> list[str]:
    """Name the fields of study that an offer accepts."""
    names = get_labels(session, [each.concept_id for each in offer.fields], str(get_locale()))
    return sorted(names.values(), key=sort_key)
