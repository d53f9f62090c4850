"""What met a need: how it is chosen from a list, and how it is told."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from models.activities import Activity
from models.courses import Course
from models.matches import Match
from models.needs import Means, Need
from models.people import Student
from models.queries.met_needs import list_activities_for, list_courses_for, list_matches_for
from models.words import MetHow
from web.employers.offer_rows import boxes
from web.labels import choices
from web.session import session

# What somebody who reads it calls a student.
Called = Callable[[Student], str]


class MetForm(FlaskForm):
    """How a need was met, and by which match, activity or course."""

    how = RadioField(_l("How was it met"), validators=[InputRequired(_l("Choose how."))])
    met_by = boxes(
        _l("What met it"),
        _l("Tick one or more. What is not listed here was met in another way."),
    )

    def __init__(self, need: Need, called: Called) -> None:
        super().__init__()
        self.how.choices = choices(MetHow)
        self.things = dict(_things(need))
        self.met_by.choices = [
            SelectChoice(key, words_of(thing, _who(thing, called)))
            for key, thing in self.things.items()
        ]
        if not self.things:
            del self.met_by

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that what is ticked is of the kind that is chosen."""
        super().validate(extra_validators)
        asks = self.how.data in set(MetHow) - {MetHow.OTHERWISE}
        where = self.met_by or self.how
        if asks and not self._ticked():
            where.errors = [
                _("Tick what met it. If it is not in the list, choose that it was in another way.")
            ]
        elif not all(key.startswith(f"{self.how.data}-") for key in self._ticked()):
            where.errors = [
                _("You ticked something of another kind. Tick only what goes with your choice.")
            ]
        return not self.errors

    @property
    def met_how(self) -> MetHow:
        """Give the word that was chosen."""
        return MetHow(self.how.data)

    @property
    def means(self) -> list[Any]:
        """Give the matches, activities or courses that were ticked."""
        return [self.things[key] for key in self._ticked()]

    def _ticked(self) -> list[str]:
        ticked = (self.met_by.data if self.met_by else None) or []
        return [key for key in ticked if key in self.things]


def words_of(thing: Match | Activity | Course, who: str = "") -> str:
    """Say what a thing is that can have met a need; of a match, with what its student is called."""
    if isinstance(thing, Match):
        return str(_("Match: %(who)s, %(title)s", who=who, title=thing.offer.title))
    if isinstance(thing, Activity):
        return str(_("Activity: %(title)s", title=thing.title))
    if thing.starts_on is None:
        return str(_("Course: %(title)s, %(provider)s", **_course(thing)))
    year = thing.starts_on.year
    return str(_("Course: %(title)s, %(provider)s, %(year)s", year=year, **_course(thing)))


def met_by(means: Means, who: str = "") -> str:
    """Say one of the things that met a need."""
    thing = means.match or means.activity or means.course
    return words_of(thing, who) if thing else ""


def met_by_kind(means: Means) -> str:
    """Say what met a need, of a match the offer alone: whose it is stands on no page of figures."""
    if means.match is not None:
        return str(_("Match: %(title)s", title=means.match.offer.title))
    return met_by(means)


def init_app(app: Flask) -> None:
    """Give the words to the templates."""
    app.jinja_env.filters.update(met_by=met_by, met_by_kind=met_by_kind)


def _course(course: Course) -> dict[str, str]:
    return {"title": course.title, "provider": course.provider}


def _who(thing: Any, called: Called) -> str:
    return called(thing.student) if isinstance(thing, Match) else ""


def _things(need: Need) -> Iterator[tuple[str, Any]]:
    for match in list_matches_for(session, need):
        yield f"{MetHow.MATCH}-{match.id}", match
    for activity in list_activities_for(session, need):
        yield f"{MetHow.ACTIVITY}-{activity.id}", activity
    for course in list_courses_for(session, need):
        yield f"{MetHow.COURSE}-{course.id}", course
