"""Nothing is reachable that nobody decided on: one table says who may open which page."""

import ast
from inspect import signature

import pytest
from flask import Flask

from models.queries.relations import RELATIONS
from tests.house.project import tree
from web.access import ACCESS
from web.app import create_app

# What everybody of the role may see by its id, and why.
NOBODYS_OWN = {
    "students.offers_show": "published offers are there for every student",
    "students.interest_say": "a student says what they think of any published offer",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("access")
    return create_app({"DATABASE_URL": f"sqlite:///{folder}/kajplats.sqlite3", "TESTING": True})


def test_every_route_has_an_access_rule(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert routes
    assert sorted(routes - ACCESS.keys()) == []


def test_every_access_rule_has_a_route(app: Flask) -> None:
    assert sorted(ACCESS.keys() - app.view_functions.keys()) == []


def test_every_route_with_an_id_asks_for_a_relation_or_for_staff(app: Flask) -> None:
    open_to_all = [
        route.endpoint
        for route in app.url_map.iter_rules()
        if any(name.endswith("_id") for name in route.arguments)
        and (rule := ACCESS.get(route.endpoint))
        and rule.roles
        and not rule.relation
        and route.endpoint not in NOBODYS_OWN
        and any(role.value in {"student", "employer"} for role in rule.roles)
    ]
    assert sorted(open_to_all) == []


def test_every_relation_takes_what_the_address_gives(app: Flask) -> None:
    for route in app.url_map.iter_rules():
        rule = ACCESS.get(route.endpoint)
        if rule and rule.relation:
            question = signature(RELATIONS[rule.relation])
            # Raises when an id is missing or unknown, and names it.
            question.bind("session", "account_id", **dict.fromkeys(route.arguments))


def test_no_rule_is_written_twice() -> None:
    # In a dict the second silently wins.
    keys = [
        key.value
        for table in ast.walk(tree("web/access.py"))
        if isinstance(table, ast.Dict)
        for key in table.keys
        if isinstance(key, ast.Constant)
    ]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
