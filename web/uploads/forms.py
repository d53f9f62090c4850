"""The forms by which a spreadsheet is handed in and put right."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from models.uploads import Holds, Upload
from web.imports.drafts import OUT, SHEETS, key_of_row
from web.imports.guessing import columns_of
from web.imports.questions import Checked
from web.labels import label
from web.plain_text import plain
from web.tables.apart import read_apart
from web.tables.faults import TableUnreadable
from web.tables.files import RawTable
from web.uploads.words import FOR_ALL, in_words

MOST_ROWS = 5000
LONGEST_CELL = 20_000


class UploadForm(FlaskForm):
    """A spreadsheet, and what its rows are; who can hand in one thing only is not asked."""

    holds = RadioField(
        _l("What do the rows hold?"),
        validators=[InputRequired(_l("Choose what the rows hold."))],
    )
    file = FileField(
        _l("Spreadsheet"),
        description=_l("CSV or XLSX with headings in the first row, at most 5,000 rows and 8 MB."),
        validators=[FileRequired(_l("Choose a file."))],
    )

    raw: RawTable

    def __init__(self, holds: Sequence[Holds]) -> None:
        super().__init__()
        self.holds.choices = [SelectChoice(each.value, label(each)) for each in holds]
        if len(holds) == 1:
            self.holds.process_data(holds[0].value)
            del self._fields["holds"]

    def validate_file(self, field: FileField) -> None:
        """Read the file, in a process of its own, and say why it cannot be read."""
        name = PurePath(plain(field.data.filename)).name or "?"
        try:
            with TemporaryDirectory() as folder:
                path = Path(folder) / f"upload{PurePath(name).suffix}"
                field.data.save(path)
                self.raw = read_apart(path, name, MOST_ROWS)
        except TableUnreadable as refusal:
            raise ValidationError(in_words(refusal.args[0])) from refusal
        if not self.raw.rows:
            raise ValidationError(_l("There is no row below the headings."))


class ImportForm(FlaskForm):
    """How far what is complete is brought."""

    submit = BooleanField(_l("Hand in what is complete"))


def columns_sent(upload: Upload) -> dict[str, str]:
    """Give what the headings were said to mean; of two with the same meaning the first counts."""
    known, found = columns_of(SHEETS[upload.holds]), dict[str, str]()
    for at, heading in enumerate(upload.headings):
        name = request.form.get(f"column-{at}", "")
        if heading and name in known and name not in found.values():
            found[heading] = name
    return found


def for_all_sent(upload: Upload) -> dict[str, str]:
    """Give what was said of every row that says nothing itself."""
    return {
        name: plain(request.form.get(f"all-{name}"))[:LONGEST_CELL]
        for name in FOR_ALL[upload.holds]
    }


def cells_sent(upload: Upload) -> dict[str, dict[str, str]]:
    """Give what was written in the place of cells, by row and column."""
    known, found = columns_of(SHEETS[upload.holds]), dict[str, dict[str, str]]()
    for number, _row in upload.rows or ():
        cells = {
            name: plain(request.form[f"cell-{number}-{name}"])[:LONGEST_CELL]
            for name in known
            if f"cell-{number}-{name}" in request.form
        }
        if cells:
            found[str(number)] = cells
    return found


def rows_left_out(upload: Upload) -> dict[str, str]:
    """Give the rows that were ticked to be left out, as answers."""
    ticked = set(request.form.getlist("out"))
    return {key_of_row(number): OUT for number, _row in upload.rows or () if str(number) in ticked}


def answers_sent(checked: Checked) -> Mapping[str, str]:
    """Give the answers to questions; with the button for it, what is registered already is it."""
    takes_all = request.form.get("all") == "same"
    found = {}
    for question in checked.questions:
        answer = request.form.get(question.key, "")
        if not answer and takes_all and len(question.known) == 1 and not question.may_be_new:
            answer = question.answers[0]
        if answer in question.answers:
            found[question.key] = answer
    return found
