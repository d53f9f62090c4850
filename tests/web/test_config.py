"""Settings come from four places, and those that only suit a demo are refused elsewhere."""

from pathlib import Path
from typing import ClassVar

import pytest
from limits.storage import MemoryStorage

from models.migrations import upgrade as migrate
from models.policy import Policy
from web.app import create_app
from web.config import (
    DEFAULT_SECRET_KEY,
    DEFAULTS,
    SettingRefused,
    check_demo_address,
    check_for_production,
    from_environment,
    instance_path,
)
from web.extensions import limiter
from web.session import sessions

IN_MEMORY = {"DATABASE_URL": "sqlite://"}


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KAJPLATS_INSTANCE", str(tmp_path))
    return tmp_path


def test_what_is_handed_in_wins_over_the_environment_and_that_over_the_file(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (instance / "config.py").write_text('SERVICE_NAME = "File"\nMUNICIPALITY = "File"\n')
    monkeypatch.setenv("KAJPLATS_SERVICE_NAME", "Environment")
    monkeypatch.setenv("KAJPLATS_UNIVERSITY", "Environment")
    app = create_app({**IN_MEMORY, "UNIVERSITY": "Handed in"})
    assert app.config["MUNICIPALITY"] == "File"
    assert app.config["SERVICE_NAME"] == "Environment"
    assert app.config["UNIVERSITY"] == "Handed in"


def test_the_database_is_a_file_in_the_instance_folder_unless_told_otherwise(
    instance: Path,
) -> None:
    app = create_app()
    assert app.config["DATABASE_URL"] == f"sqlite:///{instance}/kajplats.sqlite3"


def test_the_instance_folder_is_beside_the_code_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KAJPLATS_INSTANCE")
    assert instance_path().name == "instance"


def test_the_working_groups_settings_become_a_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAJPLATS_REPLY_WORKING_DAYS", "7")
    monkeypatch.setenv("KAJPLATS_UNIVERSITY_DOMAINS", "student.example.org; example.org")
    policy: Policy = create_app({**IN_MEMORY, "GRACE_MINUTES": 3}).extensions["policy"]
    assert policy.reply_working_days == 7
    assert policy.university_domains == ("student.example.org", "example.org")
    assert policy.grace_minutes == 3
    assert policy.pauses == Policy().pauses


@pytest.mark.parametrize(
    ("name", "text"),
    [("DEMO", "perhaps"), ("PROXIES", "one"), ("MAX_CONTENT_LENGTH", "8 MB")],
)
def test_a_setting_of_the_wrong_form_is_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(SettingRefused, match=f"KAJPLATS_{name}"):
        from_environment(DEFAULTS, {f"KAJPLATS_{name}": text})


def test_a_secret_key_of_digits_stays_text() -> None:
    found = from_environment(DEFAULTS, {"KAJPLATS_SECRET_KEY": "123456"})
    assert found == {"SECRET_KEY": "123456"}


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"SECRET_KEY": DEFAULT_SECRET_KEY},
        {"SECRET_KEY": "short"},
        {"SECRET_KEY": "x" * 40, "DEMO": True},
        {"SECRET_KEY": "x" * 40, "PASSWORD_PASSES": 1},
        {"SECRET_KEY": "x" * 40, "PASSWORD_MEMORY_KIB": 1024},
    ],
)
def test_production_refuses_settings_of_a_demo(settings: dict[str, object]) -> None:
    app = create_app({**IN_MEMORY, **settings})
    with pytest.raises(SettingRefused):
        check_for_production(app)


def test_production_takes_a_secret_of_its_own() -> None:
    check_for_production(create_app({**IN_MEMORY, "SECRET_KEY": "x" * 40}))


class SharedCounts(MemoryStorage):
    """A storage that several processes reach, as Redis is: every maker of it gets the same."""

    STORAGE_SCHEME: ClassVar[list[str]] = ["shared"]
    the_one: ClassVar[MemoryStorage | None] = None

    def __init__(self, uri: str | None = None, **options: str) -> None:
        super().__init__(uri, **options)
        if SharedCounts.the_one is None:
            SharedCounts.the_one = self
        self.storage = SharedCounts.the_one.storage
        self.expirations = SharedCounts.the_one.expirations


def refusals(uri: str, tmp_path: Path) -> list[int]:
    """Guess five times at each of two processes that serve one service."""
    settings = {
        **IN_MEMORY, "TESTING": True, "HTTPS": False, "WTF_CSRF_ENABLED": False,
        "DATABASE_URL": f"sqlite:///{tmp_path}/counts.sqlite3",
        "RATELIMIT_STORAGE_URI": uri, "LIMIT_GUESSES": "5 per hour",
    }  # fmt: skip
    answers = []
    for _process in range(2):
        app = create_app(settings)
        migrate(sessions(app).kw["bind"])
        client = app.test_client()
        guess = {"email": "kim@example.org", "password": "wrong"}
        answers += [client.post("/login", data=guess).status_code for _each in range(5)]
        sessions(app).kw["bind"].dispose()
    return answers


def test_tries_are_counted_where_the_setting_says(tmp_path: Path) -> None:
    alone, together = refusals("memory://", tmp_path), refusals("shared://", tmp_path)
    assert alone == [422] * 10
    assert together == [422] * 5 + [429] * 5
    create_app({**IN_MEMORY, "RATELIMIT_STORAGE_URI": "shared://"})
    assert isinstance(limiter.storage, SharedCounts)


@pytest.mark.parametrize("uri", ["nowhere://", "redis"])
def test_a_storage_that_is_none_is_refused_by_name(uri: str) -> None:
    with pytest.raises(SettingRefused, match="KAJPLATS_RATELIMIT_STORAGE_URI"):
        create_app({**IN_MEMORY, "RATELIMIT_STORAGE_URI": uri})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "kajplats.example.org"])  # noqa: S104 - refused here
def test_a_demo_listens_nowhere_else(host: str) -> None:
    with pytest.raises(SettingRefused):
        check_demo_address(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_demo_listens_on_this_machine(host: str) -> None:
    check_demo_address(host)


def test_a_demo_answers_nobody_from_elsewhere_whatever_it_listens_on() -> None:
    client = create_app({**IN_MEMORY, "DEMO": True, "TESTING": True}).test_client()
    assert client.get("/healthz").status_code == 200
    stranger = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/healthz", environ_base=stranger).status_code == 404


def test_cookies_travel_over_https_alone_outside_a_demo() -> None:
    served, demo = create_app(IN_MEMORY), create_app({**IN_MEMORY, "DEMO": True})
    assert served.config["SESSION_COOKIE_SECURE"]
    assert served.config["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert not demo.config["SESSION_COOKIE_SECURE"]
