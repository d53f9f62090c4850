"""The forms by which an administrator governs accounts."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from models.employers import Employer
from models.queries.accounts import find_account
from models.words import STAFF, Language, Role
from web.accounts.fields import email_field, name_field
from web.labels import choices, label
from web.session import session

# The roles that people hold, in the order in which pages list them.
HELD = tuple(role for role in Role if role not in {Role.SYSTEM, Role.VISITOR})


def role_choices(roles: Iterable[Role]) -> list[SelectChoice]:
    """Give roles for a form."""
    return [SelectChoice(role.value, label(role)) for role in roles]


class InviteForm(FlaskForm):
    """Somebody who will work here."""

    name = name_field(_l("Name"))
    email = email_field(description=_l("A letter with a link to choose a password goes there."))
    role = RadioField(
        _l("Role"),
        choices=lambda: role_choices(role for role in HELD if role in STAFF),
        validators=[InputRequired(_l("Choose a role."))],
    )
    language = RadioField(
        _l("Language of pages and letters"),
        choices=lambda: choices(Language),
        default=Language.SWEDISH.value,
        validators=[InputRequired(_l("Choose a language."))],
    )

    def validate_email(self, field: SelectField) -> None:
        """Say it here, where the address can be mended, when it has an account."""
        if find_account(session, field.data) is not None:
            raise ValidationError(_l("There is an account with this e-mail address already."))


class RoleForm(FlaskForm):
    """A role to give or to take."""

    role = SelectField(_l("Role"), validators=[InputRequired(_l("Choose a role."))])

    def __init__(self, roles: Iterable[Role] = HELD) -> None:
        super().__init__()
        self.role.choices = role_choices(roles)


class WorkplaceForm(FlaskForm):
    """The unit that employs somebody."""

    employer = SelectField(
        _l("Employed by"),
        description=_l("Nobody confirms matches or verifies for the unit that employs them."),
    )

    def __init__(self, employers: Iterable[Employer], chosen: int | None) -> None:
        super().__init__(employer=str(chosen or ""))
        self.employer.choices = [
            SelectChoice("", _l("None of these")),
            *(SelectChoice(str(one.id), f"{one.name} {one.unit}".strip()) for one in employers),
        ]
