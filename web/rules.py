"""How addresses are written: a page's rule is compiled when the first link to it is made.

Werkzeug compiles two functions for each page as it is plugged in, which is nine tenths of the time
that it takes to make the service; a command needs none of them, and a process of the web few.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

Written = tuple[str, str]


class LateRule(Rule):
    """A rule that learns to write its address when it is asked for the first time."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., Written]:
        compile_builder = super()._compile_builder

        @cache
        def builder() -> Callable[..., Written]:
            return compile_builder(append_unknown)

        def build(rule: Rule, /, **values: Any) -> Written:
            return builder()(rule, **values)

        return build


def init_app(app: Flask) -> None:
    """Make such rules of all pages. Before any page is plugged in."""
    app.url_rule_class = LateRule
