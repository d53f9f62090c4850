"""The step that asks what a student seeks: kinds, each with the days on which it could be."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import BooleanField, DateField, Field
from wtforms.validators import Optional

from models.actors import Actor
from models.operations import profiles as operations
from models.people import Student
from models.words import Kind, ProfileState
from web.clock import today
from web.labels import label
from web.number_fields import Between, WholeNumberField
from web.students.step_form import StepForm
from web.usual_periods import usual_period

YEARS_AHEAD = 6


class SeekingForm(StepForm):
    """What the student seeks, and when. Has three fields per kind, added below."""

    hours_per_week = WholeNumberField(
        _l("Hours a week at most"),
        description=_l("Leave it empty if full time suits you."),
        validators=[Optional(), Between(1, 60, _l("Write a number of hours from 1 to 60."))],
        render_kw={"inputmode": "numeric"},
    )

    def told_by(self, student: Student) -> dict[str, Any]:
        """Give the periods that were told, and the usual ones of the other kinds."""
        hours = student.hours_per_week
        told: dict[str, Any] = {"hours_per_week": None if hours is None else round(hours)}
        sought = {seeking.kind: (seeking.starts_on, seeking.ends_on) for seeking in student.seeking}
        for kind in Kind:
            starts_on, ends_on = sought.get(kind) or usual_period(kind, today())
            told[f"{kind}_wanted"] = kind in sought
            told[f"{kind}_starts_on"], told[f"{kind}_ends_on"] = starts_on, ends_on
        return told

    def fields_of(self, kind: Kind) -> tuple[Field, Field, Field]:
        """Give the box, the first day and the last day of a kind."""
        return self[f"{kind}_wanted"], self[f"{kind}_starts_on"], self[f"{kind}_ends_on"]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the kinds that are ticked; what stands at the others does not matter."""
        super().validate(extra_validators)
        for kind in Kind:
            wanted, starts_on, ends_on = self.fields_of(kind)
            if wanted.data:
                _check_period(starts_on, ends_on)
            else:
                starts_on.errors = ends_on.errors = ()
        wanted_at_all = any(self.fields_of(kind)[0].data for kind in Kind)
        if self.student.state is ProfileState.SUBMITTED and not wanted_at_all:
            first = self.fields_of(Kind.MENTORSHIP)[0]
            first.errors = [_("Choose at least one, or leave the matching from your profile.")]
        return not self.errors

    def comparable(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Leave out the days of kinds that are not sought: they are only proposed."""
        said = super().comparable(values)
        for kind in Kind:
            if not values.get(f"{kind}_wanted"):
                said[f"{kind}_starts_on"] = said[f"{kind}_ends_on"] = ""
        return said

    def save(self, session: Session, student: Student, *, by: Actor, at: datetime) -> None:
        """Store the kinds that are ticked, and the hours."""
        periods = {
            kind: (starts_on.data, ends_on.data)
            for kind in Kind
            for wanted, starts_on, ends_on in [self.fields_of(kind)]
            if wanted.data
        }
        known = {each.kind: (each.starts_on, each.ends_on) for each in student.seeking}
        if periods != known:
            operations.set_seeking(session, student, periods, by=by, at=at)
        hours = self.hours_per_week.data
        operations.edit_student(session, student, hours_per_week=hours, by=by, at=at)


for _kind in Kind:
    setattr(SeekingForm, f"{_kind}_wanted", BooleanField(label(_kind)))
    setattr(SeekingForm, f"{_kind}_starts_on", DateField(_l("From"), validators=[Optional()]))
    setattr(SeekingForm, f"{_kind}_ends_on", DateField(_l("Until"), validators=[Optional()]))


def _check_period(starts_on: Field, ends_on: Field) -> None:
    for field in (starts_on, ends_on):
        if field.data is None and not field.errors:
            field.errors = [_("Write a day.")]
    if starts_on.errors or ends_on.errors:
        return
    latest = date(today().year + YEARS_AHEAD, 12, 31)
    if ends_on.data < today():
        ends_on.errors = [_("The last day has passed. Choose a later one.")]
    elif ends_on.data > latest:
        ends_on.errors = [_("That is too far ahead.")]
    elif ends_on.data < starts_on.data:
        ends_on.errors = [_("The last day cannot be before the first.")]
