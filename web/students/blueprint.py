"""The blueprint that every page of a student hangs on."""

from flask import Blueprint

students = Blueprint("students", __name__, url_prefix="/student")
