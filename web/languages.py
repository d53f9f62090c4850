"""The language of a page: the account's, else the one chosen in this browser, else Swedish.

What a browser asks for is not looked at: many in Sweden have one that says English, and Swedish
is the language of the authorities here. The switch is on every page.
"""

from flask import Flask
from flask import session as cookie

from models.words import Language
from web.access import current_account
from web.extensions import babel

CHOSEN = "language"


def init_app(app: Flask) -> None:
    """Let pages speak, and let templates ask which language they do it in."""
    babel.init_app(app, locale_selector=choose)
    app.jinja_env.globals.update(language=choose, Language=Language)


def choose() -> str:
    """Give the code of the page's language."""
    account = current_account()
    if account is not None:
        return account.language.value
    chosen = cookie.get(CHOSEN)
    return chosen if chosen in set(Language) else Language.SWEDISH.value
