"""Activities that the demo's steering group has decided on, and those that wait for it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from models.database import writing
from models.operations.activities import (
    ActivityWords,
    draft_activity,
    propose_activity,
    review_activity,
)
from models.operations.activity_parts import add_host
from models.operations.funding import SourceWords, list_source
from models.queries.employers import list_employers
from models.words import EmployerState, Measure, Stage
from web.demo.telling import Teller


@dataclass(frozen=True)
class Told:
    """An activity, at which meeting it was decided (none: it waits), what and why."""

    meeting: int | None
    verb: str
    reason: str
    stage: Stage
    title: str
    what: str
    for_whom: str
    goal: str
    goal_figure: int
    cost_sek: int = 0
    source: str = ""
    is_hosted: bool = False
    may_run_unfunded: bool = False


DECIDED = (
    Told(
        0,
        "approve",
        "Båda parter ser behovet.",
        Stage.STIMULATE,
        "Mentorer från kajen",
        "Studenter möter en mentor en gång i månaden under ett läsår.",
        "Studenter från år två",
        "Tio par som håller ett läsår",
        10,
    ),
    Told(
        2,
        "decline",
        "Resorna kostar mer än de ger.",
        Stage.ATTRACT,
        "Buss till öppet hus",
        "En buss från varje gymnasieort till universitetets öppna hus.",
        "Gymnasieelever",
        "Tre bussar",
        3,
        90_000,
    ),
    Told(
        5,
        "defer",
        "Väntar på besked om medel.",
        Stage.DEVELOP,
        "Studiezon i hamnmagasinet",
        "Tolv studieplatser med teknik för distansstudier.",
        "Boende som läser på distans",
        "Trettio bokningar i veckan",
        30,
        240_000,
        "Regionens utvecklingsmedel",
    ),
    Told(
        7,
        "approve",
        "Får starta med arbetsgivarnas egna medel.",
        Stage.RETAIN,
        "Sommar i hamnen",
        "Sommarpraktik där två arbetsgivare delar på en student.",
        "Studenter från år två",
        "Åtta platser",
        8,
        60_000,
        "Arbetsgivarna själva",
        True,
        True,
    ),
    Told(
        9,
        "approve",
        "Följer upp förra årets goda erfarenhet.",
        Stage.STIMULATE,
        "Uppsatser för kommunen",
        "Frågor från förvaltningarna blir uppsatser.",
        "Studenter i år tre",
        "Sex uppsatser",
        6,
    ),
    Told(
        None,
        "",
        "",
        Stage.ATTRACT,
        "Forskare på besök",
        "Forskare besöker gymnasieklasser.",
        "Gymnasieklasser i kommunen",
        "Femton klasser",
        15,
        25_000,
        "Sparbanksstiftelsen",
    ),
    Told(
        None,
        "",
        "",
        Stage.RETAIN,
        "Traineeår vid kusten",
        "Ett år hos tre arbetsgivare med gemensamma dagar.",
        "Nyutexaminerade",
        "Fem traineer",
        5,
        180_000,
        "Europeiska socialfonden",
        True,
    ),
    Told(
        None,
        "",
        "",
        Stage.DEVELOP,
        "Uppdragsutbildning i driftsäkerhet",
        "Sju dagar på distans och två på plats, köpt av arbetsgivare.",
        "Anställda tekniker",
        "Tjugo deltagare",
        20,
        320_000,
        "Deltagande arbetsgivare",
    ),
)


def write_activity(teller: Teller, told: Told, day: date) -> int:
    """Propose an activity and have it reviewed some weeks before a day; give its id."""
    begun = datetime.combine(day - timedelta(days=40), time(9), UTC)
    words = ActivityWords(
        stage=told.stage,
        title=told.title,
        what=told.what,
        for_whom=told.for_whom,
        by_whom="Arbetsgruppen",
        goal=told.goal,
        goal_figure=told.goal_figure,
        goal_measure=Measure.TOLD,
        cost_sek=told.cost_sek,
        starts_on=None if told.verb == "defer" else day + timedelta(days=60),
        ends_on=None if told.verb == "defer" else day + timedelta(days=240),
    )
    with writing(teller.sessions) as session:
        activity = draft_activity(session, words, by=teller.first, at=begun)
        if told.source:
            source = SourceWords(told.source, told.cost_sek)
            list_source(session, activity, source, by=teller.first, at=begun)
        if told.is_hosted:
            [unit] = list_employers(session, state=EmployerState.VERIFIED, limit=1)
            add_host(session, activity, unit, by=teller.first, at=begun)
        propose_activity(session, activity, by=teller.first, at=begun + timedelta(days=2))
        session.flush()
        seen, at = activity.version, begun + timedelta(days=9)
        review_activity(session, activity, seen=seen, by=teller.second, at=at)
        return activity.id
