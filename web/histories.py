"""What happened to a thing, told in whole sentences: who did what, when, and for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.audit import Event
from models.days import day_in_sweden
from models.words import Role

# By the thing and what happened to it. Each is a sentence with whoever did it in front.
SENTENCES: dict[tuple[str, str], LazyString] = {
    ("match", "confirmed"): _l("%(who)s confirmed the match."),
    ("match", "rejected"): _l("%(who)s rejected the pair."),
    ("match", "undone"): _l("%(who)s undid what had been decided."),
    ("match", "offered"): _l("%(who)s offered the match. Letters went to both."),
    ("match", "said yes"): _l("%(who)s said yes."),
    ("match", "said no"): _l("%(who)s said no."),
    ("match", "agreed"): _l("Both have said yes, and the place is taken."),
    ("match", "declined"): _l("The match ended with the no."),
    ("match", "expired"): _l("The reply time ran out."),
    ("match", "filled"): _l("The last place went to another student."),
    ("match", "reminded"): _l("Those who had not answered were reminded."),
    ("match", "meeting asked"): _l(
        "%(who)s wanted to meet first. Contacts were shared and the reply time prolonged."
    ),
    ("match", "withdrawn"): _l("%(who)s withdrew the match."),
    ("match", "placed"): _l("%(who)s wrote down when the student starts."),
    ("match", "check-in asked"): _l("Both were asked how it goes."),
    ("match", "checked in"): _l("%(who)s told how it goes."),
    ("match", "check-in looked after"): _l(
        "%(who)s looked after what somebody had told of how it goes."
    ),
    ("match", "interrupted"): _l("%(who)s interrupted the placement."),
    ("match", "mentor changed"): _l("%(who)s looks for another mentor for the student."),
    ("match", "completed"): _l("%(who)s noted that the placement was carried through."),
    ("match", "evaluated"): _l("%(who)s told how it went."),
    ("hint", "given"): _l("%(who)s said what the working group wants for a pair."),
    ("hint", "taken back"): _l("%(who)s took back what was said of a pair."),
    ("note", "written"): _l("%(who)s wrote a note on a pair."),
    ("note", "removed"): _l("%(who)s removed a note on a pair."),
    ("close-up", "asked for"): _l("%(who)s asked for a closer look at a pair."),
    ("close-up", "finished"): _l("%(who)s looked closer at a pair."),
    ("close-up", "failed"): _l("%(who)s failed to look closer at a pair."),
    ("offer", "written"): _l("%(who)s wrote the offer."),
    ("offer", "edited"): _l("%(who)s changed the offer."),
    ("offer", "submitted"): _l("%(who)s submitted the offer."),
    ("offer", "published"): _l("%(who)s published the offer."),
    ("offer", "sent back"): _l("%(who)s sent the offer back with a comment."),
    ("offer", "change asked"): _l("%(who)s changed it. A coordinator looks at it first."),
    ("offer", "change dropped"): _l("%(who)s took a change back."),
    ("offer", "change accepted"): _l("%(who)s published what the employer had changed."),
    ("offer", "change sent back"): _l("%(who)s sent a change back with a comment."),
    ("offer", "sharing asked"): _l("%(who)s asked another employer to host together."),
    ("offer", "sharing accepted"): _l("%(who)s said yes to host together."),
    ("offer", "sharing ended"): _l("%(who)s ended that two employers host together."),
    ("offer", "withdrawn"): _l("%(who)s withdrew the offer."),
    ("survey", "asked"): _l("%(who)s asked what came of it."),
    ("survey", "reminded"): _l("%(who)s reminded of it."),
    ("survey", "answered"): _l("%(who)s told what came of it."),
    ("survey", "refused"): _l("%(who)s said no to the question of what came of it."),
    ("survey", "closed"): _l("The time to answer ran out."),
    ("student", "address asked for"): _l("%(who)s asked for a private address."),
    ("student", "private address given"): _l("%(who)s left a private address."),
    ("student", "private address confirmed"): _l("%(who)s confirmed the private address."),
    ("student", "private address erased"): _l("%(who)s erased the private address."),
    ("student", "step told"): _l("%(who)s told of an earlier step."),
    ("student", "step removed"): _l("%(who)s removed an earlier step."),
    ("student", "registered"): _l("%(who)s began the profile."),
    ("student", "claimed"): _l("%(who)s signed up, and the account was connected to the profile."),
    ("student", "edited"): _l("%(who)s changed the profile."),
    ("student", "shown otherwise"): _l("%(who)s chose who may read the profile."),
    ("student", "told of new offers"): _l("%(who)s wrote about new offers."),
    ("student", "submitted"): _l("%(who)s handed the profile in."),
    ("student", "recognised"): _l("%(who)s checked that this is a student."),
    ("student", "left"): _l("%(who)s left the matching."),
    ("student", "came back"): _l("%(who)s took the profile up again."),
    ("student", "protected"): _l("%(who)s marked the identity as protected."),
    ("student", "unprotected"): _l("%(who)s took the mark of a protected identity away."),
    ("student", "erased"): _l("%(who)s erased what was stored about the student."),
    ("student", "contacts seen"): _l("%(who)s looked up how to reach the student."),
    ("need", "registered"): _l("%(who)s registered the need."),
    ("need", "edited"): _l("%(who)s changed the need."),
    ("need", "looked at"): _l("%(who)s read the need."),
    ("need", "taken up"): _l("%(who)s drafted an activity to meet the need."),
    ("need", "met"): _l("%(who)s noted that the need is met."),
    ("need", "withdrawn"): _l("%(who)s withdrew the need."),
    ("need", "reopened"): _l("%(who)s opened the need again."),
    ("interest", "said interested"): _l("%(who)s was interested in an offer."),
    ("interest", "said not_for_me"): _l("%(who)s said that an offer is not for them."),
    ("interest", "taken back"): _l("%(who)s took back what was said of an offer."),
    ("employer", "registered"): _l("%(who)s registered the employer."),
    ("employer", "edited"): _l("%(who)s changed what the employer says of itself."),
    ("employer", "verified"): _l("%(who)s verified the employer."),
    ("employer", "refused"): _l("%(who)s did not accept the employer."),
    ("employer", "paused"): _l("%(who)s paused the employer."),
    ("employer", "resumed"): _l("%(who)s resumed the employer."),
    ("employer", "change asked"): _l("%(who)s changed it. A coordinator looks at it first."),
    ("employer", "change dropped"): _l("%(who)s took a change back."),
    ("employer", "change accepted"): _l("%(who)s published what the employer had changed."),
    ("employer", "change sent back"): _l("%(who)s sent a change back with a comment."),
    ("employer", "colleague invited"): _l("%(who)s invited a colleague."),
    ("employer", "invitation revoked"): _l("%(who)s took an invitation back."),
    ("employer", "colleague joined"): _l("%(who)s joined by an invitation."),
    ("employer", "connection asked"): _l("%(who)s asked to speak for the employer."),
    ("employer", "connected"): _l("%(who)s connected an account with the employer."),
    ("activity", "drafted"): _l("%(who)s drafted the activity."),
    ("activity", "edited"): _l("%(who)s changed the draft."),
    ("activity", "proposed"): _l("%(who)s proposed the activity."),
    ("activity", "sent back"): _l("%(who)s sent the proposal back with a comment."),
    ("activity", "reviewed"): _l("%(who)s passed the proposal on to the steering group."),
    ("activity", "approved"): _l("%(who)s: the steering group approved it."),
    ("activity", "declined"): _l("%(who)s: the steering group declined it."),
    ("activity", "deferred"): _l("%(who)s: the steering group deferred it."),
    ("activity", "allowed unfunded"): _l("%(who)s: it may run though nobody pays for it yet."),
    ("activity", "planned"): _l("%(who)s planned when it is done and who answers for it."),
    ("activity", "started"): _l("%(who)s started the activity."),
    ("activity", "completed"): _l("%(who)s wrote down what came of the goal."),
    ("activity", "evaluated"): _l("%(who)s wrote down what was learned."),
    ("activity", "cancelled"): _l("%(who)s called the activity off."),
    ("activity", "carries"): _l("%(who)s let it carry a round or an offer."),
    ("activity", "lets go"): _l("%(who)s let it carry a round or an offer no longer."),
    ("activity", "host added"): _l("%(who)s added an employer."),
    ("activity", "host removed"): _l("%(who)s removed an employer."),
    ("activity", "day set"): _l("%(who)s set a day."),
    ("activity", "day removed"): _l("%(who)s took a day away."),
}
OTHERWISE = _l("%(who)s: %(what)s.")


@dataclass(frozen=True)
class Telling:
    """What happened, as it is read: the sentence, when, and how many times in a row that day."""

    sentence: str
    at: datetime
    times: int = 1


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
    if event.verb == "answered":
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
    name = _name_of(event, names)
    if event.role is Role.EMPLOYER:
        return str(_("The employer (%(name)s)", name=name)) if name else str(_("The employer"))
    if event.for_role is Role.STUDENT:
        return str(_("%(name)s, for the student,", name=name or _("A coordinator")))
    if event.for_role is Role.EMPLOYER:
        return str(_("%(name)s, for the employer,", name=name or _("A coordinator")))
    return name or str(_("A coordinator"))


def _name_of(event: Event, names: Mapping[int, str]) -> str:
    """Give the name of the account that did something; of one that is erased, that it is."""
    if event.account_id is None or event.account_id not in names:
        return ""
    return names[event.account_id] or str(_("Erased person"))


def _same_day(one: datetime, other: datetime) -> bool:
    return day_in_sweden(one) == day_in_sweden(other)
