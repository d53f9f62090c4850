"""A CV, read by a process of its own: which skills of the vocabulary its text speaks of.

A few hundred bytes of a PDF can unpack to gigabytes, so the process that serves pages never opens
one. A child does, with limits on time, memory and what it may say, without a network and without
writing a file; it gives back the ids of concepts, or the word for why it refuses, and nothing else.
Neither the file nor its text is kept.
"""

import io
import json
import re
import resource
import subprocess
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

SECONDS, MEMORY, MOST_ANSWERED = 15, 768 * 1024**2, 64 * 1024
MOST_BYTES, MOST_PAGES = 3 * 1024**2, 20
MOST_TEXT, MOST_XML, MOST_PARTS = 200_000, 8 * 1024**2, 400
MOST_SKILLS = 40
KINDS = frozenset({"skill", "tool"})
ROOM = Path(__file__).resolve().parent.parent

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

# The package by its folder alone: what `web` itself imports for its pages would take the child
# seconds to load, and most of its memory.
PROGRAM = """
import sys, types
from pathlib import Path
room = sys.argv[1]
sys.path.insert(0, str(Path(room).parent))
web = types.ModuleType("web")
web.__path__ = [room]
sys.modules["web"] = web
from web.bridge.cvs import main
main(sys.argv[2])
"""


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
    command = [sys.executable, "-I", "-c", PROGRAM, str(ROOM), ending]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and an ending that is one of two
            command, input=content, capture_output=True, timeout=SECONDS, check=True
        )
        told = json.loads(done.stdout) if len(done.stdout) <= MOST_ANSWERED else None
    except (subprocess.SubprocessError, ValueError):
        told = None
    if not isinstance(told, dict):
        return Reading(refused=HEAVY)
    return Reading(tuple(told["concepts"]), told["refused"])


def main(ending: str) -> None:
    """Read the file on standard input and write what it speaks of as JSON."""
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    scanner = _scanner()
    limit()
    try:
        told = {"concepts": _found_in(scanner, text_of(content, ending)), "refused": ""}
    except Refused as refusal:
        told = {"concepts": [], "refused": str(refusal)}
    except (MemoryError, RecursionError):
        told = {"concepts": [], "refused": HEAVY}
    sys.stdout.write(json.dumps(told))


def limit() -> None:
    """Take from this process what reading a file does not need."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_to_leave)


def _refuse_to_leave(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system")):
        raise Refused(BROKEN)


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
