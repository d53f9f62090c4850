"""The switch between Swedish and English."""

from flask import redirect, request
from flask import session as cookie
from flask.typing import ResponseReturnValue

from models.operations.accounts import actor_of, choose_language
from models.words import Language
from web.access import current_account
from web.addresses import own_address
from web.clock import now
from web.languages import CHOSEN
from web.public.blueprint import blueprint
from web.session import session


@blueprint.post("/language")
def language_choose() -> ResponseReturnValue:
    """Speak the chosen language from now on, on the page that the button stood on."""
    chosen = request.form.get("language", "")
    if chosen in set(Language):
        cookie[CHOSEN] = chosen
        account = current_account()
        if account is not None:
            choose_language(session, account, Language(chosen), by=actor_of(account), at=now())
    return redirect(own_address(request.form.get("next", "")), 303)
