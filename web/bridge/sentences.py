"""What each term of a score says in words: whole sentences, in the reader's language.

They are read by coordinators about a student and by the student alike, so they speak of the
profile and the offer, not of "you" or "her".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from babel.lists import format_list
from flask_babel import format_decimal, get_locale, ngettext
from flask_babel import gettext as _

from models.words import CEFR
from web.bridge.places import place_name

Evidence = Mapping[str, Any]
Labels = Mapping[str, str]

# So many skills are named in one sentence; the rest stands under "details".
NAMED = 4


class Said(NamedTuple):
    """A sentence, and whether it speaks for the pair."""

    speaks_for: bool
    sentence: str


def sentences_of(
    term: str, evidence: Evidence, weighs_for: bool, labels: Labels
) -> tuple[Said, ...]:
    """Give what a term says; nothing where there is nothing that a reader could use.

    Parameters
    ----------
    term : str
        A name of the matcher's terms.
    evidence : mapping
        What the term rests on, as the matcher gave it.
    weighs_for : bool
        Whether the term as a whole speaks for the pair.
    labels : mapping
        What concepts are called, by id.
    """
    word = WORDS.get(term)
    return tuple(word(evidence, weighs_for, labels)) if word else ()


def concepts_in(term: str, evidence: Evidence) -> set[str]:
    """Give the ids of the concepts that the sentences of a term would name."""
    if term in {"must", "wished"}:
        asked = [one for group in ("met", "partly", "missing") for one in evidence.get(group, ())]
        return {one[name] for one in asked for name in ("concept", "phrase")}
    if term == "concepts":
        return set(evidence.get("shared", ()))
    if term == "programme":
        return {*evidence.get("shared", ()), *evidence.get("studied", ())}
    return set()


def _must(evidence: Evidence, _for: bool, labels: Labels) -> Iterator[Said]:
    if evidence.get("met"):
        skills = _skills(evidence["met"], labels)
        yield Said(True, _("Asked for and in the profile: %(skills)s.", skills=skills))
    if evidence.get("missing"):
        skills = _skills(evidence["missing"], labels)
        yield Said(False, _("Asked for but not in the profile: %(skills)s.", skills=skills))
    if evidence.get("partly"):
        skills = _skills(evidence["partly"], labels)
        yield Said(False, _("Asked for at a higher level: %(skills)s.", skills=skills))


def _wished(evidence: Evidence, _for: bool, labels: Labels) -> Iterator[Said]:
    there = [*evidence.get("met", ()), *evidence.get("partly", ())]
    if there:
        yield Said(
            True, _("A merit, and in the profile: %(skills)s.", skills=_skills(there, labels))
        )
    if evidence.get("missing"):
        skills = _skills(evidence["missing"], labels)
        yield Said(False, _("A merit, but not in the profile: %(skills)s.", skills=skills))


def _concepts(evidence: Evidence, weighs_for: bool, labels: Labels) -> Iterator[Said]:
    shared = [labels[concept] for concept in evidence.get("shared", ()) if concept in labels]
    if weighs_for and shared:
        words = _listed(shared)
        yield Said(
            True, _("The profile and the offer have this in common: %(words)s.", words=words)
        )
    elif not weighs_for:
        yield Said(False, _("The profile and the offer are about different things."))


def _text(evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    if weighs_for and evidence.get("shared"):
        words = _listed(evidence["shared"])
        yield Said(True, _("Both texts speak of %(words)s.", words=words))


def _programme(evidence: Evidence, weighs_for: bool, labels: Labels) -> Iterator[Said]:
    names = evidence.get("shared" if weighs_for else "studied", ())
    fields = [labels[name] for name in names if name in labels]
    if weighs_for and fields:
        words = _listed(fields)
        yield Said(True, _("The studies lie in the field of the offer: %(fields)s.", fields=words))
    elif not weighs_for and fields:
        words = _listed(fields)
        yield Said(False, _("The studies lie in another field: %(fields)s.", fields=words))


def _level(evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    if weighs_for:
        yield Said(
            True,
            _("Studies at master’s level, which is asked for.")
            if evidence.get("level") == "master"
            else _("Studies at bachelor’s level, which is asked for."),
        )


def _language(evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    asked = [one for one in evidence.get("languages", ()) if one["has"]]
    if not asked:
        return
    # The one with the least to spare decides.
    tightest = min(asked, key=lambda one: CEFR[one["has"]] - CEFR[one["asked"]])
    names = {**tightest, "language": _language_name(tightest["language"])}
    if weighs_for:
        yield Said(True, _("%(language)s at %(has)s, where %(asked)s is asked for.", **names))
    else:
        yield Said(False, _("%(language)s at no more than what is asked for: %(asked)s.", **names))


def _place(evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    ends = {
        "origin": place_name(evidence.get("from", "")),
        "destination": place_name(evidence.get("to", "")),
    }
    if weighs_for and evidence.get("remote") == "remote":
        yield Said(True, _("The work can be done at a distance."))
    elif "km" not in evidence:
        return
    elif evidence["from"] == evidence["to"]:
        yield Said(weighs_for, _("In the same municipality: %(destination)s.", **ends))
    elif weighs_for and evidence.get("moves"):
        yield Said(True, _("Ready to move from %(origin)s to %(destination)s.", **ends))
    elif evidence.get("minutes_known"):
        yield Said(weighs_for, _minutes(int(evidence["minutes"]), ends))
    else:
        yield Said(weighs_for, _kilometres(round(evidence["km"]), ends))


def _minutes(minutes: int, ends: Mapping[str, str]) -> str:
    written: str = ngettext(
        "%(num)d minute between %(origin)s and %(destination)s.",
        "%(num)d minutes between %(origin)s and %(destination)s.",
        minutes,
        **ends,
    )
    return written


def _kilometres(km: int, ends: Mapping[str, str]) -> str:
    written: str = ngettext(
        "About %(num)d kilometre between %(origin)s and %(destination)s.",
        "About %(num)d kilometres between %(origin)s and %(destination)s.",
        km,
        **ends,
    )
    return written


def _period(evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    common, offered = evidence.get("days_in_common", -1), evidence.get("days_offered", 0)
    if common >= offered:
        yield Said(weighs_for, _("Free during the whole period."))
    elif common >= 0:
        yield Said(
            weighs_for,
            ngettext(
                "Free for %(num)d of the %(offered)d days.",
                "Free for %(num)d of the %(offered)d days.",
                common,
                offered=offered,
            ),
        )


def _hours(evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    wants, offered = evidence.get("student"), evidence.get("offer")
    if wants is None or offered is None or weighs_for:
        # That the hours fit is what one expects: it needs no words.
        return
    yield Said(
        False,
        _(
            "Has %(hours)s hours a week; the offer is of %(offered)s.",
            hours=format_decimal(wants),
            offered=format_decimal(offered),
        ),
    )


def _stage(_evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    if weighs_for:
        yield Said(True, _("Comes at the right time of the studies."))
    else:
        yield Said(False, _("Comes at another time of the studies than one would expect."))


def _interest(evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    position = int(evidence.get("position", 0))
    if weighs_for and position == 1:
        yield Said(True, _("First choice."))
    elif weighs_for and position:
        yield Said(True, _("Choice number %(position)d.", position=position))


def _hint(evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
    if evidence.get("wish") in {"encourage", "discourage"}:
        yield Said(
            weighs_for,
            _("The working group speaks for it.")
            if weighs_for
            else _("The working group speaks against it."),
        )


def _silent(word: Callable[[], str]) -> "Word":
    def say(_evidence: Evidence, weighs_for: bool, _labels: Labels) -> Iterator[Said]:
        yield Said(weighs_for, word())

    return say


Word = Callable[[Evidence, bool, Labels], Iterator[Said]]

WORDS: dict[str, Word] = {
    "must": _must,
    "wished": _wished,
    "concepts": _concepts,
    "text": _text,
    "programme": _programme,
    "level": _level,
    "language": _language,
    "place": _place,
    "period": _period,
    "hours": _hours,
    "stage": _stage,
    "interest": _interest,
    "hint": _hint,
    "no_evidence_skills": _silent(lambda: _("Too little is said of skills to compare them.")),
    "no_evidence_programme": _silent(lambda: _("The field of the studies is not known.")),
    "no_evidence_place": _silent(lambda: _("A place is not told, so the way there is unknown.")),
    "no_evidence_period": _silent(lambda: _("No dates are told, so they were not compared.")),
    "no_evidence_stage": _silent(lambda: _("It is not told when the degree is taken.")),
}


def _skills(asked: Sequence[Mapping[str, Any]], labels: Labels) -> str:
    names = [
        labels.get(one["concept"]) or labels.get(one["phrase"], one["phrase"]) for one in asked
    ]
    # Two words for one thing are one skill.
    return _listed(list(dict.fromkeys(names)))


def _listed(words: Sequence[str]) -> str:
    return format_list(list(words)[:NAMED], locale=get_locale())


def _language_name(code: str) -> str:
    locale = get_locale()
    name = str(locale.languages.get(code, code)) if locale else code
    return name[:1].upper() + name[1:]
