"""The employers that anybody may read of, each with what it offers now."""

from flask import render_template

from models.queries.employers import get_public_employer
from models.queries.offers import list_published_offers_of_employer
from web.clock import today
from web.public.blueprint import blueprint
from web.session import session


@blueprint.get("/employers/<int:employer_id>")
def employers_show(employer_id: int) -> str:
    """Show a verified employer and its published offers, without anything about persons."""
    employer = get_public_employer(session, employer_id)
    return render_template(
        "public/employers/show.html",
        employer=employer,
        offers=list_published_offers_of_employer(session, employer_id, today()),
    )
