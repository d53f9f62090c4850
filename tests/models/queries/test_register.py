"""The register is searched by words and filtered by what a decision is."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.queries.register import Asked, count_register, list_register, list_years
from models.words import ActivityState, MeetingState, RecordedFrom, Ruling, Stage, Subject
from tests.builders import (
    MEETS_AT,
    NOW,
    a_meeting,
    an_activity,
    an_item,
    an_item_of,
    bring_to,
    decide_on,
)


@pytest.fixture
def filled(session: Session) -> Session:
    """Give a register with a decision of each kind."""
    activity = an_activity(
        session, ActivityState.REVIEWED, title="Öppet hus på Kajen", stage=Stage.ATTRACT
    )
    decide_on(session, an_item_of(session, MeetingState.HELD, activity=activity), Ruling.DECLINED)
    decide_on(session, an_item_of(session, MeetingState.HELD), reason="Många studenter ÅTERVÄNDER")
    old = a_meeting(session, starts_at=MEETS_AT - timedelta(days=700))
    item = an_item(session, old, Subject.MATTER, title="100 % på plats")
    bring_to(session, old, MeetingState.MINUTED)
    decide_on(session, item, Ruling.NOTED, minutes_reference="Dnr 2025/7")
    return session


FOUND = {
    Asked(): 3,
    Asked("öppet"): 1,
    Asked("KAJEN öppet"): 1,
    Asked("återvänder"): 1,
    Asked("100 %"): 1,
    Asked("%"): 1,
    Asked("2025/7"): 1,
    Asked("tåg"): 0,
    Asked(year=NOW.year): 2,
    Asked(year=NOW.year - 9): 0,
    Asked(stage=Stage.ATTRACT): 1,
    Asked(ruling=Ruling.NOTED): 1,
    Asked(recorded_from=RecordedFrom.MINUTES): 1,
    Asked("kajen", NOW.year, Stage.ATTRACT, Ruling.DECLINED, RecordedFrom.PAGE): 1,
    Asked("kajen", NOW.year, Stage.ATTRACT, Ruling.APPROVED): 0,
}


def test_what_is_asked_for_is_found(filled: Session) -> None:
    assert {asked: len(list_register(filled, asked)) for asked in FOUND} == FOUND
    assert {asked: count_register(filled, asked) for asked in FOUND} == FOUND


def test_the_latest_stands_first_and_years_are_those_of_decisions(filled: Session) -> None:
    days = [decision.decided_on for decision in list_register(filled, Asked())]
    assert days == sorted(days, reverse=True)
    years = list_years(filled)
    assert (years[0], years[-1]) == (days[0].year, days[-1].year)


def test_an_empty_register_has_no_years(session: Session) -> None:
    assert list_years(session) == []
