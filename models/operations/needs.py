"""What happens to a competence need: registered, changed, looked at, met or withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.activities import Activity
from models.actors import Actor
from models.concepts import SKILL_KINDS
from models.days import day_in_sweden
from models.employers import Employer
from models.errors import NotAllowed, WrongState
from models.moves import NEED_MOVES
from models.needs import MOST_WORDS, Need, NeedActivity, NeedWord
from models.offers import Offer
from models.operations.events import record
from models.operations.guards import all_told, is_at_stake, may_buy_education, may_move
from models.queries.concepts import find_concept_ids, find_fields
from models.queries.needs import find_need_of_offer, list_need_ids_of_activity
from models.words import Language, Level, NeedState, OfferState, Role, SkillUse, Sureness

WRITERS = frozenset({Role.COORDINATOR, Role.SYSTEM})


@dataclass(frozen=True)
class NeedWords:
    """Everything that is said of a need.

    ``words`` are occupations and skills in the speaker's own words; an empty ``field_id`` follows
    from them. ``needed_on`` says the year too.
    """

    title: str
    year: int
    sureness: Sureness
    people: int = 1
    words: tuple[str, ...] = ()
    field_id: str = ""
    needed_on: date | None = None
    place: str = ""
    level: Level | None = None
    wants_commissioned: bool = False
    text: str = ""
    language: Language = Language.SWEDISH


PLAIN = (
    "title",
    "year",
    "sureness",
    "people",
    "needed_on",
    "place",
    "level",
    "wants_commissioned",
    "text",
    "language",
)  # fmt: skip - one list of words


def register_need(
    session: Session,
    employer: Employer | None,
    words: NeedWords,
    *,
    by: Actor,
    at: datetime,
    branch: str = "",
    offer: Offer | None = None,
) -> Need:
    """Register a need of an employer, or of a branch that the working group speaks for.

    Raises
    ------
    NotAllowed
        If an employer speaks for another, or for a branch.
    Missing
        If it has no title, or is neither an employer's nor a branch's.
    CannotBuyEducation
        If commissioned education is wished by a sole trader.
    """
    may_move(NEED_MOVES, "need", "register", None, by)
    branch = "" if employer else branch.strip()
    if employer is None:
        all_told(branch=branch)
    _is_theirs(employer, "register", by)
    words = _checked(words, employer)
    need = Need(employer=employer, branch=branch, offer=offer, created_at=at)
    if by.role in WRITERS:
        need.looked_at = at
    _take_over(session, need, words)
    session.add(need)
    session.flush()
    told = {"employer": employer.id} if employer else {}
    record(session, "need", "registered", need.id, by=by, at=at, people=need.people, **told)
    return need


def edit_need(session: Session, need: Need, words: NeedWords, *, by: Actor, at: datetime) -> None:
    """Change an open need; what an employer changes is looked at anew.

    Raises
    ------
    NotAllowed, WrongState, Missing, CannotBuyEducation
        If it is another's, is closed, has no title, or wishes what its employer cannot buy.
    """
    may_close(need, "withdraw", by)
    words = _checked(words, need.employer)
    changed = [name for name in PLAIN if getattr(need, name) != getattr(words, name)]
    if words.words != words_of(need).words:
        changed.append("words")
    if words.field_id and words.field_id != need.field_id:
        changed.append("field_id")
    if not changed:
        return
    _take_over(session, need, words)
    need.looked_at = at if by.role in WRITERS else None
    session.flush()
    record(session, "need", "edited", need.id, by=by, at=at, fields=changed)


def look_at_need(session: Session, need: Need, *, by: Actor, at: datetime) -> None:
    """Note that the working group has read what an employer registered. Twice is once."""
    if by.role not in WRITERS:
        raise NotAllowed("look_at")
    if need.looked_at is None:
        need.looked_at = at
        record(session, "need", "looked at", need.id, by=by, at=at)


def withdraw_need(session: Session, need: Need, *, by: Actor, at: datetime) -> None:
    """Take a need back: nobody counts on it any more."""
    may_close(need, "withdraw", by)
    need.closed_at = at
    move_need(session, need, "withdraw", "withdrawn", by=by, at=at)


def reopen_need(session: Session, need: Need, *, by: Actor, at: datetime) -> None:
    """Open a need that was closed by mistake."""
    may_close(need, "reopen", by)
    need.met_by = []
    need.met_how, need.closed_at = None, None
    move_need(session, need, "reopen", "reopened", by=by, at=at)


def need_of_offer(session: Session, offer: Offer, *, by: Actor, at: datetime) -> Need:
    """Register the places of an offer that nobody took as a need; twice is once.

    It says what the offer says, for the year after, and is likely: whoever knows better changes it.

    Raises
    ------
    NotAllowed
        If it is another employer's.
    WrongState
        If the offer was never published, or all its places are taken.
    """
    may_move(NEED_MOVES, "need", "register", None, by)
    _is_theirs(offer.employer, "register", by)
    known = find_need_of_offer(session, offer.id)
    if known is not None:
        return known
    if offer.state is not OfferState.PUBLISHED or offer.places_left < 1:
        raise WrongState("offer", "register", str(offer.state))
    return register_need(session, offer.employer, _said_by(offer, at), by=by, at=at, offer=offer)


def link_needs(
    session: Session, activity: Activity, needs: Iterable[Need], *, by: Actor, at: datetime
) -> None:
    """Note that an activity is meant to meet some needs.

    Raises
    ------
    NotAllowed
        If another than the working group does.
    """
    if by.role not in WRITERS:
        raise NotAllowed("link")
    linked = list_need_ids_of_activity(session, activity.id)
    for need in needs:
        if need.id not in linked:
            session.add(NeedActivity(need_id=need.id, activity_id=activity.id))
            session.flush()
            details = {"activity": activity.id}
            record(session, "need", "taken up", need.id, by=by, at=at, **details)


def words_of(need: Need) -> NeedWords:
    """Give what a need says, as it would be registered."""
    return NeedWords(
        **{name: getattr(need, name) for name in PLAIN},
        words=tuple(each.words for each in need.words),
        field_id=need.field_id or "",
    )


def _said_by(offer: Offer, at: datetime) -> NeedWords:
    levels = [row.level for row in offer.levels]
    must = tuple(row.words for row in offer.skills if row.use is SkillUse.MUST)
    return NeedWords(
        title=offer.title,
        year=max(offer.starts_on.year, day_in_sweden(at).year) + 1,
        sureness=Sureness.LIKELY,
        people=offer.places_left,
        words=must[:MOST_WORDS],
        field_id=offer.fields[0].concept_id if offer.fields else "",
        place=offer.place,
        level=levels[0] if len(levels) == 1 else None,
        language=offer.language,
    )


def _checked(words: NeedWords, employer: Employer | None) -> NeedWords:
    told = tuple(dict.fromkeys(each.strip() for each in words.words if each.strip()))
    words = replace(words, title=words.title.strip(), text=words.text.strip(), words=told)
    all_told(title=words.title)
    if words.needed_on is not None:
        words = replace(words, year=words.needed_on.year)
    if words.wants_commissioned and employer is not None:
        may_buy_education(employer)
    return words


def _take_over(session: Session, need: Need, words: NeedWords) -> None:
    for name in PLAIN:
        setattr(need, name, getattr(words, name))
    concepts = find_concept_ids(session, words.words, SKILL_KINDS)
    known = {row.words: row for row in need.words}
    need.words = [known.get(each) or NeedWord(words=each) for each in words.words]
    for position, row in enumerate(need.words):
        row.position, row.concept_id = position, concepts.get(row.words)
    need.field_id = words.field_id or _field_of(session, need)


def _field_of(session: Session, need: Need) -> str | None:
    """Give the field of the first words that lie in one."""
    ids = [row.concept_id for row in need.words if row.concept_id]
    fields = find_fields(session, ids)
    return next((fields[each] for each in ids if each in fields), None)


def may_close(need: Need, verb: str, by: Actor) -> None:
    """Refuse what the table of moves does, and an employer that speaks for another."""
    may_move(NEED_MOVES, "need", verb, need.state, by)
    _is_theirs(need.employer, verb, by)


def _is_theirs(employer: Employer | None, verb: str, by: Actor) -> None:
    """Refuse an employer that speaks for another; a coordinator writes down for anybody."""
    if by.role is not Role.EMPLOYER:
        return
    speaks = employer is not None and (
        is_at_stake(employer, account_id=by.account_id, works_for_id=None)
        or by.contact_id in {contact.id for contact in employer.contacts}
    )
    if not speaks:
        raise NotAllowed(verb)


def move_need(
    session: Session, need: Need, verb: str, past: str, *, by: Actor, at: datetime, **told: object
) -> None:
    """Move a need along the table and write it down: the one place that sets its state."""
    source = need.state
    row = may_move(NEED_MOVES, "need", verb, source, by)
    need.state = NeedState(str(row.target))
    session.flush()
    details = {"source": source, "target": row.target, **told}
    record(session, "need", past, need.id, by=by, at=at, **details)
