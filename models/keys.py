"""Keys by which names are found and sorted, the same on every database.

SQLite folds ASCII only and PostgreSQL by its locale, so folding and Swedish order are stored.
"""

import re
import unicodedata

# å ä ö come after z, in this order; the characters stand after z in ASCII.
AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}", "æ": "|", "ø": "}"})


def fold(words: str) -> str:
    """Fold for search: case and surplus space are nothing, å ä ö are letters of their own.

    Examples
    --------
    >>> fold("  HÄRNÖSAND   Énergi ")
    'härnösand energi'
    """
    folded = unicodedata.normalize("NFC", words).casefold()
    return " ".join("".join(_plain(letter) for letter in folded).split())[:300]


def sort_key(words: str) -> str:
    """Give the key by which Swedish names are sorted.

    Examples
    --------
    >>> sorted(["Öberg", "Zander", "Åkesson", "Ärlig"], key=sort_key)
    ['Zander', 'Åkesson', 'Ärlig', 'Öberg']
    """
    return fold(words).translate(AFTER_Z)


def digits_of(words: str) -> str:
    """Give the digits of a phone or organisation number as people write it; of other words none.

    Examples
    --------
    >>> digits_of("+46 (0)70-123 45 67"), digits_of("070-123 45 67"), digits_of("Kajen 2")
    ('0701234567', '0701234567', '')
    """
    bare = re.sub(r"^(\+|00)460?", "0", re.sub(r"[\s()./-]", "", words))
    return bare if bare.isdecimal() else ""


def normal_email(address: str) -> str:
    """Give the address as it is stored and compared."""
    return unicodedata.normalize("NFC", address).strip().casefold()


def _plain(letter: str) -> str:
    if letter in "åäöæø":
        return letter
    return "".join(
        part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part)
    )
