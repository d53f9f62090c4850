"""The agreement of a placed match as a PDF that a screen reader reads too (PDF/UA).

It names a student where the gate of ``web/candidates.py`` lets an employer know who it is, and by
number elsewhere. Every text in it is bounded by its column, so setting it takes a fraction of a
second; the typesetter reads no file but ours, and no address.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flask import Response, current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from models.days import day_in_sweden
from models.errors import NotFound
from models.matches import Match
from models.words import Kind, Language
from web.bridge.places import place_name
from web.candidates import reach_of
from web.clock import now
from web.filters import called, day, number, pay, period
from web.labels import label
from web.typesetting import typeset

TEMPLATE = Path(__file__).parent / "agreement.typ"

Facts = list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """A part with its heading: sentences, then names with their values."""

    heading: str
    facts: Facts = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


def agreement_of(match: Match, language: str) -> Response:
    """Give the agreement of a match in a language, to be kept as a file.

    Raises
    ------
    NotFound
        If nobody was placed, or who was is erased.
    """
    if not match.has_agreement:
        raise NotFound("match", match.id)
    with force_locale(Language(language).value):
        content = typeset(TEMPLATE, document_of(match, language))
        name = _("agreement-%(number)s", number=match.id)
    headers = {
        "Content-Disposition": f"attachment; filename={name}.pdf",
        "Cache-Control": "no-store",
    }
    return Response(content, mimetype="application/pdf", headers=headers)


def document_of(match: Match, language: str) -> dict[str, Any]:
    """Give what the agreement says, in the language that is set, as the typesetter takes it."""
    config = current_app.config
    sections = [_student(match), _employer(match), _work(match), _who_helps(match), _rules(match)]
    return {
        "language": language,
        "author": config["SERVICE_NAME"],
        "title": _("Agreement on a place"),
        "lead": _(
            "%(kind)s: %(title)s at %(employer)s.",
            kind=label(match.kind),
            title=match.asked_offer.title,
            employer=match.offer.employer.shown_name,
        ),
        "footer": _(
            "%(service)s, match %(number)s, printed %(day)s",
            service=config["SERVICE_NAME"],
            number=match.id,
            day=day(day_in_sweden(now())),
        ),
        "sections": [asdict(section) for section in sections],
        "signing": {
            "heading": _("Signatures"),
            "words": _("Each party keeps a copy. Place, date and name:"),
            "who": list(_who_signs(match)),
        },
    }


def _told(pairs: Iterable[tuple[str, Any]]) -> Facts:
    """Give names with their values; what is not told is left out."""
    return [(str(name), str(value)) for name, value in pairs if value not in {None, ""}]


def _student(match: Match) -> Section:
    student, reach = match.student, reach_of(match)
    name = reach.name if reach else called(student)
    facts = [
        (_("Name"), name),
        (_("E-mail"), reach.email if reach else ""),
        (_("Phone"), reach.phone if reach else ""),
        (_("University"), student.university),
        (_("Programme"), student.programme),
    ]
    through_us = _("The student is reached through the working group.")
    return Section(_("The student"), _told(facts), [] if reach else [through_us])


def _employer(match: Match) -> Section:
    employer, contact = match.offer.employer, match.offer.contact
    is_there = contact is not None and contact.left_at is None
    facts = [
        (_("Name"), employer.shown_name),
        (_("Organisation number"), employer.organisation_number_shown),
        (_("Together with"), match.co_host.shown_name if match.co_host else ""),
        (_("Contact"), contact.name if contact and is_there else ""),
        (_("E-mail"), contact.email if contact and is_there else ""),
        (_("Phone"), contact.phone if contact and is_there else ""),
    ]
    return Section(_("The employer"), _told(facts))


def _work(match: Match) -> Section:
    offer = match.asked_offer
    facts = [
        (_("What"), offer.title),
        (_("Kind"), label(match.kind)),
        (
            _("Period"),
            period(match.starts_on, match.ends_on) if match.starts_on and match.ends_on else "",
        ),
        (_("Ended early"), day(match.interrupted_on) if match.interrupted_on else ""),
        (_("Place"), place_name(offer.place) if offer.place else ""),
        (_("Where the work is done"), label(offer.remote)),
        (_("Hours a week"), number(offer.hours_per_week) if offer.hours_per_week else ""),
        (_("Credits"), offer.credits),
        (_("Pay"), pay(offer)),
        (_("Insured by"), label(offer.insured_by) if offer.insured_by else ""),
        (_("About the workplace"), " · ".join(str(label(row.fact)) for row in offer.facts)),
    ]  # fmt: skip - a name and its value on a line
    return Section(_("The place"), _told(facts))


def _who_helps(match: Match) -> Section:
    facts = [(_("Supervisor at the workplace"), match.supervisor)]
    if match.kind is Kind.THESIS:
        facts += [
            (_("Supervisor at the university"), match.academic_supervisor),
            (_("Examiner who has approved the project"), match.examiner),
        ]
    return Section(_("Who helps"), _told(facts))


def _rules(match: Match) -> Section:
    config = current_app.config
    paragraphs = [
        _(
            "The employer gives the student the tasks that the offer told of, a place to do them"
            " and somebody to ask. The student does them as agreed and keeps to the rules of the"
            " workplace, also about what may not be told to others."
        ),
        _("Where a wage is paid, the two also write a contract of employment; this is none."),
        _(
            "Either may end it early. Tell the other and the working group at once: %(email)s,"
            " %(phone)s. Both also get help there when something does not work out.",
            email=config["CONTACT_EMAIL"],
            phone=config["CONTACT_PHONE"],
        ),
        _("The parties use each other’s personal data for this placement alone."),
    ]  # fmt: skip - a rule to a paragraph
    if match.kind is Kind.THESIS:
        paragraphs.insert(
            1,
            _(
                "The thesis is examined at the university and is public there. What the employer"
                " wants kept out of it, the two agree on before it is handed in."
            ),
        )  # fmt: skip - as those above
    return Section(_("What we agree on"), [], paragraphs)


def _who_signs(match: Match) -> Iterable[str]:
    reach = reach_of(match)
    student = reach.name if reach else called(match.student)
    yield _("The student, %(name)s", name=student)
    yield _("For the employer, %(name)s", name=match.offer.employer.shown_name)
    yield _("The supervisor at the workplace, %(name)s", name=match.supervisor)
    if match.kind is Kind.THESIS and match.academic_supervisor:
        yield _("The supervisor at the university, %(name)s", name=match.academic_supervisor)
    if match.kind is Kind.THESIS and match.examiner:
        yield _("The examiner, who approves the project, %(name)s", name=match.examiner)
