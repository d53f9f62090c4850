"""What is written to a folder is read from it as it was, also where it is empty."""

from pathlib import Path

import numpy as np
import pytest

from matcher.mapped import map_arrays, write_arrays
from matcher.market import open_market
from matcher.pairs import Pairs
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer


@pytest.mark.parametrize("count", [0, 3])
def test_arrays_come_back_as_they_were(tmp_path: Path, count: int) -> None:
    students = [a_student(f"s{number}") for number in range(count)]
    pairs = open_market(students, [an_offer()], SETTINGS, TODAY).scorer.pairs
    write_arrays(tmp_path, "pairs", pairs)
    mapped = map_arrays(tmp_path, "pairs", Pairs)
    assert mapped.minimum_overlap == pairs.minimum_overlap
    assert mapped.texts.width == pairs.texts.width
    for one, other in ((mapped, pairs), (mapped.texts, pairs.texts), (mapped.must, pairs.must)):
        for name, value in other._asdict().items():
            if isinstance(value, np.ndarray):
                assert getattr(one, name).dtype == value.dtype
                assert getattr(one, name).tobytes() == value.tobytes()


def test_what_is_changed_stays_with_the_process(tmp_path: Path) -> None:
    pairs = open_market([a_student()], [an_offer()], SETTINGS, TODAY).scorer.pairs
    write_arrays(tmp_path, "pairs", pairs)
    map_arrays(tmp_path, "pairs", Pairs).weights[:] = 0.0
    assert map_arrays(tmp_path, "pairs", Pairs).weights.tobytes() == pairs.weights.tobytes()


def test_a_folder_without_the_arrays_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        map_arrays(tmp_path, "pairs", Pairs)
