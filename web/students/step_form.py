"""What every step of a profile is: a form that fills itself from a student and saves itself.

A step may be left half filled: the review says what is missing. Only somebody who takes part
already cannot empty what a match needs.
"""

from datetime import datetime
from typing import Any, ClassVar

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models.actors import Actor
from models.operations import profiles as operations
from models.people import Student
from models.words import ProfileState
from web.seen import SeenForm


class StepForm(SeenForm):
    """One step of a profile."""

    # What cannot be emptied while the student takes part.
    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, student: Student) -> None:
        self.student = student
        super().__init__(is_edited=True, **self.told_by(student))

    def told_by(self, student: Student) -> dict[str, Any]:
        """Give what the student has told, by the names of the fields."""
        return {name: getattr(student, name) for name in operations.EDITABLE}

    def save(self, session: Session, student: Student, *, by: Actor, at: datetime) -> None:
        """Store what was typed."""
        told = {name: self[name].data for name in self._stored()}
        operations.edit_student(session, student, by=by, at=at, **told)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and that nothing a match needs was emptied."""
        super().validate(extra_validators)
        if self.student.state is ProfileState.SUBMITTED:
            for field in (self[name] for name in self.needed if not self[name].data):
                words = _("This has to stay filled in while you take part.")
                field.errors = [*field.errors, words]
        return not self.errors

    def _stored(self) -> list[str]:
        """Name the fields that are columns of the student too."""
        return [field.name for field in self if field.name in operations.EDITABLE]
