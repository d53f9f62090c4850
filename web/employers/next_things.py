"""What waits for an employer, the most urgent first: all of it, for each thing is one step."""

from collections.abc import Iterable, Sequence

from flask import url_for
from flask_babel import gettext as _

from models.changes import Change
from models.employers import Employer
from models.matches import Match
from models.offers import Offer, Sharing
from models.queries.check_ins import list_matches_to_check_in
from models.queries.evaluations import list_matches_to_evaluate
from models.words import OfferState, Side
from web.filters import candidate, days_left, deadline
from web.next_things import NextThing
from web.session import session


def next_things(
    employer: Employer,
    offers: Sequence[Offer],
    matches: Sequence[Match],
    changes: Sequence[Change] = (),
    sharings: Sequence[Sharing] = (),
) -> list[NextThing]:
    """Give what waits: answers by their deadline, what was sent back, then how it goes and went."""
    return [
        *map(_answer, _by_deadline(match for match in matches if match.awaits(Side.EMPLOYER))),
        *(_share(sharing) for sharing in sharings if sharing.accepted_at is None),
        *(_mend(offer) for offer in offers if _was_sent_back(offer)),
        *(_mend_change(change) for change in changes if change.sent_back_at),
        *map(_check_in, list_matches_to_check_in(session, employer.id)),
        *map(_evaluate, list_matches_to_evaluate(session, employer.id)),
    ]


def _by_deadline(matches: Iterable[Match]) -> list[Match]:
    return sorted(
        matches, key=lambda match: (match.reply_by.timestamp() if match.reply_by else 0, match.id)
    )


def _was_sent_back(offer: Offer) -> bool:
    return offer.state is OfferState.DRAFT and bool(offer.review_comment)


def _answer(match: Match) -> NextThing:
    by = match.reply_by
    until = _("Answer by %(day)s (%(left)s).", day=deadline(by), left=days_left(by)) if by else ""
    who = candidate(match.student)
    return NextThing(
        _("A candidate for you: %(title)s", title=match.offer.title),
        f"{who}. {until}",
        _("Read about the student and answer"),
        url_for("employers.matches_show", match_id=match.id),
    )


def _share(sharing: Sharing) -> NextThing:
    employer = sharing.offer.employer.shown_name
    return NextThing(
        _("Host together? %(title)s", title=sharing.offer.title),
        _("%(employer)s wants to share the place with you.", employer=employer),
        _("Read and answer"),
        url_for("employers.sharings_show", sharing_id=sharing.id),
    )


def _mend(offer: Offer) -> NextThing:
    return NextThing(
        _("Sent back with a comment: %(title)s", title=offer.title),
        offer.review_comment,
        _("Change the offer"),
        url_for("employers.offers_edit", offer_id=offer.id),
    )


def _mend_change(change: Change) -> NextThing:
    if change.offer is not None:
        url = url_for("employers.offers_edit", offer_id=change.offer.id)
        title = change.offer.title
    else:
        url, title = url_for("employers.organisation_edit"), change.whose.shown_name
    return NextThing(
        _("Your change was sent back with a comment: %(title)s", title=title),
        change.comment,
        _("Look at the change"),
        url,
    )


def _check_in(match: Match) -> NextThing:
    return NextThing(
        _("How is it going? %(title)s", title=match.offer.title),
        _("One question. Only the working group reads your answer."),
        _("Tell how it is going"),
        url_for("employers.check_ins_tell", match_id=match.id),
    )


def _evaluate(match: Match) -> NextThing:
    return NextThing(
        _("How did it go? %(title)s", title=match.offer.title),
        _("Three questions, so that the next ones go better."),
        _("Tell how it went"),
        url_for("employers.matches_evaluate", match_id=match.id),
    )
