"""The form of a decision: one for each item of an agenda that waits for one."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from models.decisions import NEEDS_REASON, RULINGS
from models.lifecycle import LONGEST_REFERENCE
from models.meetings import AgendaItem
from models.members import SteeringMember
from models.operations.decisions import DecisionWords, members_at_stake
from models.queries.members import list_members
from models.words import MeetingState, Presence, Ruling, Subject
from web.labels import choices, label
from web.plain_text import plain
from web.session import session

LONGEST_REASON = 2000
MEMBER = "member_"


class DecisionForm(FlaskForm):
    """What is decided, why, and what each member had to do with it."""

    ruling = RadioField(_l("Decision"), validators=[InputRequired(_l("Choose what is decided."))])
    reason = TextAreaField(
        _l("Reason"),
        description=_l("Needed to defer or decline. Everybody who reads the register reads it."),
        validators=[Optional(), Length(max=LONGEST_REASON)],
        filters=[plain],
    )
    may_run_unfunded = BooleanField(
        _l("If approved: it may run though nobody pays for it yet"),
    )
    minutes_reference = StringField(
        _l("Reference of the minutes"),
        description=_l("For example the register number and the paragraph."),
        validators=[Optional(), Length(max=LONGEST_REFERENCE)],
        filters=[plain],
    )

    # Set by `form_for`: of whom it asks, and who has to stand aside.
    members: list[SteeringMember]
    at_stake: list[SteeringMember]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that somebody took part and a no has its reason."""
        super().validate(extra_validators)
        if self.ruling.data in NEEDS_REASON and not self.reason.data:
            self.reason.errors = [_("Write why it is deferred or declined.")]
        reference = self.minutes_reference
        if self.ruling.data == Ruling.ADOPTED and reference and not reference.data:
            reference.errors = [_("Write where the minutes tell of it.")]
        if self.members and Presence.TOOK_PART not in self.presence().values():
            self.member_fields()[0].errors = [_("Somebody has to have taken part.")]
        for member in self.at_stake:
            one = self[f"{MEMBER}{member.id}"]
            if one.data == Presence.TOOK_PART:
                one.errors = [_("Works for a host of the activity, and has to stand aside.")]
        return not self.errors

    def member_fields(self) -> list[SelectField]:
        """Give the fields of the members, in order."""
        return [self[f"{MEMBER}{member.id}"] for member in self.members]

    def presence(self) -> dict[int, Presence]:
        """Give what each member had to do with it."""
        known = set(Presence)
        told = {member.id: self[f"{MEMBER}{member.id}"].data for member in self.members}
        return {key: Presence(value) for key, value in told.items() if value in known}

    def told(self) -> DecisionWords:
        """Give what was decided."""
        return DecisionWords(
            Ruling(self.ruling.data),
            reason=self.reason.data or "",
            may_run_unfunded=bool(self.may_run_unfunded.data) if self.may_run_unfunded else False,
            minutes_reference=(self.minutes_reference.data or "") if self.minutes_reference else "",
        )


def form_for(item: AgendaItem) -> DecisionForm:
    """Give the form of an item, asking only what its subject and its meeting ask for."""
    members = list_members(session, item.meeting.day)
    at_stake = members_at_stake(item, members)
    fields = {f"{MEMBER}{member.id}": _field_of(member, at_stake) for member in members}
    form: DecisionForm = type("DecisionFormOfMembers", (DecisionForm,), fields)(
        prefix=f"item{item.id}-", minutes_reference=item.meeting.minutes_reference
    )
    form.members, form.at_stake = members, at_stake
    form.ruling.choices = [SelectChoice(str(word), label(word)) for word in RULINGS[item.subject]]
    is_minuted = item.meeting.state is MeetingState.MINUTED
    if not is_minuted and item.subject is not Subject.MODEL:
        del form.minutes_reference
    if item.subject is not Subject.ACTIVITY or (item.activity and not item.activity.cost_sek):
        del form.may_run_unfunded
    return form


def _field_of(member: SteeringMember, at_stake: list[SteeringMember]) -> SelectField:
    usual = Presence.ASIDE if member in at_stake else Presence.TOOK_PART
    name = ", ".join(part for part in (member.name, str(label(member.party))) if part)
    return SelectField(name, choices=choices(Presence), default=usual.value)
