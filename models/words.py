"""The closed lists of words that tables, pages and the matcher share.

The values are what is stored and what stands in spreadsheets; what people read is in
``web/labels.py``. Those that the matcher knows too are held equal by a test.
"""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What an offer is."""

    MENTORSHIP = "mentorship"
    INTERNSHIP = "internship"
    THESIS = "thesis"
    TRAINEESHIP = "traineeship"


class Level(StrEnum):
    """The level of a student's studies."""

    BACHELOR = "bachelor"
    MASTER = "master"


class CEFR(IntEnum):
    """How well somebody knows a language (Common European Framework of Reference)."""

    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6


class Remote(StrEnum):
    """Where the work of an offer is done."""

    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class Language(StrEnum):
    """The languages of pages and letters."""

    SWEDISH = "sv"
    ENGLISH = "en"


class Role(StrEnum):
    """In what capacity somebody acts. ``SYSTEM`` is the job, never a person.

    A ``VISITOR`` has no account: whoever holds the link of a letter, such as a teacher.
    """

    STUDENT = "student"
    EMPLOYER = "employer"
    COORDINATOR = "coordinator"
    STEERING = "steering"
    ADMIN = "admin"
    SYSTEM = "system"
    VISITOR = "visitor"


STAFF = frozenset({Role.COORDINATOR, Role.STEERING, Role.ADMIN})


class Side(StrEnum):
    """The two who must both say yes."""

    STUDENT = "student"
    EMPLOYER = "employer"


class Voice(StrEnum):
    """Whose decision about a suggestion it was: a side's answer, or a coordinator's."""

    STUDENT = "student"
    EMPLOYER = "employer"
    COORDINATOR = "coordinator"


class ProfileState(StrEnum):
    """Where a student's profile stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LEFT = "left"


class Visibility(StrEnum):
    """Who at employers may read a student's profile, the most careful first."""

    GROUP = "group"
    OFFERED = "offered"
    ALL = "all"


class EmployerState(StrEnum):
    """Whether an employer is known to be who it says."""

    REGISTERED = "registered"
    VERIFIED = "verified"
    REFUSED = "refused"
    PAUSED = "paused"


class OfferState(StrEnum):
    """Where an offer stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class IdeaState(StrEnum):
    """Where a student's own idea stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


class RoundState(StrEnum):
    """Where a matching round stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class RunState(StrEnum):
    """Where a run of the matcher stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class RunStep(StrEnum):
    """What a run is doing, in the order it does it."""

    WAITING = "waiting"
    READING = "reading"
    RANKING = "ranking"
    ALLOCATING = "allocating"
    WRITING = "writing"
    FINISHED = "finished"


class Stage(StrEnum):
    """A stage of the life-cycle model: the four of the agreement, in their order."""

    ATTRACT = "attract"
    STIMULATE = "stimulate"
    RETAIN = "retain"
    DEVELOP = "develop"


class ModelState(StrEnum):
    """Where a version of the life-cycle model stands."""

    DRAFT = "draft"
    ADOPTED = "adopted"


class ActivityState(StrEnum):
    """Where an activity stands. The moves between them are in ``models/moves.py``."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    DECLINED = "declined"
    DEFERRED = "deferred"
    PLANNED = "planned"
    RUNNING = "running"
    COMPLETED = "completed"
    EVALUATED = "evaluated"
    CANCELLED = "cancelled"


class Measure(StrEnum):
    """What the figure of an activity's goal counts; the service counts all but the last."""

    PLACED = "placed"
    COMPLETED = "completed"
    BOOKED = "booked"
    TOOK_PART = "took_part"
    TOLD = "told"


class SourceState(StrEnum):
    """Where money that an activity seeks from one source stands."""

    LISTED = "listed"
    APPLIED = "applied"
    GRANTED = "granted"
    REFUSED = "refused"


class FundingState(StrEnum):
    """How an activity is paid for; follows from its cost and its sources, and is never stored."""

    NO_COST = "no_cost"
    UNFUNDED = "unfunded"
    SOUGHT = "sought"
    PARTLY = "partly"
    FUNDED = "funded"


class Sureness(StrEnum):
    """How sure somebody is of a competence need."""

    CERTAIN = "certain"
    LIKELY = "likely"
    PERHAPS = "perhaps"


class NeedState(StrEnum):
    """Where a competence need stands."""

    OPEN = "open"
    MET = "met"
    WITHDRAWN = "withdrawn"


