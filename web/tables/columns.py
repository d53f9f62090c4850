"""The columns of students and offers, as data: one table for ranking, importing and templates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.words import Fact, Insurer, Kind, Language, Level, Pay, Remote, Voice
from web.tables import cells


@dataclass(frozen=True)
class Column:
    """One column.

    Parameters
    ----------
    name : str
        The heading that the service writes.
    take : callable
        Turns the text of a cell into a value, or raises CellRefused.
    also : tuple of str
        Other headings for it, also Swedish ones.
    is_needed : bool
        Whether a file without the column is refused.
    imported : bool
        Whether it is there for importing only; a ranking never sees it.
    """

    name: str
    take: Callable[[str], Any]
    also: tuple[str, ...] = ()
    is_needed: bool = False
    imported: bool = False


@dataclass(frozen=True)
class Sheet:
    """What a file holds: its columns, and an example of a row."""

    name: str
    columns: tuple[Column, ...]
    example: dict[str, str]

    @property
    def ranked(self) -> tuple[Column, ...]:
        """The columns that a ranking reads."""
        return tuple(column for column in self.columns if not column.imported)


def column(name: str, take: Callable[[str], Any], *also: str, is_needed: bool = False) -> Column:
    """Write a column that a ranking and an import read."""
    return Column(name, take, also, is_needed)


def imported(name: str, take: Callable[[str], Any], *also: str) -> Column:
    """Write a column that only an import reads."""
    return Column(name, take, also, imported=True)


STUDENTS = Sheet(
    "students",
    (
        column("id", cells.needed(cells.short(100)), "nummer", is_needed=True),
        imported("name", cells.short(120), "namn"),
        imported("email", cells.email, "e-post", "epost", "e-mail", "mejl"),
        imported("phone", cells.short(40), "telefon", "mobil"),
        imported("home_place", cells.place, "hemkommun", "hemort"),
        imported("university", cells.short(120), "lärosäte", "universitet"),
        imported("language", cells.word_or_nothing(Language), "brevspråk"),
        column("kinds", cells.words(Kind, needed=True), "söker", "sorter", is_needed=True),
        column("programme", cells.short(200), "program", "utbildning"),
        column("level", cells.word(Level), "nivå", is_needed=True),
        column("graduates_on", cells.day_or_nothing, "examen", "examensdatum"),
        column("skills", cells.skills, "kunskaper", "kompetenser"),
        column("languages", cells.languages, "språk"),
        column("text", cells.short(20_000), "om mig", "beskrivning"),
        column("place", cells.place, "ort", "kommun", "plats"),
        column("travel_km", cells.number(0, 40_000), "reser km", "pendlar km"),
        column("travel_minutes", cells.number(0, 10_000), "reser minuter", "pendlar minuter"),
        column("remote", cells.flag, "distans"),
        column("moves", cells.flag, "flyttar", "kan flytta"),
        column("available", cells.available, "tillgänglig", "perioder"),
        column("hours_per_week", cells.number(1, 60), "timmar per vecka", "timmar"),
        column("ranked", cells.ids, "önskar", "rangordnar"),
        column("declined", cells.ids, "avböjer"),
    ),
    {
        "id": "s1",
        "kinds": "internship;thesis",
        "programme": "Systemvetenskapliga programmet",
        "level": "bachelor",
        "graduates_on": "2027-06-06",
        "skills": "Python:3;SQL:4;redovisning",
        "languages": "sv:C2;en:B2",
        "text": "Gillar databaser och att prata med dem som använder dem.",
        "place": "2281",
        "travel_km": "60",
        "travel_minutes": "75",
        "remote": "yes",
        "moves": "no",
        "available": "internship=2027-06-07/2027-08-13;thesis=2027-01-18/2027-06-06",
        "hours_per_week": "40",
        "ranked": "o1",
        "declined": "",
    },
)

OFFERS = Sheet(
    "offers",
    (
        column("id", cells.needed(cells.short(100)), "nummer", is_needed=True),
        column("employer", cells.short(160), "arbetsgivare", is_needed=True),
        imported("unit", cells.short(120), "enhet"),
        imported("organisation_number", cells.short(20), "organisationsnummer", "orgnr", "org.nr"),
        column("kind", cells.word(Kind), "sort", "typ", is_needed=True),
        column("title", cells.short(160, needed=True), "rubrik", "titel", is_needed=True),
        column("text", cells.short(20_000), "beskrivning"),
        column("must", cells.skills, "krav", "ska kunna"),
        column("wished", cells.skills, "meriterande", "önskemål"),
        column("languages", cells.languages, "språk"),
        column("levels", cells.words(Level), "nivåer", "nivå"),
        column("fields", cells.fields, "ämnen", "områden"),
        column("place", cells.place, "ort", "kommun", "plats"),
        column("remote", cells.word_or_nothing(Remote), "distans", "arbetsform"),
        column("period", cells.period, "när", is_needed=True),
        column("hours_per_week", cells.number(1, 60), "timmar per vecka", "timmar"),
        column("places", cells.whole(0, 1000, default=1), "platser", "antal platser"),
        imported("pay", cells.word_or_nothing(Pay), "ersättning"),
        imported("pay_sek_per_month", cells.whole(1, 1_000_000), "lön", "kr per månad"),
        imported("pay_sek_in_all", cells.whole(1, 1_000_000), "stipendium", "kr i allt"),
        imported("insured_by", cells.word_or_nothing(Insurer), "försäkras av"),
        imported("facts", cells.words(Fact), "arbetsplatsen", "om arbetsplatsen"),
        imported("credits", cells.whole(15, 30), "hp", "högskolepoäng"),
        imported("mentor", cells.short(120), "mentor"),
        imported("contact_name", cells.short(120), "kontakt", "kontaktperson"),
        imported("contact_email", cells.email, "kontaktens e-post", "e-post"),
        imported("contact_phone", cells.short(40), "kontaktens telefon", "telefon"),
        imported("apply_url", cells.web_address, "ansökan", "ansök på"),
        imported("language", cells.word_or_nothing(Language), "annonsspråk"),
    ),
    {
        "id": "o1",
        "employer": "Kajmagasinet AB",
        "kind": "internship",
        "title": "Sommar med våra databaser",
        "text": "Du hjälper oss att flytta två register till en ny databas.",
        "must": "SQL:3",
        "wished": "Python:2",
        "languages": "sv:B2",
        "levels": "bachelor;master",
        "fields": "field/informatics",
        "place": "2280",
        "remote": "hybrid",
        "period": "2027-06-07/2027-08-13",
        "hours_per_week": "40",
        "places": "2",
    },
)

# What an employer's own file need not say: who it is, and whom one reaches there.
KNOWN_OF_ITSELF = frozenset(
    {
        *("employer", "unit", "organisation_number"),
        *("contact_name", "contact_email", "contact_phone"),
    }
)
OWN_OFFERS = Sheet(
    "own_offers",
    tuple(each for each in OFFERS.columns if each.name not in KNOWN_OF_ITSELF),
    {name: cell for name, cell in OFFERS.example.items() if name not in KNOWN_OF_ITSELF},
)

EMPLOYERS = Sheet(
    "employers",
    (
        imported("employer", cells.short(160), "arbetsgivare", "namn", "företag", "organisation"),
        imported("unit", cells.short(120), "enhet", "avdelning"),
        imported("organisation_number", cells.short(20), "organisationsnummer", "orgnr", "org.nr"),
        imported("place", cells.place, "ort", "kommun", "plats"),
        imported("website", cells.web_address, "webbplats", "hemsida", "webb"),
        imported("description", cells.short(20_000), "beskrivning", "om oss"),
        imported("contact_name", cells.short(120), "kontakt", "kontaktperson"),
        imported("contact_title", cells.short(120), "befattning", "titel", "roll"),
        imported("contact_email", cells.email, "kontaktens e-post", "e-post", "epost", "mejl"),
        imported("contact_phone", cells.short(40), "kontaktens telefon", "telefon", "mobil"),
        imported("language", cells.word_or_nothing(Language), "brevspråk", "språk"),
    ),
    {"employer": "Kajmagasinet AB", "organisation_number": "556036-0793"},
)

DECISIONS = Sheet(
    "decisions",
    (
        column("student", cells.needed(cells.short(100)), is_needed=True),
        column("offer", cells.needed(cells.short(100)), "erbjudande", is_needed=True),
        column("by", cells.word(Voice), "av", "vem", is_needed=True),
        column("yes", cells.needed(cells.flag), "ja", "svar", is_needed=True),
        column("on", cells.day, "datum", "dag", is_needed=True),
    ),
    {"student": "s1", "offer": "o1", "by": "student", "yes": "yes", "on": "2027-02-01"},
)

SHEETS = {sheet.name: sheet for sheet in (STUDENTS, OFFERS)}
