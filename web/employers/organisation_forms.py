"""The forms by which an employer says who it is. Coordinators fill them in on the phone too."""

import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TelField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from models.errors import OrganisationNumberInvalid
from models.organisation_numbers import normal_organisation_number
from web.place_choices import place_choices
from web.plain_text import plain
from web.seen import SeenForm

LONGEST_DESCRIPTION = 4000
WEB_ADDRESS = re.compile(r"https?://[^\s/@]+\.[^\s@]+", re.IGNORECASE)


def web_address(form: FlaskForm, field: Field) -> None:
    """Refuse what is no address of a web page: a link on a page must not run anything."""
    if not WEB_ADDRESS.fullmatch(field.data or ""):
        raise ValidationError(_l("Write an address that begins with https://"))


class UnitForm(SeenForm):
    """What an employer says of itself, and how its contact is reached."""

    name = StringField(
        _l("The employer’s name"),
        validators=[DataRequired(_l("Write the employer’s name.")), Length(max=160)],
        filters=[plain],
        render_kw={"autocomplete": "organization"},
    )
    unit = StringField(
        _l("Unit or department"),
        description=_l("Only if several units of the employer take students, each for itself."),
        validators=[Optional(), Length(max=120)],
        filters=[plain],
    )
    place = SelectField(_l("Municipality"), validators=[Optional()])
    website = StringField(
        _l("Website"),
        validators=[Optional(), Length(max=300), web_address],
        filters=[plain],
        render_kw={"inputmode": "url", "autocomplete": "url"},
    )
    description = TextAreaField(
        _l("What you do"),
        description=_l("A few sentences. Students read them beside your offers."),
        validators=[Optional(), Length(max=LONGEST_DESCRIPTION)],
        filters=[plain],
    )
    contact_title = StringField(
        _l("Your title"),
        validators=[Optional(), Length(max=120)],
        filters=[plain],
        render_kw={"autocomplete": "organization-title"},
    )
    contact_phone = TelField(
        _l("Your phone number"),
        description=_l(
            "The student gets it when both of you have said yes, or you want to meet first."
        ),
        validators=[Optional(), Length(max=40)],
        filters=[plain],
        render_kw={"autocomplete": "tel"},
    )

    def __init__(self, *, is_edited: bool = False, **told: Any) -> None:
        super().__init__(is_edited=is_edited, **told)
        self.place.choices = place_choices(_("Choose a municipality"))


class NewUnitForm(UnitForm):
    """An employer that is registered: its number too, which is what a coordinator verifies."""

    organisation_number = StringField(
        _l("Organisation number"),
        description=_l(
            "Ten digits, such as 556016-0680. A sole trader writes their personal number: it is"
            " never published, and pages show only its first six digits."
        ),
        validators=[DataRequired(_l("Write the organisation number.")), Length(max=20)],
        filters=[plain],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"},
    )

    def validate_organisation_number(self, field: StringField) -> None:
        """Say what an organisation number looks like when it is none."""
        try:
            normal_organisation_number(field.data)
        except OrganisationNumberInvalid as error:
            raise ValidationError(
                _l(
                    "That is not an organisation number. It has ten digits, and the last one"
                    " checks the others: look whether two have changed places. It stands on the"
                    " employer’s invoices and in its registration certificate."
                )
            ) from error
