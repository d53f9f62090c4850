"""The languages that people speak, by their codes (ISO 639-1), in the language of the page."""

from babel import Locale
from flask_babel import get_locale

from models.keys import sort_key

LENGTH_OF_CODE = 2

# What is spoken most in the region beside Swedish and English, so that it is found at once.
COMMON = ("ar", "da", "de", "es", "fa", "fi", "fr", "ku", "no", "ru", "so", "ti", "uk")


def names_of_languages() -> dict[str, str]:
    """Give every language's name by its code, in the order of the alphabet."""
    locale = get_locale() or Locale("sv")
    names = [(code, name) for code, name in locale.languages.items() if len(code) == LENGTH_OF_CODE]
    return dict(sorted(names, key=lambda named: sort_key(named[1])))


def language_name(code: str) -> str:
    """Give the name of a language, or the code itself where it is unknown."""
    locale = get_locale() or Locale("sv")
    return str(locale.languages.get(code, code))
