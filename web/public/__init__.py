"""The pages that anybody may read."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)

from web.public import concepts, health, language, offers, pages  # noqa: E402, F401 - they add their views
