"""Documents as PDF that a screen reader reads too (PDF/UA); their words come as data."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any


def typeset(template: Path, document: dict[str, Any]) -> bytes:
    """Typeset a document as tagged PDF.

    Parameters
    ----------
    template : Path
        How it looks: a file of the project, which reads no other and no address.
    document : dict
        What it says, as JSON can hold it.
    """
    # Eighty megabytes that only a few pages need.
    import typst

    content: bytes = typst.compile(
        template.read_bytes(),
        sys_inputs={"document": json.dumps(document)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return content


def typeset_within(
    pages: int, sizes: Sequence[float], template: Path, document: dict[str, Any]
) -> bytes:
    """Typeset a document in the first size of type that its pages hold, else in the last.

    Parameters
    ----------
    pages : int
        How many it should be at most.
    sizes : sequence of float
        Sizes of type in points, the largest first; the template is told one as ``size``.
    """
    from pypdf import PdfReader

    content = b""
    for size in sizes:
        content = typeset(template, {**document, "size": size})
        if len(PdfReader(BytesIO(content)).pages) <= pages:
            break
    return content
