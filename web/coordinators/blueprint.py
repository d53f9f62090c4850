"""The blueprint that every page of the working group hangs on."""

from flask import Blueprint

coordinators = Blueprint("coordinators", __name__, url_prefix="/coordinator")
