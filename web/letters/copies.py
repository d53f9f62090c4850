"""Copies of letters: where no mail server is named, they lie in a mailbox on this machine."""

from collections.abc import Iterable

from flask import current_app

from web.letters.transports import FOLDERS, key_of, mailbox_of


def forget_copies(letter_ids: Iterable[int]) -> None:
    """Remove the copies of some letters from the mailbox; what is not there is no fault."""
    folder = mailbox_of(current_app._get_current_object()).folder  # type: ignore[attr-defined]  # noqa: SLF001 - a proxy's own way
    for letter_id in letter_ids:
        for place in FOLDERS:
            for copy in (folder / place).glob(f"{key_of(letter_id)}*"):
                # A mail program adds its flags to the name, after a colon.
                if copy.name.partition(":")[0] == key_of(letter_id):
                    copy.unlink(missing_ok=True)
