"""Shared offers, as what an employer says on the phone is written down."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations import sharings
from models.queries.sharings import get_sharing
from models.words import Role
from web.access import current_actor
from web.clock import now
from web.coordinators.blueprint import blueprint
from web.session import session


@blueprint.post("/sharings/<int:sharing_id>/accept")
def sharings_accept(sharing_id: int) -> ResponseReturnValue:
    """Write down that the second employer says yes to be named."""
    sharing, by = get_sharing(session, sharing_id), current_actor(for_role=Role.EMPLOYER)
    sharings.accept_sharing(session, sharing, by=by, at=now())
    flash(_("Written down. Both are named in the offer from now on."))
    return _to(sharing.offer_id)


@blueprint.post("/sharings/<int:sharing_id>/end")
def sharings_end(sharing_id: int) -> ResponseReturnValue:
    """Write down that one of the two does not want to share."""
    sharing, by = get_sharing(session, sharing_id), current_actor(for_role=Role.EMPLOYER)
    offer_id = sharing.offer_id
    sharings.end_sharing(session, sharing, by=by, at=now())
    flash(_("Written down. The offer is the first employer’s alone again."))
    return _to(offer_id)


def _to(offer_id: int) -> ResponseReturnValue:
    return redirect(url_for("coordinators.offers_show", offer_id=offer_id), 303)
