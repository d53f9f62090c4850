"""How the demo's story is told: runs, choices, confirmations and publications, at given times."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from models.actors import Actor
from models.database import reading, writing
from models.days import day_in_sweden
from models.errors import NotFound
from models.operations import rounds
from models.operations.matches import confirm
from models.operations.runs import request_run
from models.policy import Policy
from models.queries.accounts import find_account
from models.queries.matches import list_matches_of_round
from models.queries.offers import get_offer, list_offers_to_match
from models.queries.rounds import find_latest_run, get_round, list_suggestions_of_run
from models.queries.students import get_student, list_students_to_match
from models.rounds import Suggestion
from models.words import Kind, MatchState, Role
from web.bridge.runs import carry_out
from web.demo.fates import Fate, befall

Sessions = sessionmaker[Session]


class Teller:
    """Knows who acts, and who is engaged already.

    Parameters
    ----------
    sessions : sessionmaker
    policy : Policy
    today : datetime
        When the story ends.
    """

    def __init__(self, sessions: Sessions, policy: Policy, today: datetime) -> None:
        self.sessions, self.policy, self.today = sessions, policy, today
        with reading(sessions) as session:
            self.first = coordinator(session, "coordinator@example.org")
            self.second = coordinator(session, "coordinator2@example.org")
        # Nobody is in two matches of one kind at a time.
        self.engaged: dict[Kind, set[int]] = {kind: set() for kind in Kind}

    def ago(self, days: float) -> datetime:
        """Give the time so many days before today."""
        return self.today - timedelta(days=days)

    def run(self, round_id: int, at: datetime) -> None:
        """Have the matcher run for a round, as if it had been then."""
        with writing(self.sessions) as session:
            run = request_run(session, get_round(session, round_id), by=self.first, at=at)
        carry_out(self.sessions, run.id, clock=lambda: at)

    def open_dated(self, kind: Kind, title: str, opens: datetime, days: int) -> int:
        """Make a dated round and open it; give its id."""
        first = day_in_sweden(opens)
        last = first + timedelta(days=days)
        with writing(self.sessions) as session:
            round_ = rounds.make_round(
                session,
                kind=kind,
                title=title.format(year=last.year),
                opens_on=first,
                closes_on=last,
                by=self.first,
                at=opens - timedelta(days=10),
            )
            rounds.open_round(session, round_, by=self.first, at=opens)
            return round_.id

    def choose(
        self,
        round_id: int,
        count: int,
        *,
        first: str = "",
        per_offer: int = 1,
        only: Collection[int] = (),
    ) -> list[Suggestion]:
        """Choose suggestions of the newest run: what it proposes, the best first.

        Parameters
        ----------
        first : str
            The source of a student whose own best suggestion is chosen before all others.
        per_offer : int
            How many are chosen for one offer.
        only : collection of int
            The offers chosen from; empty for all.
        """
        with reading(self.sessions) as session:
            kind = get_round(session, round_id).kind
            run = find_latest_run(session, round_id)
            found = list_suggestions_of_run(session, run.id) if run else []
            students = list_students_to_match(session, kind)
            offers = list_offers_to_match(session, kind, run.reckoned_on) if run else []
        favourite = {student.id for student in students if student.source == first}
        free = {
            offer.id: per_offer
            for offer in offers
            if offer.places_left and (not only or offer.id in only)
        }
        found = sorted(found, key=lambda each: _order(each, favourite))
        return self._first_of(found, kind, free, count)

    def _first_of(
        self, found: Sequence[Suggestion], kind: Kind, free: dict[int, int], count: int
    ) -> list[Suggestion]:
        chosen: list[Suggestion] = []
        for each in found:
            if len(chosen) < count and self._is_free(each, kind, free):
                free[each.offer_id] -= 1
                self.engaged[kind].add(each.student_id)
                chosen.append(each)
        return chosen

    def _is_free(self, each: Suggestion, kind: Kind, free: dict[int, int]) -> bool:
        return each.student_id not in self.engaged[kind] and free.get(each.offer_id, 0) > 0

    def confirm(self, round_id: int, chosen: Sequence[Suggestion], at: datetime) -> None:
        """Let the first coordinator confirm some pairs, a minute after each other."""
        for number, suggestion in enumerate(chosen):
            with writing(self.sessions) as session:
                confirm(
                    session,
                    get_round(session, round_id),
                    get_student(session, suggestion.student_id),
                    get_offer(session, suggestion.offer_id),
                    by=self.first,
                    at=at + timedelta(minutes=number),
                    suggestion=suggestion,
                    policy=self.policy,
                )

    def publish(self, round_id: int, at: datetime) -> None:
        """Close a round, ask for its publication, and let the second coordinator sign."""
        with writing(self.sessions) as session:
            round_ = get_round(session, round_id)
            rounds.close_round(session, round_, by=self.first, at=at - timedelta(days=2))
            rounds.request_publication(session, round_, by=self.first, at=at - timedelta(days=1))
            rounds.publish_round(session, round_, by=self.second, at=at, policy=self.policy)

    def befall(
        self, round_id: int, chosen: Sequence[Suggestion], fates: Sequence[Fate], at: datetime
    ) -> None:
        """Let each of some pairs come to its fate, as listed."""
        by_pair = {
            (each.student_id, each.offer_id): fate
            for each, fate in zip(chosen, fates, strict=False)
        }
        with reading(self.sessions) as session:
            known = (MatchState.CONFIRMED, MatchState.OFFERED)
            found = list_matches_of_round(session, round_id, states=known)
            told = [(row.id, by_pair.get((row.student_id, row.offer_id))) for row in found]
        for match_id, fate in told:
            if fate is not None:
                befall(self.sessions, match_id, fate, at=at, by=self.first, policy=self.policy)


def _order(each: Suggestion, favourite: set[int]) -> tuple[bool, bool, float, int]:
    return (each.student_id not in favourite, not each.is_proposed, -each.score, each.id)


def coordinator(session: Session, email: str) -> Actor:
    """Give a coordinator of the demo as operations know them."""
    account = find_account(session, email)
    if account is None:
        raise NotFound("account", email)
    return Actor(Role.COORDINATOR, account.id)
