"""What would make a pair better, in words: single changes, each of which the matcher tried out.

Read from what a close-up kept; the matcher itself is not asked, so any page may.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString, format_date, format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.words import Kind
from web.bridge.reasons import Strength, strength_of
from web.labels import label
from web.spoken_languages import language_name

Labels = Mapping[str, str]

MOST_CHANGES = 6

BECOMES: dict[Strength, LazyString] = {
    Strength.STRONG: _l("a strong match"),
    Strength.POSSIBLE: _l("a possible match"),
    Strength.WEAK: _l("a weak match"),
}
LIKELIER = _l("a likelier match")

# Why a pair is not suggested at all, by the hard rule that it fails.
FAILS: dict[str, LazyString] = {
    "kind": _l("The student looks for other kinds of offers."),
    "level": _l("The offer is for another level of studies."),
    "field": _l("The offer is for another field of studies."),
    "language": _l("A language that is asked for is missing, or not at the level."),
    "period": _l("The dates do not meet."),
    "place": _l("It is too far to travel."),
    "places": _l("No place is left."),
    "declined": _l("The student has said that the offer is not for them."),
    "forbidden": _l("It has been tried and ended, or the working group has ruled it out."),
}


@dataclass(frozen=True)
class Change:
    """One change that would help.

    Parameters
    ----------
    sentence : str
    before : float or None
        The chance that both say yes as it is; None where a hard rule is in the way.
    after : float
        The chance with the change made, from 0 to 1.
    """

    sentence: str
    before: float | None
    after: float


def changes_in(findings: Mapping[str, Any], labels: Labels) -> tuple[Change, ...]:
    """Give the changes that a close-up found, the best first, in the language in force.

    Parameters
    ----------
    findings : mapping
        What a close-up kept.
    labels : mapping
        What concepts are called, by id, for those of `concepts_changed`.
    """
    told = [_change(one, labels) for one in findings.get("changes", ()) if one["field"] in WITH]
    return tuple(told[:MOST_CHANGES])


def concepts_changed(findings: Mapping[str, Any]) -> set[str]:
    """Give the ids of the concepts that the sentences would name."""
    return {
        one["change"][name]
        for one in findings.get("changes", ())
        if one["field"] == "skills"
        for name in ("concept", "phrase")
    }


def rules_failed(failing: Iterable[str]) -> tuple[str, ...]:
    """Say which hard rules are in a pair's way."""
    return tuple(str(FAILS[rule]) for rule in failing if rule in FAILS)


def _change(one: Mapping[str, Any], labels: Labels) -> Change:
    before = one["before"] if one["could_be_before"] else None
    word = strength_of(one["after"])
    is_same = before is not None and strength_of(before) is word
    becomes = str(LIKELIER if is_same else BECOMES[word])
    sentence = WITH[one["field"]](one["change"], becomes, labels)
    return Change(sentence, before, one["after"])


def _languages(change: Mapping[str, Any], becomes: str, _labels: Labels) -> str:
    names = {"language": language_name(change["language"]), "level": change["level"]}
    return str(_("With %(language)s at %(level)s it would be %(match)s.", match=becomes, **names))


def _skills(change: Mapping[str, Any], becomes: str, labels: Labels) -> str:
    phrase = change["phrase"]
    name = labels.get(change["concept"]) or labels.get(phrase, phrase)
    return str(
        _(
            "With %(skill)s in the profile, at level %(level)s of 5, it would be %(match)s.",
            skill=name,
            level=change["level"],
            match=becomes,
        )
    )


def _moves(_change: Mapping[str, Any], becomes: str, _labels: Labels) -> str:
    return str(_("If the student were ready to move, it would be %(match)s.", match=becomes))


def _remote(_change: Mapping[str, Any], becomes: str, _labels: Labels) -> str:
    return str(_("If the student could work at a distance, it would be %(match)s.", match=becomes))


def _travel(change: Mapping[str, Any], becomes: str, _labels: Labels) -> str:
    return str(
        _(
            "If the student travelled up to %(km)s kilometres, it would be %(match)s.",
            km=format_decimal(change["travel_km"]),
            match=becomes,
        )
    )


def _kinds(change: Mapping[str, Any], becomes: str, _labels: Labels) -> str:
    return str(
        _(
            "If the student also looked for this (%(kind)s), it would be %(match)s.",
            kind=str(label(Kind(change["kind"]))).lower(),
            match=becomes,
        )
    )


def _available(change: Mapping[str, Any], becomes: str, _labels: Labels) -> str:
    days: Sequence[str] = [
        format_date(date.fromisoformat(change[name]), "d MMMM y") for name in ("from", "to")
    ]
    return str(
        _(
            "If the student were free from %(first)s to %(last)s, it would be %(match)s.",
            first=days[0],
            last=days[1],
            match=becomes,
        )
    )


WITH: dict[str, Callable[[Mapping[str, Any], str, Labels], str]] = {
    "languages": _languages,
    "skills": _skills,
    "moves": _moves,
    "remote": _remote,
    "travel_km": _travel,
    "kinds": _kinds,
    "available": _available,
}
