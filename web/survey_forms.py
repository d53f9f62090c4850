"""What people are asked afterwards: the same form by link, signed in, by phone and on paper."""

from collections.abc import Sequence

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from models.employers import Employer
from models.residences import ABROAD
from models.surveys import LONGEST_WORDS, SurveyAnswers
from models.words import Degree, InField
from web.accounts.fields import email_field
from web.labels import choices
from web.place_choices import Choices, place_choices
from web.plain_text import plain

YES, NO = "yes", "no"


class SurveyForm(FlaskForm):
    """Degree, where somebody lives and works, whether in their field, and with whom."""

    degree = RadioField(
        _l("Did you take your degree?"), validators=[InputRequired(_l("Choose one."))]
    )
    lives_in = SelectField(
        _l("Where do you live now?"), validators=[InputRequired(_l("Choose where you live."))]
    )
    in_field = RadioField(
        _l("Do you work with what you studied?"), validators=[InputRequired(_l("Choose one."))]
    )
    works_in = SelectField(
        _l("Where do you work?"),
        description=_l("Where your workplace is, also if you work at a distance."),
    )
    met_employer = RadioField(
        _l("Do you work for an employer that you met through us?"),
        choices=[SelectChoice(YES, _l("Yes")), SelectChoice(NO, _l("No"))],
        validators=[InputRequired(_l("Choose yes or no."))],
    )
    employer = SelectField(_l("Which one?"), validators=[Optional()])
    words = TextAreaField(
        _l("In your own words"),
        description=_l(
            "If you want to. Only the working group reads this. Write nothing about health."
        ),
        filters=[plain],
        validators=[Optional(), Length(max=LONGEST_WORDS)],
    )

    def __init__(self, employers: Sequence[Employer]) -> None:
        super().__init__()
        self.degree.choices, self.in_field.choices = choices(Degree), choices(InField)
        self.lives_in.choices = _places(_("Choose a municipality"))
        self.works_in.choices = _places(_("I do not work"))
        named = [(str(employer.id), employer.shown_name) for employer in employers]
        self.employer.choices = [("", _("I would rather not say")), *named]
        if not employers:
            del self.employer

    def validate_works_in(self, field: SelectField) -> None:
        """Ask where somebody works who does."""
        if self.in_field.data and self.in_field.data != InField.NOT_WORKING and not field.data:
            raise ValidationError(_l("Choose where you work."))

    def answers(self) -> SurveyAnswers:
        """Give what was answered; of who does not work, nothing of a workplace."""
        works, met = self.in_field.data != InField.NOT_WORKING, self.met_employer.data == YES
        employer = self.employer.data if "employer" in self and works and met else ""
        return SurveyAnswers(
            degree=Degree(self.degree.data),
            lives_in=self.lives_in.data,
            works_in=self.works_in.data if works else "",
            in_field=InField(self.in_field.data),
            met_employer=works and met,
            employer_id=int(employer) if employer else None,
            words=self.words.data or "",
        )


class SurveyAddressForm(FlaskForm):
    """A private address, for the questions afterwards alone."""

    email = email_field()


def wants_no_more() -> bool:
    """Whether somebody who says no wants to be asked nothing more either."""
    return request.form.get("later") == NO


def _places(nothing: str) -> Choices:
    found = place_choices(nothing)
    (_near, region), (_all, everywhere) = list(found.items())[1:]
    abroad = [(ABROAD, _("Abroad"))]
    return {"": found[""], _near: region, _("Elsewhere"): abroad, _all: everywhere}
