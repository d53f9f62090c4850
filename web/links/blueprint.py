"""The blueprint of the signed links: whoever holds the secret in the address may answer.

The secret must not leave with the address. No page here names another site, none is kept by a
browser or a search engine, and the address goes along to no other page. So no Referer comes with
a form, and its token is checked here instead of by the extension, which wants one.
"""

from flask import Blueprint, Flask, Response, current_app, g, request
from flask_babel import refresh
from flask_wtf.csrf import CSRFError, validate_csrf
from wtforms import ValidationError

from models.actors import Actor
from models.notices import Link
from models.queries.letters import get_link
from models.words import Language, LinkPurpose, Role
from web.clock import now
from web.extensions import csrf
from web.languages import READER
from web.session import WRITES_LATE, is_writing_request, session

blueprint = Blueprint("links", __name__)


def init_app(app: Flask) -> None:
    """Hang the pages on the app, and leave their form tokens to `check_token`."""
    csrf.exempt(blueprint)
    app.config.setdefault(WRITES_LATE, set()).add("links.invitation_account")
    app.register_blueprint(blueprint)


@blueprint.before_request
def check_token() -> None:
    """Refuse a form that did not come from the page.

    Raises
    ------
    CSRFError
        When its token is missing, or of another browser.
    """
    if not (is_writing_request() and current_app.config.get("WTF_CSRF_ENABLED", True)):
        return
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError as error:
        raise CSRFError(str(error)) from error
    g.csrf_valid = True


@blueprint.after_request
def keep_to_ourselves(response: Response) -> Response:
    """Let no browser, cache or search engine keep or pass on the address."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def opened(token: str, purpose: LinkPurpose) -> Link:
    """Give what a link opens, and speak its holder's language.

    Raises
    ------
    LinkInvalid
        Whatever is wrong with it; LinkOver when it has done its work.
    """
    link = get_link(session, token, purpose, now())
    speak_for(link)
    return link


def speak_for(link: Link) -> None:
    """Speak the language of whoever holds a link, unless they chose another here."""
    speak(link.holder.language)


def speak(language: Language) -> None:
    """Speak the language in which somebody was written to, unless they chose another here."""
    setattr(g, READER, language)
    refresh()


def holder(link: Link) -> Actor:
    """Give whoever holds the link as the one who acts."""
    if link.student is not None:
        return Actor(Role.STUDENT, link.student.account_id)
    return Actor(Role.EMPLOYER, contact_id=link.contact_id)
