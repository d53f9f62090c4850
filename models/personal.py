"""Where people are in the tables: how the rows of each reach a person, and what a person is given.

The one place that says so. The file that somebody gets of their own data, the page that lists it,
and erasure are read from here; a test scans all tables, so that one without a decision is found.
"""

from collections.abc import Mapping

from sqlalchemy import Table, and_, or_, select

from models.activities import Activity
from models.base import Base
from models.changes import Change
from models.check_ins import CheckIn
from models.close_ups import CloseUp
from models.decisions import Decision, Participant
from models.employers import Contact, Employer
from models.enquiries import Enquiry
from models.erasures import Erasure
from models.hints import Hint
from models.ideas import Idea
from models.invitations import Invitation
from models.jobs import SentForm
from models.lifecycle import LifecycleVersion
from models.matches import Answer, Match
from models.members import SteeringMember
from models.needs import Means
from models.notes import Note
from models.notices import Link
from models.offers import Offer
from models.paths import PathStep
from models.people import Account, Interest, Seeking, Student, StudentLanguage, StudentSkill
from models.persons import (
    Part,
    answers_in,
    check_ins_in,
    employers_of,
    evaluations_in,
    events_of,
    invitations_to,
    is_one,
    is_teacher,
    letters_to,
    matches_of,
    matches_of_offers,
    memberships_of,
    offers_of,
    one_of,
    only_own_account,
    only_own_contact,
    own,
    own_in_run,
    own_inputs,
    residents_at,
    runs_with,
    teams_of,
)
from models.residents import Resident, ResidentLink
from models.rounds import Round, Run, Suggestion
from models.searches import Search, ToldOffer
from models.surveys import Survey, SurveyAddress
from models.teams import JointMatch, Team, TeamMember
from models.uploads import Upload
from models.viewers import Viewer
from models.weights import Adoption
from models.words import Side, Withheld

T: Mapping[str, Table] = Base.metadata.tables
SECRET, OTHERS, ASSESSED = Withheld.OPENS, Withheld.OTHERS, Withheld.ASSESSED
DERIVED, WHOLE = Withheld.DERIVED, Withheld.WHOLE
STUDENT, ACCOUNT = "student_id", "account_id"

