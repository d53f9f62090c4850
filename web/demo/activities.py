"""Three years of activities: proposed, decided, paid for, carried out, and what was learned.

They are told from ``activities.toml`` by the operations themselves, with the times at which it
would have happened.
"""

import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.database import writing
from models.operations import activities, activity_parts, funding
from models.operations.activities import ActivityWords
from models.operations.funding import SourceWords
from models.queries.accounts import find_account
from models.queries.employers import list_employers
from models.queries.offers import list_published_offers
from models.queries.rounds import list_rounds
from models.words import Kind, Measure, Role, Stage
from web.demo.meetings import Due, decide_at_meeting
from web.demo.models import adopt_second_model, draft_third_model
from web.demo.telling import Teller

TOLD: list[dict[str, Any]] = tomllib.loads(
    (files("web.demo") / "activities.toml").read_text(encoding="utf-8")
)["activity"]
DECISIONS = ("approve", "decline", "defer")
# A school year is the one that began before this day of it.
BEGINS = (9, 21)
FIRST_MONTH = 9
LAST_SUMMER = "last summer"
MOST_OFFERS = 12


def day_of(when: str, today: date) -> date:
    """Give the day that a story speaks of.

    Examples
    --------
    >>> day_of("-1 03-18", date(2026, 11, 26)), day_of("ago 3", date(2026, 11, 26))
    (datetime.date(2026, 3, 18), datetime.date(2026, 11, 23))
    """
    kind, said = when.split(" ")
    if kind in {"ago", "in"}:
        return today + timedelta(days=int(said) * (1 if kind == "in" else -1))
    month, day = (int(part) for part in said.split("-"))
    return date(_school_year(today) + int(kind) + (month < FIRST_MONTH), month, day)


def tell_activities(teller: Teller) -> dict[str, int]:
    """Tell of all activities, the earliest first; give their ids by key."""
    ids: dict[str, int] = {}
    today = teller.today.date()
    ordered = sorted(TOLD, key=lambda told: day_of(_begins(told), today))
    second_from = day_of("-1 12-10", today)
    is_adopted = False
    for told in ordered:
        with writing(teller.sessions) as session:
            if not is_adopted and day_of(_begins(told), today) > second_from:
                adopt_second_model(session, teller.first, steering(session), second_from)
                is_adopted = True
            ids[told["key"]] = _Story(session, teller, told).tell()
    with writing(teller.sessions) as session:
        draft_third_model(session, teller.second, teller.ago(8))
    return ids


def steering(session: Session) -> Actor:
    """Give the member of the steering group."""
    account = find_account(session, "steering@example.org")
    return Actor(Role.STEERING, account.id if account else None)


