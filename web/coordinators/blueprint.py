"""The blueprint that every page of the working group hangs on."""

from flask import Blueprint

blueprint = Blueprint("coordinators", __name__, url_prefix="/coordinator")
