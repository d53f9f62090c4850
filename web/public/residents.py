"""What follows when a resident has left an address: a letter is on its way."""

from flask.typing import ResponseReturnValue

from web.pages import show
from web.public.blueprint import blueprint


@blueprint.get("/courses/asked")
def residents_asked() -> ResponseReturnValue:
    """Say where to look. The same whoever it was: who is known here is nobody's business."""
    return show("public/residents/asked.html")
