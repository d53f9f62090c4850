"""Where the button of each letter leads.

The addresses stand here in full: a letter lies in somebody's mailbox for years, so its address is
a promise. A test holds that each of them leads to a page.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from models.employers import Contact
from models.invitations import Invitation
from models.members import SteeringMember
from models.notices import Letter
from models.operations.links import make_link
from models.operations.residents import make_link as make_resident_link
from models.people import Student
from models.residents import Resident
from models.schools import Teacher
from models.words import LinkPurpose
from web.accounts.links import PAGES as ACCOUNT_PAGES
from web.accounts.links import link_for
from web.config import policy
from web.invitation_tokens import make_token as make_invitation_token
from web.letters.stopping import make_token
from web.letters.survey_tokens import make_address_token, make_survey_token
from web.meeting_tokens import make_token as make_meeting_token
from web.school_tokens import make_token as make_school_token
from web.sharing_tokens import make_token as make_sharing_token

STUDENT_HOME = "/student"
STUDENT_MATCH = "/student/matches/{match_id}"
STUDENT_IDEAS = "/student/ideas"
STUDENT_SEARCHES = "/student/searches"
STUDENT_EVALUATION = "/student/matches/{match_id}/evaluate"
EMPLOYER_HOME = "/employer"
EMPLOYER_OFFER = "/employer/offers/{offer_id}/edit"
OFFER = "/offers/{offer_id}"
CENTRES = "/centres"
PRIVACY = "/privacy"
OWN_RECORDS = "/account/data"
ANSWER_LINK = "/a/{token}"
FOLLOW_LINK = "/m/{token}"
CHECK_IN_LINK = "/c/{token}"
EVALUATION_LINK = "/e/{token}"
SHARING_LINK = "/h/{token}"
INVITATION_LINK = "/i/{token}"
STOP_LINK = "/s/{token}"
MEETING_LINK = "/g/{token}"
BOOKING_LINK = "/b/{token}"
REQUEST_LINK = "/r/{token}"
RESIDENT_LINK = "/v/{token}"
STUDENT_SURVEYS = "/student/surveys"
SURVEY_LINK = "/o/{token}"
SURVEY_ADDRESS_LINK = "/o/address/{token}"

PATHS: dict[str, str] = {
    "match_offered_student": STUDENT_MATCH,
    "match_offered_employer": ANSWER_LINK,
    "match_reminder_student": STUDENT_MATCH,
    "match_reminder_employer": ANSWER_LINK,
    "match_meeting_student": STUDENT_MATCH,
    "match_meeting_employer": ANSWER_LINK,
    "match_alone_student": STUDENT_MATCH,
    "match_agreed_student": STUDENT_MATCH,
    "match_agreed_employer": FOLLOW_LINK,
    "match_declined_student": STUDENT_HOME,
    "match_declined_employer": OFFER,
    "match_expired_student": STUDENT_HOME,
    "match_expired_employer": OFFER,
    "match_filled_student": STUDENT_HOME,
    "match_withdrawn_student": STUDENT_HOME,
    "match_withdrawn_employer": OFFER,
    "match_placed_student": STUDENT_MATCH,
    "match_placed_employer": FOLLOW_LINK,
    "match_check_in_student": CHECK_IN_LINK,
    "match_check_in_employer": CHECK_IN_LINK,
    "match_interrupted_student": STUDENT_HOME,
    "match_interrupted_employer": OFFER,
    "match_completed_student": STUDENT_EVALUATION,
    "match_completed_employer": EVALUATION_LINK,
    "idea_taken_student": STUDENT_IDEAS,
    "idea_sent_back_student": STUDENT_IDEAS,
    "colleague_invited": INVITATION_LINK,
    "new_offers_student": STUDENT_SEARCHES,
    "sharing_asked": SHARING_LINK,
    "agenda_sent": MEETING_LINK,
    "meeting_cancelled": MEETING_LINK,
    "survey_asked_student": SURVEY_LINK,
    "survey_reminder_student": SURVEY_LINK,
    "survey_address_student": STUDENT_SURVEYS,
    "survey_confirm_student": SURVEY_ADDRESS_LINK,
    "employer_verified": EMPLOYER_HOME,
    "offer_published": OFFER,
    "offer_sent_back": EMPLOYER_OFFER,
    "change_accepted": EMPLOYER_HOME,
    "change_sent_back": EMPLOYER_HOME,
    "booking_confirm": BOOKING_LINK,
    "booking_confirmed": BOOKING_LINK,
    "booking_waiting": BOOKING_LINK,
    "booking_moved_up": BOOKING_LINK,
    "booking_reminder": BOOKING_LINK,
    "booking_changed": BOOKING_LINK,
    "booking_cancelled": BOOKING_LINK,
    "booking_evaluation": BOOKING_LINK,
    "request_confirm": REQUEST_LINK,
    "request_answered": REQUEST_LINK,
    "resident_interest_confirm": RESIDENT_LINK,
    "resident_place_confirm": RESIDENT_LINK,
    "resident_place_booked": RESIDENT_LINK,
    "resident_place_closed": CENTRES,
    "resident_course_opened": RESIDENT_LINK,
    "resident_course_changed": RESIDENT_LINK,
    "erasure_done": PRIVACY,
    "erasure_kept": OWN_RECORDS,
}

PURPOSES = {
    ANSWER_LINK: LinkPurpose.ANSWER,
    FOLLOW_LINK: LinkPurpose.FOLLOW,
    CHECK_IN_LINK: LinkPurpose.CHECK_IN,
    EVALUATION_LINK: LinkPurpose.EVALUATE,
}

# Those whose button writes to a person instead of opening a page.
MAILTO = frozenset({"employer_refused"})

# Those that somebody asked for and may stop: each says how.
STOPPABLE = frozenset({"new_offers_student", "resident_course_opened", "resident_course_changed"})

# Those that say when somebody is expected carry it for a calendar too.
WITH_CALENDAR = frozenset(
    {"booking_confirmed", "booking_moved_up", "booking_changed", "resident_place_booked"}
)

SUBJECTS = frozenset(PATHS) | MAILTO | frozenset(ACCOUNT_PAGES)


def address_of_button(session: Session, letter: Letter, *, at: datetime) -> str:
    """Give the address that a letter's button leads to; a secret link is made for it if needed."""
    if letter.subject in MAILTO:
        return f"mailto:{current_app.config['CONTACT_EMAIL']}"
    if letter.account is not None and letter.subject in ACCOUNT_PAGES:
        return link_for(letter.subject, letter.account)
    path = PATHS[letter.subject]
    if path == SHARING_LINK and (letter.offer is None or letter.offer.sharing is None):
        # It is asked no longer: its own page is what is left to see.
        return _whole(EMPLOYER_HOME)
    token = _token(session, letter, path, at) if "{token}" in path else ""
    return _whole(path.format(match_id=letter.match_id, offer_id=letter.offer_id, token=token))


