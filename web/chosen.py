"""What is chosen in a form that only asks: read off its fields, so that no page has to say it."""

from collections.abc import Iterable
from datetime import date
from html.parser import HTMLParser

from flask import Flask

from web.filters import day


class _Chosen(HTMLParser):
    """Reads the options that are chosen, and what is written in the fields."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.is_in_chosen_option = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        value = given.get("value", "")
        if tag == "option":
            self.is_in_chosen_option = "selected" in given and given.get("value") != ""
        elif tag == "input" and value and given.get("type") == "date":
            self.words.append(day(date.fromisoformat(value)))
        elif tag == "input" and value and given.get("type") != "hidden":
            self.words.append(value)

    def handle_data(self, data: str) -> None:
        if self.is_in_chosen_option:
            self.words.append(data.strip())
            self.is_in_chosen_option = False


def init_app(app: Flask) -> None:
    """Let templates say what is chosen."""
    app.jinja_env.filters["chosen"] = chosen_in


def chosen_in(fields: str) -> Iterable[str]:
    """Give what is chosen in some fields, in their order.

    Examples
    --------
    >>> chosen_in('<option value="">All<option value="2" selected>Two<input value="pier">')
    ['Two', 'pier']
    """
    reader = _Chosen()
    reader.feed(fields)
    return reader.words
