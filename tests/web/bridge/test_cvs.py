"""A CV is read apart, with limits; whatever is sent in its place is refused with a word."""

import io
import zipfile
import zlib

import pytest
from pypdf import PdfReader, PdfWriter

from web.bridge import cvs
from web.bridge.cvs import read_cv
from web.students.cv_forms import REFUSED

TEXT = "Python, svetsning och projektledning"


def a_pdf(text: str = TEXT, pages: int = 1, *, filters: int = 0) -> bytes:
    """Write a PDF by hand: one line of text a page."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1")
    for _each in range(filters):
        stream = zlib.compress(stream, 9)
    names = " ".join(["/FlateDecode"] * filters)
    told = f"/Filter [{names}] " if filters else ""
    kids = " ".join(f"{4 + each} 0 R" for each in range(pages))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R"
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page += f" /Resources << /Font << /F1 {font} >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        f"<< {told}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream",
        *[page.encode()] * pages,
    ]
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    return written + table.encode() + end.encode()


def a_docx(body: str = f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>", **parts: bytes) -> bytes:
    """Write a DOCX by hand."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(cvs.BODY, f"<w:document><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def a_docx_with_a_damaged_body() -> bytes:
    """Write a DOCX whose list of parts is right, and what is packed of the body is not."""
    content = bytearray(a_docx())
    begins = content.index(cvs.BODY.encode()) + len(cvs.BODY)
    content[begins : begins + 20] = b"\xff" * 20
    return bytes(content)


def an_encrypted_pdf() -> bytes:
    writer, file = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(a_pdf())))
    writer.encrypt("hemligt", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(("name", "content"), [("cv.pdf", a_pdf()), ("CV.DOCX", a_docx())])
def test_what_a_cv_speaks_of_is_found(name: str, content: bytes) -> None:
    read = read_cv(content, name)
    assert read.refused == ""
    assert {"skill/python", "skill/welding", "skill/project-management"} <= set(read.concepts)


def test_words_that_a_program_split_are_one_and_lines_are_not() -> None:
    split = "<w:p><w:r><w:t>Svets</w:t></w:r><w:r><w:t>ning</w:t></w:r></w:p>"
    cells = "<w:tc><w:p><w:r><w:t>SQL</w:t></w:r></w:p></w:tc>" * 2
    assert set(read_cv(a_docx(split + cells), "cv.docx").concepts) == {"skill/welding", "skill/sql"}


REFUSALS = {
    "nothing": ("cv.pdf", b"", cvs.EMPTY),
    "too large": ("cv.pdf", b"%PDF-" + b"0" * cvs.MOST_BYTES, cvs.LARGE),
    "another kind": ("cv.odt", a_docx(), cvs.KIND),
    "no ending": ("cv", a_pdf(), cvs.KIND),
    "a picture called pdf": ("cv.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 2000, cvs.KIND),
    "a pdf called docx": ("cv.docx", a_pdf(), cvs.KIND),
    "a docx called pdf": ("cv.pdf", a_docx(), cvs.KIND),
    "another package": ("cv.docx", b"PK\x03\x04" + b"0" * 60, cvs.BROKEN),
    "a file for macros": ("cv.docm", a_docx(), cvs.MACROS),
    "macros inside": ("cv.docx", a_docx(**{"word/vbaProject.bin": b"1"}), cvs.MACROS),
    "a password": ("cv.pdf", an_encrypted_pdf(), cvs.LOCKED),
    "a hundred pages": ("cv.pdf", a_pdf(pages=100), cvs.PAGES),
    "no text": ("cv.pdf", a_pdf(" "), cvs.NO_TEXT),
    "no text in word": ("cv.docx", a_docx("<w:p/>"), cvs.NO_TEXT),
    "a damaged pdf": ("cv.pdf", b"%PDF-1.7\n" + b"\x00\xff" * 500, cvs.BROKEN),
    "a damaged body": ("cv.docx", a_docx_with_a_damaged_body(), cvs.BROKEN),
    "entities": ("cv.docx", a_docx('<!DOCTYPE x [<!ENTITY a "b">]>&a;'), cvs.BROKEN),
    "many parts": (
        "cv.docx",
        a_docx(**{f"word/media/{each}": b"1" for each in range(cvs.MOST_PARTS)}),
        cvs.HEAVY,
    ),
    "a body that unpacks": ("cv.docx", a_docx("<w:t>a</w:t>" * 1_000_000), cvs.HEAVY),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_is_no_cv_is_refused_with_a_word(what: str) -> None:
    name, content, word = REFUSALS[what]
    read = read_cv(content, name)
    assert (read.concepts, read.refused) == ((), word)
    assert word in REFUSED


def test_every_word_of_refusal_has_a_sentence() -> None:
    words = {cvs.EMPTY, cvs.LARGE, cvs.KIND, cvs.LOCKED, cvs.MACROS, cvs.PAGES}
    assert set(REFUSED) == words | {cvs.NO_TEXT, cvs.BROKEN, cvs.HEAVY}


def test_a_pdf_that_unpacks_without_end_is_stopped() -> None:
    # Two layers of compression: some kilobytes become hundreds of megabytes.
    bomb = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
    assert len(bomb) < 20_000
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        f"<< /Filter [/FlateDecode /FlateDecode] /Length {len(bomb)} >>\nstream\n".encode()
        + bomb
        + b"\nendstream",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R >>",
    ]
    refused = read_cv(_numbered(objects), "cv.pdf").refused
    assert refused in {cvs.HEAVY, cvs.BROKEN, cvs.NO_TEXT}


def test_a_child_that_takes_too_long_or_says_something_else_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cvs, "SECONDS", 0.01)
    assert read_cv(a_pdf(), "cv.pdf").refused == cvs.HEAVY
    monkeypatch.setattr(cvs, "SECONDS", 15)
    monkeypatch.setattr("web.apart.PROGRAM", "print('no JSON')")
    assert read_cv(a_pdf(), "cv.pdf").refused == cvs.HEAVY
    monkeypatch.setattr("web.apart.PROGRAM", "print('[' + '1,' * 100_000 + '1]')")
    assert read_cv(a_pdf(), "cv.pdf").refused == cvs.HEAVY
