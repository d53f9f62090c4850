"""The model card: what the matcher is for, what it may know, and how well it does.

It is written from the code and the version of the weights in force, so it cannot be stale: what a
record can hold is read from the records, the terms from the weights, the rules from the mask.
"""

# Annotations stay text, so that importing this loads no NumPy in a process that serves pages.
from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, fields
from datetime import date
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING, Any

from matcher.decisions import __doc__ as about_decisions
from matcher.records import Hint, Offer, Student
from matcher.vocabulary import Vocabulary, shipped_vocabulary
from matcher.weights import TERMS, Weights
from web.bridge.figures import LEAST
from web.bridge.proxies import TERMS_OF
from web.bridge.reasons import TERMS as NAMES

if TYPE_CHECKING:
    from web.bridge.figures import Figure

RECORDS = (Student, Offer, Hint)
PACKAGES = ("numpy", "scipy", "numba", "scikit-learn", "rapidfuzz")

# What the law protects, or what would name a person: no record may have a field of any of them.
PROTECTED = {
    "name": "name",
    "sex": "sex or gender identity",
    "gender": "gender",
    "age": "age",
    "born_on": "date of birth",
    "personal_number": "personal identity number",
    "birth_country": "country of birth",
    "ethnicity": "ethnicity",
    "religion": "religion or belief",
    "disability": "disability or health",
    "photo": "photo",
    "address": "address",
    "email": "e-mail address",
    "phone": "telephone number",
    "home_place": "the municipality somebody grew up in",
}

# The hard rules, worded; the names are those of ``matcher.Criterion``.
RULES = {
    "kind": "The student seeks this kind of offer.",
    "level": "The offer accepts the student's level of studies.",
    "field": "The offer accepts the student's field of studies.",
    "language": "The student knows every language that is asked for, at its level.",
    "period": "The student's dates and the offer's have enough in common.",
    "place": "The student can get there, works at a distance, or is ready to move.",
    "places": "The offer has a place left.",
    "declined": "The student has not said no to the offer.",
    "forbidden": "Neither side nor a coordinator has ended the pair before.",
}

PURPOSE = (
    "Kajplats suggests which students and which mentorships, summer internships, thesis projects"
    " and traineeships could suit each other. A coordinator reviews every suggestion; nothing is"
    " offered or rejected by the program alone, and both sides answer themselves.",
    "It is not made to judge a person, to decide who is employed, to be used without a coordinator,"
    " or to rank people for anything else. Software that ranks candidates is to be treated as a"
    " high-risk system (EU AI Act, Annex III 4(a)).",
)


def model_card(
    weights: Weights,
    figures: Sequence[Figure],
    *,
    on: date,
    decisions: int | None,
    vocabulary: Vocabulary | None = None,
) -> str:
    """Write the card, as Markdown.

    Parameters
    ----------
    weights : Weights
        The version in force.
    figures : sequence of Figure
        Of the installation; may be empty.
    on : date
        The day it is written.
    decisions : int or None
        How many decisions the figures are of; None for a card without an installation.
    vocabulary : Vocabulary, optional
        The one in force; the one that ships if not given.

    Raises
    ------
    AssertionError
        If a record has a field that it must not have: such a card is not written.
    """
    parts = (
        (f"Model card of the matcher, {on}", PURPOSE),
        ("Versions", _versions(weights, vocabulary or shipped_vocabulary())),
        ("What a record can hold", _inputs()),
        ("What a record cannot hold", _protected()),
        ("Hard rules", _rules()),
        ("The score", _score(weights)),
        ("Proxies that remain", _proxies()),
        ("How weights are learned", _learning()),
        ("Figures", _figures(figures, decisions)),
    )
    title, *sections = parts
    written = [f"# {title[0]}", *title[1]]
    for heading, lines in sections:
        written += [f"## {heading}", *lines]
    return "\n\n".join(written) + "\n"


def _versions(weights: Weights, vocabulary: Vocabulary) -> Iterator[str]:
    packages = ", ".join(f"{name} {version_of(name)}" for name in PACKAGES)
    yield _listed(
        (
            f"Weights {weights.version}, adopted on {weights.adopted_on} by {weights.owner}:"
            f" {weights.reason}",
            f"Vocabulary {vocabulary.digest[:12]}, {len(vocabulary)} concepts, of which"
            f" {sum(concept.is_imported for concept in vocabulary)} imported",
            packages,
        )
    )


