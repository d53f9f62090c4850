"""The demo data, read as plain CSV: in order, varied, and taken from nobody's life."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stdnum.se import orgnr

from tests.web.demo.rows import of_each

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "web" / "demo"
VOCABULARY = ROOT / "matcher" / "data" / "vocabulary.csv"
MUNICIPALITIES = ROOT / "matcher" / "data" / "municipalities.csv"

COLUMNS = {
    "students": "id,name,email,phone,home_place,university,language,kinds,programme,level,"
    "graduates_on,skills,languages,text,place,travel_km,travel_minutes,remote,moves,available,"
    "hours_per_week,ranked,declined",
    "employers": "name,unit,organisation_number,place,website,description,contact_name,"
    "contact_title,contact_email,contact_phone,language",
    "offers": "id,employer,unit,kind,title,text,must,wished,languages,levels,fields,place,remote,"
    "period,hours_per_week,places,organisation_number,pay,pay_sek_per_month,pay_sek_in_all,"
    "insured_by,facts,credits,mentor,contact_name,contact_email,contact_phone,apply_url,language",
}
COUNTS = {"students": 150, "employers": 60, "offers": 90}
PREFIXES = {"students": "s", "offers": "o"}

KINDS = {"mentorship", "internship", "thesis", "traineeship"}
LEVELS = {"bachelor", "master"}
CEFR = {"A1", "A2", "B1", "B2", "C1", "C2"}
REMOTE = {"onsite", "hybrid", "remote"}
LANGUAGES = {"sv", "en"}
# The seven municipalities round Härnösand that the demo plays in.
COAST = {"2280", "2281", "2262", "2282", "2284", "2283", "2380"}

SHARED_WORDS = 6  # a run this long in two texts is a template, not a thought


def read(name: str) -> list[dict[str, str]]:
    with (DEMO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ids(path: Path, column: str) -> set[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def split(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def pairs(cell: str) -> list[tuple[str, str]]:
    """Split `python:3;redovisning` into words and what stands after the colon."""
    return [(word, tail) for word, _, tail in (part.partition(":") for part in split(cell))]


def period(cell: str) -> tuple[date, date]:
    starts_on, ends_on = cell.split("/")
    return date.fromisoformat(starts_on), date.fromisoformat(ends_on)


def available(student: dict[str, str]) -> dict[str, tuple[date, date]]:
    told = (part.split("=") for part in split(student["available"]))
    return {kind: period(cell) for kind, cell in told}


def in_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = in_words(text)
    return (tuple(words[i : i + SHARED_WORDS]) for i in range(len(words) - SHARED_WORDS + 1))


STUDENTS = read("students")
EMPLOYERS = read("employers")
OFFERS = read("offers")
TABLES = {"students": STUDENTS, "employers": EMPLOYERS, "offers": OFFERS}
OFFERS_BY_ID = {offer["id"]: offer for offer in OFFERS}
EMPLOYERS_BY_UNIT = {(row["name"], row["unit"]): row for row in EMPLOYERS}
FIELDS = {concept for concept in ids(VOCABULARY, "id") if concept.startswith("field/")}
PLACES = ids(MUNICIPALITIES, "code")

each_student = of_each(STUDENTS, "id")
each_offer = of_each(OFFERS, "id")
each_employer = of_each(EMPLOYERS, "name", "unit")
each_table = pytest.mark.parametrize("name", sorted(TABLES))


@each_table
def test_every_table_has_its_columns_and_rows(name: str) -> None:
    assert list(TABLES[name][0]) == COLUMNS[name].split(",")
    assert len(TABLES[name]) == COUNTS[name]
    assert all(None not in row and None not in row.values() for row in TABLES[name])


@each_table
def test_no_cell_has_stray_spaces_or_line_breaks(name: str) -> None:
    cells = [cell for row in TABLES[name] for cell in row.values()]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []


@pytest.mark.parametrize("name", sorted(PREFIXES))
def test_ids_are_numbered_in_order(name: str) -> None:
    numbered = [f"{PREFIXES[name]}{number:03}" for number in range(1, COUNTS[name] + 1)]
    assert [row["id"] for row in TABLES[name]] == numbered


def test_no_two_texts_are_alike() -> None:
    texts = [row["text"] for row in (*STUDENTS, *OFFERS)]
    texts += [row["description"] for row in EMPLOYERS] + [row["title"] for row in OFFERS]
    seen = Counter(run for text in texts for run in set(runs(text)))
    assert [" ".join(run) for run, times in seen.items() if times > 1] == []


def test_people_and_addresses_are_not_mixed_up() -> None:
    assert len({row["name"] for row in STUDENTS}) == len(STUDENTS)
    assert len({row["email"] for row in STUDENTS}) == len(STUDENTS)
    assert len({row["contact_email"] for row in EMPLOYERS}) == len(EMPLOYERS)
    phones = [row["phone"] for row in STUDENTS] + [row["contact_phone"] for row in EMPLOYERS]
    assert [phone for phone, times in Counter(filter(None, phones)).items() if times > 1] == []


@each_student
def test_a_student_can_be_read(student: dict[str, str]) -> None:
    assert 15 <= len(student["text"].split()) <= 60
    assert student["level"] in LEVELS
    assert student["language"] in LANGUAGES
    assert {student["remote"], student["moves"]} <= {"yes", "no"}
    assert all(1 <= int(level or 3) <= 5 for _, level in pairs(student["skills"]))
    assert all(len(code) == 2 and level in CEFR for code, level in pairs(student["languages"]))
    assert student["place"] in PLACES
    assert student["home_place"] in PLACES | {""}
    assert all(
        float(student[cell]) > 0 for cell in ("travel_km", "travel_minutes") if student[cell]
    )
    assert 0 < float(student["hours_per_week"]) <= 60
    assert student["programme"]
    assert student["skills"]


@each_student
def test_a_student_is_available_for_what_is_sought(student: dict[str, str]) -> None:
    sought, told = split(student["kinds"]), available(student)
    assert set(sought) <= KINDS
    assert list(told) == sought
    assert all(starts_on < ends_on for starts_on, ends_on in told.values())


@each_student
def test_a_student_graduates_after_the_thesis_and_before_the_traineeship(
    student: dict[str, str],
) -> None:
    if not student["graduates_on"]:
        assert "thesis" not in split(student["kinds"])
        return
    graduates_on, told = date.fromisoformat(student["graduates_on"]), available(student)
    assert "thesis" not in told or told["thesis"][1] <= graduates_on
    assert "traineeship" not in told or graduates_on < told["traineeship"][0]


@each_student
def test_a_student_ranks_and_declines_offers_of_kinds_that_were_sought(
    student: dict[str, str],
) -> None:
    ranked, declined = split(student["ranked"]), split(student["declined"])
    assert len(ranked) <= 4
    assert len(declined) <= 2
    assert len({*ranked, *declined}) == len(ranked) + len(declined)
    assert {OFFERS_BY_ID[offer]["kind"] for offer in ranked} <= set(split(student["kinds"]))
    assert set(declined) <= set(OFFERS_BY_ID)


@each_offer
def test_an_offer_can_be_read(offer: dict[str, str]) -> None:
    starts_on, ends_on = period(offer["period"])
    assert offer["kind"] in KINDS
    assert 40 <= len(offer["text"].split()) <= 120
    assert 0 < len(offer["title"]) <= 160
    assert set(split(offer["levels"])) <= LEVELS
    assert set(split(offer["fields"])) <= FIELDS
    assert offer["remote"] in REMOTE
    assert offer["language"] in LANGUAGES
    assert offer["place"] in COAST
    assert date(2026, 11, 23) < starts_on < ends_on
    assert int(offer["places"]) >= 1
    assert 0 < float(offer["hours_per_week"]) <= 60
    wanted = pairs(offer["must"]) + pairs(offer["wished"])
    assert all(word and 1 <= int(level) <= 5 for word, level in wanted)
    assert len({word.casefold() for word, _ in wanted}) == len(wanted)
    assert offer["languages"]
    assert all(len(code) == 2 and level in CEFR for code, level in pairs(offer["languages"]))


@each_offer
def test_an_offer_belongs_to_an_employer_of_the_demo(offer: dict[str, str]) -> None:
    employer = EMPLOYERS_BY_UNIT[offer["employer"], offer["unit"]]
    for cell in ("organisation_number", "contact_name", "contact_email", "contact_phone"):
        assert offer[cell] == employer[cell]


@each_offer
def test_an_offer_tells_what_its_kind_asks_for(offer: dict[str, str]) -> None:
    kind = offer["kind"]
    assert (offer["credits"] in {"15", "30"}) == (kind == "thesis")
    assert bool(offer["mentor"]) == (kind == "mentorship")
    assert not offer["apply_url"] or kind == "traineeship"
    assert offer["apply_url"] == "" or offer["apply_url"].startswith("https://example.org/")
    assert offer["pay"] in {"wage", "stipend", "unpaid"}
    assert bool(offer["pay_sek_per_month"] or offer["pay_sek_in_all"]) == (offer["pay"] != "unpaid")
    insured_by = {"thesis": "university", "mentorship": "none"}.get(
        kind, "employer" if offer["pay"] != "unpaid" else "none"
    )
    assert offer["insured_by"] == insured_by


@each_offer
def test_a_thesis_takes_the_weeks_that_its_credits_ask_for(offer: dict[str, str]) -> None:
    starts_on, ends_on = period(offer["period"])
    weeks = {"15": 10, "30": 20}.get(offer["credits"])
    assert weeks is None or (ends_on - starts_on).days + 1 == weeks * 7


@each_employer
def test_an_employer_can_be_reached_and_is_on_the_coast(employer: dict[str, str]) -> None:
    assert employer["place"] in COAST
    assert employer["language"] in LANGUAGES
    assert employer["contact_name"]
    assert employer["description"]
    assert employer["website"] == "" or employer["website"].startswith("https://example.org/")


@each_employer
def test_an_organisation_number_is_valid_and_nobodys(employer: dict[str, str]) -> None:
    number = employer["organisation_number"]
    assert orgnr.is_valid(number)
    assert re.fullmatch(r"\d{6}-\d{4}", number)
    # No legal person's number begins with 4. A sole trader's is a coordination number (the day
    # plus 60) with a serial from 980 on, which no person is given.
    legal_person = number[0] == "4" and number[2] >= "2"
    sole_trader = "01" <= number[2:4] <= "12" and "61" <= number[4:6] <= "91"
    assert legal_person or (sole_trader and number[7:9] == "98")


def test_two_are_sole_traders_and_two_units_share_a_number() -> None:
    numbers = Counter(row["organisation_number"] for row in EMPLOYERS)
    assert sum(number[2] < "2" for number in numbers) == 2
    shared = [number for number, times in numbers.items() if times > 1]
    assert len(shared) == 1
    units = [row for row in EMPLOYERS if row["organisation_number"] == shared[0]]
    assert len({row["name"] for row in units}) == 1
    assert len({row["unit"] for row in units}) == len(units) == 2
    assert len(EMPLOYERS_BY_UNIT) == len(EMPLOYERS)


def test_mail_and_phone_reach_nobody() -> None:
    addresses = [row["email"] for row in STUDENTS] + [row["contact_email"] for row in EMPLOYERS]
    assert [mail for mail in addresses if not re.fullmatch(r"[a-z.-]+@example\.org", mail)] == []
    phones = [row["phone"] for row in STUDENTS] + [row["contact_phone"] for row in EMPLOYERS]
    assert [phone for phone in phones if phone and not is_fictional(phone)] == []


def is_fictional(phone: str) -> bool:
    """Whether a number lies in the series kept for fiction: 070-1740605..99, 031-3900600..99."""
    digits = int(re.sub(r"\D", "", phone))
    return 701740605 <= digits <= 701740699 or 313900600 <= digits <= 313900699


def test_the_first_student_and_employer_are_the_demo_accounts() -> None:
    assert STUDENTS[0]["email"] == "student@example.org"
    assert EMPLOYERS[0]["contact_email"] == "employer@example.org"


def test_the_demo_is_varied() -> None:
    kinds = Counter(offer["kind"] for offer in OFFERS)
    assert all(kinds[kind] >= 10 for kind in KINDS)
    assert {row["place"] for row in EMPLOYERS} == COAST
    assert 25 <= sum(offer["language"] == "en" for offer in OFFERS) <= 35
    assert {offer["remote"] for offer in OFFERS} == REMOTE
    assert len({row["programme"] for row in STUDENTS}) >= 40
    assert len({code for row in STUDENTS for code, _ in pairs(row["languages"])}) >= 12
    assert {row["level"] for row in STUDENTS} == LEVELS
    assert {f"{row['remote']} {row['moves']}" for row in STUDENTS} == {
        "yes yes", "yes no", "no yes", "no no",
    }  # fmt: skip


def test_some_offers_are_wanted_by_many() -> None:
    wanted = Counter(offer for row in STUDENTS for offer in split(row["ranked"]))
    assert wanted.most_common(1)[0][1] >= 8
    assert set(OFFERS_BY_ID) - set(wanted)