PARTS: tuple[Part, ...] = (
    Part(
        "account",
        T["accounts"],
        own(Account.id, ACCOUNT),
        "id email name active confirmed_at created_at language has_shortcuts"
        " tf_primary_method tf_last_counter works_for_id erased_at",
        {SECRET: "password fs_uniquifier tf_totp_secret mf_recovery_codes"},
    ),
    Part(
        "account",
        T["account_roles"],
        own(T["account_roles"].c.account_id, ACCOUNT),
        "account_id role_id",
    ),
    Part(
        "profile",
        T["students"],
        own(Student.id, STUDENT),
        "id account_id source name email phone language is_adult is_protected visibility"
        " university"
        " recognised_at programme level graduates_on home_place text place travel_km"
        " travel_minutes remote moves hours_per_week state version created_at submitted_at"
        " left_at erased_at",
        {DERIVED: "search_key sort_key", OTHERS: "recognised_by_id"},
    ),
    Part(
        "profile",
        T["seeking"],
        own(Seeking.student_id, STUDENT),
        "id student_id kind starts_on ends_on",
    ),
    Part(
        "profile",
        T["student_skills"],
        own(StudentSkill.student_id, STUDENT),
        "id student_id words concept_id level",
    ),
    Part(
        "profile",
        T["student_languages"],
        own(StudentLanguage.student_id, STUDENT),
        "id student_id code level",
    ),
    Part(
        "interests",
        T["interests"],
        own(Interest.student_id, STUDENT),
        "id student_id offer_id choice rank said_at",
    ),
    # The team before its members: by them it is found.
    Part(
        "teams",
        T["teams"],
        lambda person: Team.id.in_(teams_of(person)),
        "id created_at expires_at formed_at",
        {SECRET: "code"},
    ),
    Part(
        "teams",
        T["team_members"],
        own(TeamMember.student_id, STUDENT),
        "id team_id student_id seat",
    ),
    Part(
        "matches",
        T["need_means"],
        lambda person: Means.match_id.in_(matches_of(person)),
        "id match_id",
        {OTHERS: "need_id activity_id course_id"},
    ),
    Part(
        "matches",
        T["joint_matches"],
        lambda person: JointMatch.match_id.in_(matches_of(person)),
        "match_id",
        {OTHERS: "partner_id"},
    ),
    Part(
        "ideas",
        T["ideas"],
        own(Idea.student_id, STUDENT),
        "id student_id kind title text language starts_on ends_on state version review_comment"
        " created_at submitted_at published_at taken_at offer_id",
    ),
    Part(
        "searches",
        T["searches"],
        own(Search.student_id, STUDENT),
        "id student_id name asked created_at letter_since looked_at",
    ),
    Part(
        "searches",
        T["told_offers"],
        own(ToldOffer.student_id, STUDENT),
        "id student_id offer_id letter_id at",
    ),
    Part(
        "matches",
        T["matches"],
        lambda person: Match.id.in_(matches_of(person)),
        "id round_id student_id offer_id suggestion_id state version moved_at reason offered_at"
        " asked_words co_host_id reply_by remind_at meeting_asked_at agreed_at placed_at starts_on"
        " ends_on supervisor academic_supervisor examiner check_in_asked_at interrupted_on",
        {ASSESSED: "reason_words"},
    ),
    Part(
        "matches",
        T["answers"],
        answers_in(Side.STUDENT, matches_of),
        "id match_id side says_yes at reason reason_words by_id",
        {OTHERS: "contact_id"},
        {"by_id": only_own_account},
    ),
    Part(
        "matches",
        T["answers"],
        answers_in(Side.EMPLOYER, matches_of),
        "id match_id side says_yes at reason",
        {OTHERS: "by_id contact_id", ASSESSED: "reason_words"},
    ),
    Part(
        "matches",
        T["evaluations"],
        evaluations_in(Side.STUDENT, matches_of),
        "id match_id side rating would_again words at",
    ),
    Part(
        "matches",
        T["evaluations"],
        evaluations_in(Side.EMPLOYER, matches_of),
        "id match_id side at",
        {ASSESSED: "rating would_again words"},
    ),
    Part(
        "matches",
        T["check_ins"],
        check_ins_in(Side.STUDENT, matches_of),
        "id match_id side going words at by_id",
        {OTHERS: "contact_id looked_after_by_id", ASSESSED: "looked_after_at"},
        {"by_id": only_own_account},
    ),
    Part(
        "matches",
        T["check_ins"],
        check_ins_in(Side.EMPLOYER, matches_of),
        "id match_id side at",
        {
            OTHERS: "by_id contact_id looked_after_by_id",
            ASSESSED: "going words looked_after_at",
        },
    ),
    Part(
        "surveys",
        T["surveys"],
        own(Survey.student_id, STUDENT),
        "id student_id wave due_on kind state asked_at reminded_at ended_at degree lives_in"
        " works_in residence in_field met_employer employer_id words",
    ),
    Part(
        "surveys",
        T["survey_addresses"],
        own(SurveyAddress.student_id, STUDENT),
        "id student_id email given_at confirmed_at",
    ),
    Part(
        "path",
        T["path_steps"],
        own(PathStep.student_id, STUDENT),
        "id student_id stage what year told_at",
    ),
    Part(
        "suggestions",
        T["suggestions"],
        own(Suggestion.student_id, STUDENT),
        "id run_id student_id offer_id score p_student p_employer student_rank offer_rank"
        " is_proposed terms",
    ),
    Part(
        "suggestions",
        T["runs"],
        runs_with,
        "id round_id state requested_at started_at finished_at reckoned_on weights_version"
        " settings inputs input_digest output_digest student_count offer_count unmatched found",
        {
            OTHERS: "requested_by_id",
            WHOLE: "step progress attempt heartbeat_at cancel_asked_at spread failure",
        },
        {"inputs": own_inputs, "unmatched": own_in_run, "found": own_in_run},
    ),
    Part(
        "close_ups",
        T["close_ups"],
        own(CloseUp.student_id, STUDENT),
        "id run_id student_id offer_id asked_at finished_at findings failure",
    ),
    Part(
        "enquiries",
        T["enquiries"],
        own(Enquiry.student_id, STUDENT),
        "id employer_id student_id offer_id at settled_at",
        {OTHERS: "by_id settled_by_id"},
    ),
    Part(
        "hints",
        T["hints"],
        own(Hint.student_id, STUDENT),
        "id round_id student_id offer_id wish reason at",
        {OTHERS: "by_id", ASSESSED: "words"},
    ),
    Part(
        "notes",
        T["notes"],
        own(Note.student_id, STUDENT),
        "id round_id student_id offer_id at",
        {OTHERS: "by_id", ASSESSED: "words"},
    ),
    Part(
        "contact",
        T["contacts"],
        one_of(Contact.id),
        "id employer_id account_id name title email phone language left_at erased_at",
    ),
    Part(
        "invitations",
        T["invitations"],
        invitations_to,
        "id employer_id email language invited_at expires_at accepted_at contact_id revoked_at",
        {OTHERS: "invited_by_id"},
    ),
    Part(
        "invitations",
        T["invitations"],
        own(Invitation.invited_by_id, ACCOUNT),
        "id employer_id language invited_by_id invited_at expires_at accepted_at revoked_at",
        {OTHERS: "email contact_id"},
    ),
    Part(
        "employer",
        T["employers"],
        lambda person: Employer.id.in_(employers_of(person)),
        "id name unit organisation_number is_sole_trader place website description state version"
        " created_at verified_at",
        {DERIVED: "search_key sort_key", OTHERS: "verified_by_id"},
    ),
    Part(
        "employer",
        T["offers"],
        one_of(Offer.contact_id),
        "id employer_id contact_id source kind title text language place remote starts_on ends_on"
        " hours_per_week places places_taken pay pay_sek_per_month pay_sek_in_all insured_by"
        " credits mentor_name apply_url state version created_at submitted_at published_at"
        " withdrawn_at review_comment activity_id",
        {DERIVED: "search_key"},
    ),
    Part(
        "employer",
        T["changes"],
        lambda person: or_(
            Change.offer_id.in_(offers_of(person)), Change.employer_id.in_(employers_of(person))
        ),
        "id offer_id employer_id wanted asked_at comment sent_back_at version",
    ),
    Part(
        "employer_matches",
        T["matches"],
        lambda person: Match.id.in_(matches_of_offers(person)),
        "id round_id offer_id state version moved_at reason offered_at asked_words co_host_id"
        " reply_by remind_at meeting_asked_at agreed_at placed_at starts_on ends_on supervisor"
        " check_in_asked_at interrupted_on",
        {OTHERS: "student_id suggestion_id academic_supervisor examiner", ASSESSED: "reason_words"},
    ),
    Part(
        "employer_matches",
        T["answers"],
        answers_in(Side.EMPLOYER, matches_of_offers),
        "id match_id side says_yes at reason reason_words by_id contact_id",
        {},
        {"by_id": only_own_account, "contact_id": only_own_contact},
    ),
    Part(
        "employer_matches",
        T["evaluations"],
        evaluations_in(Side.EMPLOYER, matches_of_offers),
        "id match_id side rating would_again words at",
    ),
    # What the student tells is for the working group alone: to the employer it is not there.
    Part(
        "employer_matches",
        T["check_ins"],
        check_ins_in(Side.EMPLOYER, matches_of_offers),
        "id match_id side going words at by_id contact_id",
        {OTHERS: "looked_after_by_id", ASSESSED: "looked_after_at"},
        {"by_id": only_own_account, "contact_id": only_own_contact},
    ),
    Part(
        "letters",
        T["letters"],
        letters_to,
        "id subject account_id student_id contact_id invitation_id member_id teacher_id resident_id"
        " match_id meeting_id offer_id once state queued_at send_after attempts sent_at failure",
    ),
    Part(
        "school_bookings",
        T["teachers"],
        is_teacher,
        "id booking_id request_id name email language needs about_at",
    ),
    Part(
        "links",
        T["links"],
        lambda person: or_(
            Link.contact_id.in_(person.contact_ids), is_one(Link.student_id, person.student_id)
        ),
        "id purpose match_id contact_id student_id made_at expires_at revoked_at revoked_because",
        {SECRET: "token_hash"},
    ),
    Part(
        "residents",
        T["residents"],
        residents_at,
        "id purpose email language course_id slot_id asked_at confirmed_at ended_at kept_until",
    ),
    Part(
        "residents",
        T["resident_links"],
        lambda person: ResidentLink.resident_id.in_(
            select(Resident.id).where(residents_at(person))
        ),
        "id resident_id made_at expires_at",
        {SECRET: "token_hash"},
    ),
    Part(
        "sent_forms",
        T["sent_forms"],
        lambda person: SentForm.actor == f"account:{person.account_id}",
        "id actor status location at",
        {SECRET: "key digest"},
    ),
    Part(
        "uploads",
        T["uploads"],
        own(Upload.by_id, ACCOUNT),
        "id by_id holds file uploaded_at changed_at imported_at counts asked_at submits taken"
        " so_far failure",
        {OTHERS: "headings rows columns for_all mended answers"},
    ),
    Part(
        "work",
        T["hints"],
        own(Hint.by_id, ACCOUNT),
        "id round_id wish reason by_id at",
        {OTHERS: "student_id offer_id", ASSESSED: "words"},
    ),
    Part(
        "work",
        T["notes"],
        own(Note.by_id, ACCOUNT),
        "id round_id by_id at",
        {OTHERS: "student_id offer_id", ASSESSED: "words"},
    ),
    Part(
        "work",
        T["viewers"],
        own(Viewer.account_id, ACCOUNT),
        "id account_id round_id offer_id at",
        {OTHERS: "student_id"},
    ),
    Part(
        "work",
        T["enquiries"],
        lambda person: or_(
            is_one(Enquiry.by_id, person.account_id),
            is_one(Enquiry.settled_by_id, person.account_id),
        ),
        "id employer_id offer_id by_id at settled_at settled_by_id",
        {OTHERS: "student_id"},
        {"by_id": only_own_account, "settled_by_id": only_own_account},
    ),
    Part(
        "work",
        T["answers"],
        lambda person: and_(
            is_one(Answer.by_id, person.account_id),
            Answer.match_id.not_in(matches_of(person)),
            Answer.match_id.not_in(matches_of_offers(person)),
        ),
        "id match_id side says_yes by_id at",
        {OTHERS: "contact_id", ASSESSED: "reason reason_words"},
    ),
    Part(
        "work",
        T["check_ins"],
        lambda person: and_(
            or_(
                is_one(CheckIn.by_id, person.account_id),
                is_one(CheckIn.looked_after_by_id, person.account_id),
            ),
            CheckIn.match_id.not_in(matches_of(person)),
            CheckIn.match_id.not_in(matches_of_offers(person)),
        ),
        "id match_id side by_id at looked_after_at looked_after_by_id",
        {OTHERS: "contact_id", ASSESSED: "going words"},
        {"by_id": only_own_account, "looked_after_by_id": only_own_account},
    ),
    Part(
        "work",
        T["rounds"],
        lambda person: or_(
            is_one(Round.requested_by_id, person.account_id),
            is_one(Round.published_by_id, person.account_id),
        ),
        "id kind title is_rolling state opens_on closes_on created_at requested_at"
        " requested_by_id requested_digest published_at published_by_id activity_id",
        {},
        {"requested_by_id": only_own_account, "published_by_id": only_own_account},
    ),
    Part(
        "work",
        T["activities"],
        lambda person: or_(
            is_one(Activity.proposed_by_id, person.account_id),
            is_one(Activity.reviewed_by_id, person.account_id),
        ),
        "id stage kind title what for_whom by_whom starts_on ends_on goal goal_figure goal_measure"
        " cost_sek apply_at evidence state version reason review_comment lifecycle_version_id"
        " created_at moved_at proposed_by_id reviewed_by_id unfunded_allowed_at outcome_figure"
        " learned",
        {OTHERS: "responsible"},
        {"proposed_by_id": only_own_account, "reviewed_by_id": only_own_account},
    ),
    Part(
        "work",
        T["lifecycle_versions"],
        own(LifecycleVersion.created_by_id, ACCOUNT),
        "id number state change version created_at created_by_id adopted_on meeting"
        " minutes_reference",
    ),
    Part(
        "membership",
        T["steering_members"],
        own(SteeringMember.account_id, ACCOUNT),
        "id name office party since until address language account_id works_for_id erased_at",
    ),
    Part(
        "membership",
        T["decision_participants"],
        lambda person: Participant.member_id.in_(memberships_of(person)),
        "decision_id member_id presence",
    ),
    Part(
        "work",
        T["decisions"],
        own(Decision.recorded_by_id, ACCOUNT),
        "id item_id ruling reason may_run_unfunded decided_on recorded_from minutes_reference"
        " recorded_at recorded_by_id took_part state_before state_after",
        {DERIVED: "search_key"},
    ),
    Part(
        "work",
        T["runs"],
        own(Run.requested_by_id, ACCOUNT),
        "id round_id state requested_at requested_by_id",
        {
            WHOLE: "step progress attempt heartbeat_at cancel_asked_at started_at finished_at"
            " reckoned_on weights_version settings input_digest output_digest student_count"
            " offer_count spread failure",
            OTHERS: "inputs unmatched found",
        },
    ),
    Part(
        "work",
        T["adoptions"],
        own(Adoption.by_id, ACCOUNT),
        "id version by_id at reason",
    ),
    Part(
        "work",
        T["students"],
        own(Student.recognised_by_id, ACCOUNT),
        "id recognised_at recognised_by_id",
        {
            OTHERS: "account_id source name email phone language search_key sort_key is_adult"
            " is_protected visibility university programme level graduates_on home_place text place"
            " travel_km travel_minutes remote moves hours_per_week state version created_at"
            " submitted_at left_at erased_at",
        },
    ),
    Part(
        "work",
        T["employers"],
        own(Employer.verified_by_id, ACCOUNT),
        "id name unit verified_at verified_by_id",
        {
            OTHERS: "organisation_number is_sole_trader place website description search_key"
            " sort_key state version created_at",
        },
    ),
    Part(
        "erasures",
        T["erasures"],
        own(Erasure.account_id, ACCOUNT),
        "id account_id state asked_at decided_at kept look_again_on",
        {OTHERS: "decided_by_id"},
    ),
    Part(
        "work",
        T["erasures"],
        own(Erasure.decided_by_id, ACCOUNT),
        "id state decided_at decided_by_id",
        {OTHERS: "account_id asked_at kept look_again_on"},
    ),
    Part(
        "events",
        T["events"],
        events_of,
        "id at verb thing thing_id role account_id contact_id for_role details previous_hash hash",
        {},
        {"account_id": only_own_account, "contact_id": only_own_contact},
    ),
)  # fmt: skip - one table to a row

