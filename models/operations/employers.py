"""What happens to an employer: registered, verified or refused, paused and resumed."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact, Employer
from models.errors import AlreadyThere, NotTheSame, WrongState
from models.keys import normal_email
from models.moves import EMPLOYER_MOVES
from models.operations import letters
from models.operations.employer_rows import change_columns, renew_keys
from models.operations.events import record
from models.operations.guards import all_told, has_no_stake, may_move
from models.operations.links import end_links
from models.operations.offer_rows import renew_key
from models.operations.versions import grow
from models.operations.wanting import needs_a_look, want
from models.organisation_numbers import is_personal_number, normal_organisation_number
from models.people import Account
from models.queries.employers import find_employer
from models.queries.letters import list_links_of_employer
from models.queries.matches import list_matches_awaiting_employer
from models.queries.offers import list_offers_of_employer
from models.words import EmployerState, Language, LinkEnd, Side

EDITABLE = frozenset({"name", "unit", "place", "website", "description"})
# What students read of an employer, and click on.
RELIED_ON = ("name", "unit", "website", "description")
# A coordinator has looked at it.
KNOWN = frozenset({EmployerState.VERIFIED, EmployerState.PAUSED})


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
    renew_keys(employer)
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
) -> tuple[str, ...]:
    """Change what an employer says of itself, and name what waits for a coordinator first.

    Its number stays, since that is what was verified. Once it is verified, what students read of it
    is not changed before a coordinator has looked.

    Raises
    ------
    Missing
        If it would have no name.
    AlreadyThere
        If the unit is registered already.
    """
    told = {name: value.strip() for name, value in changes.items()}
    all_told(name=told.get("name", employer.name))
    _unit_is_free(session, employer, told.get("unit", employer.unit))
    waiting: tuple[str, ...] = ()
    says_more = not told.keys().isdisjoint(RELIED_ON)
    if says_more and employer.state in KNOWN and needs_a_look(employer, by):
        waiting = tuple(
            name for name in RELIED_ON if name in told and told[name] != getattr(employer, name)
        )
        want(session, employer, {name: told.pop(name) for name in waiting}, by=by, at=at)
    changed = change_columns(employer, EDITABLE, told)
    if changed:
        version = _keep(session, employer)
        record(
            session, "employer", "edited", employer.id, by=by, at=at, fields=changed,
            version=version,
        )  # fmt: skip
    return waiting


def take_over_change(session: Session, employer: Employer, wanted: Mapping[str, str]) -> None:
    """Let an employer say of itself what it wanted to.

    Raises
    ------
    AlreadyThere
        If the unit is registered by now.
    """
    _unit_is_free(session, employer, wanted.get("unit", employer.unit))
    change_columns(employer, EDITABLE, wanted)
    _keep(session, employer)


def verify_employer(
    session: Session, employer: Employer, *, by: Actor, at: datetime, seen: int | None = None
) -> None:
    """Note that an employer is who it says. Nobody verifies the unit that employs them.

    Parameters
    ----------
    seen : int, optional
        The version that whoever verifies has looked at.

    Raises
    ------
    NotTheSame
        If the employer has changed what it says since.
    """
    has_no_stake(employer, "verify", by)
    if seen is not None and seen != employer.version:
        raise NotTheSame("employer")
    _move_employer(session, employer, "verify", "verified", by=by, at=at)
    employer.verified_at, employer.verified_by_id = at, by.account_id
    _tell_contacts(session, employer, "employer_verified", at=at)


def refuse_employer(session: Session, employer: Employer, *, by: Actor, at: datetime) -> None:
    """Refuse an employer; it is told whom to ask."""
    has_no_stake(employer, "refuse", by)
    _move_employer(session, employer, "refuse", "refused", by=by, at=at)
    _end_links_of(session, employer, at=at)
    _tell_contacts(session, employer, "employer_refused", at=at)


def pause_employer(session: Session, employer: Employer, *, by: Actor, at: datetime) -> None:
    """Pause an employer: its offers hide, nothing is matched, and its links open nothing more."""
    _move_employer(session, employer, "pause", "paused", by=by, at=at)
    _end_links_of(session, employer, at=at)


def resume_employer(session: Session, employer: Employer, *, by: Actor, at: datetime) -> None:
    """Let a paused employer's offers be seen again; what waits for its answer is sent anew."""
    _move_employer(session, employer, "resume", "resumed", by=by, at=at)
    for match in list_matches_awaiting_employer(session, employer.id, at):
        letters.tell(session, match, Side.EMPLOYER, "offered", at=at)


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


def _end_links_of(session: Session, employer: Employer, *, at: datetime) -> None:
    links = list_links_of_employer(session, employer.id)
    end_links(session, links, LinkEnd.EMPLOYER_STOPPED, at=at)


def _unit_is_free(session: Session, employer: Employer, unit: str) -> None:
    other = find_employer(session, employer.organisation_number, unit)
    if other is not None and other is not employer:
        raise AlreadyThere("uq_employers_organisation_number_unit")


def _keep(session: Session, employer: Employer) -> int:
    """Write the employer, let it and its offers be found by what they say, give its version."""
    renew_keys(employer)
    for offer in list_offers_of_employer(session, employer.id):
        renew_key(offer)
    return grow(session, employer)
