"""The first page, and those that explain the service."""

from datetime import date

from flask import Response, abort, current_app, jsonify, render_template, url_for

from models.queries.figures import get_latest_figures
from models.queries.offers import list_open_kinds
from models.queries.rounds import list_open_dated_rounds
from models.queries.weights import find_weights_in_force
from web.bridge.weighing import parts_of
from web.bridge.weights import reason_in
from web.clock import today
from web.config import policy
from web.languages import choose
from web.public.blueprint import blueprint
from web.session import session

# When somebody last went through what the accessibility statement says.
ACCESSIBILITY_UPDATED_ON = date(2026, 11, 23)


@blueprint.get("/")
def start_show() -> str:
    """Say what this is, open three doors, and show what is open now and what came of it."""
    return render_template(
        "public/start/show.html",
        open_kinds=list_open_kinds(session, today()),
        rounds=list_open_dated_rounds(session),
        figures=get_latest_figures(session, today().year),
    )


@blueprint.get("/matching")
def matching_show() -> str:
    """Explain the matching in plain words."""
    weights = find_weights_in_force(session)
    parts = parts_of(weights.numbers) if weights else ()
    reason = reason_in(weights, choose()) if weights else ""
    return render_template("public/matching/show.html", weights=weights, parts=parts, reason=reason)


@blueprint.get("/matching/weights.json")
def weights_download() -> Response:
    """Give the numbers of the weights in force."""
    weights = find_weights_in_force(session)
    if weights is None:
        abort(404)
    response = jsonify(version=weights.version, numbers=weights.numbers)
    response.headers["Content-Disposition"] = "attachment; filename=weights.json"
    return response


@blueprint.get("/privacy")
def privacy_show() -> str:
    """Say what is stored about people, why, for how long, and what they may ask for."""
    return render_template("public/privacy/show.html", policy=policy())


@blueprint.get("/accessibility")
def accessibility_show() -> str:
    """Say how accessible the service is, as the law on accessible public services asks."""
    return render_template("public/accessibility/show.html", updated_on=ACCESSIBILITY_UPDATED_ON)


@blueprint.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Say where to report a weakness (RFC 9116)."""
    year = today().year + 1
    lines = (
        f"Contact: mailto:{current_app.config['CONTACT_EMAIL']}",
        f"Expires: {year}-01-01T00:00:00Z",
        "Preferred-Languages: sv, en",
        f"Canonical: {current_app.config['BASE_URL']}{url_for('public.security_txt')}",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
