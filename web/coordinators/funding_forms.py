"""The forms of a source of money: what is sought of it, and what it decided."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, Field, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from models.funding import LONGEST_SOURCE, FundingSource
from models.operations.funding import SourceWords
from web.clock import today
from web.coordinators.activity_forms import HIGHEST_COST
from web.number_fields import Between, WholeNumberField
from web.plain_text import plain
from web.seen import SeenForm

NUMERIC = {"inputmode": "numeric"}
A_SUM = _l("Write a whole sum in kronor, from 1 to 100,000,000.")


def not_to_come(_form: FlaskForm, field: Field) -> None:
    """Refuse a day on which nothing can have happened yet."""
    if field.data and field.data > today():
        raise ValidationError(_l("That day has not come yet."))


class SourceForm(SeenForm):
    """Who might pay, and how much."""

    source = StringField(
        _l("Source of money"),
        description=_l("For example a fund, an authority or a foundation."),
        validators=[DataRequired(_l("Write who might pay.")), Length(max=LONGEST_SOURCE)],
        filters=[plain],
    )
    amount_sek = WholeNumberField(
        _l("Amount sought, in kronor"),
        validators=[InputRequired(A_SUM), Between(1, HIGHEST_COST, A_SUM)],
        render_kw=NUMERIC,
    )
    own_share_percent = WholeNumberField(
        _l("Own share, in per cent"),
        description=_l("How much of the cost the source asks the parties to bear themselves."),
        validators=[Optional(), Between(0, 100, _l("Write a whole number from 0 to 100."))],
        render_kw=NUMERIC,
    )
    expected_on = DateField(_l("Decision expected on"), validators=[Optional()])
    report_due_on = DateField(_l("Report due on"), validators=[Optional()])

    def told(self) -> SourceWords:
        """Give what was written, as operations want it."""
        return SourceWords(**self.said)


class SayingOfSource(FlaskForm):
    """On which day something was done about a source; the day of an application is known."""

    on = DateField(_l("Day"), validators=[InputRequired(_l("Choose a day.")), not_to_come])

    def __init__(self, source: FundingSource, **known: Any) -> None:
        super().__init__(**known)
        self.not_before: date | None = source.decided_on or source.applied_on

    def validate_on(self, field: DateField) -> None:
        """Refuse a decision before the application, or a report before the decision."""
        if self.not_before and field.data and field.data < self.not_before:
            raise ValidationError(_l("That day is before the step that it has to follow."))

    def told(self) -> dict[str, Any]:
        """Give what was written, by the names that operations know."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


class ApplyForm(SayingOfSource):
    """On which day it was applied for, and when the decision is expected."""

    expected_on = DateField(_l("Decision expected on"), validators=[Optional()])


class GrantForm(SayingOfSource):
    """How much was granted, and when it has to be reported."""

    granted_sek = WholeNumberField(
        _l("Amount granted, in kronor"),
        validators=[InputRequired(A_SUM), Between(1, HIGHEST_COST, A_SUM)],
        render_kw=NUMERIC,
    )
    report_due_on = DateField(_l("Report due on"), validators=[Optional()])
