"""An evaluation of the matching: of files, or of what people decided in an installation."""

# Annotations stay text, so that importing this loads no NumPy in a process that serves pages.
from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy.orm import Session

import matcher
from matcher.weights import Weights, shipped_weights
from models.queries.decisions import Decided
from models.queries.rounds import list_latest_runs
from models.queries.weights import find_weights, find_weights_in_force
from models.rounds import Run
from models.words import Kind
from web.bridge.decisions import Heard, hear
from web.bridge.figures import (
    ALL,
    LEAST,
    Figure,
    Placed,
    allocation_figures,
    calibration_figures,
    ranking_figures,
    spread_figures,
)
from web.bridge.model_card import model_card
from web.bridge.proxies import Market, proxy_figures, selection_figures, steps_of
from web.bridge.recipe import rank_inputs, weights_from
from web.bridge.records import student_key
from web.bridge.vocabulary import vocabulary_in_force
from web.bridge.weights import as_stored

Method = Literal["best", "stable"]


@dataclass(frozen=True)
class Given:
    """A decision as a file gives it."""

    student: str
    offer: str
    by: str
    yes: bool
    on: date


def evaluate_records(
    students: Sequence[matcher.Student],
    offers: Sequence[matcher.Offer],
    decisions: Sequence[Given],
    *,
    on: date,
    k: int,
    method: Method = "stable",
    weights: Weights | None = None,
) -> list[Figure]:
    """Rank records and hold the result to what people decided.

    Raises
    ------
    MatcherError
        Names the field and the row of what cannot be used.
    """
    weights = weights or shipped_weights()
    settings = matcher.Settings(weights=weights)
    ranking = matcher.rank(students, offers, settings, on=on, k=k)
    market = Market(ALL, ranking, matcher.allocate(ranking, method=method), settings, weights)
    kinds = {offer.id: offer.kind.value for offer in offers}
    placed = [_placed(ranking, each) for each in decisions]
    figures = [*_held_to_decisions(placed, lambda each: kinds[str(each.offer)])]
    return [*figures, *_markets([market], _steps_decided(decisions))]


def evaluate_service(session: Session) -> tuple[list[Figure], Heard]:
    """Hold what the matcher suggested to what people decided, and look at the latest runs.

    A decision is held to the suggestion that it was made from, as it was then; spread, allocation
    and selection are those of the newest run of each kind.
    """
    heard = hear(session)
    placed = [_placed_then(each) for each in heard.decided]
    kinds = {each.offer_id: each.kind.value for each in heard.decided}
    figures = [*_held_to_decisions(placed, lambda each: kinds[int(each.offer)])]
    markets = [_market_of(session, run) for run in list_latest_runs(session)]
    steps = _steps_decided(
        Given(student_key(each.student_id), str(each.offer_id), each.by, each.says_yes, date.min)
        for each in heard.decided
    )
    return [*figures, *_oversight(heard.decided), *_markets(markets, steps)], heard


def card_of_service(session: Session, on: date) -> str:
    """Write the model card of an installation."""
    row = find_weights_in_force(session)
    figures, heard = evaluate_service(session)
    weights = as_stored(row) if row else shipped_weights()
    vocabulary = vocabulary_in_force(session)
    return model_card(weights, figures, on=on, decisions=len(heard.decided), vocabulary=vocabulary)


def card_of_shipped(on: date) -> str:
    """Write the model card of what ships with the service."""
    return model_card(shipped_weights(), [], on=on, decisions=None)


def _held_to_decisions(placed: Sequence[Placed], kind_of: Any) -> Iterable[Figure]:
    by_kind: dict[str, list[Placed]] = {}
    for each in placed:
        by_kind.setdefault(kind_of(each), []).append(each)
    groups: dict[str, Sequence[Placed]] = {ALL: placed}
    # With one kind, its figures would be those of all again.
    if len(by_kind) > 1:
        groups |= {kind.value: by_kind[kind.value] for kind in Kind if kind.value in by_kind}
    for figures_of in (ranking_figures, calibration_figures):
        for kind, those in groups.items():
            yield from figures_of(kind, those)


def _oversight(decided: Iterable[Decided]) -> Iterable[Figure]:
    """Give how often coordinators did otherwise than the matcher proposed."""
    own = [each for each in decided if each.by == "coordinator"]
    for what, those, otherwise in (
        ("share of proposed pairs rejected", [each for each in own if each.is_proposed], False),
        ("share of pairs not proposed confirmed", [e for e in own if not e.is_proposed], True),
    ):
        found = sum(each.says_yes is otherwise for each in those)
        share = found / len(those) if len(those) >= LEAST else math.nan
        yield Figure("oversight", what, ALL, "coordinator", share, len(those))


def _markets(markets: Sequence[Market], decided: Mapping[str, set[str]]) -> Iterable[Figure]:
    for market in markets:
        yield from spread_figures(market.kind, market.ranking)
    for market in markets:
        yield from allocation_figures(market.kind, market.ranking, market.allocation)
    yield from selection_figures(markets, {**steps_of(markets), **decided})
    yield from proxy_figures(markets)


def _steps_decided(decisions: Iterable[Given]) -> dict[str, set[str]]:
    confirmed, agreed = set[str](), dict[tuple[str, str], set[str]]()
    for each in decisions:
        if each.yes and each.by == "coordinator":
            confirmed.add(each.student)
        elif each.yes:
            agreed.setdefault((each.student, each.offer), set()).add(each.by)
    both = {student for (student, _), sides in agreed.items() if len(sides) == 2}
    return {"confirmed by a coordinator": confirmed, "with two yeses": both}


def _placed(ranking: matcher.Ranking, given: Given) -> Placed:
    row, column = ranking.market.pair(given.student, given.offer)
    terms = ranking.terms(given.student, given.offer)
    return Placed(
        given.by,
        given.yes,
        given.student,
        given.offer,
        _rank(ranking.by_student[row], column),
        _rank(ranking.by_offer[column], row),
        *(_share(sum(terms[side].values())) for side in ("student", "employer")),
    )


def _placed_then(decided: Decided) -> Placed:
    return Placed(
        decided.by.value,
        decided.says_yes,
        decided.student_id,
        decided.offer_id,
        decided.student_rank,
        decided.offer_rank,
        decided.p_student,
        decided.p_employer,
        decided.run_id,
    )


def _rank(listed: Any, wanted: int) -> int | None:
    found = [place for place, index in enumerate(listed.tolist(), start=1) if index == wanted]
    return found[0] if found else None


def _share(log_odds: float) -> float:
    from scipy.special import expit

    return float(expit(log_odds))


def _market_of(session: Session, run: Run) -> Market:
    row = find_weights(session, run.weights_version or "")
    weights = weights_from(row.version, row.numbers) if row else shipped_weights()
    ranking = rank_inputs(
        run.inputs or {},
        run.settings,
        weights,
        on=run.reckoned_on,
        vocabulary=vocabulary_in_force(session),
    )
    allocation = matcher.allocate(ranking, method=run.settings["method"])
    return Market(run.round.kind.value, ranking, allocation, ranking.market.settings, weights)
