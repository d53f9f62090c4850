"""Where a page may lead next: only to pages of ours."""

from urllib.parse import urlsplit

from flask import url_for


def own_address(wanted: str) -> str:
    r"""Give the address if it is a plain path of ours, else the first page.

    Browsers drop tabs and line breaks and read ``\`` as ``/``, so that ``/<TAB>/evil.example``
    leads away: such an address is not plain.
    """
    parts = urlsplit(wanted)
    is_plain = all(character.isprintable() and character != "\\" for character in wanted)
    if is_plain and wanted[:1] == "/" and wanted[:2] != "//" and not (parts.scheme or parts.netloc):
        return wanted
    return url_for("public.start_show")
