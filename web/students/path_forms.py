"""A step of the student's own way, as they tell it."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from models.paths import FIRST_YEAR, LONGEST_STEP
from models.words import Stage
from web.labels import choices
from web.plain_text import plain


class PathStepForm(FlaskForm):
    """Which stage, what, and when."""

    stage = RadioField(
        _l("Stage"), choices=choices(Stage), validators=[InputRequired(_l("Choose a stage."))]
    )
    what = StringField(
        _l("What did you do?"),
        description=_l("For example a class visit, a mentor or Science Meeting."),
        filters=[plain],
        validators=[
            DataRequired(_l("Write what you did.")),
            Length(max=LONGEST_STEP, message=_l("At most 120 characters.")),
        ],
    )
    year = IntegerField(_l("Year"))

    def __init__(self, this_year: int) -> None:
        super().__init__()
        possible = _l("Write a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=this_year)
        self.year.validators = [
            InputRequired(_l("Write the year.")),
            NumberRange(FIRST_YEAR, this_year, message=possible),
        ]
