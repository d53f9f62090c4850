"""What happened to a thing, told in whole sentences: who did what, when, and for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.audit import Event
from models.days import day_in_sweden
from models.queries.events import get_names_of_actors, list_events_of
from models.words import Role
from web.history_words import SENTENCES
from web.labels import label
from web.session import session

OTHERWISE = _l("%(who)s: %(what)s.")
# What teachers ask for without an account.
OF_TEACHERS = frozenset({"class booking", "school request"})


@dataclass(frozen=True)
class Telling:
    """What happened, as it is read: the sentence, when, and how many times in a row that day."""

    sentence: str
    at: datetime
    times: int = 1


@dataclass(frozen=True)
class History:
    """What happened to some things, and the names of the accounts that acted, by id."""

    events: tuple[Event, ...]
    names: Mapping[int, str]


def history_of(*things: tuple[str, int]) -> History:
    """Give what happened to a thing and to others that are read with it."""
    events = [event for thing, key in things for event in list_events_of(session, thing, key)]
    return History(tuple(events), get_names_of_actors(session, events))


def tellings_of(events: Sequence[Event], names: Mapping[int, str]) -> list[Telling]:
    """Tell some events, the newest first; the same thing over and over in a day is told once.

    Parameters
    ----------
    events : sequence of Event
        In any order.
    names : mapping
        The names of the accounts that acted, by id.
    """
    told: list[Telling] = []
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        sentence = sentence_of(event, names)
        if told and told[-1].sentence == sentence and _same_day(told[-1].at, event.at):
            told[-1] = Telling(sentence, event.at, told[-1].times + 1)
        else:
            told.append(Telling(sentence, event.at))
    return told[::-1]


def sentence_of(event: Event, names: Mapping[int, str]) -> str:
    """Tell one event in a sentence."""
    what = what_happened(event)
    words = SENTENCES.get((event.thing, what), OTHERWISE)
    return str(words) % {"who": who_did(event, names), "what": what}


def what_happened(event: Event) -> str:
    """Give the verb of an event, or what was said where that is the news."""
    if (event.thing, event.verb) == ("match", "answered"):
        return "said yes" if event.details.get("says_yes") else "said no"
    if event.thing == "interest":
        choice = event.details.get("choice")
        return f"said {choice}" if choice else "taken back"
    return event.verb


def who_did(event: Event, names: Mapping[int, str]) -> str:
    """Say who did something, and for whom."""
    # Students are shown by their number; here whose history it is says who.
    if event.role is Role.STUDENT:
        return str(_("The student"))
    if event.role is Role.SYSTEM:
        return str(_("The service"))
    if event.role is Role.VISITOR:
        return str(_("The teacher") if event.thing in OF_TEACHERS else _("Somebody by e-mail"))
    name = _name_of(event, names)
    if event.role is Role.EMPLOYER:
        return str(_("The employer (%(name)s)", name=name)) if name else str(_("The employer"))
    if event.for_role is Role.STUDENT:
        return str(_("%(name)s, for the student,", name=name or _("A coordinator")))
    if event.for_role is Role.EMPLOYER:
        return str(_("%(name)s, for the employer,", name=name or _("A coordinator")))
    return name or str(_("A coordinator") if event.role is Role.COORDINATOR else label(event.role))


def _name_of(event: Event, names: Mapping[int, str]) -> str:
    """Give the name of the account that did something; of one that is erased, that it is."""
    if event.account_id is None or event.account_id not in names:
        return ""
    return names[event.account_id] or str(_("Erased person"))


def _same_day(one: datetime, other: datetime) -> bool:
    return day_in_sweden(one) == day_in_sweden(other)
