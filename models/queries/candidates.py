"""The candidates of an offer: whom a run found for it, and how each pair stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload, lazyload

from models.close_ups import CloseUp
from models.hints import Hint
from models.matches import Match
from models.offers import Offer
from models.people import Account, Interest, Student
from models.queries.reviews import SPOKEN_FOR, is_spoken_for
from models.queries.standings import IS_LISTED, Wanted, is_on_programme
from models.rounds import Round, Run, Suggestion
from models.words import ProfileState

MOST = 20


@dataclass(frozen=True)
class Candidate:
    """A student found for an offer, and what has come of the pair so far."""

    suggestion: Suggestion
    student: Student
    match: Match | None
    interest: Interest | None
    # What the working group has said of the pair.
    hint: Hint | None
    close_up: CloseUp | None
    # Where else the student is asked or placed now, in any round of the kind.
    elsewhere: Sequence[Match]


@dataclass(frozen=True)
class Candidates:
    """The candidates of an offer, best first, and its matches in the round with anybody else."""

    listed: Sequence[Candidate] = ()
    beyond: Sequence[Match] = ()

    def of(self, student_id: int | None) -> Candidate | None:
        """Give the candidate who is a student, if one is."""
        return next((each for each in self.listed if each.student.id == student_id), None)


def get_candidates(
    session: Session, round_: Round, run: Run, offer: Offer, wanted: Wanted
) -> Candidates:
    """Give the students that a run found for an offer, best first, with how each pair stands.

    Before them those whom it proposes though they are on no list: they are required or settled.
    """
    rows = session.execute(_found(round_, run, offer, wanted)).all()
    ids = [row.Student.id for row in rows]
    here, elsewhere = _matches(session, round_, offer, ids)
    return Candidates(
        listed=[
            Candidate(
                suggestion=row.Suggestion,
                student=row.Student,
                match=here.pop(row.Student.id, None),
                interest=row.Interest,
                hint=row.Hint,
                close_up=row.CloseUp,
                elsewhere=elsewhere.get(row.Student.id, ()),
            )
            for row in rows
        ],
        beyond=[] if wanted.programme or wanted.unplaced else list(here.values()),
    )


def load_profiles(session: Session, candidates: Sequence[Candidate]) -> None:
    """Read what the profiles of some candidates say of skills and languages, all at once."""
    query = (
        select(Student)
        .options(joinedload(Student.skills), joinedload(Student.languages))
        .where(Student.id.in_([each.student.id for each in candidates]))
        .execution_options(populate_existing=True)
    )
    session.scalars(query).unique().all()


def _found(
    round_: Round, run: Run, offer: Offer, wanted: Wanted
) -> Select[Suggestion, Student, Interest, Hint, CloseUp]:
    of_pair = and_(Interest.student_id == Student.id, Interest.offer_id == offer.id)
    hinted = and_(
        Hint.round_id == round_.id, Hint.student_id == Student.id, Hint.offer_id == offer.id
    )
    looked_at = and_(
        CloseUp.run_id == run.id, CloseUp.student_id == Student.id, CloseUp.offer_id == offer.id
    )
    query = (
        select(Suggestion, Student, Interest, Hint, CloseUp)
        .join(Student, Student.id == Suggestion.student_id)
        .outerjoin(Interest, of_pair)
        .outerjoin(Hint, hinted)
        .outerjoin(CloseUp, looked_at)
        .options(joinedload(Hint.by).lazyload(Account.roles))
        # Somebody who left, or whose identity was protected since the run, is not shown any more.
        .where(
            Suggestion.run_id == run.id,
            Suggestion.offer_id == offer.id,
            IS_LISTED,
            Student.state == ProfileState.SUBMITTED,
            Student.is_protected.is_(False),
        )
        .order_by(Suggestion.offer_rank.is_not(None), Suggestion.offer_rank, Suggestion.student_id)
    )
    if wanted.programme:
        query = query.where(is_on_programme(wanted.programme))
    if wanted.unplaced:
        query = query.where(~is_spoken_for(round_.kind))
    return query.limit(MOST)


def _matches(
    session: Session, round_: Round, offer: Offer, student_ids: Sequence[int]
) -> tuple[dict[int, Match], dict[int, list[Match]]]:
    """Give the offer's matches in the round by student, and where some students are spoken for."""
    is_here = and_(Match.round_id == round_.id, Match.offer_id == offer.id)
    of_kind = select(Round.id).where(Round.kind == round_.kind)
    is_elsewhere = and_(
        Match.student_id.in_(student_ids),
        Match.offer_id != offer.id,
        Match.round_id.in_(of_kind),
        Match.state.in_(SPOKEN_FOR),
    )
    query = (
        select(Match)
        .options(
            joinedload(Match.offer, innerjoin=True).lazyload(Offer.levels),
            joinedload(Match.student, innerjoin=True),
            lazyload(Match.answers),
        )
        .where(or_(is_here, is_elsewhere))
        .order_by(Match.moved_at.desc(), Match.id)
    )
    here: dict[int, Match] = {}
    elsewhere: dict[int, list[Match]] = {}
    for match in session.scalars(query):
        if match.round_id == round_.id and match.offer_id == offer.id:
            here[match.student_id] = match
        else:
            elsewhere.setdefault(match.student_id, []).append(match)
    return here, elsewhere
