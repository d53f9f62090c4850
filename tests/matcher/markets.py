"""Hypothesis strategies for whole markets: any records that are valid, not only likely ones."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from matcher import CEFR, Kind, Level, Offer, Period, Remote, Student
from tests.matcher.builders import a_student, an_offer

WORDS = ["programmering", "Java", "C", "C++", "databaser", "PostgreSQL", "AI", "glasblåsning", "🎉"]
PROGRAMMES = ["Systemvetenskapliga programmet", "Ekonomprogrammet", "något helt annat", ""]
TEXTS = [
    "",
    "Jag kan Java och databaser.",
    "We need coding, PostgreSQL and a calm mind.",
    "🎉 مرحبا",
    "Redovisning varje dag.",
]

periods = st.builds(
    lambda start, days: Period(
        date(2026, 10, 1) + timedelta(days=start), date(2026, 10, 1) + timedelta(days=start + days)
    ),
    st.integers(0, 300),
    st.integers(0, 120),
)
places = st.sampled_from(["0001", "0002", "0003", ""])
languages = st.dictionaries(st.sampled_from(["sv", "en", "ar"]), st.sampled_from(CEFR))
skills = st.dictionaries(st.sampled_from(WORDS), st.integers(1, 5), max_size=4)
hours = st.none() | st.floats(0, 60)


def _sets_of(values: Iterable[object]) -> st.SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from(list(values)))


def students(offer_ids: list[str]) -> st.SearchStrategy[Student]:
    """Return valid students, who may like or decline some offers."""
    liked = (
        st.lists(st.sampled_from(offer_ids), unique=True, max_size=3) if offer_ids else st.just([])
    )
    return st.builds(
        lambda ranked, declined, **values: a_student(
            **values,
            ranked=tuple(offer for offer in ranked if offer not in declined),
            declined=frozenset(declined),
        ),
        ranked=liked,
        declined=liked,
        kinds=_sets_of(Kind),
        programme=st.sampled_from(PROGRAMMES),
        level=st.sampled_from(Level),
        graduates_on=st.none() | st.dates(date(2025, 1, 1), date(2029, 1, 1)),
        skills=skills,
        languages=languages,
        text=st.sampled_from(TEXTS),
        place=places,
        travel_km=st.none() | st.floats(0, 500),
        travel_minutes=st.none() | st.floats(0, 500),
        remote=st.booleans(),
        moves=st.booleans(),
        available=st.dictionaries(st.sampled_from(Kind), periods),
        hours_per_week=hours,
    )


offers: st.SearchStrategy[Offer] = st.builds(
    an_offer,
    kind=st.sampled_from(Kind),
    title=st.sampled_from(["", "Sommarjobb", "Thesis about databases"]),
    text=st.sampled_from(TEXTS),
    must=skills,
    wished=skills,
    languages=languages,
    levels=_sets_of(Level),
    fields=st.frozensets(st.sampled_from(["field/informatics", "field/business"]), max_size=1),
    place=places,
    remote=st.sampled_from(Remote),
    period=periods,
    hours_per_week=hours,
    places=st.integers(0, 3),
)


@st.composite
def markets(draw: st.DrawFn, most: int = 6) -> tuple[list[Student], list[Offer]]:
    """Draw students and offers with ids of their own."""
    there = [
        replace(offer, id=f"o{number}")
        for number, offer in enumerate(draw(st.lists(offers, max_size=most)))
    ]
    ids = [offer.id for offer in there]
    here = [
        replace(student, id=f"s{number}")
        for number, student in enumerate(draw(st.lists(students(ids), max_size=most)))
    ]
    return here, there
