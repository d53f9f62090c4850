"""Where the button of each letter leads.

The addresses stand here in full: a letter lies in somebody's mailbox for years, so its address is
a promise. A test holds that each of them leads to a page.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy.orm import Session

from models.notices import Letter
from models.operations.links import make_link
from models.people import Student
from models.words import LinkPurpose
from web.accounts.links import PAGES as ACCOUNT_PAGES
from web.accounts.links import link_for
from web.config import policy
from web.invitation_tokens import make_token as make_invitation_token
from web.letters.stopping import make_token
from web.letters.survey_tokens import make_address_token, make_survey_token

STUDENT_HOME = "/student"
STUDENT_MATCH = "/student/matches/{match_id}"
STUDENT_IDEAS = "/student/ideas"
STUDENT_SEARCHES = "/student/searches"
STUDENT_EVALUATION = "/student/matches/{match_id}/evaluate"
EMPLOYER_HOME = "/employer"
EMPLOYER_OFFER = "/employer/offers/{offer_id}/edit"
OFFER = "/offers/{offer_id}"
PRIVACY = "/privacy"
OWN_RECORDS = "/account/data"
ANSWER_LINK = "/a/{token}"
FOLLOW_LINK = "/m/{token}"
CHECK_IN_LINK = "/c/{token}"
EVALUATION_LINK = "/e/{token}"
INVITATION_LINK = "/i/{token}"
STOP_LINK = "/s/{token}"
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
    "survey_asked_student": SURVEY_LINK,
    "survey_reminder_student": SURVEY_LINK,
    "survey_address_student": STUDENT_SURVEYS,
    "survey_confirm_student": SURVEY_ADDRESS_LINK,
    "sharing_asked": EMPLOYER_HOME,
    "employer_verified": EMPLOYER_HOME,
    "offer_published": OFFER,
    "offer_sent_back": EMPLOYER_OFFER,
    "change_accepted": EMPLOYER_HOME,
    "change_sent_back": EMPLOYER_HOME,
    "erasure_done": PRIVACY,
    "erasure_kept": OWN_RECORDS,
}

PURPOSES = {
    ANSWER_LINK: LinkPurpose.ANSWER,
    FOLLOW_LINK: LinkPurpose.FOLLOW,
    CHECK_IN_LINK: LinkPurpose.CHECK_IN,
    EVALUATION_LINK: LinkPurpose.EVALUATE,
}

# Links that are for a student's survey or address, not for a match.
TOKENS: dict[str, Callable[[Session, Student], str]] = {
    SURVEY_LINK: make_survey_token,
    SURVEY_ADDRESS_LINK: make_address_token,
}

# Those whose button writes to a person instead of opening a page.
MAILTO = frozenset({"employer_refused"})

# Those that somebody asked for and may stop: each says how.
STOPPABLE = frozenset({"new_offers_student"})

SUBJECTS = frozenset(PATHS) | MAILTO | frozenset(ACCOUNT_PAGES)


def address_of_button(session: Session, letter: Letter, *, at: datetime) -> str:
    """Give the address that a letter's button leads to; a secret link is made for it if needed."""
    if letter.subject in MAILTO:
        return f"mailto:{current_app.config['CONTACT_EMAIL']}"
    if letter.account is not None and letter.subject in ACCOUNT_PAGES:
        return link_for(letter.subject, letter.account)
    path = PATHS[letter.subject]
    if letter.invitation is not None:
        return _whole(path.format(token=make_invitation_token(letter.invitation)))
    if path in TOKENS and letter.student is not None:
        return _whole(path.format(token=TOKENS[path](session, letter.student)))
    filled = path.format(
        match_id=letter.match_id,
        offer_id=letter.offer_id,
        token=_token(session, letter, path, at) if path in PURPOSES else "",
    )
    return _whole(filled)


def _whole(path: str) -> str:
    return f"{current_app.config['BASE_URL'].rstrip('/')}{path}"


def address_to_stop(letter: Letter) -> str:
    """Give the address at which a letter's receiver stops its kind; nothing where it must come."""
    if letter.subject not in STOPPABLE or letter.student is None:
        return ""
    return _whole(STOP_LINK.format(token=make_token(letter.student)))


def _token(session: Session, letter: Letter, path: str, at: datetime) -> str:
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
