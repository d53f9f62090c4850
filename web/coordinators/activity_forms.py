"""The forms of an activity: everything that is proposed, and what is told along with each verb."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from models.activities import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_TITLE
from models.operations.activities import ActivityWords
from models.words import Kind, Measure, Stage
from web.employers.offer_rows import boxes
from web.labels import choices
from web.number_fields import Between, WholeNumberField
from web.plain_text import plain
from web.seen import SeenForm

LONGEST_TEXT = 4000
HIGHEST_COST, HIGHEST_FIGURE = 100_000_000, 100_000
NO_KIND = ""


def text_of(label: Any, hint: Any = "", *validators: Any) -> TextAreaField:
    """Give a field for some sentences."""
    limits = validators or (Optional(),)
    return TextAreaField(
        label, description=hint, validators=[*limits, Length(max=LONGEST_TEXT)], filters=[plain]
    )


class Period(FlaskForm):
    """The days on which something begins and ends; either may be left open."""

    starts_on = DateField(_l("First day"), validators=[Optional()])
    ends_on = DateField(_l("Last day"), validators=[Optional()])

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse an end before the beginning."""
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(_l("The last day cannot be before the first."))


class ActivityForm(Period, SeenForm):
    """What the working group proposes. A draft needs only a title; what is proposed needs more."""

    stage = RadioField(_l("Stage"), validators=[InputRequired(_l("Choose a stage."))])
    title = StringField(
        _l("Name of the activity"),
        validators=[DataRequired(_l("Write a name.")), Length(max=LONGEST_TITLE)],
        filters=[plain],
    )
    what = text_of(_l("What is done"), _l("In a few sentences, as the steering group reads it."))
    for_whom = text_of(_l("For whom"), _l("For example: students in their last year."))
    by_whom = text_of(_l("By whom"), _l("Who does it: the parties, employers, others."))
    responsible = StringField(
        _l("Who answers for it"),
        description=_l("A name and a role. It can wait until it is planned."),
        validators=[Optional(), Length(max=LONGEST_NAME)],
        filters=[plain],
    )
    goal = text_of(_l("Goal"), _l("What will be different afterwards."))
    goal_figure = WholeNumberField(
        _l("The goal as a figure"),
        validators=[Optional(), Between(0, HIGHEST_FIGURE, _l("Write a whole number."))],
        render_kw={"inputmode": "numeric"},
    )
    goal_measure = SelectField(
        _l("What the figure counts"),
        description=_l("The service counts by itself what its rounds, offers and events hold."),
        validators=[InputRequired()],
        default=Measure.TOLD.value,
    )
    cost_sek = WholeNumberField(
        _l("Cost, in kronor"),
        description=_l("0 if it costs nothing beyond the parties’ own time."),
        validators=[
            InputRequired(_l("Write a sum; 0 if it costs nothing.")),
            Between(0, HIGHEST_COST, _l("Write a whole sum in kronor, up to 100,000,000.")),
        ],
        default=0,
        render_kw={"inputmode": "numeric"},
    )
    kind = SelectField(
        _l("Kind of match"),
        description=_l("If it carries matches between students and employers."),
        validators=[Optional()],
    )
    apply_at = StringField(
        _l("Address of the employers’ own application"),
        description=_l("If they take applications themselves. We link there."),
        validators=[Optional(), Length(max=LONGEST_ADDRESS)],
        filters=[plain],
        render_kw={"inputmode": "url"},
    )

    def __init__(self, *, is_edited: bool = False, **stored: Any) -> None:
        super().__init__(is_edited=is_edited, **stored)
        self.stage.choices = choices(Stage)
        self.goal_measure.choices = choices(Measure)
        self.kind.choices = [SelectChoice(NO_KIND, _l("None")), *choices(Kind)]

    def validate_apply_at(self, field: StringField) -> None:
        """Refuse what is no address of a page that keeps secret what is typed there."""
        try:
            parts = urlsplit(field.data)
            is_page = parts.scheme == "https" and "." in (parts.hostname or "")
        except ValueError:
            is_page = False
        if not is_page or "@" in parts.netloc or any(sign.isspace() for sign in field.data):
            raise ValidationError(_l("Write an address that begins with https://"))
        field.data = f"https{field.data[5:]}"

    def told(self) -> ActivityWords:
        """Give what was written, as operations want it."""
        said = self.said
        said["stage"], said["goal_measure"] = Stage(said["stage"]), Measure(said["goal_measure"])
        said["kind"] = Kind(said["kind"]) if said["kind"] else None
        return ActivityWords(**said)


class Told(FlaskForm):
    """What is told along with a verb, by the names that its operation knows."""

    def told(self) -> dict[str, Any]:
        """Give what was written."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


class CommentForm(Told):
    """What has to be changed before it can be decided on."""

    comment = text_of(
        _l("What has to be changed?"),
        _l("Whoever proposed it reads this on the page of the activity."),
        DataRequired(_l("Write what has to be changed.")),
    )


class PlanForm(Told, Period):
    """When it is done, and who answers for it."""

    starts_on = DateField(_l("First day"), validators=[InputRequired(_l("Choose a day."))])
    ends_on = DateField(_l("Last day"), validators=[InputRequired(_l("Choose a day."))])
    responsible = StringField(
        _l("Who answers for it"),
        description=_l("A name and a role."),
        validators=[DataRequired(_l("Write who answers for it.")), Length(max=LONGEST_NAME)],
        filters=[plain],
    )


class CompleteForm(Told):
    """What came of the goal, in its own measure."""

    outcome_figure = WholeNumberField(
        _l("What came of it, as a figure"),
        validators=[
            InputRequired(_l("Write a whole number.")),
            Between(0, HIGHEST_FIGURE, _l("Write a whole number.")),
        ],
        render_kw={"inputmode": "numeric"},
    )


class EvaluateForm(Told):
    """What was learned."""

    learned = text_of(
        _l("What was learned"),
        _l("What to keep and what to do otherwise next time. Write nothing about single persons."),
        DataRequired(_l("Write what was learned.")),
    )


class CancelForm(Told):
    """Why it is called off."""

    reason = text_of(
        _l("Why?"),
        _l("The steering group reads this. Write nothing about single persons."),
        DataRequired(_l("Write why.")),
    )


class DayForm(Told):
    """A day of the activity."""

    on_day = DateField(_l("Day"), validators=[InputRequired(_l("Choose a day."))])
    title = StringField(
        _l("What happens"),
        description=_l("For example: kick-off, mid-check, common day."),
        validators=[DataRequired(_l("Write what happens.")), Length(max=LONGEST_TITLE)],
        filters=[plain],
    )
    place = StringField(
        _l("Where"), validators=[Optional(), Length(max=LONGEST_NAME)], filters=[plain]
    )


class CarryForm(FlaskForm):
    """Rounds and offers to choose among."""

    rounds = boxes(_l("Rounds"), coerce=int)
    offers = boxes(_l("Offers"), coerce=int)


class HostForm(FlaskForm):
    """An employer to choose."""

    employer = SelectField(
        _l("Employer"), coerce=int, validators=[InputRequired(_l("Choose an employer."))]
    )
