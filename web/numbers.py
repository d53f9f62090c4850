"""Numbers of things in addresses and forms, none larger than a database can hold."""

from flask import Flask, request
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1


class NumberOfThing(IntegerConverter):
    """The ``<int:…>`` of addresses: a number that no row can have is no such page."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **{"max": LARGEST, **options})  # type: ignore[arg-type] # as given


def init_app(app: Flask) -> None:
    """Hold every number in an address to what a row can have. Before any page is plugged in."""
    app.url_map.converters["int"] = NumberOfThing


def asked_number(name: str) -> int | None:
    """Give a number that the address asks for (``?offer=7``), or none when it is no such number."""
    number = request.args.get(name, type=int)
    return number if number is not None and 0 < number <= LARGEST else None


def asked_numbers(name: str) -> list[int]:
    """Give the numbers that the address asks for under one name (``?beside=7&beside=9``)."""
    asked = request.args.getlist(name, type=int)
    return [number for number in asked if 0 < number <= LARGEST]


def sent_number(name: str) -> int | None:
    """Give a number that a form sent along, such as the version that was looked at, or none."""
    number = request.form.get(name, type=int)
    return number if number is not None and 0 < number <= LARGEST else None
