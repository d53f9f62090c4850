"""The blueprint that every page of the working group hangs on."""

from flask import Blueprint

from web.histories import tellings_of

blueprint = Blueprint("coordinators", __name__, url_prefix="/coordinator")
# For the macro `history`.
blueprint.add_app_template_global(tellings_of)
