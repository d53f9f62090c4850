"""A demo has known passwords: it answers this machine only, whatever it was told to listen on."""

from flask import Flask, abort, request

from web.config import is_loopback


def init_app(app: Flask) -> None:
    """Refuse strangers, in demo mode only."""
    if app.config["DEMO"]:
        app.before_request(refuse_strangers)


def refuse_strangers() -> None:
    """Answer nobody from elsewhere. A Unix socket has no address and is of this machine."""
    if request.remote_addr and not is_loopback(request.remote_addr):
        abort(404)
