"""Who may move what from where to where. Buttons, links, diagrams and tests are read from here.

Standard library only: this table is the working group's agreement, written down once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from models.words import (
    ActivityState,
    ClassBookingState,
    EmployerState,
    IdeaState,
    MatchState,
    MeetingState,
    ModelState,
    NeedState,
    OccasionState,
    OfferState,
    Role,
    RoundState,
    SchoolRequestState,
    SourceState,
    SurveyState,
)

STUDENT, EMPLOYER, COORDINATOR, SYSTEM = Role.STUDENT, Role.EMPLOYER, Role.COORDINATOR, Role.SYSTEM
STEERING, VISITOR = Role.STEERING, Role.VISITOR


@dataclass(frozen=True)
class Move:
    """A verb that leads from some states to one, and who may say it.

    ``None`` is where a thing is not there yet, or no longer.
    """

    verb: str
    sources: tuple[StrEnum | None, ...]
    target: StrEnum | None
    who: frozenset[Role]
    note: str = ""

    def starts_from(self, state: StrEnum | None) -> bool:
        """Whether the move can be made from a state."""
        return state in self.sources


def move(
    verb: str, sources: Iterable[StrEnum | None], target: StrEnum | None, *who: Role, note: str = ""
) -> Move:
    """Write one row of a table of moves."""
    return Move(verb, tuple(sources), target, frozenset(who), note)


S = MatchState
MOVES = (
    move("confirm", [None], S.CONFIRMED, COORDINATOR, note="nobody is told yet, no place is held"),
    move("reject", [None, S.CONFIRMED], S.REJECTED, COORDINATOR, note="with a reason"),
    move("undo", [S.CONFIRMED, S.REJECTED], None, COORDINATOR, note="until it is offered"),
    move(
        "offer", [S.CONFIRMED], S.OFFERED, COORDINATOR, SYSTEM,
        note="dated: by the second signature; rolling: after the time to undo; letters go",
    ),
    move("agree", [S.OFFERED], S.AGREED, SYSTEM, note="at the second yes; takes a place"),
    move("decline", [S.OFFERED], S.DECLINED, STUDENT, EMPLOYER, note="with a reason"),
    move("expire", [S.OFFERED], S.EXPIRED, SYSTEM, note="after the reply time"),
    move("fill", [S.OFFERED], S.FILLED, SYSTEM, note="the last place went to another"),
    move(
        "withdraw", [S.CONFIRMED, S.OFFERED, S.AGREED], S.WITHDRAWN,
        STUDENT, EMPLOYER, COORDINATOR, SYSTEM, note="with a reason; gives a taken place back",
    ),
    move(
        "place", [S.AGREED], S.PLACED, COORDINATOR,
        note="dates and supervisor; a thesis: academic supervisor and examiner too",
    ),
    move(
        "interrupt", [S.PLACED], S.INTERRUPTED, COORDINATOR, STUDENT, EMPLOYER,
        note="day and reason; gives the place back",
    ),
    move(
        "complete", [S.PLACED], S.COMPLETED, COORDINATOR, EMPLOYER, SYSTEM,
        note="asks both for a short evaluation",
    ),
)  # fmt: skip

P = OfferState
OFFER_MOVES = (
    move("submit", [P.DRAFT], P.SUBMITTED, EMPLOYER, COORDINATOR),
    move("send_back", [P.SUBMITTED], P.DRAFT, COORDINATOR, note="with a comment"),
    move("publish", [P.SUBMITTED], P.PUBLISHED, COORDINATOR, note="the employer must be verified"),
    move(
        "withdraw", [P.DRAFT, P.SUBMITTED, P.PUBLISHED], P.WITHDRAWN, EMPLOYER, COORDINATOR,
        note="ends its open matches",
    ),
)  # fmt: skip

I = IdeaState  # noqa: E741 - as the others, by the first letter
IDEA_MOVES = (
    move("submit", [I.DRAFT], I.SUBMITTED, STUDENT),
    move("send_back", [I.SUBMITTED], I.DRAFT, COORDINATOR, note="with a comment"),
    move("publish", [I.SUBMITTED], I.PUBLISHED, COORDINATOR, note="verified employers read it"),
    move("take_up", [I.PUBLISHED], I.TAKEN, EMPLOYER, note="becomes a draft of an offer"),
    move(
        "withdraw", [I.DRAFT, I.SUBMITTED, I.PUBLISHED], I.WITHDRAWN,
        STUDENT, COORDINATOR, SYSTEM,
    ),
)  # fmt: skip

E = EmployerState
EMPLOYER_MOVES = (
    move("verify", [E.REGISTERED, E.REFUSED], E.VERIFIED, COORDINATOR),
    move("refuse", [E.REGISTERED], E.REFUSED, COORDINATOR),
    move("pause", [E.VERIFIED], E.PAUSED, COORDINATOR, note="its offers hide"),
    move("resume", [E.PAUSED], E.VERIFIED, COORDINATOR),
)

R = RoundState
ROUND_MOVES = (
    move("open", [R.DRAFT], R.OPEN, COORDINATOR),
    move("close", [R.OPEN], R.CLOSED, COORDINATOR),
    move("reopen", [R.CLOSED], R.OPEN, COORDINATOR, note="a request to publish is void then"),
    move(
        "publish",
        [R.CLOSED],
        R.PUBLISHED,
        COORDINATOR,
        note="a second coordinator signs; letters go",
    ),
    move("archive", [R.PUBLISHED], R.ARCHIVED, COORDINATOR),
)


A = ActivityState
UNTIL_IT_RUNS = [A.DRAFT, A.PROPOSED, A.REVIEWED, A.APPROVED, A.DEFERRED, A.PLANNED, A.RUNNING]
ACTIVITY_MOVES = (
    move("propose", [A.DRAFT], A.PROPOSED, COORDINATOR, note="its goal has a figure"),
    move("send_back", [A.PROPOSED, A.REVIEWED], A.DRAFT, COORDINATOR, note="with a comment"),
    move("review", [A.PROPOSED], A.REVIEWED, COORDINATOR, note="by another than proposed it"),
    move("approve", [A.REVIEWED, A.DEFERRED], A.APPROVED, STEERING, note="a decision of a meeting"),
    move("decline", [A.REVIEWED, A.DEFERRED], A.DECLINED, STEERING, note="with a reason"),
    move("defer", [A.REVIEWED], A.DEFERRED, STEERING, note="with a reason; comes up again"),
    move("plan", [A.APPROVED], A.PLANNED, COORDINATOR, note="dates, and who answers for it"),
    move(
        "start", [A.PLANNED], A.RUNNING, COORDINATOR,
        note="paid for, without a cost, or by the steering group's word",
    ),
    move("complete", [A.RUNNING], A.COMPLETED, COORDINATOR, note="with what came of its goal"),
    move("evaluate", [A.COMPLETED], A.EVALUATED, COORDINATOR, note="with what was learned"),
    move("cancel", UNTIL_IT_RUNS, A.CANCELLED, COORDINATOR, note="with a reason"),
)  # fmt: skip

F = SourceState
SOURCE_MOVES = (
    move("apply", [F.LISTED], F.APPLIED, COORDINATOR, note="on a day"),
    move("grant", [F.APPLIED], F.GRANTED, COORDINATOR, note="so many kronor, decided on a day"),
    move("refuse", [F.APPLIED], F.REFUSED, COORDINATOR, note="decided on a day"),
)

MODEL_MOVES = (
    move(
        "adopt", [ModelState.DRAFT], ModelState.ADOPTED, STEERING,
        note="with day, meeting and minutes; never changed from then on",
    ),
)  # fmt: skip

N = NeedState
NEED_MOVES = (
    move("register", [None], N.OPEN, EMPLOYER, COORDINATOR, note="an employer its own"),
    move("meet", [N.OPEN], N.MET, EMPLOYER, COORDINATOR, note="says how it was met"),
    move("withdraw", [N.OPEN], N.WITHDRAWN, EMPLOYER, COORDINATOR, note="it is no longer needed"),
    move("reopen", [N.MET, N.WITHDRAWN], N.OPEN, COORDINATOR, note="it was closed by mistake"),
)


MEETING_MOVES = (
    move(
        "hold", [MeetingState.PLANNED], MeetingState.HELD, COORDINATOR, STEERING,
        note="its agenda is fixed; members decide on the page",
    ),
    move(
        "minute", [MeetingState.HELD], MeetingState.MINUTED, STEERING,
        note="reference and day of the approved minutes; what is left is recorded from them",
    ),
    move(
        "cancel", [MeetingState.PLANNED, MeetingState.HELD], MeetingState.CANCELLED, COORDINATOR,
        note="with a reason, while nothing is decided there; letters go, its items wait again",
    ),
)  # fmt: skip

O = OccasionState  # noqa: E741 - as the others, by the first letter
OCCASION_MOVES = (
    move("publish", [O.DRAFT], O.PUBLISHED, COORDINATOR, note="it has a session; schools see it"),
    move("close", [O.PUBLISHED], O.CLOSED, COORDINATOR, SYSTEM, note="after its last session"),
    move(
        "cancel", [O.DRAFT, O.PUBLISHED], O.CANCELLED, COORDINATOR,
        note="with a reason; cancels its bookings, letters go",
    ),
)  # fmt: skip

B = ClassBookingState
CAME_OR_NOT = [B.CONFIRMED, B.ATTENDED, B.ABSENT]
CLASS_BOOKING_MOVES = (
    move("ask", [None], B.ASKED, VISITOR, COORDINATOR, note="a letter goes, no seat is held"),
    move("confirm", [B.ASKED], B.CONFIRMED, VISITOR, COORDINATOR, note="takes seats"),
    move("wait", [B.ASKED], B.WAITING, VISITOR, COORDINATOR, note="where it does not fit"),
    move("move_up", [B.WAITING], B.CONFIRMED, SYSTEM, note="the first that fits takes seats"),
    move(
        "cancel", [B.ASKED, B.CONFIRMED, B.WAITING], B.CANCELLED, VISITOR, COORDINATOR,
        note="gives taken seats back",
    ),
    move("attend", CAME_OR_NOT, B.ATTENDED, COORDINATOR, note="so many came; asks how it was"),
    move("miss", CAME_OR_NOT, B.ABSENT, COORDINATOR, note="nobody came"),
)  # fmt: skip

Q = SchoolRequestState
SCHOOL_REQUEST_MOVES = (
    move("ask", [None], Q.ASKED, VISITOR, COORDINATOR, note="a letter goes"),
    move("confirm", [Q.ASKED], Q.OPEN, VISITOR, COORDINATOR, note="in the work list from now on"),
    move("answer", [Q.OPEN], Q.ANSWERED, COORDINATOR, note="in words, by letter"),
    move("withdraw", [Q.ASKED, Q.OPEN], Q.WITHDRAWN, VISITOR, COORDINATOR),
)

V = SurveyState
SURVEY_MOVES = (
    move("ask", [V.WAITING], V.ASKED, SYSTEM, note="on its day; a letter goes, one reminder later"),
    move("answer", [V.ASKED], V.ANSWERED, STUDENT, note="by link, signed in, by phone or on paper"),
    move(
        "refuse", [V.WAITING, V.ASKED], V.REFUSED, STUDENT,
        note="this one, or this and all later ones",
    ),
    move("close", [V.WAITING, V.ASKED], V.CLOSED, SYSTEM, note="when its time is over"),
)  # fmt: skip


def find_move(moves: Iterable[Move], verb: str) -> Move:
    """Give the row of a verb.

    Raises
    ------
    KeyError
        If the table has no such verb.
    """
    for row in moves:
        if row.verb == verb:
            return row
    raise KeyError(verb)


def moves_from(moves: Iterable[Move], state: StrEnum | None, role: Role) -> tuple[Move, ...]:
    """Give the moves that somebody in a role may make from a state: the buttons of a page."""
    return tuple(row for row in moves if row.starts_from(state) and role in row.who)
