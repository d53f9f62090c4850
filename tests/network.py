"""Tests talk to this machine only."""

from ipaddress import ip_address

# What Python tells its audit hooks of before a socket reaches out.
REACHES_OUT = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
ASKS_FOR_AN_ADDRESS = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class ReachedOut(RuntimeError):
    """A test tried to reach another machine; the text says which."""


def refuse_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    """Stop what would leave this machine; an audit hook, so for good and for every thread.

    Raises
    ------
    ReachedOut
        When a socket would reach, or a name would be looked up at, another machine.
    """
    if event in REACHES_OUT:
        # Addresses of Unix sockets are text or bytes, those of the internet begin with the host.
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ASKS_FOR_AN_ADDRESS:
        host = arguments[0]
    else:
        return
    if host is not None and not _is_here(host):
        raise ReachedOut(str(host))


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in {"", "localhost"}:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
