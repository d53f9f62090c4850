"""Days that the address of a list asks for."""

from datetime import date

from flask import request


def asked_day(name: str) -> date | None:
    """Give the day that the address asks for (``?day=2027-03-08``), none when it is no day."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
