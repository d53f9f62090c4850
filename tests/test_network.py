"""The guard on the network guards."""

import socket
import threading

import pytest

from tests.network import ReachedOut

ELSEWHERE = "192.0.2.1"  # an address that is set aside for examples


def test_a_test_cannot_reach_another_machine() -> None:
    with socket.socket() as outward, pytest.raises(ReachedOut, match=ELSEWHERE):
        outward.connect((ELSEWHERE, 80))


def test_a_test_cannot_send_a_datagram_to_another_machine() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as outward, pytest.raises(ReachedOut):
        outward.sendto(b"?", (ELSEWHERE, 53))


def test_a_test_cannot_look_up_a_name() -> None:
    with pytest.raises(ReachedOut, match=r"example\.org"):
        socket.getaddrinfo("example.org", 80)


def test_a_test_can_talk_to_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=lambda: server.accept()[0].close())
        answering.start()
        with socket.create_connection(("localhost", server.getsockname()[1])) as inward:
            assert inward.recv(1) == b""
        answering.join()
