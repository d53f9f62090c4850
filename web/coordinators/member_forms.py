"""The form by which the working group keeps the list of the steering group's members."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, EmailField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp

from models.members import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_OFFICE, SteeringMember
from models.operations.members import MemberWords
from models.queries.accounts import list_accounts
from models.queries.employers import list_employers
from models.queries.members import list_members
from models.words import EmployerState, Language, Party, Role
from web.coordinators.student_forms import ADDRESS
from web.labels import choices
from web.plain_text import plain
from web.seen import SeenForm
from web.session import session


class MemberForm(SeenForm):
    """Whom a party has named, since when, and how they are reached."""

    name = StringField(
        _l("Name"),
        validators=[DataRequired(_l("Write the name.")), Length(max=LONGEST_NAME)],
        filters=[plain],
    )
    party = RadioField(_l("Named by"), choices=lambda: choices(Party), validators=[InputRequired()])
    office = StringField(
        _l("Office"),
        description=_l("In what capacity they were named, for example director of education."),
        validators=[Optional(), Length(max=LONGEST_OFFICE)],
        filters=[plain],
    )
    since = DateField(_l("Member since"), validators=[InputRequired()])
    until = DateField(_l("Last day as a member"), validators=[Optional()])
    address = EmailField(
        _l("E-mail address for letters"),
        description=_l("Left empty, letters go to the account; without one, you tell them."),
        validators=[
            Optional(),
            Length(max=LONGEST_ADDRESS),
            Regexp(ADDRESS, message=_l("Write an address such as name@example.org.")),
        ],
        filters=[plain],
    )
    language = RadioField(
        _l("We write in"), choices=lambda: choices(Language), default=Language.SWEDISH.value
    )
    account = SelectField(
        _l("Account"), description=_l("Only needed to decide on the page."), coerce=int
    )
    works_for = SelectField(
        _l("Employed by"),
        description=_l("They stand aside where this unit takes part in an activity."),
        coerce=int,
    )

    def __init__(self, member: SteeringMember | None = None, **told: Any) -> None:
        super().__init__(is_edited=member is not None, **told)
        self.account.choices = [SelectChoice(0, _("No account")), *_free_accounts(member)]
        self.works_for.choices = [SelectChoice(0, _("None of the employers here")), *_units()]

    @classmethod
    def of(cls, member: SteeringMember) -> "MemberForm":
        """Give the form filled with what is known of a member."""
        names = ("name", "office", "since", "until", "address")
        return cls(
            member,
            **{name: getattr(member, name) for name in names},
            party=member.party.value,
            language=member.language.value,
            account=member.account_id or 0,
            works_for=member.works_for_id or 0,
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that the last day is not before the first."""
        super().validate(extra_validators)
        if self.since.data and self.until.data and self.until.data < self.since.data:
            self.until.errors = [_("The last day cannot be before the first.")]
        return not self.errors

    def told(self) -> MemberWords:
        """Give what was typed."""
        return MemberWords(
            name=self.name.data or "",
            party=Party(self.party.data),
            since=self.since.data,
            office=self.office.data or "",
            until=self.until.data,
            address=self.address.data or "",
            language=Language(self.language.data),
            account_id=self.account.data or None,
            works_for_id=self.works_for.data or None,
        )


def _free_accounts(member: SteeringMember | None) -> list[SelectChoice]:
    """Give the steering group's accounts that are no other member's."""
    taken = {each.account_id for each in list_members(session) if each is not member}
    accounts = list_accounts(session, role=Role.STEERING, limit=100)
    return [
        SelectChoice(each.id, each.name or each.email) for each in accounts if each.id not in taken
    ]


def _units() -> list[SelectChoice]:
    found = list_employers(session, state=EmployerState.VERIFIED, limit=500)
    return [SelectChoice(each.id, each.shown_name) for each in found]
