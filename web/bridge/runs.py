"""Carry out a run of the matcher, step by step, so that it can be watched, cancelled and killed.

What a run is made from is frozen before it begins to reckon, and what it found is written in the
transaction that ends it. A run whose worker was killed is made again from the same frozen values,
and gives the same bytes.
"""

import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy.orm import Session, sessionmaker

from matcher.vocabulary import Vocabulary
from matcher.weights import Weights, numbers_of, shipped_weights
from models.database import reading, writing
from models.errors import NotFound, RunCancelled
from models.operations.runs import (
    beat,
    begin_run,
    cancel_run,
    fail_run,
    finish_run,
    freeze_inputs,
)
from models.operations.weights import ship_weights
from models.queries.rounds import get_run
from models.queries.weights import find_weights, find_weights_in_force
from models.rounds import Run
from models.weights import Weights as Adopted
from models.words import RunStep
from web.bridge.recipe import Output, cook, settings_in_force, weights_from
from web.bridge.records import digest_of, read_inputs
from web.bridge.vocabulary import vocabulary_in_force

log = logging.getLogger(__name__)

SECONDS_BETWEEN_BEATS = 20.0

Sessions = sessionmaker[Session]
Clock = Callable[[], datetime]


def carry_out(sessions: Sessions, run_id: int, *, clock: Clock) -> None:
    """Carry out a queued run; does nothing when another worker has it or it is over."""
    with writing(sessions) as session:
        if not begin_run(session, get_run(session, run_id), at=clock()):
            return
    try:
        with Pulse(sessions, run_id, clock) as pulse:
            _carry_out(sessions, run_id, clock, pulse)
    except RunCancelled:
        with writing(sessions) as session:
            cancel_run(session, get_run(session, run_id), at=clock())
    except Exception as error:  # noqa: BLE001 - whatever it was, the run must not hang
        # Where it happened, but not what the error says: that may hold what somebody wrote.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("run %s failed: %s\n%s", run_id, type(error).__name__, where)  # noqa: TRY400 - not with what it says
        with writing(sessions) as session:
            fail_run(session, get_run(session, run_id), type(error).__name__, at=clock())


def _carry_out(sessions: Sessions, run_id: int, clock: Clock, pulse: "Pulse") -> None:
    run, vocabulary = _freeze(sessions, run_id, clock)
    with reading(sessions) as session:
        weights = weights_of(session, run)
    found = cook(
        run.inputs or {},
        run.settings,
        weights,
        on=run.reckoned_on,
        beat=pulse.step,
        vocabulary=vocabulary,
    )
    with writing(sessions) as session:
        finish_run(
            session,
            get_run(session, run_id),
            found.suggestions,
            digest=found.digest,
            unmatched=found.unmatched,
            spread=found.spread,
            at=clock(),
        )


def _freeze(sessions: Sessions, run_id: int, clock: Clock) -> tuple[Run, Vocabulary]:
    """Freeze what the run is made from, unless a worker that was killed has done so before."""
    with reading(sessions) as session:
        run = get_run(session, run_id)
        # Read here already: a large one takes a second, in which nobody else could write below.
        vocabulary = vocabulary_in_force(session)
        if run.inputs is not None:
            return run, vocabulary
        inputs = read_inputs(session, run.round, run.reckoned_on)
    with writing(sessions) as session:
        run = get_run(session, run_id)
        weights = weights_in_force(session, at=clock())
        vocabulary = vocabulary_in_force(session)
        freeze_inputs(
            session,
            run,
            inputs=inputs,
            digest=digest_of(inputs),
            settings=settings_in_force(vocabulary),
            weights=weights,
        )
        return run, vocabulary


def keep_shipped_weights(session: Session, *, at: datetime) -> Adopted:
    """Keep the weights that ship with the matcher; in force unless somebody adopted others."""
    weights = shipped_weights()
    return ship_weights(
        session,
        version=weights.version,
        owner=weights.owner,
        reason=weights.reason,
        adopted_on=weights.adopted_on,
        numbers=numbers_of(weights),
        at=at,
    )


def weights_in_force(session: Session, *, at: datetime) -> Adopted:
    """Give the version that was adopted last: the shipped one, where nobody has adopted any."""
    return find_weights_in_force(session) or keep_shipped_weights(session, at=at)


def weights_of(session: Session, run: Run) -> Weights:
    """Give the weights of a run, as they were adopted.

    Raises
    ------
    NotFound
        If the run has begun with none.
    """
    row = find_weights(session, run.weights_version or "")
    if row is None:
        raise NotFound("weights", run.weights_version)
    return weights_from(row.version, row.numbers)


class Pulse:
    """The signs of life of a run, each in a short transaction of its own.

    A step may take longer than a worker may be silent: between the steps a thread gives the sign.
    """

    def __init__(self, sessions: Sessions, run_id: int, clock: Clock) -> None:
        self._sessions, self._run_id, self._clock = sessions, run_id, clock
        self._at: tuple[RunStep, float] = (RunStep.READING, 0.05)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name=f"pulse of run {run_id}")

    def __enter__(self) -> Self:
        """Begin to beat."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        """Stop beating."""
        self._over.set()
        self._thread.join()

    def step(self, step: RunStep, share: float) -> None:
        """Say what is done now.

        Raises
        ------
        RunCancelled
            If somebody asked the run to stop.
        """
        self._at = (step, share)
        self._beat()

    def _beat(self) -> None:
        step, share = self._at
        with writing(self._sessions) as session:
            beat(session, get_run(session, self._run_id), step, share, at=self._clock())

    def _go_on(self) -> None:
        while not self._over.wait(SECONDS_BETWEEN_BEATS):
            try:
                self._beat()
            except RunCancelled:
                # The run itself hears of it at its next step.
                return
            except Exception as error:  # noqa: BLE001 - a missed beat is no reason to stop
                log.warning("run %s missed a beat: %s", self._run_id, type(error).__name__)


@dataclass(frozen=True)
class Reproduction:
    """Whether a run can be made again with the same result, and if not, what is not the same.

    Parameters
    ----------
    is_same : bool
    differs : tuple of str
        Of "inputs" (what was frozen was changed), "vocabulary" (another is in force), "output".
    digest : str
        Of what was found now.
    """

    is_same: bool
    differs: tuple[str, ...]
    digest: str


def reproduce(session: Session, run: Run) -> Reproduction:
    """Make a finished run again from what was frozen with it, and compare.

    Raises
    ------
    NotFound
        If nothing was frozen, or it was erased since.
    """
    if run.inputs is None:
        raise NotFound("inputs", run.id)
    found = make_again(session, run)
    differs = {
        "inputs": digest_of(run.inputs) != run.input_digest,
        "vocabulary": run.settings.get("vocabulary") != vocabulary_in_force(session).digest,
        "output": found.digest != run.output_digest,
    }
    said = tuple(name for name, is_other in differs.items() if is_other)
    return Reproduction("output" not in said and "inputs" not in said, said, found.digest)


def make_again(session: Session, run: Run) -> Output:
    """Give what a run finds from its frozen values, writing nothing."""
    frozen: Mapping[str, Any] = run.inputs or {}
    return cook(
        frozen,
        run.settings,
        weights_of(session, run),
        on=run.reckoned_on,
        beat=lambda _step, _share: None,
        vocabulary=vocabulary_in_force(session),
    )
