"""Settings: defaults, then ``instance/config.py``, then the environment, then what is handed in.

Every setting has a default here and can be given as ``KAJPLATS_<NAME>`` in the environment.
"""

import os
from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from models.policy import Policy

PREFIX = "KAJPLATS_"

# Good enough to look at the service on one's own machine; `check_for_production` refuses it.
DEFAULT_SECRET_KEY = "not-secret-only-for-demo-and-development"  # noqa: S105 - it says so itself
SHORTEST_SECRET_KEY = 32

# Tries are counted in each process by itself.
COUNTED_ALONE = "memory://"

DEFAULTS: dict[str, Any] = {
    "SECRET_KEY": DEFAULT_SECRET_KEY,
    # Empty: an SQLite file in the instance folder.
    "DATABASE_URL": "",
    "DEMO": False,
    "SERVICE_NAME": "Kajplats",
    "MUNICIPALITY": "Härnösands kommun",
    "UNIVERSITY": "Mittuniversitetet",
    # The municipalities that lists begin with, by code.
    "REGION": ("2280", "2281", "2262", "2260", "2282", "2283", "2284", "2380"),
    "CONTACT_EMAIL": "kajplats@example.org",
    "CONTACT_PHONE": "0611-00 00 00",
    # Where letters' links lead: the address that people reach the service at.
    "BASE_URL": "http://127.0.0.1:8000",
    # How many reverse proxies stand in front and set X-Forwarded-*.
    "PROXIES": 0,
    "HTTPS": True,
    "MAX_CONTENT_LENGTH": 8 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
    "RATELIMIT_ENABLED": True,
    # Where tries are counted. memory:// counts in each process by itself, so that with
    # `run --workers 2` up to twice as many get through; redis://… or memcached://… counts them
    # together (and needs the package of that name).
    "RATELIMIT_STORAGE_URI": COUNTED_ALONE,
    # How slow a password is to hash (Argon2id, one lane): these are the least that OWASP's cheat
    # sheet calls enough, so that many can sign in at once on a small machine.
    "PASSWORD_PASSES": 2,
    "PASSWORD_MEMORY_KIB": 19 * 1024,
    # Where work for the worker waits. Empty: an SQLite file in the instance folder; otherwise an
    # address that begins with postgresql:// or redis://.
    "QUEUE": "",
    # Empty: letters are put into a mailbox in the instance folder and sent nowhere.
    "MAIL_HOST": "",
    "MAIL_PORT": 587,
    # "starttls", "tls" or "none".
    "MAIL_SECURITY": "starttls",
    "MAIL_USER": "",
    "MAIL_PASSWORD": "",
    # Empty: CONTACT_EMAIL.
    "MAIL_FROM": "",
}

# Not for a deployment to change.
FIXED: dict[str, Any] = {
    "BABEL_DEFAULT_LOCALE": "sv",
    "BABEL_DEFAULT_TIMEZONE": "Europe/Stockholm",
    "BABEL_TRANSLATION_DIRECTORIES": "translations",
    "BOOTSTRAP_SERVE_LOCAL": True,
    "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    # A page may stay open for as long as its session: nobody loses a long text to a clock.
    "WTF_CSRF_TIME_LIMIT": None,
    # Static files carry a digest in their address, so they may be kept for a year.
    "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
    "RATELIMIT_HEADERS_ENABLED": True,
}


class SettingRefused(ValueError):
    """A setting is missing or cannot be used; the text says which and what to do."""


def instance_path() -> Path:
    """Give the folder of the local database and ``config.py``: ``KAJPLATS_INSTANCE``, else ours."""
    given = os.environ.get(f"{PREFIX}INSTANCE")
    if given:
        return Path(given).resolve()
    checkout = Path(__file__).resolve().parent.parent
    home = checkout if (checkout / "pyproject.toml").exists() else Path.cwd()
    return home / "instance"


