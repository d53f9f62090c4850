"""The demo's activities: a story that can be told on any day of the year."""

from datetime import date, timedelta

import pytest

from models.words import Measure, SourceState, Stage
from web.demo.activities import TOLD, day_of

YEAR = [date(2026, 1, 1) + timedelta(days=days) for days in range(0, 366, 5)]
DONE = ("plan", "start", "complete", "evaluate", "cancel", "approve", "decline", "defer")


def test_every_stage_and_every_state_of_money_is_told() -> None:
    assert {told["stage"] for told in TOLD} == {stage.value for stage in Stage}
    sources = [source for told in TOLD for source in told.get("sources", ())]
    assert any("granted_sek" in source for source in sources)
    assert any("refused" in source for source in sources)
    assert any("applied" in s and not {"decided", "refused"} & s.keys() for s in sources)
    assert any("applied" not in source for source in sources)
    assert len(SourceState) == 4
    assert all(told.get("goal_measure", "told") in set(Measure) for told in TOLD)


@pytest.mark.parametrize("today", YEAR, ids=str)
def test_what_has_happened_lies_behind_and_in_order(today: date) -> None:
    for told in TOLD:
        steps = [day_of(when, today) for _verb, when, _words in told.get("steps", ())]
        assert steps == sorted(steps), told["key"]
        assert all(day <= today for day in steps), told["key"]
        begun = day_of(told.get("proposed") or told["draft"], today)
        assert begun <= min([today, *steps]), told["key"]
        if told.get("starts"):
            assert day_of(told["starts"], today) <= day_of(told["ends"], today), told["key"]
        for source in told.get("sources", ()):
            days = [
                day_of(source[name], today)
                for name in ("applied", "decided", "refused", "reported")
                if name in source
            ]
            assert days == sorted(days), told["key"]
            assert all(day <= today for day in days), told["key"]
