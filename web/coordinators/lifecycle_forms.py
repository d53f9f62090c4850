"""The form of a draft of the model: what is new, and what it says of every stage."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from models.lifecycle import LifecycleVersion
from models.operations.lifecycle import StageWords
from models.words import Stage
from web.lifecycle import TEXTS
from web.plain_text import plain
from web.seen import SeenForm

LONGEST = 4000
ONE_TO_A_LINE = _l("One to a line.")


class ModelForm(SeenForm):
    """What is new in it. What it says of each stage is added for every stage, below."""

    change = TextAreaField(
        _l("What is new"),
        description=_l("In a sentence or two, for those who compare the versions."),
        validators=[Optional(), Length(max=LONGEST)],
        filters=[plain],
    )

    def of_stage(self, stage: Stage) -> list[Field]:
        """Give the fields of a stage."""
        return [self[_name(stage, text)] for text in TEXTS]

    def told(self) -> dict[Stage, StageWords]:
        """Give what was written of every stage."""
        return {
            stage: StageWords(**{text: self[_name(stage, text)].data or "" for text in TEXTS})
            for stage in Stage
        }


def form_for(model: LifecycleVersion) -> ModelForm:
    """Give the form, filled with what a version says."""
    said: dict[str, Any] = {
        _name(row.stage, text): getattr(row, text) for row in model.stages for text in TEXTS
    }
    return ModelForm(is_edited=True, change=model.change, **said)


def _name(stage: Stage, text: str) -> str:
    return f"{stage.value}_{text}"


def _field(text: str) -> TextAreaField:
    is_needed = text.startswith("purpose")
    needed = DataRequired(_l("Write the purpose, in both languages.")) if is_needed else Optional()
    hint = "" if is_needed else ONE_TO_A_LINE
    limits = [needed, Length(max=LONGEST)]
    return TextAreaField(TEXTS[text], description=hint, validators=limits, filters=[plain])


for _stage in Stage:
    for _text in TEXTS:
        setattr(ModelForm, _name(_stage, _text), _field(_text))
