"""What a list's address asks for; what is no word of the list is not asked for."""

from enum import StrEnum
from typing import TypeVar

from flask import request

LONGEST = 80

Word = TypeVar("Word", bound=StrEnum)


def asked_word(name: str, words: type[Word]) -> Word | None:
    """Give the word of a closed list that the address asks for, or none."""
    asked = request.args.get(name, "")
    return words(asked) if asked in {word.value for word in words} else None


def asked_words(name: str = "words") -> str:
    """Give the free words that the address asks for."""
    return request.args.get(name, "")[:LONGEST].strip()
