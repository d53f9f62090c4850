"""The events that schools are invited to, for anybody to read."""

from flask import render_template

from models.queries.occasions import get_public_occasion, list_public_occasions
from web.clock import now
from web.public.blueprint import blueprint
from web.session import session


@blueprint.get("/events")
def occasions_list() -> str:
    """List what is to come, and say what else teachers may ask for."""
    return render_template(
        "public/occasions/list.html", occasions=list_public_occasions(session, now())
    )


@blueprint.get("/events/<int:occasion_id>")
def occasions_show(occasion_id: int) -> str:
    """Show an event with its sessions and how many seats each has left."""
    occasion = get_public_occasion(session, occasion_id)
    return render_template("public/occasions/show.html", occasion=occasion, at=now())
