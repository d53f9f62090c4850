"""Files of taxonomies, each recognised by what is in it, read as releases to be taken over."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from models.taxonomies import Release
from web.imports import expectations as expected
from web.imports.esco import SOURCE as ESCO
from web.imports.esco import is_esco, read_esco
from web.imports.jobtech import GROUPS, TAXONOMY, read_jobtech
from web.imports.vocabulary_faults import Faults
from web.tables.faults import BadCell, BadCells, TableUnreadable

MOST_BYTES = 256 * 1024 * 1024
FIRST_LINE = 10_000

# In the order in which they are taken over: what SSYK groups tell rests on JobTech's taxonomy.
SOURCES = (ESCO, TAXONOMY, GROUPS)


def read_releases(
    paths: Iterable[Path], *, language: str = "", release: str = ""
) -> Sequence[Release]:
    """Read files, several of one source as one release of it.

    Parameters
    ----------
    language : str
        Of files that do not tell by their name, as ESCO's do (``skills_sv.csv``).
    release : str
        What it is called; else what ESCO's folder or file is called by (``v1.2.0``).

    Raises
    ------
    BadCells
        With every cell of every file that cannot be used.
    TableUnreadable
        If a file cannot be opened.
    """
    releases = {source: Release(source, release) for source in SOURCES}
    bad: list[BadCell] = []
    for path in paths:
        faults = Faults(path.name)
        try:
            _read(path, releases, faults, language)
        except OSError as error:
            msg = f"{path.name}: {error.strerror or 'it cannot be opened'}."
            raise TableUnreadable(msg) from error
        bad += faults.cells
    if bad:
        raise BadCells(bad)
    return [each for each in releases.values() if each.concepts or each.broader]


def _read(path: Path, releases: dict[str, Release], faults: Faults, language: str) -> None:
    if path.stat().st_size > MOST_BYTES:
        faults.add(1, "", "", expected.A_SMALLER_FILE)
        return
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        beginning = file.readline(FIRST_LINE).lstrip()
        while not beginning and (more := file.readline(FIRST_LINE)):
            beginning = more.lstrip()
    if beginning.startswith(("{", "[")):
        read_jobtech(path, releases, faults)
    elif is_esco(beginning.strip()):
        read_esco(path, releases[ESCO], faults, language)
    else:
        faults.add(1, "", beginning.strip(), expected.A_VOCABULARY)
