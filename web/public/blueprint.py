"""The blueprint that every page for anybody hangs on."""

from flask import Blueprint

blueprint = Blueprint("public", __name__)
