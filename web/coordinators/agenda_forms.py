"""The forms of an agenda: what comes up, with its background and its question."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from models.meetings import LONGEST_QUESTION, LONGEST_TEXT, LONGEST_TITLE, AgendaItem
from models.operations.agendas import ItemWords
from models.queries.meetings import (
    list_activities_to_allow,
    list_activities_to_decide,
    list_models_to_adopt,
)
from models.words import Subject
from web.labels import label
from web.plain_text import plain
from web.seen import SeenForm
from web.session import session

MATTER = Subject.MATTER.value


class ItemForm(SeenForm):
    """What the working group says of an item."""

    title = StringField(
        _l("Title of the matter"),
        description=_l("Only where it is neither an activity nor a version of the model."),
        validators=[Optional(), Length(max=LONGEST_TITLE)],
        filters=[plain],
    )
    background = TextAreaField(
        _l("Background"),
        description=_l("What the steering group needs to know beside what stands in the activity."),
        validators=[Optional(), Length(max=LONGEST_TEXT)],
        filters=[plain],
    )
    question = TextAreaField(
        _l("What we ask you to decide"),
        description=_l("One sentence that can be answered with a yes or a no."),
        validators=[
            DataRequired(_l("Write what the steering group is asked to decide.")),
            Length(max=LONGEST_QUESTION),
        ],
        filters=[plain],
    )

    def told(self) -> ItemWords:
        """Give what was typed."""
        return ItemWords(
            self.question.data or "", self.background.data or "", self.title.data or ""
        )


class NewItemForm(ItemForm):
    """Something that comes up, chosen among what waits for the steering group."""

    about = RadioField(
        _l("What it is about"), validators=[InputRequired(_l("Choose what it is about."))]
    )

    def __init__(self, *, corrects: AgendaItem | None = None, **told: Any) -> None:
        super().__init__(**told)
        self.about.choices = [] if corrects else list(_what_waits())
        matter = _("Correction of a decision") if corrects else str(label(Subject.MATTER))
        self.about.choices.append(SelectChoice(MATTER, matter))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, and that a matter has a title."""
        super().validate(extra_validators)
        if self.about.data == MATTER and not self.title.data:
            self.title.errors = [_("Write what the matter is called.")]
        return not self.errors

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return Subject(str(self.about.data).partition("-")[0])

    @property
    def number(self) -> int:
        """The id of what it is about."""
        return int(str(self.about.data).partition("-")[2] or 0)


def _what_waits() -> list[SelectChoice]:
    found = [
        *((Subject.ACTIVITY, each.id, each.title) for each in list_activities_to_decide(session)),
        *((Subject.UNFUNDED, each.id, each.title) for each in list_activities_to_allow(session)),
        *(
            (Subject.MODEL, each.number, str(_("number %(number)s", number=each.number)))
            for each in list_models_to_adopt(session)
        ),
    ]
    return [
        SelectChoice(
            f"{subject.value}-{number}",
            _("%(about)s: %(title)s", about=label(subject), title=title),
        )
        for subject, number, title in found
    ]
