"""Makes the service: plugs its parts together."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_bootstrap import Bootstrap5
from werkzeug.middleware.proxy_fix import ProxyFix

from web import (
    access,
    accounts,
    admin,
    chosen,
    commit,
    config,
    coordinators,
    demo_guard,
    employers,
    extensions,
    files,
    filters,
    icons,
    jobs,
    languages,
    links,
    lists,
    logs,
    meeting_words,
    met_needs,
    navigation,
    news,
    numbers,
    public,
    readable,
    refusals,
    rules,
    security_headers,
    session,
    steering,
    students,
)
from web.public import mailbox


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Plug the parts together.

    What is asked before a request is asked in this order; what is added to an answer is added in
    the opposite one, so that the headers of ``security_headers`` are on every answer.

    Parameters
    ----------
    settings : mapping, optional
        Settings that win over ``instance/config.py`` and the environment.
    """
    app = Flask("web", instance_path=str(config.instance_path()), instance_relative_config=True)
    config.load(app, settings)
    logs.init_app(app)
    app.wsgi_app = _behind_proxies(app)  # type: ignore[method-assign] # Flask's documented way

    rules.init_app(app)
    numbers.init_app(app)
    security_headers.init_app(app)
    session.init_app(app)
    demo_guard.init_app(app)
    readable.init_app(app)
    Bootstrap5(app)
    files.init_app(app)
    icons.init_app(app)
    languages.init_app(app)
    filters.init_app(app)
    chosen.init_app(app)
    meeting_words.init_app(app)
    met_needs.init_app(app)
    extensions.csrf.init_app(app)
    accounts.init_app(app)
    access.init_app(app)
    commit.init_app(app)
    # After it: a form that comes again is answered as before, and is not one try more.
    extensions.init_limiter(app)
    jobs.init_app(app)
    refusals.init_app(app)
    navigation.init_app(app)
    lists.init_app(app)
    news.init_app(app)

    app.register_blueprint(public.blueprint)
    app.register_blueprint(mailbox.blueprint)
    app.register_blueprint(accounts.blueprint)
    app.register_blueprint(coordinators.blueprint)
    coordinators.init_app(app)
    admin.init_app(app)
    app.register_blueprint(admin.blueprint)
    students.init_app(app)
    app.register_blueprint(students.blueprint)
    app.register_blueprint(employers.blueprint)
    links.init_app(app)
    app.register_blueprint(steering.blueprint)
    return app


def _behind_proxies(app: Flask) -> Any:
    count = app.config["PROXIES"]
    return ProxyFix(app.wsgi_app, count, count, count, count) if count else app.wsgi_app
