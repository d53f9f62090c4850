"""Workers give what a single process gives, to the byte, also when one of them dies."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil
import pytest
from distributed import LocalCluster

from matcher import (
    InvalidValueError,
    MachinesError,
    Offer,
    Student,
    rank,
    workers_at,
    workers_here,
)
from matcher.blockwise import search_mapped
from matcher.candidates import Candidates, Finds, Wanted, find_candidates
from matcher.machines import Machines
from matcher.market import open_market
from matcher.pairs import Pairs
from matcher.shortlist import Own
from tests.benchmarks.markets_at_scale import Scale, a_large_market
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer

MARKETS = ("random", "skewed", "tied", "without a pair", "without students", "without offers")
LARGE = Scale(4_000, 1_000, 0.3, 20261126)
K = 5


@contextmanager
def in_this_process(workers: int) -> Iterator[str]:
    """Start a scheduler with workers that are threads, and give its address."""
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=False,
        protocol="tcp://",
        host="127.0.0.1",
        dashboard_address=None,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
        silence_logs="ERROR",
    ) as cluster:
        yield cluster.scheduler_address


def records(name: str) -> tuple[list[Student], list[Offer]]:
    rng = np.random.default_rng(20261126)
    words = ["programmering", "Java", "C++", "databaser", "PostgreSQL", "AI", "redovisning"]
    students = [
        a_student(
            f"s{number:02}",
            skills={str(word): int(rng.integers(1, 6)) for word in rng.choice(words, 3)},
            place=str(rng.choice(["0001", "0002", "0003", ""])),
        )
        for number in range(30)
    ]
    offers = [
        an_offer(f"o{number:02}", must={str(rng.choice(words)): 3}, places=int(rng.integers(1, 4)))
        for number in range(12)
    ]
    return {
        "random": (students, offers),
        # One offer that nearly all like best, and many students whom none wants.
        "skewed": (
            [*students, *(a_student(f"t{number}", skills={"AI": 1}) for number in range(20))],
            [*offers, an_offer("o99", must={}, wished={}, places=20)],
        ),
        "tied": (
            [a_student(f"s{number:02}") for number in range(30)],
            [an_offer(f"o{number}") for number in range(7)],
        ),
        "without a pair": (students, [an_offer("o1", places=0)]),
        "without students": ([], offers),
        "without offers": (students, []),
    }[name]


def as_bytes(found: Candidates) -> list[bytes]:
    parts = found.rows, found.columns, found.p_student, found.p_employer
    return [part.tobytes() for part in parts]


def by_all(machines: Machines, pairs: Pairs) -> list[bytes]:
    return as_bytes(machines.find_candidates(pairs, K))


def pids(machines: Machines) -> list[int]:
    return sorted(machines.client.run(os.getpid).values())


def addresses(pid: int) -> set[str]:
    """Give where a process listens."""
    sockets = psutil.Process(pid).net_connections("inet")
    return {each.laddr.ip for each in sockets if each.status == psutil.CONN_LISTEN}


# One test for all that needs processes of their own: to start them is what takes time.
@pytest.mark.slow
def test_any_number_of_workers_finds_what_one_process_finds_also_when_one_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = {name: open_market(*records(name), SETTINGS, TODAY).scorer.pairs for name in MARKETS}
    pairs["large"] = a_large_market(LARGE).pairs
    alone = {name: as_bytes(find_candidates(each, K)) for name, each in pairs.items()}
    with workers_here(1, tmp_path) as machines:
        for workers in (1, 2, 3):
            machines.client.cluster.scale(workers)
            machines.client.wait_for_workers(workers)
            there = pids(machines)
            assert len(set(there)) == workers
            assert [name for name in pairs if by_all(machines, pairs[name]) != alone[name]] == []
        assert {ip for pid in (os.getpid(), *there) for ip in addresses(pid)} <= {"127.0.0.1"}
        with monkeypatch.context() as patch:
            patch.setattr(Finds, "add", killing(there[0], after=3))
            assert by_all(machines, pairs["large"]) == alone["large"]
        assert not psutil.pid_exists(there[0])
    assert [pid for pid in there if psutil.pid_exists(pid)] == []
    assert list(tmp_path.iterdir()) == []


def killing(pid: int, after: int) -> Callable[[Finds, int, Own, Wanted], None]:
    """Give what adds blocks, each once, and kills a worker after some."""
    added, add = list[int](), Finds.add

    def add_and_kill(finds: Finds, first: int, own: Own, wanted: Wanted) -> None:
        assert first not in added
        add(finds, first, own, wanted)
        added.append(first)
        if len(added) == after:
            os.kill(pid, signal.SIGKILL)

    return add_and_kill


def test_a_whole_ranking_by_a_scheduler_is_the_same(tmp_path: Path) -> None:
    with in_this_process(2) as address, workers_at(address, tmp_path) as machines:
        for name in MARKETS:
            alone, shared = (
                rank(*records(name), SETTINGS, on=TODAY, k=K, machines=chosen)
                for chosen in (None, machines)
            )
            assert list(alone.suggestions()) == list(shared.suggestions())
            assert alone.by_student.tobytes() == shared.by_student.tobytes()
            assert alone.by_offer.tobytes() == shared.by_offer.tobytes()


def test_a_worker_with_another_version_or_without_the_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = open_market(*records("random"), SETTINGS, TODAY).scorer.pairs
    with in_this_process(1) as address, workers_at(address, tmp_path) as machines:
        monkeypatch.setattr("matcher.blockwise._lay_out", lambda *_: None)
        with pytest.raises(MachinesError) as refused:
            machines.find_candidates(pairs, K)
    assert (refused.value.field, refused.value.row) == ("shared", socket.gethostname())
    with pytest.raises(MachinesError) as refused:
        search_mapped(str(tmp_path), "another", K, (0, 1), np.zeros(1))
    assert (refused.value.field, refused.value.row) == ("version", socket.gethostname())


def test_a_scheduler_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.machines._PATIENCE", 1.0)
    with (
        in_this_process(0) as address,
        pytest.raises(MachinesError) as refused,
        workers_at(address),
    ):
        pass
    assert (refused.value.field, refused.value.value) == ("workers", address)


def test_when_no_worker_is_left_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matcher.blockwise._PATIENCE", 0.1)
    monkeypatch.setattr("matcher.blockwise._LOOK", 0.1)
    pairs = open_market(*records("random"), SETTINGS, TODAY).scorer.pairs
    with in_this_process(1) as address, workers_at(address, tmp_path) as machines:
        machines.client.retire_workers()
        with pytest.raises(MachinesError) as refused:
            machines.find_candidates(pairs, K)
    assert refused.value.field == "workers"


@pytest.mark.parametrize("is_listening", [True, False])
def test_an_address_that_does_not_answer_is_told_soon(
    is_listening: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.machines._PATIENCE", 0.5)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if is_listening:
            silent.listen()
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        begun = time.monotonic()
        with pytest.raises(MachinesError) as refused, workers_at(address):
            pass
    assert (refused.value.field, refused.value.value) == ("scheduler", address)
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize("address", ["", "nonsense", "http://127.0.0.1:9", "tls://127.0.0.1:9"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(MachinesError) as refused, workers_at(address):
        pass
    assert refused.value.field == "scheduler"


@pytest.mark.parametrize("count", [0, -1, 257, 1.5, True])
def test_a_number_of_workers_that_is_none_is_refused(count: int) -> None:
    with pytest.raises(InvalidValueError, match="workers of 'machines'"), workers_here(count):
        pass


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachinesError) as refused, workers_here(1, tmp_path / "none"):
        pass
    assert (refused.value.field, refused.value.row) == ("shared", None)
