"""Why a run found nobody: the rules that left nobody, and what would bring some back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString, force_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

TOLD = 3

Count = Callable[[int, int], str]


@dataclass(frozen=True)
class Rule:
    """A hard rule: how many it is in the way of, and how many it alone keeps away."""

    name: str
    removed: int
    brings_back: int


@dataclass(frozen=True)
class Nobody:
    """Why a run found nobody for a student or an offer.

    Parameters
    ----------
    considered : int
        How many were compared with.
    sentences : tuple of str
        What `why_nobody` says.
    rules : tuple of Rule
        Every rule that was in somebody's way, what removed most first.
    """

    considered: int
    sentences: tuple[str, ...]
    rules: tuple[Rule, ...]


def explain_nobody(entry: Mapping[str, Any], language: str) -> Nobody:
    """Say why a run found nobody, with the figures; takes what `why_nobody` takes."""
    back: Mapping[str, int] = entry.get("brings_back", {})
    with force_locale(language):
        rules = tuple(
            Rule(str(NAMES[name]), count, back.get(name, 0))
            for name, count in entry.get("removed", {}).items()
            if name in NAMES
        )
    return Nobody(int(entry.get("considered", 0)), why_nobody(entry, language), rules)


def why_nobody(entry: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """Say why a run found nobody.

    Parameters
    ----------
    entry : mapping
        What the run kept: how many were considered, removed by each rule, and brought back.
    language : str
        ``sv`` or ``en``.

    Returns
    -------
    tuple of str
        Sentences: the rules that removed most, then the one change that would help most.
    """
    considered = int(entry.get("considered", 0))
    with force_locale(language):
        if considered == 0:
            return (_("There was nothing to compare with."),)
        said = [
            REMOVED[rule](count, considered)
            for rule, count in entry.get("removed", {}).items()
            if rule in REMOVED
        ][:TOLD]
        back = [
            BROUGHT_BACK[rule](count)
            for rule, count in entry.get("brings_back", {}).items()
            if rule in BROUGHT_BACK
        ][:1]
        return (*said, *back)


NAMES: dict[str, LazyString] = {
    "kind": _l("Kind of offer"),
    "level": _l("Level of studies"),
    "field": _l("Field of studies"),
    "language": _l("Languages"),
    "period": _l("Dates"),
    "place": _l("Place and way to travel"),
    "places": _l("Places left"),
    "declined": _l("The student’s no"),
    "forbidden": _l("Ended before, or ruled out"),
}

REMOVED: dict[str, Count] = {
    "kind": lambda n, of: _("%(count)d of %(all)d: another kind is sought.", count=n, all=of),
    "level": lambda n, of: _("%(count)d of %(all)d: another level of studies.", count=n, all=of),
    "field": lambda n, of: _("%(count)d of %(all)d: another field of studies.", count=n, all=of),
    "language": lambda n, of: _(
        "%(count)d of %(all)d: a language is missing or not at the level.", count=n, all=of
    ),
    "period": lambda n, of: _("%(count)d of %(all)d: the dates do not meet.", count=n, all=of),
    "place": lambda n, of: _("%(count)d of %(all)d: too far to travel.", count=n, all=of),
    "places": lambda n, of: _("%(count)d of %(all)d: no place is left.", count=n, all=of),
    "declined": lambda n, of: _("%(count)d of %(all)d: the student has said no.", count=n, all=of),
    "forbidden": lambda n, of: _(
        "%(count)d of %(all)d: it has been tried and ended, or is ruled out.", count=n, all=of
    ),
}

BROUGHT_BACK: dict[str, Callable[[int], str]] = {
    "level": lambda n: ngettext(
        "If the level did not count, %(num)d more could fit.",
        "If the level did not count, %(num)d more could fit.",
        n,
    ),
    "field": lambda n: ngettext(
        "With a wider field of studies, %(num)d more could fit.",
        "With a wider field of studies, %(num)d more could fit.",
        n,
    ),
    "language": lambda n: ngettext(
        "With lower demands on language, %(num)d more could fit.",
        "With lower demands on language, %(num)d more could fit.",
        n,
    ),
    "period": lambda n: ngettext(
        "With other dates, %(num)d more could fit.",
        "With other dates, %(num)d more could fit.",
        n,
    ),
    "place": lambda n: ngettext(
        "With a longer way to travel, or work at a distance, %(num)d more could fit.",
        "With a longer way to travel, or work at a distance, %(num)d more could fit.",
        n,
    ),
    "places": lambda n: ngettext(
        "With more places, %(num)d more could fit.",
        "With more places, %(num)d more could fit.",
        n,
    ),
}
