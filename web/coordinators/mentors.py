"""A student gets another mentor: the mentorship ends, and the next candidates are shown."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from models.errors import NotFound
from models.matches import Match
from models.moves import MOVES
from models.operations.guards import may_move
from models.operations.placements import change_mentor
from models.queries.matches import get_match
from models.queries.mentors import list_next_mentors
from models.queries.rounds import find_latest_run, find_rolling_round
from models.words import Kind
from web.access import current_actor
from web.clock import now, today
from web.coordinators.blueprint import blueprint
from web.pages import show
from web.plain_text import plain
from web.session import session


class ChangeForm(FlaskForm):
    """The last day with this mentor, and why if somebody wants to say."""

    on = DateField(_l("Last day with this mentor"), validators=[InputRequired(_l("Choose a day."))])
    words = TextAreaField(
        _l("In your own words"),
        description=_l("Only the working group reads this. Write nothing about health or origin."),
        validators=[Optional(), Length(max=1000)],
        filters=[plain],
    )


@blueprint.route("/matches/<int:match_id>/change-mentor", methods=["GET", "POST"])
def mentors_change(match_id: int) -> ResponseReturnValue:
    """End a mentorship because the student shall have another mentor."""
    match, form = _mentorship(match_id), ChangeForm(on=today())
    may_move(MOVES, "match", "interrupt", match.state, current_actor())
    if not form.validate_on_submit():
        return show("coordinators/mentors/change.html", form=form, match=match)
    said = {"on": form.on.data, "words": form.words.data}
    change_mentor(session, match, by=current_actor(), at=now(), **said)
    flash(_("The mentorship is ended, and both are told. Choose the next mentor."), "success")
    return redirect(url_for("coordinators.mentors_next", match_id=match_id), 303)


@blueprint.get("/matches/<int:match_id>/next-mentor")
def mentors_next(match_id: int) -> ResponseReturnValue:
    """Show who could be the student's next mentor."""
    match, round_ = _mentorship(match_id), find_rolling_round(session, Kind.MENTORSHIP)
    run = find_latest_run(session, round_.id) if round_ else None
    offers = list_next_mentors(session, match.student_id, run.id if run else None)
    return show("coordinators/mentors/next.html", match=match, round=round_, offers=offers)


def _mentorship(match_id: int) -> Match:
    match = get_match(session, match_id)
    if match.kind is not Kind.MENTORSHIP:
        raise NotFound("match", match_id)
    return match
