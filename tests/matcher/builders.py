"""Makes students, offers, words and places for the matcher's tests, all of them invented."""

from datetime import date
from typing import Any

import numpy as np

from matcher import CEFR, Kind, Level, Offer, Period, Remote, Settings, Student
from matcher.market import Market
from matcher.places import Municipality, Places
from matcher.scoring import Probabilities
from matcher.vocabulary import Concept, Vocabulary

TODAY = date(2026, 11, 23)
SUMMER = Period(date(2027, 6, 7), date(2027, 8, 13))
SPRING = Period(date(2027, 1, 18), date(2027, 6, 6))

VOCABULARY = Vocabulary(
    [
        Concept("field/informatics", "field", "Informatik", "Informatics"),
        Concept("field/business", "field", "Ekonomi", "Business"),
        Concept(
            "programme/systems",
            "programme",
            "Systemvetenskapliga programmet",
            "Information Systems Programme",
            ("systemvetenskap",),
            broader="field/informatics",
        ),
        Concept(
            "programme/business",
            "programme",
            "Ekonomprogrammet",
            "Business Programme",
            broader="field/business",
        ),
        Concept(
            "skill/programming",
            "skill",
            "programmering",
            "programming",
            ("kodning",),
            ("coding",),
            "field/informatics",
        ),
        Concept("skill/java", "skill", "Java", "Java", broader="skill/programming"),
        Concept(
            "skill/javascript", "skill", "JavaScript", "JavaScript", broader="skill/programming"
        ),
        Concept("skill/c", "skill", "C", "C", broader="skill/programming"),
        Concept("skill/cpp", "skill", "C++", "C++", broader="skill/programming"),
        Concept("skill/csharp", "skill", "C#", "C#", broader="skill/programming"),
        Concept("skill/databases", "skill", "databaser", "databases", broader="field/informatics"),
        Concept("tool/postgresql", "tool", "PostgreSQL", "PostgreSQL", broader="skill/databases"),
        Concept(
            "skill/ai",
            "skill",
            "artificiell intelligens",
            "artificial intelligence",
            ("AI",),
            ("AI",),
            "field/informatics",
        ),
        Concept("skill/accounting", "skill", "redovisning", "accounting", broader="field/business"),
        Concept("tool/excel", "tool", "Excel", "Excel", broader="skill/accounting"),
    ]
)

# Nära and Lagom are 22 km apart, Fjärran lies 445 km to the north.
PLACES = Places(
    [
        Municipality("0001", "Nära", "Län", 62.0, 17.0),
        Municipality("0002", "Lagom", "Län", 62.2, 17.0),
        Municipality("0003", "Fjärran", "Län", 66.0, 17.0),
    ],
    [("0001", "0002", 25)],
)

SETTINGS = Settings(vocabulary=VOCABULARY, places=PLACES)


def a_student(id_: str = "s1", **changes: Any) -> Student:
    """Return a student who fits ``an_offer()`` by every rule."""
    values: dict[str, Any] = {
        "kinds": frozenset({Kind.INTERNSHIP}),
        "programme": "Systemvetenskapliga programmet",
        "level": Level.BACHELOR,
        "graduates_on": date(2028, 6, 4),
        "skills": {"programmering": 3, "databaser": 3},
        "languages": {"sv": CEFR.C2, "en": CEFR.B2},
        "text": "Jag tycker om ordning och databaser.",
        "place": "0001",
        "travel_km": 50.0,
        "travel_minutes": None,
        "remote": False,
        "moves": False,
        "available": {Kind.INTERNSHIP: SUMMER},
        "hours_per_week": 40.0,
    }
    return Student(id_, **{**values, **changes})


def an_offer(id_: str = "o1", **changes: Any) -> Offer:
    """Return a summer internship with databases."""
    values: dict[str, Any] = {
        "employer": "Kajen AB",
        "kind": Kind.INTERNSHIP,
        "title": "Sommarjobb med databaser",
        "text": "Du städar bland databaser och lär dig något nytt varje dag.",
        "must": {"databaser": 3},
        "wished": {"programmering": 2},
        "languages": {"sv": CEFR.B2},
        "levels": frozenset(),
        "fields": frozenset(),
        "place": "0002",
        "remote": Remote.ONSITE,
        "period": SUMMER,
        "hours_per_week": 40.0,
        "places": 1,
    }
    return Offer(id_, **{**values, **changes})


def all_probabilities(market: Market) -> Probabilities:
    """Return what both sides would say of every pair, each of shape (n, m)."""
    n, m = market.eligibility.shape
    found = market.scorer.probabilities(np.repeat(np.arange(n), m), np.tile(np.arange(m), n))
    return Probabilities(*(said.reshape(n, m) for said in found))
