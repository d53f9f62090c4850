"""Which employers and offers the rows of a spreadsheet may be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from models.employers import Employer
from models.keys import fold
from models.queries.employers import find_contact_of_account
from models.queries.uploads import KnownOffer, list_known_offers
from models.uploads import Holds, Upload
from web.imports.drafts import Draft, Texts, key_of_row, ten_digits
from web.imports.likeness import Names
from web.imports.questions import Known, Question, Why
from web.imports.writing import own_source_of, source_of
from web.tables.reading import Line


class Register:
    """The employers that are known, by number and by name."""

    def __init__(self, employers: Sequence[Employer]) -> None:
        self.by_id = {employer.id: employer for employer in employers}
        self.by_unit = {(each.organisation_number, fold(each.unit)): each for each in employers}
        self.names = Names({each.id: each.shown_name for each in employers})

    def find(self, texts: Texts) -> Employer | None:
        """Give the very unit that a row names, if it is registered."""
        return self.by_unit.get((ten_digits(texts["organisation_number"]), fold(texts["unit"])))

    def of_number(self, number: str) -> list[Employer]:
        """Give the units of an organisation number."""
        return [each for each in self.by_id.values() if number == each.organisation_number]

    def close_to(self, texts: Texts) -> list[Employer]:
        """Give the employers whose name is close to a row's."""
        name = ", ".join(filter(None, (texts["employer"], texts["unit"])))
        return [self.by_id[id_] for id_ in self.names.close_to(name)]


def about_employers(draft: Draft, register: Register) -> Iterator[Question]:
    """Ask once for each employer of a file; each row of a file of employers is one."""
    for number, texts in _first_rows(draft):
        is_row = draft.upload.holds is Holds.EMPLOYERS
        question = Question(
            key_of_row(number) if is_row else f"employer-{number}",
            number,
            texts["employer"],
            Why.NUMBER,
            may_be_out=is_row,
        )
        same = register.find(texts)
        if same is not None:
            if is_row:
                yield replace(question, known=(_employer(same),), may_be_new=False)
            continue
        units = register.of_number(ten_digits(texts["organisation_number"]))
        close = units or register.close_to(texts)
        if close:
            why = Why.NUMBER if units else Why.NAME
            yield replace(question, why=why, known=tuple(map(_employer, close)))


def _named(texts: Texts) -> tuple[str, ...]:
    number = ten_digits(texts["organisation_number"]) or texts["organisation_number"]
    return (number, fold(texts["employer"]), fold(texts["unit"]))


def _first_rows(draft: Draft) -> Iterator[tuple[int, Texts]]:
    seen: set[tuple[str, ...]] = set()
    for number, texts in draft.texts:
        named = _named(texts)
        if draft.upload.holds is Holds.EMPLOYERS or named not in seen:
            seen.add(named)
            yield number, texts


def _employer(employer: Employer) -> Known:
    return Known(employer.id, employer.shown_name, employer.organisation_number_shown)


def told_by(
    asked: Sequence[Question], upload: Upload, today: date, register: Register
) -> Mapping[int, Texts]:
    """Give the number and unit of each row whose employer somebody has named."""
    draft = Draft(upload, today, {})
    texts = dict(draft.texts)
    named = {
        _named(texts[each.row]): register.by_id[each.same]
        for each in asked
        if each.same is not None and each.row in texts
    }
    return {
        number: {
            "organisation_number": employer.organisation_number,
            "unit": employer.unit,
            **_contact(row, employer),
        }
        for number, row in draft.texts
        if (employer := named.get(_named(row))) is not None
    }


def _contact(row: Texts, employer: Employer) -> Texts:
    """Give whom one reaches there, when the row names nobody."""
    contact = next(iter(employer.contacts), None)
    if row["contact_name"] or contact is None:
        return {}
    return {
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
    }


def about_offers(session: Session, draft: Draft, register: Register) -> Iterator[Question]:
    """Ask of an offer whose employer has one with the same title."""
    employers = {number: register.find(texts) for number, texts in draft.texts}
    ids = {employer.id for employer in employers.values() if employer}
    known = list_known_offers(session, ids)
    for line in draft.lines:
        employer = employers.get(line.number)
        theirs = [offer for offer in known if employer and offer.employer_id == employer.id]
        yield from _about_offer(line, theirs, source_of(line.values["id"]))


def about_own_offers(session: Session, draft: Draft) -> Iterator[Question]:
    """Ask of an employer's own row that has the title of an offer that is there already."""
    contact = find_contact_of_account(session, draft.upload.by_id)
    if contact is None:
        return
    known = list_known_offers(session, [contact.employer_id])
    for line in draft.lines:
        source = own_source_of(contact.employer_id, line.values["id"])
        yield from _about_offer(line, known, source)


def _about_offer(line: Line, known: Sequence[KnownOffer], source: str) -> Iterator[Question]:
    question = Question(key_of_row(line.number), line.number, line.values["title"], Why.OFFER)
    close = next((offer for offer in known if _is_close(offer, line, source)), None)
    if close is not None:
        is_same_row = close.source == source
        same = (Known(close.id, close.title),) if is_same_row else ()
        yield replace(question, known=same, may_be_new=not is_same_row)


def _is_close(offer: KnownOffer, line: Line, source: str) -> bool:
    if offer.source == source:
        return True
    return offer.kind is line.values["kind"] and fold(offer.title) == fold(line.values["title"])
