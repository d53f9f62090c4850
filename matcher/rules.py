"""The rules of one pair, as plain numbers: what is near, what is in time, what is enough.

Every rule stands here once. Whoever asks about one pair, and the loops that pass over all of them,
call the same functions. Days are counted as ``date.toordinal`` does, 0 stands for unknown; other
numbers that are unknown are nan.
"""

import math

from matcher.compiled import compiled
from matcher.records import Kind, Remote

KINDS = tuple(Kind)
REMOTES = tuple(Remote)

_TRAINEESHIP = KINDS.index(Kind.TRAINEESHIP)
_HYBRID, _REMOTE = REMOTES.index(Remote.HYBRID), REMOTES.index(Remote.REMOTE)

# One way: after these minutes the place speaks for a pair only e^-1 as much as next door.
_MINUTES_OF_NEARNESS = 45.0
# Hybrid work is travelled to about every other day.
_SHARE_OF_HYBRID = 0.5
# What a place is worth at least, to somebody who is ready to move.
_NEARNESS_IF_MOVING = 0.6
# A language two levels above what is asked is all that can be wished for.
_LEVELS_OF_MARGIN = 2.0
_DAYS_AFTER_DEGREE = 3 * 365
_DAYS_BEFORE_DEGREE = 92


@compiled
def days_in_common(free_from: int, free_to: int, starts: int, ends: int) -> int:
    """Return the days that somebody is free in a period, -1 where no period is named.

    Examples
    --------
    >>> days_in_common(100, 109, 105, 130), days_in_common(0, 0, 105, 130)
    (5, -1)
    """
    if free_from <= 0:
        return -1
    return max(0, min(free_to, ends) - max(free_from, starts) + 1)


@compiled
def is_in_time(
    free_from: int, free_to: int, starts: int, ends: int, minimum_overlap: float
) -> bool:
    """Return whether two periods have enough in common; a period that is not named rules out none.

    What is over, or has no day left, is in time for nobody.
    """
    offered = ends - starts + 1
    if offered <= 0:
        return False
    common = days_in_common(free_from, free_to, starts, ends)
    if common < 0:
        return True
    shorter = min(free_to - free_from + 1, offered)
    return common > 0 and common >= minimum_overlap * shorter


@compiled
def share_of_period(common: int, starts: int, ends: int) -> float:
    """Return the share of an offer's days that somebody is free, from 0 to 1."""
    return min(1.0, common / max(1, ends - starts + 1))


@compiled
def is_reached(
    km: float,
    minutes: float,
    travel_km: float,
    travel_minutes: float,
    works_remotely: bool,
    moves: bool,
    remote: int,
    hybrid_reach: float,
) -> bool:
    """Return whether a place can be reached: within either limit, from afar, or by moving.

    A place or a limit that is unknown rules out none.
    """
    if moves or math.isnan(km) or (math.isnan(travel_km) and math.isnan(travel_minutes)):
        return True
    if works_remotely and remote == _REMOTE:
        return True
    reach = hybrid_reach if works_remotely and remote == _HYBRID else 1.0
    # Comparisons with nan are False: a limit that is not set is not kept either.
    return km <= travel_km * reach or minutes <= travel_minutes * reach


@compiled
def nearness(minutes: float, works_remotely: bool, moves: bool, remote: int) -> float:
    """Return how near an offer is, from 0 to 1 for next door, nan where a place is unknown.

    Examples
    --------
    >>> nearness(0.0, False, False, 0), nearness(math.nan, True, False, 2)
    (1.0, 1.0)
    """
    if works_remotely and remote == _REMOTE:
        return 1.0
    if math.isnan(minutes):
        return math.nan
    if works_remotely and remote == _HYBRID:
        minutes *= _SHARE_OF_HYBRID
    near = math.exp(-minutes / _MINUTES_OF_NEARNESS)
    return max(near, _NEARNESS_IF_MOVING) if moves else near


@compiled
def is_right_stage(kind: int, starts: int, graduates: int) -> bool:
    """Return whether an offer comes at the right time of the studies."""
    since_degree = starts - graduates
    if kind == _TRAINEESHIP:
        return -_DAYS_BEFORE_DEGREE <= since_degree <= _DAYS_AFTER_DEGREE
    return since_degree <= 0


@compiled
def share_of_hours(hours: float, asked: float) -> float:
    """Return the share of the hours asked for that somebody has; nan where either is unknown."""
    if math.isnan(hours) or math.isnan(asked) or (hours == 0 and asked == 0):
        return math.nan
    return 1.0 if hours >= asked else hours / asked


@compiled
def margin_of_language(has: int, asked: int) -> float:
    """Return by how much a language is better than asked, from 0 to 1 at two levels."""
    return min(1.0, max(0.0, (has - asked) / _LEVELS_OF_MARGIN))
