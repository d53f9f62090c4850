"""The blueprint that every page of employers hangs on."""

from flask import Blueprint

blueprint = Blueprint("employers", __name__, url_prefix="/employer")
