"""The form by which a coordinator begins a profile for somebody on the phone."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, RadioField, StringField, TelField, ValidationError
from wtforms.validators import DataRequired, Length, Optional, Regexp

from models.queries.students import find_student_by_email
from models.words import Language
from web.labels import choices
from web.plain_text import plain
from web.session import session

ADDRESS = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


class PhoneStudentForm(FlaskForm):
    """Who the student is, and how to reach them."""

    name = StringField(
        _l("The student’s name"),
        validators=[DataRequired(_l("Write the student’s name.")), Length(max=120)],
        filters=[plain],
    )
    email = EmailField(
        _l("The student’s e-mail address"),
        description=_l("Letters go there. If the student registers with it later, the two meet."),
        validators=[
            DataRequired(_l("Write the student’s e-mail address.")),
            Length(max=255),
            Regexp(ADDRESS, message=_l("Write an address such as name@example.org.")),
        ],
        filters=[plain],
    )
    phone = TelField(
        _l("Phone"),
        validators=[
            Optional(),
            Length(max=40),
            Regexp(r"^[0-9+()\-/. ]*$", message=_l("Write the number with digits.")),
        ],
        filters=[plain],
    )
    is_adult = BooleanField(
        _l("The student is 18 or older"),
        description=_l("Ask. Who is younger cannot take part yet."),
    )
    language = RadioField(_l("We write in"), default=Language.SWEDISH.value)

    def __init__(self) -> None:
        super().__init__()
        self.language.choices = choices(Language)

    def validate_email(self, field: EmailField) -> None:
        """Refuse an address that has a profile: one person, one profile."""
        if find_student_by_email(session, field.data) is not None:
            raise ValidationError(
                _l("There is a profile with this address already. Search for it instead.")
            )
