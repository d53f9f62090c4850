"""Files of every kind that people hand in are read, or refused in words."""

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.web.cli.conftest import a_file
from web.tables import files
from web.tables.columns import OFFERS, STUDENTS
from web.tables.faults import BadCells, TableUnreadable
from web.tables.files import read_file
from web.tables.reading import read_table
from web.tables.writing import as_csv, safe, write_table

FORMULAS = ("=1+1", "+46 70", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_of_any_usual_kind(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"id{separator}namn\r\ns1{separator}Åsa Öst\r\n".encode(encoding))
    assert read_file(path).rows == [(2, {"id": "s1", "namn": "Åsa Öst"})]


def test_a_cell_of_a_spreadsheet_is_text(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["id", "place", "day", "remote", "share", "none"],
        ["s1", 2280, datetime(2027, 6, 7), True, 0.5, None],  # noqa: DTZ001 - as spreadsheets have it
    ):
        book.active.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    [(number, row)] = read_file(path).rows
    assert number == 2
    assert list(row.values()) == ["s1", "2280", "2027-06-07", "yes", "0.5", ""]


def test_json_values_are_written_as_cells_are(tmp_path: Path) -> None:
    path = tmp_path / "students.json"
    student = {
        "id": "s1",
        "kinds": ["internship"],
        "level": "bachelor",
        "skills": {"SQL": 4},
        "languages": {"sv": "C1"},
        "remote": True,
        "travel_km": 50,
        "available": {"internship": ["2027-06-07", "2027-08-13"]},
        "graduates_on": None,
    }
    path.write_text(json.dumps({"students": [student]}), encoding="utf-8")
    [line] = read_table(path, STUDENTS, STUDENTS.ranked).lines
    assert line.values["skills"] == {"SQL": 4}
    assert line.values["available"] == {"internship": (date(2027, 6, 7), date(2027, 8, 13))}
    assert (line.values["remote"], line.values["travel_km"]) == (True, 50.0)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b" \r\n \r\n", "empty"),
        ("a.csv", b"\x00\x01\x02" * 50, "no text file"),
        ("a.csv", b'id,name\r\ns1,"never closed', "table"),
        ("a.csv", b"id,name\r\ns1,Ebba,too,many", "more cells than headings"),
        ("a.csv", b";;;\r\n;;;", "no headings"),
        ("a.xlsx", b"PK no zip", "damaged"),
        ("a.xlsx", b"id;name", "damaged"),
        ("a.json", b"{", "no JSON"),
        ("a.json", b"[" * 100_000, "no JSON"),
        ("a.json", b'"text"', "list of objects"),
        ("a.json", b"[1, 2]", "list of objects"),
        ("a.json", b"[]", "empty"),
        ("a.ods", b"id", "must end in"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TableUnreadable, match=says):
        read_file(path)


def test_no_file_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(TableUnreadable, match=r"none\.csv"):
        read_file(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(TableUnreadable, match=r"folder\.csv"):
        read_file(tmp_path / "folder.csv")


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1024 * 1024)
    monkeypatch.setattr(files, "MOST_ROWS", 10)
    path = tmp_path / "a.csv"
    path.write_bytes(b"id\r\n" + b"s\r\n" * 400_000)
    with pytest.raises(TableUnreadable, match="larger than 1 MB"):
        read_file(path)
    path.write_bytes(b"id\r\n" + b"s\r\n" * 11)
    with pytest.raises(TableUnreadable, match="more than 10 rows"):
        read_file(path)


def test_a_spreadsheet_that_unpacks_to_too_much_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_UNPACKED", 1024 * 1024)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2 * 1024 * 1024)
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(TableUnreadable, match="unpacks"):
        read_file(path)


def test_every_bad_cell_is_told_at_once_by_row_and_heading(tmp_path: Path) -> None:
    path = a_file(
        tmp_path / "students.csv",
        STUDENTS,
        {"level": "doktor", "kinds": ""},
        {"id": "s2", "skills": "SQL:9", "travel_km": "-1", "place": "Atlantis"},
        {"id": "s2", "available": "internship=2027-08-13/2027-06-07", "languages": "sv"},
    )
    with pytest.raises(BadCells) as told:
        read_table(path, STUDENTS, STUDENTS.ranked)
    assert [(cell.row, cell.column) for cell in told.value.cells] == [
        (2, "kinds"),
        (2, "level"),
        (3, "place"),
        (3, "skills"),
        (3, "travel_km"),
        (4, "available"),
        (4, "id"),
        (4, "languages"),
    ]


def test_a_missing_column_is_told_by_name(tmp_path: Path) -> None:
    path = tmp_path / "offers.csv"
    path.write_text("id,kind\no1,thesis\n", encoding="utf-8")
    with pytest.raises(BadCells) as told:
        read_table(path, OFFERS, OFFERS.ranked)
    assert {cell.column for cell in told.value.cells} == {"employer", "title", "period"}


def test_headings_and_words_may_be_swedish(tmp_path: Path) -> None:
    path = tmp_path / "studenter.csv"
    path.write_text(
        "Nummer;Söker;Nivå;Ort;Distans;Kunskaper;Språk;Perioder\r\n"
        's1;"sommarpraktik;examensarbete";kandidat;Härnösand;ja;"SQL:4;knopar";sv:C1;'
        "sommarpraktik=2027-06-07/2027-08-13\r\n",
        encoding="cp1252",
    )
    [line] = read_table(path, STUDENTS, STUDENTS.ranked).lines
    assert line.values["kinds"] == {"internship", "thesis"}
    assert (line.values["level"], line.values["place"]) == ("bachelor", "2280")
    assert line.values["remote"] is True
    assert line.values["skills"] == {"SQL": 4, "knopar": 3}


def test_a_code_that_lost_its_nought_is_understood(tmp_path: Path) -> None:
    path = a_file(tmp_path / "students.csv", STUDENTS, {"place": "180"})
    [line] = read_table(path, STUDENTS, STUDENTS.ranked).lines
    assert line.values["place"] == "0180"


def test_a_heading_that_is_of_no_use_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,kinds,level,skils\ns1,thesis,master,SQL\n", encoding="utf-8")
    assert read_table(path, STUDENTS, STUDENTS.ranked).ignored == ("skils",)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_what_is_written_is_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    write_table(path, ["id", "name", "share"], [{"id": "s1", "name": "Åsa; Öst", "share": 0.25}])
    assert read_file(path).rows[0][1] == {"id": "s1", "name": "Åsa; Öst", "share": "0.25"}


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_an_export_is_a_formula(tmp_path: Path, formula: str) -> None:
    assert not str(safe(formula)).lstrip().startswith(("=", "+", "-", "@"))
    path = tmp_path / "a.xlsx"
    write_table(path, ["name"], [{"name": formula}])
    [[_heading], [cell]] = load_workbook(path).active.iter_rows()
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")
    assert as_csv(["name"], [{"name": formula}]).splitlines()[1].lstrip('"').startswith("'")


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before", encoding="utf-8")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(TableUnreadable, match="No space left"):
        write_table(path, ["id"], [{"id": "s1"}])
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]
