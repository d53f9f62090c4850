"""The forms by which a coordinator writes an employer and its people down."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, RadioField, StringField, TelField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from models.errors import OrganisationNumberInvalid
from models.organisation_numbers import normal_organisation_number
from models.queries.employers import find_employer
from models.words import Language
from web.coordinators.student_forms import ADDRESS
from web.employers.organisation_forms import NewUnitForm, UnitForm
from web.labels import choices
from web.plain_text import plain
from web.seen import SeenForm
from web.session import session

OF_EMPLOYER = ("name", "unit", "place", "website", "description")


class ContactForm(SeenForm):
    """Whom one reaches at an employer, and how: by letter, by phone, or both."""

    contact_name = StringField(
        _l("The contact’s name"),
        validators=[DataRequired(_l("Write the contact’s name.")), Length(max=120)],
        filters=[plain],
    )
    contact_title = StringField(
        _l("The contact’s title"), validators=[Optional(), Length(max=120)], filters=[plain]
    )
    contact_email = EmailField(
        _l("The contact’s e-mail address"),
        description=_l("Letters and links to answer go there. Without one, you call with news."),
        validators=[
            Optional(),
            Length(max=255),
            Regexp(ADDRESS, message=_l("Write an address such as name@example.org.")),
        ],
        filters=[plain],
    )
    contact_phone = TelField(
        _l("The contact’s phone"),
        description=_l("The student gets it when both sides have said yes."),
        validators=[Optional(), Length(max=40)],
        filters=[plain],
    )
    contact_language = RadioField(_l("We write in"), default=Language.SWEDISH.value)

    def __init__(self, *, is_edited: bool = False, **told: Any) -> None:
        super().__init__(is_edited=is_edited, **told)
        self.contact_language.choices = choices(Language)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that the contact can be reached at all."""
        super().validate(extra_validators)
        if not (self.contact_email.data or self.contact_phone.data or self.contact_email.errors):
            self.contact_email.errors = [_("Write an e-mail address or a phone number.")]
        return not self.errors

    def told_of_contact(self) -> dict[str, Any]:
        """Give what was typed, by the names of a contact's columns."""
        names = ("name", "title", "email", "phone")
        told = {name: self[f"contact_{name}"].data or "" for name in names}
        return told | {"language": Language(self.contact_language.data)}


class PhoneEmployerForm(ContactForm, NewUnitForm):
    """An employer that phones, with the person one talks to."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that this unit is not registered."""
        super().validate(extra_validators)
        if not self.organisation_number.errors and self._is_there():
            words = _("This unit is registered already. Search for the number instead.")
            self.organisation_number.errors = [words]
        return not self.errors

    def told(self) -> dict[str, Any]:
        """Give what was typed, by the names that an employer is registered with."""
        contact = self.told_of_contact()
        language = contact.pop("language")
        told = {name: self[name].data or "" for name in (*OF_EMPLOYER, "organisation_number")}
        told |= {f"contact_{name}": value for name, value in contact.items()}
        return {**told, "language": language}

    def _is_there(self) -> bool:
        try:
            number = normal_organisation_number(self.organisation_number.data)
        except OrganisationNumberInvalid:
            return False
        return find_employer(session, number, self.unit.data or "") is not None


class EmployerForm(UnitForm):
    """What an employer says of itself."""

    def __init__(self, *, is_edited: bool = False, **told: Any) -> None:
        super().__init__(is_edited=is_edited, **told)
        # People have a form of their own, since there may be several.
        del self["contact_title"], self["contact_phone"]

    def told_of_employer(self) -> dict[str, str]:
        """Give what was typed, by the names of an employer's columns."""
        return {name: self[name].data or "" for name in OF_EMPLOYER}
