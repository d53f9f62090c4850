"""What a page calls a word, a spreadsheet may call it too, in both languages."""

from enum import Enum

import pytest
from flask import Flask
from flask_babel import force_locale

from models.words import Insurer, Kind, Language, Level, Pay, Remote
from web.labels import label
from web.tables import cells


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize("words", [Insurer, Kind, Language, Level, Pay, Remote])
def test_a_word_is_taken_as_pages_show_it(app: Flask, words: type[Enum], locale: str) -> None:
    with app.test_request_context(), force_locale(locale):
        assert [cells.word(words)(str(label(word))) for word in words] == list(words)
