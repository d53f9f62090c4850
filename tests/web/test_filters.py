"""Days, times, money and places are written as people here write them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import g

from models.words import Kind, MatchState, OfferState, RoundState
from tests.web.apps import NO_DATABASE, shared_app
from web import filters, labels
from web.bridge.places import names_of_places, place_name


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    app = shared_app(NO_DATABASE)
    with app.test_request_context(), time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC)):
        g.language_of_reader = request.param
        yield request.param


def test_days_and_times_are_those_of_sweden(language: str) -> None:
    just_before_midnight_utc = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)
    assert (
        filters.day(just_before_midnight_utc)
        == {"sv": "28 mars 2027", "en": "28 March 2027"}[language]
    )
    # The clocks are put forward in this very night.
    after = datetime(2027, 3, 28, 1, 5, tzinfo=UTC)
    expected = {"sv": "28 mars 2027 kl. 03.05", "en": "28 March 2027 at 03:05"}
    assert filters.moment(after) == expected[language]


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2027, 6, 7), date(2027, 6, 7), "7 juni 2027"),
        (date(2027, 6, 7), date(2027, 6, 20), "7–20 juni 2027"),
        (date(2027, 6, 7), date(2027, 8, 13), "7 juni – 13 augusti 2027"),
        (date(2027, 12, 1), date(2028, 1, 31), "1 december 2027 – 31 januari 2028"),
    ],
)
def test_a_period_repeats_nothing(language: str, first: date, last: date, written: str) -> None:
    if language == "sv":
        assert filters.period(first, last) == written


def test_a_deadline_is_the_end_of_its_day(language: str) -> None:
    words = {
        "sv": ["tiden är ute", "sista dagen i dag", "1 dag kvar", "2 dagar kvar"],
        "en": ["the time is up", "last day today", "1 day left", "2 days left"],
    }[language]
    days = [date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)]
    assert [filters.days_left(day) for day in days] == words
    # Midnight between the second and the third of March in Sweden: the second is the last day.
    assert filters.days_left(datetime(2027, 3, 2, 23, tzinfo=UTC)) == words[2]


def test_money_and_numbers(language: str) -> None:
    written = {"sv": "24\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}kr", "en": "SEK 24,500"}[language]
    assert filters.kronor(24500) == written
    assert filters.number(37.5) == {"sv": "37,5", "en": "37.5"}[language]


def test_what_people_wrote_is_set_in_paragraphs_and_escaped(language: str) -> None:
    written = filters.paragraphs("one\r\ntwo\n\n\n<b>three</b>\n")
    assert written == "<p>one<br>two</p><p>&lt;b&gt;three&lt;/b&gt;</p>"


def test_places_have_names_and_unknown_ones_their_code() -> None:
    assert place_name("2280") == "Härnösand"
    assert place_name("9999") == "9999"
    names = list(names_of_places().values())
    assert len(names) == 290
    assert names[0] == "Ale"
    assert names[-1] == "Övertorneå"
    assert names.index("Ånge") < names.index("Älmhult")


def test_equal_words_of_different_lists_keep_their_own_labels(language: str) -> None:
    assert str(labels.label(OfferState.DRAFT))
    assert labels.look(OfferState.PUBLISHED) != labels.look(RoundState.PUBLISHED)
    assert [value for value, _label, *_rest in labels.choices(Kind)] == [
        kind.value for kind in Kind
    ]
    assert (
        str(labels.label(MatchState.OFFERED))
        == {"sv": "Väntar på svar", "en": "Waits for answers"}[language]
    )