# Tables that are about nobody, each with its reason.
ABOUT_NOBODY: Mapping[str, str] = {
    "agenda_items": "what the steering group is asked to decide",
    "meetings": "when the steering group meets; who planned it, events tell",
    "activity_days": "on which days an activity is met, and where",
    "activity_hosts": "which employers take part in an activity, not who does",
    "concepts": "the vocabulary: words of skills, fields and programmes",
    "concept_labels": "the vocabulary: how its words may be written",
    "centres": "learning centres: where they are, and when they are open",
    "course_concepts": "what it is that courses teach",
    "courses": "what anybody may apply for, or an organisation has ordered",
    "study_rooms": "rooms, and how many places they have",
    "study_slots": "how many places are taken when; by whom stands in residents",
    "study_times": "when rooms can be booked",
    "event_chain": "how many events there are, and the hash of the last",
    "funding_sources": "money that an activity seeks, and what became of it",
    "lifecycle_stages": "what the model says of a stage; who drafted it stands in its version",
    "publications": "counts of what people answered, each question by itself, tied to nobody",
    "need_activities": "which activities are to meet which needs",
    "need_words": "what an employer or a branch needs, not who somebody is",
    "needs": "what an employer or a branch needs; who said so, events tell",
    "class_bookings": "a school, a year and a number; who booked stands in teachers",
    "occasion_sessions": "when and where schools are invited to something",
    "occasions": "what schools are invited to",
    "offer_facts": "what the workplace is like, not who somebody is",
    "offer_fields": "what the work needs, not who somebody is",
    "offer_languages": "what the work needs, not who somebody is",
    "offer_levels": "what the work needs, not who somebody is",
    "offer_skills": "what the work needs, not who somebody is",
    "school_requests": "what a school asks for; who asked stands in teachers",
    "survey_counts": "how many erased people gave an answer, each question by itself",
    "sharings": "which employers host together; who said so, events tell",
    "roles": "the names of the roles; who holds which stands in account_roles",
    "vocabulary_imports": "which taxonomies were imported when; by whom, an event tells",
    "weights": "published numbers; their owner is named in an office, and published with them",
    "worker_signs": "when the worker was last seen",
}


def parts_of(records: str) -> tuple[Part, ...]:
    """Give the parts of a class of records."""
    return tuple(part for part in PARTS if part.records == records)


# The classes of records, in the order in which people read them.
RECORDS: tuple[str, ...] = tuple(dict.fromkeys(part.records for part in PARTS))
