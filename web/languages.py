"""The language of a page: the account's, else the one chosen in this browser, else Swedish.

What a browser asks for is not looked at: many in Sweden have one that says English, and Swedish
is the language of the authorities here. The switch is on every page.
"""

from typing import Any

from babel.support import NullTranslations
from flask import Flask, g
from flask import session as cookie
from flask_babel import Domain, get_locale

from models.words import Language
from web.access import current_account
from web.extensions import babel

CHOSEN = "language"
# On `g`: the language of whoever a page is for, where that is known without an account.
READER = "language_of_reader"


class Catalogues(Domain):
    """The catalogues by language: the library spells its name for every sentence it looks up."""

    def __init__(self) -> None:
        super().__init__()
        self.by_language: dict[Any, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        """Give the catalogue of the page's language."""
        language = get_locale()
        if language not in self.by_language:
            self.by_language[language] = super().get_translations()
        return self.by_language[language]


def init_app(app: Flask) -> None:
    """Let pages speak, and let templates ask which language they do it in."""
    babel.init_app(app, locale_selector=choose)
    babel.domain_instance = Catalogues()
    app.jinja_env.globals.update(language=shown, Language=Language)


def shown() -> str:
    """Give the code of the language that is written now, also where one is forced on a part."""
    return str(get_locale())


def choose() -> str:
    """Give the code of the page's language."""
    account = current_account()
    if account is not None:
        return account.language.value
    chosen = cookie.get(CHOSEN)
    if chosen in set(Language):
        return str(chosen)
    return Language(g.get(READER, Language.SWEDISH)).value
