"""The verbs of an activity that are a page of their own: their form, their words, what they do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from models.activities import Activity
from models.operations import activities as operations
from web.coordinators.activity_forms import (
    CancelForm,
    CommentForm,
    CompleteForm,
    EvaluateForm,
    PlanForm,
    Told,
)


@dataclass(frozen=True)
class Saying:
    """A verb that something is told along with.

    Parameters
    ----------
    form : type of Told
        What is asked.
    title, to_know, button, said : LazyString
        The page's heading, what one should know, the button, and what is said afterwards.
    icon : str
        The button's icon.
    begins_with : tuple of str
        The columns of the activity that its form begins with.
    do : callable
        The operation.
    """

    form: type[Told]
    title: LazyString
    to_know: LazyString
    button: LazyString
    said: LazyString
    icon: str
    do: Callable[..., None]
    begins_with: tuple[str, ...] = ()

    def form_for(self, activity: Activity, **known: Any) -> Told:
        """Give the form, with what the activity says already, and with what else is known."""
        stored = {name: getattr(activity, name) for name in self.begins_with}
        return self.form(**stored, **known)


# By the verbs of the table of moves, in the order in which a page shows them.
SAYINGS: dict[str, Saying] = {
    "plan": Saying(
        PlanForm,
        _l("Plan the activity"),
        _l("The steering group has approved it. Say when it is done and who answers for it."),
        _l("Plan the activity"),
        _l("Planned. Start it when its first day is here."),
        "calendar-check",
        operations.plan_activity,
        ("starts_on", "ends_on", "responsible"),
    ),
    "complete": Saying(
        CompleteForm,
        _l("Carry the activity through"),
        _l("Write down what came of the goal. The figure stands in the report beside the goal."),
        _l("Carry the activity through"),
        _l("Carried through. Write down what was learned, too."),
        "flag",
        operations.complete_activity,
    ),
    "evaluate": Saying(
        EvaluateForm,
        _l("Evaluate the activity"),
        _l("Write for those who propose the next one."),
        _l("Save what was learned"),
        _l("Evaluated. What was learned stands with the activity."),
        "journal-check",
        operations.evaluate_activity,
    ),
    "send_back": Saying(
        CommentForm,
        _l("Send the proposal back"),
        _l("It becomes a draft again, with your comment."),
        _l("Send the proposal back"),
        _l("Sent back. It is a draft again."),
        "arrow-return-left",
        operations.send_back_activity,
    ),
    "cancel": Saying(
        CancelForm,
        _l("Call the activity off"),
        _l("Rounds and offers that it carries stay as they are. It cannot be undone."),
        _l("Call the activity off"),
        _l("Called off."),
        "slash-circle",
        operations.cancel_activity,
    ),
}
