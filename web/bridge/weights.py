"""Weights between files and the database: read with words for whoever runs a command."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matcher.errors import MatcherError
from matcher.weights import Weights, content_of, numbers_of, read_weights, shipped_weights
from models.weights import Weights as Adopted
from web.bridge.recipe import weights_from
from web.tables.faults import TableUnreadable

__all__ = [
    "Weights",
    "WeightsFile",
    "as_stored",
    "read_weights_file",
    "reason_in",
    "write_weights_file",
]


@dataclass(frozen=True)
class WeightsFile:
    """A file of weights.

    Parameters
    ----------
    weights : Weights
    numbers : dict
        As the database keeps them.
    instead_of : str
        The version that it was made to replace; "" where the file does not say.
    figures : str
        What was measured of a proposal; "" for a file that was made otherwise.
    """

    weights: Weights
    numbers: dict[str, Any]
    instead_of: str
    figures: str


def read_weights_file(path: Path) -> WeightsFile:
    """Read weights.

    Raises
    ------
    TableUnreadable
        If there is no such file, or it holds no weights; the text says what is wrong in it.
    """
    try:
        weights = read_weights(path)
        content: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{path.name}: {error.strerror or 'it cannot be opened'}."
        raise TableUnreadable(msg) from error
    except MatcherError as error:
        msg = f"{path.name}: {error}."
        raise TableUnreadable(msg) from error
    said = content.get("instead_of")
    return WeightsFile(
        weights,
        numbers_of(weights),
        said if isinstance(said, str) else "",
        weights.reason if "proposal" in content else "",
    )


def write_weights_file(path: Path, weights: Weights, about: Mapping[str, Any]) -> None:
    """Write weights, with what else is known of them under names of its own.

    Raises
    ------
    TableUnreadable
        If the file cannot be written.
    """
    content = {**content_of(weights), **about}
    try:
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        msg = f"{path}: {error.strerror or 'it cannot be written'}."
        raise TableUnreadable(msg) from error


def as_stored(row: Adopted) -> Weights:
    """Give a version as the matcher takes it, with whoever adopted it, when and why."""
    made = weights_from(row.version, row.numbers)
    return Weights(row.version, row.owner, row.adopted_on, row.reason, made.terms, made.calibration)


def reason_in(row: Adopted, language: str) -> str:
    """Give why a version was made, in a language where it is known in that one.

    The shipped version says it in both; what somebody wrote here is shown as they wrote it.
    """
    shipped = shipped_weights()
    is_shipped = (row.version, row.reason) == (shipped.version, shipped.reason)
    return (is_shipped and language == "sv" and shipped.reason_sv) or row.reason
