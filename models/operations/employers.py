"""What happens to an employer: registered, verified or refused, paused and resumed."""

from datetime import datetime

from sqlalchemy.orm import Session
from stdnum.exceptions import ValidationError
from stdnum.se import orgnr

from models.actors import Actor
from models.employers import Contact, Employer
from models.errors import AlreadyThere, OrganisationNumberInvalid, WrongState
from models.keys import digits_of, fold, normal_email, sort_key
from models.moves import EMPLOYER_MOVES
from models.operations import letters
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake, may_move
from models.people import Account
from models.queries.employers import find_employer
from models.words import EmployerState, Language

EDITABLE = frozenset({"name", "unit", "place", "website", "description"})
CONTACT_EDITABLE = frozenset({"name", "title", "email", "phone", "language"})
# A legal person has at least 2 in the third place, where a personal number has its month, and a
# coordination number too. What is in doubt is masked.
FIRST_OF_LEGAL_PERSONS = "2"


def normal_organisation_number(number: str) -> str:
    """Give the ten digits of an organisation number as people write it.

    Raises
    ------
    OrganisationNumberInvalid
        If it is no such number. Twelve digits are taken when they begin with 16, 19 or 20.
    """
    digits = number.strip().replace(" ", "").replace("-", "").replace("+", "")
    if len(digits) == 12 and digits[:2] in {"16", "19", "20"}:
        digits = digits[2:]
    try:
        return str(orgnr.validate(digits))
    except ValidationError as error:
        raise OrganisationNumberInvalid from error


def is_personal_number(number: str) -> bool:
    """Whether ten digits are a sole trader's, that is a personal or a coordination number.

    Examples
    --------
    >>> is_personal_number("8112189876"), is_personal_number("2120002411")
    (True, False)
    """
    return number[2] < FIRST_OF_LEGAL_PERSONS


def register_employer(
    session: Session,
    *,
    name: str,
    organisation_number: str,
    contact_name: str,
    by: Actor,
    at: datetime,
    unit: str = "",
    place: str = "",
    website: str = "",
    description: str = "",
    contact_title: str = "",
    contact_email: str = "",
    contact_phone: str = "",
    language: Language = Language.SWEDISH,
    account: Account | None = None,
) -> Employer:
    """Register a unit that takes students, with the person one reaches there.

    Raises
    ------
    Missing
        If the name, the contact, or both ways to reach the contact are not told.
    OrganisationNumberInvalid
        If the number is none.
    AlreadyThere
        If this unit of this number is registered.
    """
    all_told(
        name=name.strip(),
        contact_name=contact_name.strip(),
        reach=contact_email.strip() or contact_phone.strip(),
    )
    number = normal_organisation_number(organisation_number)
    if find_employer(session, number, unit.strip()) is not None:
        raise AlreadyThere("uq_employers_organisation_number_unit")
    employer = Employer(
        name=name.strip(),
        unit=unit.strip(),
        organisation_number=number,
        is_sole_trader=is_personal_number(number),
        place=place,
        website=website.strip(),
        description=description.strip(),
        created_at=at,
    )
    employer.contacts.append(
        Contact(
            account=account,
            name=contact_name.strip(),
            title=contact_title.strip(),
            email=normal_email(contact_email),
            phone=contact_phone.strip(),
            language=language,
        )
    )
    _renew_keys(employer)
    session.add(employer)
    session.flush()
    record(
        session,
        "employer",
        "registered",
        employer.id,
        by=by,
        at=at,
        sole_trader=employer.is_sole_trader,
    )
    return employer


def edit_employer(
    session: Session, employer: Employer, *, by: Actor, at: datetime, **changes: str
) -> None:
    """Change what an employer says of itself; its number stays, since that is what was verified."""
    changed = _change(employer, EDITABLE, changes)
    all_told(name=employer.name)
    _renew_keys(employer)
    if changed:
        record(session, "employer", "edited", employer.id, by=by, at=at, fields=changed)


