"""The forms by which courses are taken over and connected."""

from collections.abc import Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, ValidationError
from wtforms.validators import Length

from models.activities import Activity
from models.courses import Course
from models.employers import Employer
from models.operations.courses import CourseWords
from web.imports.courses import LONGEST_SOURCE, MOST_ROWS, source_of_file, words_of
from web.plain_text import plain
from web.seen import SeenForm
from web.tables.apart import read_apart
from web.tables.faults import BadCell, BadCells, TableUnreadable
from web.uploads.words import in_words

NOTHING = ("", _l("None"))


class CourseFileForm(FlaskForm):
    """A file of courses, and which list it is."""

    file = FileField(
        _l("File"),
        description=_l(
            "CSV or XLSX with headings in the first row, or JSON from an education finder."
        ),
        validators=[FileRequired(_l("Choose a file."))],
    )
    source = StringField(
        _l("Which list it is"),
        description=_l(
            "The same each time: what the list has no more is retired. Left empty, the file’s name."
        ),
        validators=[Length(max=LONGEST_SOURCE)],
    )

    # What the file holds, or every cell of it that cannot be used.
    courses: Sequence[CourseWords] = ()
    bad: Sequence[BadCell] = ()

    def validate_file(self, field: FileField) -> None:
        """Read the file, in a process of its own, and say why it cannot be read."""
        name = PurePath(plain(field.data.filename)).name or "?"
        try:
            with TemporaryDirectory() as folder:
                path = Path(folder) / f"upload{PurePath(name).suffix}"
                field.data.save(path)
                self.courses = words_of(read_apart(path, name, MOST_ROWS))
        except TableUnreadable as refusal:
            raise ValidationError(in_words(refusal.args[0])) from refusal
        except BadCells as refusal:
            self.bad = refusal.cells
            raise ValidationError(_l("Some cells cannot be used: see the list below.")) from refusal

    @property
    def called(self) -> str:
        """What the list is found again by."""
        return source_of_file(plain(self.file.data.filename), plain(self.source.data))


class ConnectForm(SeenForm):
    """Which activity a course is part of, and who has ordered it."""

    activity = SelectField(_l("Activity"))
    employer = SelectField(_l("Ordered by"))

    def __init__(
        self, course: Course, activities: Sequence[Activity], employers: Sequence[Employer]
    ) -> None:
        activity, employer = str(course.activity_id or ""), str(course.employer_id or "")
        super().__init__(is_edited=True, activity=activity, employer=employer)
        self.activity.choices = [NOTHING, *((str(each.id), each.title) for each in activities)]
        self.employer.choices = [NOTHING, *((str(each.id), each.shown_name) for each in employers)]