def _inputs() -> Iterator[str]:
    for record in RECORDS:
        yield f"**{record.__name__}.** {inspect.getdoc(record).splitlines()[0]}"  # type: ignore[union-attr]  # every record has its sentence
        yield _table(
            ("field", "type", "needed"),
            (
                (
                    each.name,
                    _written(each.type),
                    "yes" if each.default is MISSING and each.default_factory is MISSING else "no",
                )
                for each in fields(record)
            ),
        )


def _written(kind: Any) -> str:
    """Give a type as a reader would write it: frozenset[Kind], float or None."""
    plain = kind.__name__ if isinstance(kind, type) else str(kind)
    return re.sub(r"[a-z_.]+\.(?=\w)", "", plain).replace(" | ", " or ")


def _protected() -> Iterator[str]:
    held = {each.name for record in RECORDS for each in fields(record)}
    if held & set(PROTECTED):
        message = f"a record can hold what it must not: {sorted(held & set(PROTECTED))}"
        raise AssertionError(message)
    yield "No record has a field of any of these, so none of them can weigh:"
    yield _listed(PROTECTED.values())
    yield (
        "What people write themselves (text, title) is searched for words and concepts, and may"
        " mention anything; e-mail addresses, personal numbers and telephone numbers are taken out"
        " of it before it becomes a record."
    )


def _rules() -> Iterator[str]:
    from matcher.eligibility import Criterion

    yield "A pair that fails one of these is not suggested, whatever its score:"
    yield _table(("rule", "holds when"), ((rule.value, RULES[rule.value]) for rule in Criterion))


def _score(weights: Weights) -> Iterator[str]:
    yield (
        "Each side has log-odds: a sum of terms, weight × (evidence − neutral point), evidence from"
        " 0 to 1. The score is the product of both sides' probabilities: the chance that both say"
        " yes, as far as the sides are independent of each other given the evidence."
    )
    yield _table(
        ("term", "what it is", "student", "employer", "neutral"),
        (
            (
                term,
                str(NAMES[term]),
                f"{weights.terms[term].student:g}",
                f"{weights.terms[term].employer:g}",
                f"{weights.terms[term].neutral:g}",
            )
            for term in TERMS
        ),
    )
    for side, knots in weights.calibration.items():
        yield f"The {side}'s log-odds are corrected by a rising line through {len(knots)} knots."


def _proxies() -> Iterator[str]:
    yield (
        "Two things in a record may stand for who somebody is, and cannot be left out, since work"
        " needs a language and people have to get there:"
    )
    yield _table(
        ("proxy", "terms of the score", "hard rule"),
        ((proxy, ", ".join(terms), proxy) for proxy, terms in TERMS_OF.items()),
    )
    yield (
        "Their effect is measured by `kajplats evaluate`: the share of each group of at least"
        f" {LEAST} that the rules let through, that is listed, placed, confirmed and agreed, with"
        " the four-fifths ratio, and what changes where the score does not weigh the proxy."
    )


def _learning() -> Iterator[str]:
    yield (
        "`kajplats weights propose` learns from coordinators' decisions and both sides' answers,"
        " and judges by later ones. It never changes the weights in force: a named administrator"
        " adopts a version with `kajplats weights adopt`, and that is in the chain of events."
    )
    yield " ".join((about_decisions or "").split("\n\n", 2)[2].split()).replace("``", "`")


def _figures(figures: Sequence[Figure], decisions: int | None) -> Iterator[str]:
    if decisions is None:
        yield "This card was written without an installation, so there are no figures in it."
        return
    yield f"{decisions} decisions about suggestions, and the latest run of each kind."
    rows = [each.row() for each in figures if not each.what.startswith("came where")]
    told = [row for row in rows if row["figure"] is not None and row["n"]]
    yield _table(
        ("part", "what", "kind", "who", "figure", "interval", "n"),
        (
            (
                row["part"],
                row["what"],
                row["kind"],
                row["who"],
                f"{row['figure']:.3f}",
                "" if row["low"] is None else f"{row['low']:.3f} to {row['high']:.3f}",
                str(row["n"]),
            )
            for row in told
        ),
    )


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"* {line}" for line in lines)


def _table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(
        f"| {' | '.join(str(cell).replace('|', '/') for cell in line)} |" for line in lines
    )
