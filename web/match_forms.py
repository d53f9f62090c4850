"""The forms that move a match, shared by students, employers, signed links and coordinators."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from models.words import Going, Reason
from web.labels import choices, label

YES, NO = "yes", "no"

# Which reasons each side is offered, most common first.
REASONS_OF_STUDENT = (
    Reason.FOUND_OTHER,
    Reason.SKILLS,
    Reason.PLACE,
    Reason.PERIOD,
    Reason.PAY,
    Reason.STUDIES_CHANGED,
    Reason.NO_LONGER_SEEKS,
    Reason.ILLNESS_OR_PRIVATE,
    Reason.OTHER,
)
REASONS_OF_EMPLOYER = (
    Reason.CHOSE_OTHER,
    Reason.SKILLS,
    Reason.LANGUAGE,
    Reason.PERIOD,
    Reason.NO_LONGER_OFFERED,
    Reason.OTHER,
)
REASONS_TO_WITHDRAW = (
    Reason.FOUND_OTHER,
    Reason.NO_LONGER_SEEKS,
    Reason.NO_LONGER_OFFERED,
    Reason.STUDIES_CHANGED,
    Reason.PERIOD,
    Reason.CONFLICT_OF_INTEREST,
    Reason.ILLNESS_OR_PRIVATE,
    Reason.OTHER,
)
REASONS_TO_INTERRUPT = (
    Reason.DID_NOT_WORK_OUT,
    Reason.FOUND_OTHER,
    Reason.STUDIES_CHANGED,
    Reason.NO_LONGER_OFFERED,
    Reason.ILLNESS_OR_PRIVATE,
    Reason.OTHER,
)


def reason_choices(reasons: Iterable[Reason]) -> list[SelectChoice]:
    """Give reasons for a form, an empty one first: nothing is chosen by default."""
    return [
        SelectChoice("", _l("Choose a reason")),
        *(SelectChoice(reason.value, label(reason)) for reason in reasons),
    ]


class ReasonForm(FlaskForm):
    """Why, from a list, with free words if wanted."""

    reason = SelectField(_l("Why?"), validators=[InputRequired(_l("Choose a reason."))])
    words = TextAreaField(
        _l("In your own words"),
        description=_l("If you want to. Write nothing about health."),
        validators=[Optional(), Length(max=1000)],
    )

    def __init__(self, reasons: Iterable[Reason]) -> None:
        super().__init__()
        self.reason.choices = reason_choices(reasons)

    @property
    def chosen(self) -> Reason | None:
        """The reason as a word, or none."""
        return Reason(self.reason.data) if self.reason.data else None

    def why(self) -> dict[str, Any]:
        """Give the reason and the words, by the names that operations know them by."""
        return {"reason": self.chosen, "words": self.words.data or ""}


class AnswerForm(ReasonForm):
    """A yes, or a no with its reason."""

    says = RadioField(
        _l("The answer"),
        choices=[SelectChoice(YES, _l("Yes")), SelectChoice(NO, _l("No, thank you"))],
        validators=[InputRequired(_l("Choose yes or no."))],
    )

    def __init__(self, reasons: Iterable[Reason]) -> None:
        super().__init__(reasons)
        # A yes needs no reason; a no does.
        if self.says.data == YES:
            self.reason.validators = [Optional()]

    def why(self) -> dict[str, Any]:
        """Give the reason and the words of a no; a yes has none."""
        return {} if self.says_yes else super().why()

    @property
    def says_yes(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.says.data == YES)


class InterruptForm(ReasonForm):
    """When and why a placement ended early."""

    on = DateField(_l("Last day at the placement"), validators=[InputRequired()])


class PlaceForm(FlaskForm):
    """When a placement begins and ends, and who looks after the student."""

    starts_on = DateField(_l("First day"), validators=[InputRequired()])
    ends_on = DateField(_l("Last day"), validators=[InputRequired()])
    supervisor = StringField(
        _l("Supervisor at the workplace"), validators=[InputRequired(), Length(max=120)]
    )
    academic_supervisor = StringField(
        _l("Supervisor at the university"), validators=[Optional(), Length(max=120)]
    )
    examiner = StringField(
        _l("Examiner who has approved the project"), validators=[Optional(), Length(max=120)]
    )

    def __init__(self, *, is_thesis: bool, **defaults: object) -> None:
        super().__init__(**defaults)
        if is_thesis:
            for field in (self.academic_supervisor, self.examiner):
                field.validators = [InputRequired(), Length(max=120)]
        else:
            del self.academic_supervisor, self.examiner

    def validate_ends_on(self, field: DateField) -> None:
        """Refuse a placement that ends before it begins."""
        if self.starts_on.data and field.data and field.data < self.starts_on.data:
            raise ValidationError(_l("The last day cannot be before the first."))


class CheckInForm(FlaskForm):
    """How a placement goes, in three steps and, if wanted, in own words."""

    going = RadioField(
        _l("How is it going?"), validators=[InputRequired(_l("Choose how it is going."))]
    )
    words = TextAreaField(
        _l("In your own words"),
        description=_l("If you want to. Only the working group reads this."),
        validators=[Optional(), Length(max=2000)],
    )

    def __init__(self) -> None:
        super().__init__()
        self.going.choices = choices(Going)

    def told(self) -> dict[str, Any]:
        """Give the step and the words, by the names that operations know them by."""
        return {"going": Going(self.going.data), "words": self.words.data or ""}


class EvaluationForm(FlaskForm):
    """What somebody thought of a placement."""

    rating = RadioField(
        _l("How did it go?"),
        choices=[
            SelectChoice("5", _l("Very well")),
            SelectChoice("4", _l("Well")),
            SelectChoice("3", _l("Neither well nor badly")),
            SelectChoice("2", _l("Badly")),
            SelectChoice("1", _l("Very badly")),
        ],
        validators=[InputRequired(_l("Choose how it went."))],
    )
    would_again = BooleanField(_l("I would do it again"))
    words = TextAreaField(
        _l("What should we know?"),
        description=_l("Only the working group reads this."),
        validators=[Optional(), Length(max=2000)],
    )