class _Story:
    """The story of one activity, told step by step."""

    def __init__(self, session: Session, teller: Teller, told: dict[str, Any]) -> None:
        self.session, self.teller, self.told = session, teller, told
        self.today = teller.today.date()

    def tell(self) -> int:
        """Tell it, and give the activity's id."""
        begun = self._at(_begins(self.told)) - timedelta(days=5)
        by = self.teller.second if self.told["key"] == "automation" else self.teller.first
        activity = activities.draft_activity(self.session, self._words(), by=by, at=begun)
        if "draft" in self.told:
            return activity.id
        proposed = self._at(self.told["proposed"])
        activities.propose_activity(self.session, activity, by=by, at=proposed)
        if self.told["key"] != "automation":
            reviewed, seen = proposed + timedelta(days=4), activity.version
            second = self.teller.second
            activities.review_activity(self.session, activity, seen=seen, by=second, at=reviewed)
        self._money(activity, before_it_starts=True)
        for verb, when, words in self.told["steps"]:
            self._step(activity, verb, self._at(when), words)
        self._money(activity, before_it_starts=False)
        self._parts(activity)
        return activity.id

    def _words(self) -> ActivityWords:
        told = self.told
        kind, starts, ends = told.get("kind"), told.get("starts"), told.get("ends")
        plain = ("what", "for_whom", "by_whom", "goal", "apply_at")
        return ActivityWords(
            stage=Stage(told["stage"]),
            title=_dated(told["title"], self.today),
            kind=Kind(kind) if kind else None,
            starts_on=self._day(starts) if starts else None,
            ends_on=self._day(ends) if ends else None,
            goal_figure=told.get("goal_figure"),
            goal_measure=Measure(told.get("goal_measure", Measure.TOLD.value)),
            cost_sek=told.get("cost_sek", 0),
            **{name: told.get(name, "") for name in plain},
        )

    def _step(self, activity: Activity, verb: str, at: datetime, words: str) -> None:
        session, by = self.session, self.teller.first
        if verb in DECISIONS:
            unfunded = verb == "approve" and self.told.get("unfunded", False)
            due = Due(activity.id, verb, words, unfunded)
            decide_at_meeting(session, self.teller, due, at.date())
            return
        told: dict[str, dict[str, Any]] = {
            "plan": {
                "starts_on": activity.starts_on,
                "ends_on": activity.ends_on,
                "responsible": self.told["responsible"],
            },
            "complete": {"outcome_figure": int(words or 0) if verb == "complete" else 0},
            "evaluate": {"learned": words},
            "cancel": {"reason": words},
        }
        do = getattr(activities, f"{verb}_activity")
        do(session, activity, **told.get(verb, {}), by=by, at=at)

    def _money(self, activity: Activity, *, before_it_starts: bool) -> None:
        if before_it_starts:
            for said in self.told.get("sources", ()):
                self._source(activity, said)
            return
        for source, said in zip(activity.sources, self.told.get("sources", ()), strict=True):
            if "reported" in said:
                on, at = self._day(said["reported"]), self._at(said["reported"])
                funding.report(self.session, source, on=on, by=self.teller.first, at=at)

    def _source(self, activity: Activity, said: dict[str, Any]) -> None:
        listed, expected = self._at(self.told["proposed"]), said.get("expected")
        due = said.get("report_due")
        words = SourceWords(
            said["source"],
            said["amount_sek"],
            expected_on=self._day(expected) if expected else None,
            own_share_percent=said.get("share"),
            report_due_on=self._day(due) if due else None,
        )
        by, session = self.teller.first, self.session
        source = funding.list_source(session, activity, words, by=by, at=listed)
        if "applied" in said:
            on, at = self._day(said["applied"]), self._at(said["applied"])
            funding.apply_for(session, source, on=on, expected_on=None, by=by, at=at)
        if "decided" in said:
            on, at = self._day(said["decided"]), self._at(said["decided"])
            granted = {"granted_sek": said["granted_sek"], "report_due_on": None}
            funding.grant(session, source, on=on, by=by, at=at, **granted)
        if "refused" in said:
            on, at = self._day(said["refused"]), self._at(said["refused"])
            funding.refuse(session, source, on=on, by=by, at=at)

    def _parts(self, activity: Activity) -> None:
        by, at, session = self.teller.first, self._at(self.told["proposed"]), self.session
        for when, title, place in self.told.get("days", ()):
            day = {"on_day": self._day(when), "title": title, "place": place}
            activity_parts.add_day(session, activity, **day, by=by, at=at)
        names = set(self.told.get("hosts", ()))
        for employer in list_employers(session, limit=200):
            if employer.name in names:
                activity_parts.add_host(session, activity, employer, by=by, at=at)
        carried = [*self._rounds(), *self._offers()]
        if carried:
            activity_parts.carry(session, activity, carried, by=by, at=self.teller.ago(1))

    def _rounds(self) -> Iterable[Any]:
        wanted = set(self.told.get("rounds", ()))
        for round_ in list_rounds(self.session):
            is_last_summer = round_.kind is Kind.INTERNSHIP and round_.published_at is not None
            if not round_.is_rolling and (
                round_.title in wanted or (is_last_summer and LAST_SUMMER in wanted)
            ):
                yield round_

    def _offers(self) -> Iterable[Any]:
        kind = self.told.get("offers")
        if not kind:
            return []
        found = list_published_offers(self.session, kind=Kind(kind), limit=MOST_OFFERS)
        return [offer for offer in found if offer.activity_id is None]

    def _day(self, when: str) -> date:
        return day_of(when, self.today)

    def _at(self, when: str) -> datetime:
        return datetime.combine(self._day(when), time(9, 15), UTC)


def _begins(told: dict[str, Any]) -> str:
    return str(told.get("proposed") or told["draft"])


def _school_year(today: date) -> int:
    return today.year if (today.month, today.day) >= BEGINS else today.year - 1


def _dated(title: str, today: date) -> str:
    """Put the school year ({y0}) or its spring and summer ({s0}) into a title."""
    year = _school_year(today)
    for back in range(3):
        name = f"-{back}" if back else "0"
        first = year - back
        title = title.replace(f"{{y{name}}}", f"{first}/{(first + 1) % 100:02d}")
        title = title.replace(f"{{s{name}}}", str(first + 1))
    return title
