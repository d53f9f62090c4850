"""A file is read by a process of its own; whatever becomes of that, the page says so in words."""

import zipfile
from pathlib import Path

import pytest

import web.apart
from web.apart import told_by
from web.tables import apart
from web.tables.apart import read_apart
from web.tables.faults import Said, TableUnreadable


def test_a_table_is_read_under_the_name_it_came_with(tmp_path: Path) -> None:
    path = tmp_path / "upload.csv"
    path.write_bytes("Namn;Ort\r\nÅsa;Härnösand\r\n".encode("cp1252"))
    raw = read_apart(path, "förra året.csv", 10)
    assert (raw.file, raw.headings) == ("förra året.csv", ("Namn", "Ort"))
    assert raw.rows == [(2, {"Namn": "Åsa", "Ort": "Härnösand"})]


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "upload.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (257 * 1024 * 1024))
    assert path.stat().st_size < 1024 * 1024
    with pytest.raises(TableUnreadable) as caught:
        read_apart(path, "a.xlsx", 10)
    words = caught.value.args[0]
    assert isinstance(words, Said)
    assert (words.words, words.values) == (
        "%(file)s: it unpacks to more than the service reads.",
        {"file": "a.xlsx"},
    )


@pytest.mark.parametrize(
    "program",
    ["import time; time.sleep(60)", "import os; os.abort()", "print('no json')", "b' ' * 10**12"],
)
def test_a_child_that_hangs_dies_or_babbles_is_told_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str
) -> None:
    monkeypatch.setattr("web.apart.PROGRAM", program)
    monkeypatch.setattr(apart, "WAITS", 1)
    path = tmp_path / "upload.csv"
    path.write_text("a\n1\n")
    with pytest.raises(TableUnreadable, match="more time or memory"):
        read_apart(path, "a.csv", 10)


def test_the_child_cannot_write_a_file_or_take_all_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "upload.csv"
    path.write_text("a\n1\n")
    afterwards = (
        "taken = []\n"
        "try:\n    taken.append(b' ' * (2 * 1024**3))\nexcept MemoryError:\n    pass\n"
        "try:\n    open(arguments[0] + '.x', 'wb', 0).write(b'x')\n    taken.append(b'')\n"
        "except OSError:\n    pass\n"
        "print(len(taken))\n"
    )
    # What the child itself says is put aside, and what it could still take is told.
    program = web.apart.PROGRAM.replace(
        "import_module(module).main(*arguments)\n",
        "import io\nout, sys.stdout = sys.stdout, io.StringIO()\n"
        "import_module(module).main(*arguments)\nsys.stdout = out\n" + afterwards,
    )
    monkeypatch.setattr("web.apart.PROGRAM", program)
    assert told_by("web.tables.apart", str(path), "a.csv", "9", seconds=30) == 0
