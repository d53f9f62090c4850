"""Documents as PDF that a screen reader reads too (PDF/UA); their words come as data."""

import json
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