def load(app: Flask, settings: Mapping[str, Any] | None = None) -> None:
    """Fill the app's settings, and build the working group's `Policy` from them.

    Raises
    ------
    SettingRefused
        When a value of the environment has the wrong form.
    """
    policy_defaults = {field.name.upper(): field.default for field in fields(Policy)}
    known = DEFAULTS | policy_defaults
    app.config.from_mapping(FIXED | known)
    app.config.from_pyfile("config.py", silent=True)
    app.config.from_mapping(from_environment(known, os.environ))
    app.config.from_mapping(settings or {})
    _derive(app)
    app.extensions["policy"] = Policy(
        **{field.name: app.config[field.name.upper()] for field in fields(Policy)}
    )


def from_environment(known: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """Read the known settings that the environment gives, each as the kind of its default.

    Examples
    --------
    >>> from_environment({"DEMO": False, "PROXIES": 0}, {"KAJPLATS_DEMO": "yes"})
    {'DEMO': True}
    """
    return {
        name: _as_kind_of(default, environment[PREFIX + name], name)
        for name, default in known.items()
        if PREFIX + name in environment
    }


def policy() -> Policy:
    """Give the working group's settings, as operations want them."""
    found: Policy = current_app.extensions["policy"]
    return found


def check_for_production(app: Flask) -> None:
    """Refuse to serve people with settings that only suit a demo.

    Raises
    ------
    SettingRefused
        When the secret key is the default or short, when demo mode is on, or when passwords are
        hashed by less than the least that is enough.
    """
    if app.config["DEMO"]:
        msg = "KAJPLATS_DEMO is on: use `kajplats demo`, or switch it off."
        raise SettingRefused(msg)
    for name in ("PASSWORD_PASSES", "PASSWORD_MEMORY_KIB"):
        if app.config[name] < DEFAULTS[name]:
            msg = f"KAJPLATS_{name} must be at least {DEFAULTS[name]}: less is too easily guessed."
            raise SettingRefused(msg)
    key = app.config["SECRET_KEY"]
    if key == DEFAULT_SECRET_KEY or len(key) < SHORTEST_SECRET_KEY:
        msg = (
            f"KAJPLATS_SECRET_KEY must be set to a secret of at least {SHORTEST_SECRET_KEY}"
            " characters. Make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
        )
        raise SettingRefused(msg)


def check_demo_address(host: str) -> None:
    """Refuse to let a demo listen where others could reach it.

    Raises
    ------
    SettingRefused
        When the address is not the machine's own.
    """
    if not is_loopback(host):
        msg = f"A demo only listens on 127.0.0.1, not on {host}."
        raise SettingRefused(msg)


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone.

    Examples
    --------
    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("localhost")
    (True, False, True)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _derive(app: Flask) -> None:
    """Set what follows from other settings."""
    if not app.config["DATABASE_URL"]:
        Path(app.instance_path).mkdir(parents=True, exist_ok=True)
        app.config["DATABASE_URL"] = f"sqlite:///{app.instance_path}/kajplats.sqlite3"
    # A demo is served over plain HTTP on the machine itself.
    secure = bool(app.config["HTTPS"]) and not app.config["DEMO"]
    app.config["SESSION_COOKIE_SECURE"] = secure
    app.config["SESSION_COOKIE_NAME"] = "__Host-kajplats" if secure else "kajplats"
    app.config["PREFERRED_URL_SCHEME"] = "https" if secure else "http"


def _as_kind_of(default: Any, text: str, name: str) -> Any:
    try:
        if isinstance(default, bool):
            return {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}[
                text.strip().lower()
            ]
        if isinstance(default, int):
            return int(text)
        if isinstance(default, tuple) and all(isinstance(part, str) for part in default):
            return tuple(part.strip() for part in text.split(";") if part.strip())
        if isinstance(default, str):
            return text
    except (KeyError, ValueError):
        pass
    msg = f"{PREFIX}{name} cannot be {text!r}: expected like {default!r}."
    raise SettingRefused(msg)
