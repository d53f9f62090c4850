"""What the words of the closed lists are called on pages, with the sign and the tone of each state.

`label` serves every list; a state also has a `look`, for it is never shown by colour alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from models.uploads import Holds
from models.words import (
    CEFR,
    Choice,
    CourseForm,
    CourseState,
    EmployerState,
    ErasureState,
    Fact,
    Going,
    HintReason,
    HintWish,
    IdeaState,
    Insurer,
    Kind,
    Language,
    LetterState,
    Level,
    MatchState,
    OfferState,
    Pay,
    ProfileState,
    Reason,
    Remote,
    ResidentPurpose,
    Role,
    RoundState,
    RunState,
    RunStep,
    Side,
    SkillUse,
    Visibility,
)

Called = TypeVar("Called")


def _by_list(pairs: Iterable[tuple[Enum, Called]]) -> dict[tuple[type[Enum], Enum], Called]:
    """Keep the lists apart: words of two lists with the same text are equal, so one key."""
    return {(type(word), word): called for word, called in pairs}


LABELS: dict[tuple[type[Enum], Enum], LazyString] = _by_list(
    (
        (Kind.MENTORSHIP, _l("Mentorship")),
        (Kind.INTERNSHIP, _l("Summer internship")),
        (Kind.THESIS, _l("Thesis project")),
        (Kind.TRAINEESHIP, _l("Traineeship")),
        (Level.BACHELOR, _l("Bachelor’s level")),
        (Level.MASTER, _l("Master’s level")),
        (CEFR.A1, _l("A1 – a few words")),
        (CEFR.A2, _l("A2 – simple talk")),
        (CEFR.B1, _l("B1 – everyday talk")),
        (CEFR.B2, _l("B2 – at ease at work")),
        (CEFR.C1, _l("C1 – fluent")),
        (CEFR.C2, _l("C2 – like a first language")),
        (Remote.ONSITE, _l("At the workplace")),
        (Remote.HYBRID, _l("Partly at a distance")),
        (Remote.REMOTE, _l("At a distance")),
        (Language.SWEDISH, _l("Swedish")),
        (Language.ENGLISH, _l("English")),
        (Role.STUDENT, _l("Student")),
        (Role.EMPLOYER, _l("Employer")),
        (Role.COORDINATOR, _l("Coordinator")),
        (Role.STEERING, _l("Steering group")),
        (Role.ADMIN, _l("Administrator")),
        (Role.SYSTEM, _l("The service itself")),
        (Side.STUDENT, _l("the student")),
        (Side.EMPLOYER, _l("the employer")),
        (ProfileState.DRAFT, _l("Draft")),
        (ProfileState.SUBMITTED, _l("Taking part")),
        (ProfileState.LEFT, _l("Has left")),
        (Visibility.GROUP, _l("Only the working group")),
        (Visibility.OFFERED, _l("Employers that the working group asks about a match with me")),
        (Visibility.ALL, _l("Every verified employer")),
        (EmployerState.REGISTERED, _l("Waits to be verified")),
        (EmployerState.VERIFIED, _l("Verified")),
        (EmployerState.REFUSED, _l("Not accepted")),
        (EmployerState.PAUSED, _l("Paused")),
        (OfferState.DRAFT, _l("Draft")),
        (OfferState.SUBMITTED, _l("Waits for review")),
        (OfferState.PUBLISHED, _l("Published")),
        (OfferState.WITHDRAWN, _l("Withdrawn")),
        (IdeaState.DRAFT, _l("Draft")),
        (IdeaState.SUBMITTED, _l("Waits for review")),
        (IdeaState.PUBLISHED, _l("Employers read it")),
        (IdeaState.TAKEN, _l("Taken up")),
        (IdeaState.WITHDRAWN, _l("Taken back")),
        (RoundState.DRAFT, _l("Draft")),
        (RoundState.OPEN, _l("Open")),
        (RoundState.CLOSED, _l("Closed")),
        (RoundState.PUBLISHED, _l("Published")),
        (RoundState.ARCHIVED, _l("Archived")),
        (RunState.QUEUED, _l("Waits to start")),
        (RunState.RUNNING, _l("Running")),
        (RunState.DONE, _l("Done")),
        (RunState.CANCELLED, _l("Cancelled")),
        (RunState.FAILED, _l("Failed")),
        (RunStep.WAITING, _l("Waits for its turn")),
        (RunStep.READING, _l("Reads profiles and offers")),
        (RunStep.RANKING, _l("Ranks who fits where")),
        (RunStep.ALLOCATING, _l("Looks for the best whole")),
        (RunStep.WRITING, _l("Writes the suggestions")),
        (RunStep.FINISHED, _l("Finished")),
        (MatchState.CONFIRMED, _l("Confirmed")),
        (MatchState.REJECTED, _l("Rejected")),
        (MatchState.OFFERED, _l("Waits for answers")),
        (MatchState.AGREED, _l("Agreed")),
        (MatchState.DECLINED, _l("Declined")),
        (MatchState.EXPIRED, _l("No answer in time")),
        (MatchState.FILLED, _l("The place went to another")),
        (MatchState.WITHDRAWN, _l("Withdrawn")),
        (MatchState.PLACED, _l("Placed")),
        (MatchState.INTERRUPTED, _l("Interrupted")),
        (MatchState.COMPLETED, _l("Completed")),
        (Choice.INTERESTED, _l("Interested")),
        (Choice.NOT_FOR_ME, _l("Not for me")),
        (Pay.WAGE, _l("Wage")),
        (Pay.STIPEND, _l("Stipend")),
        (Pay.UNPAID, _l("Unpaid")),
        (Fact.STEP_FREE, _l("Step-free all the way in")),
        (Fact.ACCESSIBLE_TOILET, _l("Accessible toilet")),
        (Fact.QUIET_ROOM, _l("A quiet room to work or rest in")),
        (Fact.HEARING_LOOP, _l("Hearing loop in the meeting room")),
        (Fact.FLEXIBLE_HOURS, _l("Flexible hours")),
        (Fact.PART_TIME, _l("Part time is possible")),
        (Fact.EQUIPMENT, _l("Equipment is lent, also for work at a distance")),
        (Fact.NEAR_TRANSPORT, _l("Bus or train within ten minutes’ walk")),
        (Insurer.EMPLOYER, _l("The employer")),
        (Insurer.UNIVERSITY, _l("The university")),
        (Insurer.NONE, _l("Nobody")),
        (Reason.SKILLS, _l("The skills do not fit")),
        (Reason.PLACE, _l("The place or the journey")),
        (Reason.PERIOD, _l("The dates")),
        (Reason.LANGUAGE, _l("The language")),
        (Reason.PAY, _l("The pay")),
        (Reason.FOUND_OTHER, _l("Has found something else")),
        (Reason.CHOSE_OTHER, _l("Chose another candidate")),
        (Reason.NO_LONGER_SEEKS, _l("No longer seeks")),
        (Reason.NO_LONGER_OFFERED, _l("No longer offered")),
        (Reason.STUDIES_CHANGED, _l("The studies changed")),
        (Reason.CONFLICT_OF_INTEREST, _l("Conflict of interest")),
        (Reason.ILLNESS_OR_PRIVATE, _l("Private reasons")),
        (Reason.DID_NOT_WORK_OUT, _l("Did not work out")),
        (Reason.OTHER, _l("Another reason")),
        (Going.WELL, _l("Well")),
        (Going.SO_SO, _l("So-so")),
        (Going.BADLY, _l("Not well")),
        (SkillUse.MUST, _l("Needed")),
        (SkillUse.WISHED, _l("Wished for")),
        (HintWish.REQUIRE, _l("Place this pair")),
        (HintWish.ENCOURAGE, _l("Speak for the pair")),
        (HintWish.DISCOURAGE, _l("Speak against the pair")),
        (HintWish.FORBID, _l("Rule the pair out")),
        (HintReason.STUDENT_ASKED, _l("The student has asked for it")),
        (HintReason.EMPLOYER_ASKED, _l("The employer has asked for it")),
        (HintReason.HAVE_MET, _l("They have met")),
        (HintReason.MORE_IS_KNOWN, _l("We know more than what is written")),
        (HintReason.TRIED_BEFORE, _l("It was tried before and did not work out")),
        (HintReason.TOO_CLOSE, _l("They are too close to each other")),
        (HintReason.NEEDED_ELSEWHERE, _l("The student or the place is needed elsewhere")),
        (HintReason.OTHER, _l("Another reason")),
        (Holds.STUDENTS, _l("Students")),
        (Holds.OFFERS, _l("Offers, with their employers")),
        (Holds.EMPLOYERS, _l("Employers and their contacts")),
        (LetterState.QUEUED, _l("Waits to be sent")),
        (LetterState.SENDING, _l("Being sent")),
        (LetterState.SENT, _l("Sent")),
        (LetterState.FAILED, _l("Could not be sent")),
        (LetterState.HELD, _l("Held back")),
        (CourseForm.DISTANCE, _l("At a distance")),
        (CourseForm.BLENDED, _l("Partly at a distance")),
        (CourseForm.CAMPUS, _l("On campus")),
        (CourseForm.COMMISSIONED, _l("Commissioned education")),
        (CourseState.LISTED, _l("Listed")),
        (CourseState.RETIRED, _l("No longer in its list")),
        (ResidentPurpose.INTEREST, _l("Interest in a course")),
        (ResidentPurpose.STUDY_PLACE, _l("A place to study")),
        (ErasureState.ASKED, _l("Asked for")),
        (ErasureState.KEPT, _l("Kept for now")),
        (ErasureState.DONE, _l("Erased")),
        (ErasureState.TAKEN_BACK, _l("Taken back")),
    )
)

# Things by the names that refusals carry them under.
THINGS: dict[str, LazyString] = {
    "account": _l("the account"),
    "centre": _l("the learning centre"),
    "change": _l("the change"),
    "course": _l("the course"),
    "employer": _l("the employer"),
    "enquiry": _l("the enquiry"),
    "erasure": _l("the request to be erased"),
    "hint": _l("the hint"),
    "idea": _l("the idea"),
    "invitation": _l("the invitation"),
    "letter": _l("the letter"),
    "match": _l("the match"),
    "note": _l("the note"),
    "offer": _l("the offer"),
    "profile": _l("the profile"),
    "round": _l("the round"),
    "run": _l("the run"),
    "sharing": _l("the shared offer"),
    "search": _l("the search"),
    "study_slot": _l("the time at the learning centre"),
    "student": _l("the student’s profile"),
    "upload": _l("the spreadsheet"),
}

# What may be missing, by the names of columns.
FIELDS: dict[str, LazyString] = {
    "academic_supervisor": _l("Supervisor at the university"),
    "capacity": _l("Number of places"),
    "closes": _l("Until, later than from"),
    "closes_on": _l("Closes on"),
    "comment": _l("Comment"),
    "contact_name": _l("The contact’s name"),
    "credits": _l("Credits"),
    "email": _l("E-mail address"),
    "ends_on": _l("Last day"),
    "examiner": _l("Examiner"),
    "facts": _l("About the workplace"),
    "graduates_on": _l("When you finish your studies"),
    "insured_by": _l("Who insures"),
    "is_adult": _l("That you are 18 or older"),
    "languages": _l("Languages"),
    "level": _l("Level of studies"),
    "mentor_name": _l("The mentor’s name"),
    "name": _l("Name"),
    "on": _l("Last day at the placement"),
    "opens_on": _l("Opens on"),
    "pay": _l("What is paid"),
    "place": _l("Place"),
    "programme": _l("Programme"),
    "reach": _l("E-mail address or phone"),
    "reason": _l("Reason"),
    "reason_words": _l("Reason in your own words"),
    "seeking": _l("What you look for, and when"),
    "skills": _l("Skills"),
    "starts_on": _l("First day"),
    "supervisor": _l("Supervisor at the workplace"),
    "text": _l("Description"),
    "title": _l("Title"),
}


@dataclass(frozen=True)
class Look:
    """The sign of a state and its tone: ``needs``, ``done``, ``open`` or ``quiet``."""

    icon: str
    tone: str


# Only what waits for somebody is "needs", and only a page that knows it waits for *you* shows it
# in the buoy's colour (see the macro `state`).
LOOKS: dict[tuple[type[Enum], Enum], Look] = _by_list(
    (
        (ProfileState.DRAFT, Look("pencil", "quiet")),
        (ProfileState.SUBMITTED, Look("check-circle", "done")),
        (ProfileState.LEFT, Look("box-arrow-right", "quiet")),
        (EmployerState.REGISTERED, Look("hourglass-split", "open")),
        (EmployerState.VERIFIED, Look("patch-check", "done")),
        (EmployerState.REFUSED, Look("x-circle", "quiet")),
        (EmployerState.PAUSED, Look("pause-circle", "quiet")),
        (OfferState.DRAFT, Look("pencil", "quiet")),
        (OfferState.SUBMITTED, Look("hourglass-split", "open")),
        (OfferState.PUBLISHED, Look("megaphone", "done")),
        (OfferState.WITHDRAWN, Look("x-circle", "quiet")),
        (IdeaState.DRAFT, Look("pencil", "quiet")),
        (IdeaState.SUBMITTED, Look("hourglass-split", "open")),
        (IdeaState.PUBLISHED, Look("megaphone", "done")),
        (IdeaState.TAKEN, Look("check-circle", "done")),
        (IdeaState.WITHDRAWN, Look("x-circle", "quiet")),
        (RoundState.DRAFT, Look("pencil", "quiet")),
        (RoundState.OPEN, Look("door-open", "open")),
        (RoundState.CLOSED, Look("lock", "open")),
        (RoundState.PUBLISHED, Look("send-check", "done")),
        (RoundState.ARCHIVED, Look("archive", "quiet")),
        (RunState.QUEUED, Look("hourglass", "open")),
        (RunState.RUNNING, Look("arrow-repeat", "open")),
        (RunState.DONE, Look("check-circle", "done")),
        (RunState.CANCELLED, Look("slash-circle", "quiet")),
        (RunState.FAILED, Look("exclamation-triangle", "stopped")),
        (MatchState.CONFIRMED, Look("bookmark-check", "open")),
        (MatchState.REJECTED, Look("x-circle", "quiet")),
        (MatchState.OFFERED, Look("hourglass-split", "open")),
        (MatchState.AGREED, Look("check2-all", "done")),
        (MatchState.DECLINED, Look("hand-thumbs-down", "quiet")),
        (MatchState.EXPIRED, Look("clock-history", "quiet")),
        (MatchState.FILLED, Look("person-check", "quiet")),
        (MatchState.WITHDRAWN, Look("arrow-return-left", "quiet")),
        (MatchState.PLACED, Look("geo-alt", "done")),
        (MatchState.INTERRUPTED, Look("exclamation-triangle", "stopped")),
        (MatchState.COMPLETED, Look("flag", "done")),
        (Choice.INTERESTED, Look("heart", "done")),
        (Choice.NOT_FOR_ME, Look("dash-circle", "quiet")),
        (Going.WELL, Look("emoji-smile", "done")),
        (Going.SO_SO, Look("emoji-neutral", "open")),
        (Going.BADLY, Look("emoji-frown", "stopped")),
        (HintWish.REQUIRE, Look("pin-angle", "open")),
        (HintWish.ENCOURAGE, Look("hand-thumbs-up", "open")),
        (HintWish.DISCOURAGE, Look("hand-thumbs-down", "quiet")),
        (HintWish.FORBID, Look("slash-circle", "quiet")),
        (CourseState.LISTED, Look("check-circle", "done")),
        (CourseState.RETIRED, Look("archive", "quiet")),
        (LetterState.QUEUED, Look("envelope", "open")),
        (LetterState.SENDING, Look("envelope", "open")),
        (LetterState.SENT, Look("envelope-check", "done")),
        (LetterState.FAILED, Look("envelope-exclamation", "stopped")),
        (LetterState.HELD, Look("envelope-dash", "quiet")),
        (ErasureState.ASKED, Look("hourglass-split", "open")),
        (ErasureState.KEPT, Look("archive", "quiet")),
        (ErasureState.DONE, Look("check-circle", "done")),
        (ErasureState.TAKEN_BACK, Look("arrow-counterclockwise", "quiet")),
    )
)


def label(word: Enum) -> LazyString:
    """Give what a word of a closed list is called, in the reader's language."""
    return LABELS[type(word), word]


def look(word: Enum) -> Look:
    """Give the sign and the tone of a state."""
    return LOOKS[type(word), word]


def choices(words: type[Enum]) -> list[SelectChoice]:
    """Give a list's words for a form: what is stored, and what it is called."""
    return [SelectChoice(str(word.value), label(word)) for word in words]
