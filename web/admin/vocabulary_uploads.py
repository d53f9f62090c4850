"""Files of taxonomies that an administrator hands in, read and taken over in the request itself.

The service's limit for what is sent holds for them too, and keeps that to some seconds; there is no
job for it. Larger files are imported where the service is installed, by the command.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import flash
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired, MultipleFileField
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from models.taxonomies import Renewal
from models.words import Language
from web.access import current_actor
from web.admin.vocabulary_words import SOURCES
from web.bridge.vocabulary import take_over
from web.clock import now
from web.imports.vocabulary import read_releases
from web.labels import choices
from web.plain_text import plain
from web.session import write_from_here
from web.tables.faults import BadCell, BadCells

LONGEST_RELEASE = 60


class VocabularyForm(FlaskForm):
    """Files to import, and what they do not tell by themselves."""

    files = MultipleFileField(
        _l("Files"),
        description=_l(
            "ESCO’s CSV files, JobTech’s taxonomy or SSYK groups with skills as JSON. Each is"
            " recognised by what is in it. At most 8 MB together."
        ),
        validators=[FileRequired(_l("Choose at least one file."))],
    )
    release = StringField(
        _l("Release"),
        description=_l("What it is called where you got it, such as 1.2.0."),
        validators=[Length(max=LONGEST_RELEASE, message=_l("Use at most 60 characters."))],
        filters=[plain],
    )
    language = SelectField(
        _l("Language"),
        description=_l("For ESCO files whose names do not say it, as skills_sv.csv does."),
        choices=lambda: [SelectChoice("", _l("The names tell")), *choices(Language)],
    )


def import_files(session: Session, form: VocabularyForm) -> Sequence[BadCell]:
    """Take over what was handed in, and say so; or give every cell that cannot be used."""
    with _saved(form.files.data) as paths:
        try:
            releases = read_releases(
                paths, language=form.language.data, release=form.release.data or ""
            )
        except BadCells as found:
            return found.cells
    write_from_here()
    renewals, joined = take_over(session, releases, by=current_actor(), at=now())
    for renewal in renewals:
        flash(_told(renewal), "success")
    flash(
        ngettext(
            "%(num)d imported concept means the same as one of our own and is shown as that one.",
            "%(num)d imported concepts mean the same as ones of our own and are shown as those.",
            joined,
        ),
        "info",
    )
    return ()


def _told(renewal: Renewal) -> str:
    told: str = _(
        "%(source)s: %(added)d new, %(changed)d changed, %(same)d unchanged, %(retired)d given up.",
        source=SOURCES[renewal.source],
        added=renewal.added,
        changed=renewal.changed,
        same=renewal.same,
        retired=renewal.retired,
    )
    if not renewal.left_out:
        return told
    left_out = ngettext(
        "%(num)d was left out, having no Swedish or English label.",
        "%(num)d were left out, having no Swedish or English label.",
        renewal.left_out,
    )
    return f"{told} {left_out}"


@contextmanager
def _saved(uploads: Sequence[FileStorage]) -> Iterator[list[Path]]:
    """Put files where they can be read, each under its own name, which may tell its language."""
    with TemporaryDirectory() as folder:
        paths = []
        for number, upload in enumerate(uploads):
            path = Path(folder) / str(number) / (secure_filename(upload.filename or "") or "file")
            path.parent.mkdir()
            upload.save(path)
            paths.append(path)
        yield paths
