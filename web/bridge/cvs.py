"""A CV, read by a process of its own: which skills of the vocabulary its text speaks of.

The child (``web.apart``) gives back the ids of concepts, or the word for why it refuses, and
nothing else. Neither the file nor its text is kept.
"""

import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from matcher.scanner import ConceptScanner
from matcher.vocabulary import shipped_vocabulary
from web.apart import limit, told_by

SECONDS, MEMORY, MOST_ANSWERED = 15, 768 * 1024**2, 64 * 1024
MOST_BYTES, MOST_PAGES = 3 * 1024**2, 20
MOST_TEXT, MOST_XML, MOST_PARTS = 200_000, 8 * 1024**2, 400
MOST_SKILLS = 40
KINDS = frozenset({"skill", "tool"})

# Why a file is refused; the words for people stand in ``web/students/cv_forms.py``.
EMPTY, LARGE, KIND, LOCKED, MACROS = "empty", "large", "kind", "locked", "macros"
PAGES, NO_TEXT, BROKEN, HEAVY = "pages", "no_text", "broken", "heavy"

PDF, DOCX = ".pdf", ".docx"
# What programs may put in front of a PDF.
NEAR_START = 1024
BODY = "word/document.xml"
# What a package that was cut, changed or packed in another way makes its reader raise.
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_BREAK = re.compile(rb"</w:p>|<w:br[ />]|<w:tab[ />]|</w:tc>")
_RUN = re.compile(rb"<w:t(?: [^<>]*)?>([^<]*)</w:t>|(\n)")


class Refused(Exception):
    """The file is no CV that can be read; carries the word for why."""


@dataclass(frozen=True)
class Reading:
    """What came of a file: the concepts it speaks of, or the word for why it was refused."""

    concepts: tuple[str, ...] = ()
    refused: str = ""


def read_cv(content: bytes, name: str) -> Reading:
    """Read a CV in a process of its own.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        What it is called: its ending has to say what it is.
    """
    if not content:
        return Reading(refused=EMPTY)
    if len(content) > MOST_BYTES:
        return Reading(refused=LARGE)
    ending = Path(name.lower()).suffix
    if ending not in {PDF, DOCX}:
        return Reading(refused=MACROS if ending == ".docm" else KIND)
    told = told_by("web.bridge.cvs", ending, seconds=SECONDS, content=content, most=MOST_ANSWERED)
    if not isinstance(told, dict):
        return Reading(refused=HEAVY)
    return Reading(tuple(told["concepts"]), told["refused"])


def main(ending: str) -> None:
    """Read the file on standard input and write what it speaks of as JSON."""
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    scanner = _scanner()
    limit(SECONDS, MEMORY)
    try:
        told = {"concepts": _found_in(scanner, text_of(content, ending)), "refused": ""}
    except Refused as refusal:
        told = {"concepts": [], "refused": str(refusal)}
    except (MemoryError, RecursionError):
        told = {"concepts": [], "refused": HEAVY}
    sys.stdout.write(json.dumps(told))


def text_of(content: bytes, ending: str) -> str:
    """Give the text of a PDF or DOCX.

    Raises
    ------
    Refused
        With the word for why it cannot be read.
    """
    if ending == PDF and b"%PDF-" in content[:NEAR_START]:
        text = _text_of_pdf(content)
    elif ending == DOCX and content.startswith(b"PK\x03\x04"):
        text = _text_of_docx(content)
    else:
        raise Refused(KIND)
    if not text.strip():
        raise Refused(NO_TEXT)
    return text[:MOST_TEXT]


def _text_of_pdf(content: bytes) -> str:
    from pypdf import PdfReader

    try:
        return "\n".join(_pages_of(PdfReader(io.BytesIO(content))))
    except (Refused, MemoryError, RecursionError):
        raise
    except Exception as error:
        # Whatever a library stumbles over in a file from outside, the file is broken to us; a limit
        # of its own on what may be unpacked is one.
        raise Refused(HEAVY if "Limit" in type(error).__name__ else BROKEN) from error


def _pages_of(reader: Any) -> Iterator[str]:
    if reader.is_encrypted:
        raise Refused(LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise Refused(PAGES)
    left = MOST_TEXT
    for page in reader.pages:
        text = page.extract_text()
        left -= len(text)
        yield text
        if left <= 0:
            return


def _text_of_docx(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _is_plain(parts)
            with parts.open(BODY) as body:
                written = body.read(MOST_XML + 1)
    except KeyError as error:
        raise Refused(KIND) from error
    except UNREADABLE as error:
        raise Refused(BROKEN) from error
    if len(written) > MOST_XML:
        raise Refused(HEAVY)
    return _text_of_xml(written)


def _is_plain(parts: zipfile.ZipFile) -> None:
    """Refuse a package with macros or a password, or in more parts than a CV has."""
    names = [name.lower() for name in parts.namelist()]
    if any(name.endswith(MACRO_PARTS) for name in names):
        raise Refused(MACROS)
    if len(names) > MOST_PARTS:
        raise Refused(HEAVY)
    if any(each.flag_bits & 1 for each in parts.infolist()):
        raise Refused(LOCKED)


def _text_of_xml(written: bytes) -> str:
    """Give what the runs of a document say. No parser is needed for that, and none is trusted."""
    if _DOCTYPE.search(written):
        raise Refused(BROKEN)
    runs = _RUN.finditer(_BREAK.sub(b"\n", written))
    text = b"".join(run[1] if run[1] is not None else b"\n" for run in runs)
    return unescape(text.decode("utf-8", "replace"))


def _scanner() -> ConceptScanner:
    vocabulary = shipped_vocabulary()
    return ConceptScanner(
        (word, concept.id, language)
        for concept in vocabulary
        if concept.kind in KINDS
        for word, language in concept.labels()
    )


def _found_in(scanner: ConceptScanner, text: str) -> list[str]:
    return scanner.find(text, is_list=True)[:MOST_SKILLS]
