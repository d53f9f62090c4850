"""Competence needs of the demo: what employers and branches will lack over three years.

The file beside this one has a need to a row: an employer and its unit, or a branch after a hyphen;
how many years ahead; how many days ago it was said; and whether it is met by now. The newest ones
wait to be looked at.
"""

import csv
from importlib.resources import files

from sqlalchemy.orm import Session

from models.actors import Actor
from models.database import writing
from models.days import day_in_sweden
from models.employers import Employer
from models.needs import Need
from models.operations.activities import ActivityWords
from models.operations.gaps import draft_from_gap
from models.operations.met_needs import LISTED_FOR, meet_need
from models.operations.needs import (
    NeedWords,
    look_at_need,
    need_of_offer,
    register_need,
    withdraw_need,
)
from models.queries.employers import list_employers
from models.queries.gaps import list_needed, list_unfilled
from models.queries.needs import list_needs_by_id
from models.queries.offers import find_offer_by_source
from models.words import Language, Level, MetHow, Role, Stage, Sureness
from web.demo.telling import Teller

BRANCH = "-"
# Whoever said it during the last weeks has not been called yet.
NOT_LOOKED_AT = 32
# Last summer's offers whose places were not all taken: seen as needs.
UNFILLED = ("demo:o025-last-year",)
DRAFTED_FROM = "field/nursing"
BY_EMPLOYER = Actor(Role.COORDINATOR, for_role=Role.EMPLOYER)


def register_needs(teller: Teller) -> None:
    """Register the needs of the file, and draft an activity from the widest gap."""
    path = files("web.demo").joinpath("needs.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    with writing(teller.sessions) as session:
        known = {f"{each.name}/{each.unit}": each for each in list_employers(session, limit=200)}
        for row in sorted(rows, key=lambda row: -int(row["days"])):
            _tell(session, teller, row, known.get(row["employer"]))
        for source in UNFILLED:
            offer = find_offer_by_source(session, source)
            if offer is not None and offer.places_left:
                need_of_offer(session, offer, by=teller.first, at=teller.ago(25))
        _draft(session, teller)


def _tell(session: Session, teller: Teller, row: dict[str, str], employer: Employer | None) -> None:
    at = teller.ago(float(row["days"]))
    is_branch = row["employer"].startswith(BRANCH)
    branch = row["employer"].removeprefix(BRANCH) if is_branch else ""
    if employer is None and not is_branch:
        return
    by = teller.second if is_branch else _speaker(employer)
    need = register_need(
        session, employer, _words(row, teller.today.year), branch=branch, by=by, at=at
    )
    if int(row["days"]) > NOT_LOOKED_AT:
        look_at_need(session, need, by=teller.first, at=teller.ago(int(row["days"]) - 2))
    _end(session, teller, need, row["state"])


def _end(session: Session, teller: Teller, need: Need, state: str) -> None:
    if state.startswith("met:"):
        how = MetHow(state[4:])
        means = LISTED_FOR[how](session, need)[:1] if how in LISTED_FOR else ()
        met = how if means else MetHow.OTHERWISE
        meet_need(session, need, met, means, by=teller.first, at=teller.ago(40))
    elif state == "withdrawn":
        withdraw_need(session, need, by=BY_EMPLOYER, at=teller.ago(80))


def _speaker(employer: Employer | None) -> Actor:
    contact = next(iter(employer.contacts), None) if employer else None
    return Actor(Role.EMPLOYER, contact_id=contact.id) if contact else BY_EMPLOYER


def _words(row: dict[str, str], year: int) -> NeedWords:
    english = " the " in row["title"] or row["title"].startswith(("Back", "Field"))
    return NeedWords(
        title=row["title"],
        year=year + int(row["years"]),
        sureness=Sureness(row["sureness"]),
        people=int(row["people"]),
        words=tuple(row["words"].split(";")),
        field_id=row["field"],
        place=row["place"],
        level=Level(row["level"]) if row["level"] else None,
        wants_commissioned=row["commissioned"] == "yes",
        text=row["text"],
        language=Language.ENGLISH if english else Language.SWEDISH,
    )


def _draft(session: Session, teller: Teller) -> None:
    """Draft a commissioned education, with the figures of the day on which it was thought of."""
    at = teller.ago(6)
    on = day_in_sweden(at)
    needed = [each for each in list_needed(session, on) if each.field == DRAFTED_FROM]
    unfilled = [each for each in list_unfilled(session, on) if DRAFTED_FROM in each.fields]
    certain = sum(each.people for each in needed if each.sureness is Sureness.CERTAIN)
    people, places = sum(each.people for each in needed), sum(each.places for each in unfilled)
    words = ActivityWords(
        stage=Stage.DEVELOP,
        title="Uppdragsutbildning i vård och omvårdnad",
        what="Universitetet ger en utbildning på kvartsfart som arbetsgivarna köper tillsammans,"
        " på distans och med träffar i lärcentrum.",
        for_whom="De som arbetar i vården och omsorgen och vill ta nästa steg.",
    )
    evidence = {
        "from": "gap",
        "as_of": on.isoformat(),
        "rows": [
            _figure("Behövs säkert", "Needed for certain", certain, "people"),
            _figure("Behövs totalt", "Needed in all", people, "people"),
            _figure("Anmälda behov", "Registered needs", len(needed), "needs"),
            _figure("Obesatta platser", "Places that stayed unfilled", places, "places"),
        ],
        "sentence_sv": f"Vård och omvårdnad: {people} personer behövs, {certain} av dem säkert.",
        "sentence_en": f"Nursing and care: {people} people needed, {certain} of them for certain.",
    }
    needs = list_needs_by_id(session, [each.id for each in needed])
    draft_from_gap(session, words, evidence, needs, by=teller.first, at=at)


def _figure(sv: str, en: str, figure: int, unit: str) -> dict[str, str | int]:
    return {"label_sv": sv, "label_en": en, "figure": figure, "unit": unit}