class MetHow(StrEnum):
    """What met a competence need."""

    MATCH = "match"
    ACTIVITY = "activity"
    COURSE = "course"
    OTHERWISE = "otherwise"


class Party(StrEnum):
    """The two who agreed, and whose steering group decides."""

    MUNICIPALITY = "municipality"
    UNIVERSITY = "university"


class MeetingState(StrEnum):
    """Where a meeting of the steering group stands."""

    PLANNED = "planned"
    HELD = "held"
    MINUTED = "minuted"
    CANCELLED = "cancelled"


class Subject(StrEnum):
    """What an item of an agenda is about."""

    ACTIVITY = "activity"
    UNFUNDED = "unfunded"
    MODEL = "model"
    MATTER = "matter"


class Ruling(StrEnum):
    """What the steering group decided on an item."""

    APPROVED = "approved"
    ALLOWED = "allowed"
    ADOPTED = "adopted"
    NOTED = "noted"
    DEFERRED = "deferred"
    DECLINED = "declined"


class RecordedFrom(StrEnum):
    """How a decision came into the register."""

    PAGE = "page"
    MINUTES = "minutes"


class Presence(StrEnum):
    """What a member of the steering group had to do with a decision; aside is by jäv."""

    TOOK_PART = "took_part"
    ASIDE = "aside"
    ABSENT = "absent"


class OccasionKind(StrEnum):
    """What schools are invited to."""

    SCIENCE_MEETING = "science_meeting"
    CAMPUS_VISIT = "campus_visit"
    SCHOOL_VISIT = "school_visit"


class OccasionState(StrEnum):
    """Where an event for schools stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ClassBookingState(StrEnum):
    """Where a class's booking of a session stands."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    ABSENT = "absent"


HOLDS_SEATS = frozenset(
    {ClassBookingState.CONFIRMED, ClassBookingState.ATTENDED, ClassBookingState.ABSENT}
)


class SchoolYear(StrEnum):
    """Which year of school a class is in: the last three of each school."""

    GRADE_7 = "grade_7"
    GRADE_8 = "grade_8"
    GRADE_9 = "grade_9"
    UPPER_1 = "upper_1"
    UPPER_2 = "upper_2"
    UPPER_3 = "upper_3"


class SchoolRequestKind(StrEnum):
    """What a teacher asks for outside the events."""

    VISIT = "visit"
    TOPICS = "topics"


class SchoolRequestState(StrEnum):
    """Where a teacher's request stands."""

    ASKED = "asked"
    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class MatchState(StrEnum):
    """Where a match stands. The moves between them are in ``models/moves.py``."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    OFFERED = "offered"
    AGREED = "agreed"
    DECLINED = "declined"
    EXPIRED = "expired"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    PLACED = "placed"
    INTERRUPTED = "interrupted"
    COMPLETED = "completed"


HOLDS_A_PLACE = frozenset({MatchState.AGREED, MatchState.PLACED, MatchState.COMPLETED})
# Somebody is asked, or is about to be: so many candidates a place may have at once.
ASKED = frozenset({MatchState.CONFIRMED, MatchState.OFFERED})


class Choice(StrEnum):
    """What a student says of a published offer before anything is matched."""

    INTERESTED = "interested"
    NOT_FOR_ME = "not_for_me"


class Pay(StrEnum):
    """What an employer pays."""

    WAGE = "wage"
    STIPEND = "stipend"
    UNPAID = "unpaid"


class Fact(StrEnum):
    """A fact of a workplace that some people need to know before they say yes."""

    STEP_FREE = "step_free"
    ACCESSIBLE_TOILET = "accessible_toilet"
    QUIET_ROOM = "quiet_room"
    HEARING_LOOP = "hearing_loop"
    FLEXIBLE_HOURS = "flexible_hours"
    PART_TIME = "part_time"
    EQUIPMENT = "equipment"
    NEAR_TRANSPORT = "near_transport"


class Insurer(StrEnum):
    """Who insures the student during the placement."""

    EMPLOYER = "employer"
    UNIVERSITY = "university"
    NONE = "none"


class Reason(StrEnum):
    """Why a match was rejected, declined, withdrawn or interrupted."""

    SKILLS = "skills"
    PLACE = "place"
    PERIOD = "period"
    LANGUAGE = "language"
    PAY = "pay"
    FOUND_OTHER = "found_other"
    CHOSE_OTHER = "chose_other"
    NO_LONGER_SEEKS = "no_longer_seeks"
    NO_LONGER_OFFERED = "no_longer_offered"
    STUDIES_CHANGED = "studies_changed"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    ILLNESS_OR_PRIVATE = "illness_or_private"
    DID_NOT_WORK_OUT = "did_not_work_out"
    CHANGE_OF_MENTOR = "change_of_mentor"
    OTHER = "other"


class Going(StrEnum):
    """How a placement goes, told while it is under way."""

    WELL = "well"
    SO_SO = "so_so"
    BADLY = "badly"


class SurveyState(StrEnum):
    """Where one of the questions afterwards stands: what came of it for one person, at one time."""

    WAITING = "waiting"
    ASKED = "asked"
    ANSWERED = "answered"
    REFUSED = "refused"
    CLOSED = "closed"


class Degree(StrEnum):
    """Whether somebody took their degree."""

    TAKEN = "taken"
    NOT_YET = "not_yet"
    LEFT_STUDIES = "left_studies"


class Residence(StrEnum):
    """What became of somebody and the place; ``models/residences.py`` says which is when."""

    MOVED_IN = "moved_in"
    RETURNED = "returned"
    STAYED = "stayed"
    COMMUTES = "commutes"
    LEFT = "left"


class InField(StrEnum):
    """Whether somebody works with what they studied."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_WORKING = "not_working"


