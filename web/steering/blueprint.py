"""The blueprint that every page of the steering group hangs on."""

from flask import Blueprint

blueprint = Blueprint("steering", __name__, url_prefix="/steering")
