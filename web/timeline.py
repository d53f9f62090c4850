"""A match as a line from suggested to completed, and for whom it waits until when."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.matches import Match
from models.words import MatchState, Side
from web.filters import day, deadline
from web.labels import label, look

LINE = (
    (MatchState.CONFIRMED, _l("Suggested")),
    (MatchState.OFFERED, _l("Both are asked")),
    (MatchState.AGREED, _l("Both said yes")),
    (MatchState.PLACED, _l("Placed")),
    (MatchState.COMPLETED, _l("Completed")),
)
STATES = tuple(state for state, _name in LINE)


@dataclass(frozen=True)
class Step:
    """One knot on the line: ``stands`` is done, here, ahead or ended."""

    name: str
    stands: str
    icon: str
    note: str = ""


def steps_of(match: Match, *, as_side: Side | None = None) -> list[Step]:
    """Give the line of a match, as one of the sides or the working group reads it.

    Parameters
    ----------
    match : Match
        The match.
    as_side : Side, optional
        Who reads: their own missing answer is "yours".
    """
    if match.state not in STATES:
        return _ended(match)
    # A completed match has passed its last knot too.
    here = STATES.index(match.state) + (match.state is MatchState.COMPLETED)
    return [
        Step(str(name), "done", "check-lg")
        if at < here
        else Step(str(name), "here", look(state).icon, waits_for(match, as_side))
        if at == here
        else Step(str(name), "ahead", look(state).icon)
        for at, (state, name) in enumerate(LINE)
    ]


def waits_for(match: Match, as_side: Side | None = None) -> str:
    """Say for whom a match waits, and until when."""
    if match.state is MatchState.AGREED:
        return str(_("waits for the working group, which arranges the start"))
    if match.state is MatchState.PLACED and match.ends_on is not None:
        return str(_("until %(day)s", day=day(match.ends_on)))
    if match.state is not MatchState.OFFERED or match.reply_by is None:
        return ""
    sides = [side for side in Side if match.awaits(side)]
    if as_side in sides:
        return str(_("waits for your answer, until %(day)s", day=deadline(match.reply_by)))
    if len(sides) == 2:
        return str(_("waits for both, until %(day)s", day=deadline(match.reply_by)))
    if sides:
        side = label(sides[0])
        return str(_("waits for %(side)s, until %(day)s", side=side, day=deadline(match.reply_by)))
    return ""


def _ended(match: Match) -> list[Step]:
    """Give the line of a match that ended before its last step: what was passed, and the end."""
    passed = [
        (state, name)
        for (state, name), reached in zip(
            LINE,
            (True, match.offered_at, match.agreed_at, match.placed_at, None),
            strict=True,
        )
        if reached
    ]
    steps = [Step(str(name), "done", "check-lg") for _state, name in passed]
    reason = str(label(match.reason)) if match.reason else ""
    return [*steps, Step(str(label(match.state)), "ended", look(match.state).icon, reason)]