def add_contact(
    session: Session,
    employer: Employer,
    *,
    name: str,
    by: Actor,
    at: datetime,
    title: str = "",
    email: str = "",
    phone: str = "",
    language: Language = Language.SWEDISH,
) -> Contact:
    """Add a person at an employer.

    Raises
    ------
    Missing
        If the name, or both ways to reach the person, are not told.
    """
    all_told(contact_name=name.strip(), reach=email.strip() or phone.strip())
    contact = Contact(
        name=name.strip(),
        title=title.strip(),
        email=normal_email(email),
        phone=phone.strip(),
        language=language,
    )
    employer.contacts.append(contact)
    _renew_keys(employer)
    session.flush()
    record(session, "contact", "added", contact.id, by=by, at=at, employer=employer.id)
    return contact


def edit_contact(
    session: Session, contact: Contact, *, by: Actor, at: datetime, **changes: str
) -> None:
    """Change how a person at an employer is reached."""
    if "email" in changes:
        changes["email"] = normal_email(changes["email"])
    changed = _change(contact, CONTACT_EDITABLE, changes)
    all_told(name=contact.name, reach=contact.email or contact.phone)
    _renew_keys(contact.employer)
    if changed:
        record(session, "contact", "edited", contact.id, by=by, at=at, fields=changed)


def verify_employer(session: Session, employer: Employer, *, by: Actor, at: datetime) -> None:
    """Note that an employer is who it says. Nobody verifies the unit that employs them."""
    has_no_stake(employer, "verify", by)
    _move_employer(session, employer, "verify", "verified", by=by, at=at)
    employer.verified_at, employer.verified_by_id = at, by.account_id
    _tell_contacts(session, employer, "employer_verified", at=at)


def refuse_employer(session: Session, employer: Employer, *, by: Actor, at: datetime) -> None:
    """Refuse an employer; it is told whom to ask."""
    has_no_stake(employer, "refuse", by)
    _move_employer(session, employer, "refuse", "refused", by=by, at=at)
    _tell_contacts(session, employer, "employer_refused", at=at)


def pause_employer(session: Session, employer: Employer, *, by: Actor, at: datetime) -> None:
    """Pause an employer: its offers hide and are not matched until it is resumed."""
    _move_employer(session, employer, "pause", "paused", by=by, at=at)


def resume_employer(session: Session, employer: Employer, *, by: Actor, at: datetime) -> None:
    """Let a paused employer's offers be seen again."""
    _move_employer(session, employer, "resume", "resumed", by=by, at=at)


def _move_employer(
    session: Session, employer: Employer, verb: str, past: str, *, by: Actor, at: datetime
) -> None:
    source = employer.state
    target = may_move(EMPLOYER_MOVES, "employer", verb, source, by).target
    if target is None:
        raise WrongState("employer", verb, source)
    employer.state = EmployerState(target)
    if employer.state is EmployerState.VERIFIED:
        employer.verified_at = employer.verified_at or at
    session.flush()
    record(session, "employer", past, employer.id, by=by, at=at, source=source, target=target)


def _tell_contacts(session: Session, employer: Employer, subject: str, *, at: datetime) -> None:
    for contact in employer.contacts:
        letters.queue(session, subject, contact, at=at)


def _change(
    thing: Employer | Contact, editable: frozenset[str], changes: dict[str, str]
) -> list[str]:
    unknown = changes.keys() - editable
    if unknown:
        msg = f"cannot be edited: {', '.join(sorted(unknown))}"
        raise TypeError(msg)
    changed = sorted(
        name for name, value in changes.items() if getattr(thing, name) != value.strip()
    )
    for name in changed:
        setattr(thing, name, changes[name].strip())
    return changed


def _renew_keys(employer: Employer) -> None:
    phones = " ".join(digits_of(contact.phone) for contact in employer.contacts)
    employer.search_key = fold(
        f"{employer.organisation_number} {phones} {employer.name} {employer.unit}"
    )
    employer.sort_key = sort_key(employer.shown_name)
