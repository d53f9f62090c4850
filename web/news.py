"""What each letter tells, in a few words: for lists of letters that the working group reads."""

from flask import Flask
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

# By the letter's subject; those about a match are sent to both sides under one piece of news.
NEWS: dict[str, LazyString] = {
    "match_offered": _l("A match to answer"),
    "match_reminder": _l("Reminder to answer"),
    "match_meeting": _l("Contacts, to meet first"),
    "match_agreed": _l("Both said yes"),
    "match_declined": _l("The other side said no"),
    "match_expired": _l("No answer in time"),
    "match_filled": _l("The place went to somebody else"),
    "match_withdrawn": _l("The match was withdrawn"),
    "match_placed": _l("Dates and supervisor"),
    "match_check_in": _l("Asks how it goes"),
    "match_interrupted": _l("The placement was interrupted"),
    "match_completed": _l("Completed: asks for an evaluation"),
    "match_alone": _l("The thesis is applied for by one alone now"),
    "idea_taken": _l("An employer has taken up the idea"),
    "idea_sent_back": _l("The idea is sent back with a comment"),
    "new_offers": _l("New offers for a saved search"),
    "survey_asked": _l("Asks what came of it"),
    "survey_reminder": _l("Reminds of what came of it"),
    "survey_address": _l("Asks for a private address"),
    "survey_confirm": _l("Confirm the private address"),
    "colleague_invited": _l("A colleague is invited"),
    "sharing_asked": _l("Asked to host together with another employer"),
    "agenda_sent": _l("The agenda of the steering group’s meeting"),
    "meeting_cancelled": _l("That the steering group’s meeting is called off"),
    "employer_verified": _l("The employer is verified"),
    "employer_refused": _l("The employer is not accepted"),
    "offer_published": _l("The offer is published"),
    "offer_sent_back": _l("The offer is sent back with a comment"),
    "change_accepted": _l("A change is published"),
    "change_sent_back": _l("A change is sent back with a comment"),
    "booking_confirm": _l("Confirm the booking of a class"),
    "booking_confirmed": _l("The class is booked"),
    "booking_waiting": _l("The class is on the waiting list"),
    "booking_moved_up": _l("The class has moved up from the waiting list"),
    "booking_reminder": _l("Reminder of a visit"),
    "booking_changed": _l("The time or the room has changed"),
    "booking_cancelled": _l("The booking of a class is cancelled"),
    "booking_evaluation": _l("Asks how the visit was"),
    "request_confirm": _l("Confirm what was asked for"),
    "request_answered": _l("An answer to a teacher"),
    "resident_interest_confirm": _l("Confirm the interest in a course"),
    "resident_course_opened": _l("A course can be applied for"),
    "resident_course_changed": _l("A course has changed"),
    "resident_place_confirm": _l("Confirm the booking of a study place"),
    "resident_place_booked": _l("A study place is booked"),
    "resident_place_closed": _l("A time to study is closed"),
    "account_confirm": _l("Confirm the e-mail address"),
    "account_exists": _l("There is an account already"),
    "account_invite": _l("Invitation to an account"),
    "account_reset": _l("Choose a new password"),
    "erasure_done": _l("Everything is erased"),
    "erasure_kept": _l("What is kept, and until when"),
    "password_changed": _l("The password was changed"),
    "second_factor_changed": _l("The second factor was changed"),
}


def init_app(app: Flask) -> None:
    """Let templates name a letter's news."""
    app.jinja_env.filters["news"] = news


def news(subject: str) -> str:
    """Say what a letter tells, by its subject."""
    about = subject.removesuffix("_student").removesuffix("_employer")
    return str(NEWS[about])
