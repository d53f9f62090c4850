"""What every page's frame gets from Python: menus, lists, icons, addresses of files."""

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from models.words import Role
from web import create_app
from web.access import ACCESS
from web.files import digest
from web.icons import icon
from web.labels import LOOKS
from web.lists import Page
from web.navigation import BY_ROLE, FOOTER, PUBLIC


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app({"DATABASE_URL": "sqlite://", "TESTING": True})


def test_every_place_of_every_menu_has_its_icon() -> None:
    for entry in (*PUBLIC, *(entry for entries in BY_ROLE.values() for entry in entries)):
        assert "<path" in icon(entry.icon)


def test_every_state_has_its_icon() -> None:
    for look in LOOKS.values():
        assert "<path" in icon(look.icon)
        assert look.tone in {"open", "done", "quiet", "stopped"}


def test_every_place_of_every_menu_is_a_page_that_the_role_may_open(app: Flask) -> None:
    for role, entries in BY_ROLE.items():
        for entry in entries:
            assert entry.endpoint in app.view_functions
            assert role in (ACCESS[entry.endpoint].roles or Role)
    for entry in (*PUBLIC, *FOOTER):
        assert ACCESS[entry.endpoint].roles is None


def test_an_icon_that_does_not_exist_is_a_fault() -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_addresses_of_files_carry_a_digest_of_what_is_in_them(app: Flask) -> None:
    client: FlaskClient = app.test_client()
    with app.test_request_context():
        address = url_for("static", filename="css/kajplats.css")
        unknown = url_for("static", filename="css/none.css")
    assert "?v=" in address
    assert "?v=" not in unknown
    with client.get(address) as answer:
        assert answer.status_code == 200
    assert client.get(unknown).status_code == 404


def test_a_file_s_digest_changes_with_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("files")
    (folder / "a.css").write_text("a")
    (folder / "b.css").write_text("b")
    assert digest(folder / "a.css") != digest(folder / "b.css")


@pytest.mark.parametrize(
    ("address", "count", "number", "offset", "last"),
    [
        ("/offers", 0, 1, 0, 1),
        ("/offers", 20, 1, 0, 1),
        ("/offers?page=2", 21, 2, 20, 2),
        ("/offers?page=9", 21, 2, 20, 2),
        ("/offers?page=0", 21, 1, 0, 2),
        ("/offers?page=x", 21, 1, 0, 2),
    ],
)
def test_a_long_list_is_leafed_through(
    app: Flask, address: str, count: int, number: int, offset: int, last: int
) -> None:
    with app.test_request_context(address):
        page = Page.of_request(count)
    assert (page.number, page.offset, page.last) == (number, offset, last)