class HintWish(StrEnum):
    """What the working group wants for a pair. The matcher also knows of pairs that are settled."""

    REQUIRE = "require"
    ENCOURAGE = "encourage"
    DISCOURAGE = "discourage"
    FORBID = "forbid"


class HintReason(StrEnum):
    """Why the working group wants it."""

    STUDENT_ASKED = "student_asked"
    EMPLOYER_ASKED = "employer_asked"
    HAVE_MET = "have_met"
    MORE_IS_KNOWN = "more_is_known"
    TRIED_BEFORE = "tried_before"
    TOO_CLOSE = "too_close"
    NEEDED_ELSEWHERE = "needed_elsewhere"
    OTHER = "other"


class SkillUse(StrEnum):
    """How much an offer needs a skill."""

    MUST = "must"
    WISHED = "wished"


class CourseForm(StrEnum):
    """How a course is held."""

    DISTANCE = "distance"
    BLENDED = "blended"
    CAMPUS = "campus"
    COMMISSIONED = "commissioned"


class CourseState(StrEnum):
    """Whether the source of a course still has it."""

    LISTED = "listed"
    RETIRED = "retired"


class ResidentPurpose(StrEnum):
    """What somebody without an account left an address for."""

    INTEREST = "interest"
    STUDY_PLACE = "study_place"


class LetterState(StrEnum):
    """Where a letter of the outbox stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"


class LinkPurpose(StrEnum):
    """What a signed link lets its holder do."""

    ANSWER = "answer"
    FOLLOW = "follow"
    CHECK_IN = "check_in"
    EVALUATE = "evaluate"


# Where a match stands while a link of a purpose works; when it moves on, the link ends with it.
WORKS_IN: dict[LinkPurpose, frozenset[MatchState]] = {
    LinkPurpose.ANSWER: frozenset({MatchState.OFFERED}),
    LinkPurpose.FOLLOW: frozenset({MatchState.AGREED, MatchState.PLACED}),
    LinkPurpose.CHECK_IN: frozenset({MatchState.PLACED}),
    LinkPurpose.EVALUATE: frozenset({MatchState.COMPLETED}),
}


class LinkEnd(StrEnum):
    """Why a signed link was ended before its time."""

    MATCH_MOVED = "match_moved"
    CONTACT_CHANGED = "contact_changed"
    EMPLOYER_STOPPED = "employer_stopped"


class ErasureState(StrEnum):
    """Where somebody's wish to be erased stands."""

    ASKED = "asked"
    KEPT = "kept"
    DONE = "done"
    TAKEN_BACK = "taken_back"


class Fate(StrEnum):
    """What becomes of records when the person is erased."""

    ERASED = "erased"
    NAMELESS = "nameless"
    COUNTED = "counted"


class Hold(StrEnum):
    """What keeps records from being erased for now."""

    ARCHIVE = "archive"
    RUN_LOG = "run_log"
    PLACEMENT = "placement"
    ONLY_CONTACT = "only_contact"
    LAST_ADMIN = "last_admin"
    WHAT_REMAINS = "what_remains"


class Withheld(StrEnum):
    """Why something that is stored is not in the file that a person gets."""

    OPENS = "opens"
    OTHERS = "others"
    ASSESSED = "assessed"
    DERIVED = "derived"
    WHOLE = "whole"
