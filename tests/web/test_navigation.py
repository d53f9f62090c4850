"""Every place of every menu is a page, with its icon, that whoever sees it may open."""

import pytest
from flask import Flask

from models.words import Role
from tests.web.apps import NO_DATABASE, shared_app
from web.access import ACCESS
from web.icons import icon
from web.navigation import BY_ROLE, FOOTER, PUBLIC


@pytest.fixture(scope="module")
def app() -> Flask:
    return shared_app(NO_DATABASE)


def test_every_place_of_every_menu_has_its_icon() -> None:
    for entry in (*PUBLIC, *(entry for entries in BY_ROLE.values() for entry in entries)):
        assert "<path" in icon(entry.icon)


def test_every_place_of_every_menu_is_a_page_that_the_role_may_open(app: Flask) -> None:
    for role, entries in BY_ROLE.items():
        for entry in entries:
            assert entry.endpoint in app.view_functions
            assert role in (ACCESS[entry.endpoint].roles or Role)
    for entry in (*PUBLIC, *FOOTER):
        assert ACCESS[entry.endpoint].roles is None
