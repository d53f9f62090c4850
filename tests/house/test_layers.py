"""Questions, verbs and pages each keep to their own: what the import rules cannot see."""

import ast
from collections.abc import Iterator

from tests.house.project import files_under, nodes, text, tree

LONGEST_VIEW = 15

AUDIENCES = tuple(
    f"web/{audience}"
    for audience in (
        "accounts",
        "admin",
        "api",
        "coordinators",
        "employers",
        "links",
        "public",
        "steering",
        "students",
    )
)  # fmt: skip - a list of words

ENDS_A_TRANSACTION = frozenset({"commit", "rollback", "begin"})
CHANGES = frozenset({"add", "add_all", "delete", "flush", "merge"})
ASKS = frozenset({"execute", "get", "query", "scalar", "scalars", "stream"})
STATEMENTS = frozenset({"delete", "func", "insert", "select", "text", "union", "update"})

# Every other thing that has a state, by the name that it goes by where its state is set.
OTHER_THINGS_WITH_A_STATE = frozenset(
    {
        *("activity", "booking", "course", "employer", "erasure", "idea", "letter", "meeting"),
        *("model", "need", "occasion", "offer", "request", "round_", "run", "source", "student"),
        *("survey", "version"),
    }
)


def calls_on_the_session(*folders: str) -> Iterator[tuple[str, str]]:
    """Give place and name of every method called on something named ``…session``."""
    for path, call in nodes(ast.Call, *folders):
        method = call.func
        if isinstance(method, ast.Attribute) and ast.unparse(method.value).endswith("session"):
            yield f"{path}:{call.lineno}", method.attr


def test_operations_and_queries_never_end_a_transaction() -> None:
    ends = [
        f"{path}:{call.lineno}"
        for path, call in nodes(ast.Call, "models/operations", "models/queries")
        if isinstance(call.func, ast.Attribute) and call.func.attr in ENDS_A_TRANSACTION
    ]
    assert files_under("models/operations")
    assert ends == []


def test_queries_change_nothing() -> None:
    calls = list(calls_on_the_session("models/queries"))
    assert calls
    assert [place for place, method in calls if method in CHANGES] == []


def test_only_queries_ask_the_database() -> None:
    # An operation may fetch a row by its id, and write many rows in one statement.
    asks = [
        place
        for place, method in calls_on_the_session("web", "models/operations")
        if method in ASKS and not (place.startswith("models/") and method in {"execute", "get"})
    ]
    assert asks == []


def test_no_page_writes_sql() -> None:
    writes = [
        f"{path}:{imported.lineno}"
        for path, imported in nodes(ast.ImportFrom, "web")
        if (imported.module or "").split(".")[0] == "sqlalchemy"
        and STATEMENTS & {alias.name for alias in imported.names}
    ]
    assert writes == []


def test_the_state_of_a_match_is_set_on_one_line() -> None:
    lines = [place for place, name in _set_states() if name not in OTHER_THINGS_WITH_A_STATE]
    assert [line.split(":")[0] for line in lines] == ["models/operations/moving.py"], lines


def _set_states() -> Iterator[tuple[str, str]]:
    """Give every line that sets a ``.state``, and the name of the thing it is set on."""
    for path, target in nodes(ast.Attribute, "models", "web"):
        if target.attr == "state" and isinstance(target.ctx, ast.Store):
            yield f"{path}:{target.lineno}", ast.unparse(target.value)
    for path, call in nodes(ast.Call, "models", "web"):
        name = ast.unparse(call.func)
        if name == "Match" and any(word.arg == "state" for word in call.keywords):
            yield f"{path}:{call.lineno}", "Match"
        if name == "setattr" and ast.unparse(call.args[1]) == "'state'":
            yield f"{path}:{call.lineno}", "setattr"


def views() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Give every function that answers an address."""
    for path, function in nodes(ast.FunctionDef, *AUDIENCES):
        routes = {
            decorator.func.attr
            for decorator in function.decorator_list
            if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute)
        }
        if routes & {"delete", "get", "patch", "post", "put", "route"}:
            yield f"{path}:{function.name}", function


def test_views_are_short() -> None:
    lengths = {place: _lines_of_code(function) for place, function in views()}
    assert lengths
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST_VIEW} == {}


def _lines_of_code(function: ast.FunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_views_do_not_try_commit_or_compare_states() -> None:
    wrong = [
        f"{place}:{node.lineno}"
        for place, function in views()
        for node in ast.walk(function)
        if isinstance(node, ast.Try)
        or (isinstance(node, ast.Attribute) and node.attr in ENDS_A_TRANSACTION)
        or (isinstance(node, ast.Compare) and _compares_a_state(node))
    ]
    assert wrong == []


def _compares_a_state(comparison: ast.Compare) -> bool:
    sides = [comparison.left, *comparison.comparators]
    return any(isinstance(side, ast.Attribute) and side.attr == "state" for side in sides)


def test_the_moves_need_only_the_standard_library() -> None:
    imported = [
        (node.module or "")
        for node in ast.walk(tree("models/moves.py"))
        if isinstance(node, ast.ImportFrom)
    ]
    assert text("models/moves.py")
    assert [name for name in imported if name.split(".")[0] in {"sqlalchemy", "flask"}] == []
