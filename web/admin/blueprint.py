"""The blueprint that every page of administrators hangs on."""

from flask import Blueprint

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
