"""The forms of the review: a pair is confirmed, rejected with a reason, or made by hand."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from models.words import Reason
from web.labels import label
from web.number_fields import WholeNumberField
from web.numbers import LARGEST
from web.plain_text import plain

# What a working group rejects a pair for, most common first.
REJECTIONS = (
    Reason.SKILLS,
    Reason.PLACE,
    Reason.PERIOD,
    Reason.LANGUAGE,
    Reason.CHOSE_OTHER,
    Reason.FOUND_OTHER,
    Reason.CONFLICT_OF_INTEREST,
    Reason.OTHER,
)


class PairForm(FlaskForm):
    """A pair on the review screen."""

    student = WholeNumberField(validators=[InputRequired(), NumberRange(1, LARGEST)])
    offer = WholeNumberField(validators=[InputRequired(), NumberRange(1, LARGEST)])


class RejectForm(PairForm):
    """A pair that is rejected, and why."""

    reason = SelectField(
        _l("Why not?"),
        choices=lambda: [(reason.value, label(reason)) for reason in REJECTIONS],
        validators=[InputRequired()],
    )
    words = TextAreaField(
        _l("In your own words"),
        description=_l("Only the working group reads this. Write nothing about health or origin."),
        validators=[Optional(), Length(max=1000)],
    )


class ManualPairForm(FlaskForm):
    """A student and an offer that a coordinator pairs, whatever the matcher found."""

    student = WholeNumberField(
        _l("Student’s number"),
        description=_l("For example 0412. Search for the name to find it."),
        validators=[InputRequired(), NumberRange(1, LARGEST)],
    )
    offer = WholeNumberField(
        _l("Offer’s number"),
        description=_l("It stands at the top of the offer’s page."),
        validators=[InputRequired(), NumberRange(1, LARGEST)],
    )


class SendBackForm(FlaskForm):
    """What has to be changed in an offer before it can be published."""

    comment = TextAreaField(
        _l("What has to be changed?"),
        description=_l("The employer reads this, in a letter and on the offer’s page."),
        validators=[
            DataRequired(_l("Write what has to be changed.")),
            Length(max=2000, message=_l("At most 2,000 characters.")),
        ],
        filters=[plain],
    )