def _whole(path: str) -> str:
    return f"{current_app.config['BASE_URL'].rstrip('/')}{path}"


def address_to_stop(letter: Letter) -> str:
    """Give the address at which a letter's receiver stops its kind; nothing where it must come."""
    if letter.subject not in STOPPABLE or letter.student is None:
        return ""
    return _whole(STOP_LINK.format(token=make_token(letter.student)))


def _token(session: Session, letter: Letter, path: str, at: datetime) -> str:
    """Make the secret of a letter's link.

    Raises
    ------
    LookupError
        If the letter lacks what its link is for.
    """
    if path in PURPOSES:
        return _link_to_match(session, letter, path, at)
    receiver = letter.receiver
    match receiver:
        case Invitation():
            return make_invitation_token(receiver)
        case Teacher():
            return make_school_token(receiver)
        case Resident():
            return make_resident_link(session, receiver, at=at)
        case Student() if path in SURVEY_TOKENS:
            return SURVEY_TOKENS[path](session, receiver)
        case SteeringMember() if letter.meeting is not None:
            return make_meeting_token(letter.meeting, receiver)
        case Contact() if letter.offer is not None and letter.offer.sharing is not None:
            return make_sharing_token(letter.offer.sharing, receiver)
    msg = f"letter {letter.id} lacks what its link is for"
    raise LookupError(msg)


SURVEY_TOKENS: dict[str, Callable[[Session, Student], str]] = {
    SURVEY_LINK: make_survey_token,
    SURVEY_ADDRESS_LINK: make_address_token,
}


def _link_to_match(session: Session, letter: Letter, path: str, at: datetime) -> str:
    holder = letter.contact or letter.student
    if letter.match is None or holder is None:
        msg = f"letter {letter.id} needs a match and one of its sides"
        raise LookupError(msg)
    lasts = timedelta(days=policy().link_days_after_reply)
    # An answer can be given until the reply time, and how it ended be read for a while after.
    last_use = max(at, letter.match.reply_by or at)
    return make_link(
        session,
        PURPOSES[path],
        letter.match,
        holder,
        at=at,
        expires_at=last_use + lasts,
    )
