"""What people type, as it is stored: one kind of line break, and no signs that nobody can see."""

import unicodedata

KEPT = "\n\t"


def plain(text: str | None) -> str:
    r"""Give a text without control signs and surplus space around it: a filter of form fields.

    A database may refuse such signs, and nobody types them; they come with what is pasted.

    Examples
    --------
    >>> plain("  Två\r\nrader\x00 ")
    'Två\nrader'
    """
    lines = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in KEPT or _is_seen(sign)).strip()


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs"}
