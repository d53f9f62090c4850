"""Every limit that stands in a table is held by the database itself, under its name."""

from collections.abc import Iterator

import pytest
from sqlalchemy import CheckConstraint, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Base
from models.actors import Actor
from models.enquiries import Enquiry
from models.erasures import Erasure
from models.ideas import Idea
from models.offers import Offer
from models.operations.check_ins import tell_how_it_goes
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.interests import say_interest
from models.operations.links import make_link
from models.operations.placements import evaluate
from models.operations.profiles import set_skills
from models.operations.rounds import close_round, request_publication
from models.operations.searches import keep_search
from models.operations.students import leave
from models.operations.teams import invite
from models.operations.wanting import want
from models.teams import JointMatch
from models.words import (
    CEFR,
    Choice,
    Fact,
    Going,
    Kind,
    Language,
    Level,
    LinkPurpose,
    MatchState,
    Role,
    Side,
)
from tests.builders import (
    NOW,
    SUMMER,
    a_close_up,
    a_confirmed_match,
    a_coordinator,
    a_hint,
    a_match_in,
    a_placed_match,
    a_round,
    a_run,
    a_student,
    an_agreed_match,
    an_employer,
    an_offer,
    an_offered_match,
    as_student,
    shipped,
)

TIME = "'2027-05-01 10:00:00+00:00'"
SOMEBODY = "(SELECT min(id) FROM accounts)"
LONG_AGO, SOON = "'2001-01-01'", "'2027-06-01'"

# Constraint: what to set, and on which rows. Each breaks this one rule and no other.
BREAKS: dict[str, list[tuple[str, str]]] = {
    "ck_accounts_language_known": [("language = 'xx'", "TRUE")],
    "ck_accounts_erased_opens_nothing": [(f"erased_at = {TIME}", "TRUE")],
    "ck_adoptions_reason_told": [("reason = ''", "TRUE")],
    "ck_answers_side_known": [("side = 'other'", "TRUE")],
    "ck_check_ins_going_known": [("going = 'other'", "TRUE")],
    "ck_check_ins_looked_after_by_id_told": [
        (f"looked_after_at = {TIME}", "TRUE"),
        (f"looked_after_by_id = {SOMEBODY}", "TRUE"),
    ],
    "ck_check_ins_side_known": [("side = 'other'", "TRUE")],
    "ck_close_ups_finished_with_something": [
        (f"finished_at = {TIME}", "TRUE"),
        ("failure = 'MemoryError'", "TRUE"),
    ],
    "ck_changes_of_one_thing": [
        ("offer_id = NULL", "offer_id IS NOT NULL"),
        ("employer_id = (SELECT min(id) FROM employers)", "offer_id IS NOT NULL"),
    ],
    "ck_changes_sent_back_says_why": [(f"sent_back_at = {TIME}", "TRUE")],
    "ck_concepts_kind_known": [("kind = 'other'", "TRUE")],
    "ck_concepts_label_told": [("sv = '', en = ''", "TRUE")],
    "ck_concepts_own_stays": [(f"retired_at = {TIME}", "TRUE")],
    "ck_contacts_erased_is_nobody": [(f"erased_at = {TIME}", "TRUE")],
    "ck_contacts_language_known": [("language = 'xx'", "TRUE")],
    "ck_contacts_left_speaks_for_nobody": [(f"left_at = {TIME}", "email <> ''")],
    "ck_employers_organisation_number_length": [
        ("organisation_number = '123456789'", "TRUE"),
        ("organisation_number = ''", "TRUE"),
    ],
    "ck_employers_state_known": [("state = 'other'", "state = 'registered'")],
    "ck_employers_verified_at_told": [
        (f"verified_at = {TIME}", "state = 'registered'"),
        ("verified_at = NULL", "state = 'verified'"),
        ("state = 'paused'", "state = 'registered'"),
    ],
    "ck_enquiries_settled_by_somebody": [
        (f"settled_at = {TIME}", "TRUE"),
        (f"settled_by_id = {SOMEBODY}", "TRUE"),
    ],
    "ck_erasures_decided_at_told": [(f"decided_at = {TIME}", "TRUE")],
    "ck_erasures_kept_told": [("kept = '[]'", "TRUE")],
    "ck_erasures_state_known": [("state = 'other'", "TRUE")],
    "ck_evaluations_rating_known": [("rating = 0", "TRUE"), ("rating = 6", "TRUE")],
    "ck_evaluations_side_known": [("side = 'other'", "TRUE")],
    "ck_hints_other_in_words": [("reason = 'other', words = ''", "TRUE")],
    "ck_hints_reason_known": [("reason = 'because'", "TRUE")],
    "ck_hints_wish_known": [("wish = 'fixed'", "TRUE")],
    "ck_ideas_ends_after_start": [(f"ends_on = {LONG_AGO}", "TRUE")],
    "ck_ideas_kind_known": [("kind = 'other'", "TRUE")],
    "ck_ideas_language_known": [("language = 'xx'", "TRUE")],
    "ck_ideas_published_told": [("state = 'published'", "TRUE")],
    "ck_ideas_state_known": [("state = 'other'", "TRUE")],
    "ck_ideas_taken_at_told": [(f"taken_at = {TIME}", "TRUE"), ("state = 'taken'", "TRUE")],
    "ck_ideas_title_told": [("title = ''", "TRUE")],
    "ck_interests_choice_known": [("choice = 'other', rank = NULL", "TRUE")],
    "ck_interests_rank_of_interest": [("rank = 0", "TRUE"), ("choice = 'not_for_me'", "TRUE")],
    "ck_letters_one_receiver": [
        ("student_id = NULL", "student_id IS NOT NULL"),
        ("student_id = (SELECT min(id) FROM students)", "contact_id IS NOT NULL"),
        ("account_id = (SELECT min(id) FROM accounts)", "contact_id IS NOT NULL"),
    ],
    "ck_letters_sent_at_told": [(f"sent_at = {TIME}", "TRUE"), ("state = 'sent'", "TRUE")],
    "ck_letters_state_known": [("state = 'other'", "TRUE")],
    "ck_links_one_holder": [
        ("contact_id = NULL", "TRUE"),
        ("student_id = (SELECT min(id) FROM students)", "TRUE"),
    ],
    "ck_links_purpose_known": [("purpose = 'other'", "TRUE")],
    "ck_links_revoked_because_known": [(f"revoked_because = 'other', revoked_at = {TIME}", "TRUE")],
    "ck_links_revoked_because_told": [
        (f"revoked_at = {TIME}", "TRUE"),
        ("revoked_because = 'match_moved'", "TRUE"),
    ],
    "ck_joint_matches_two_matches": [("partner_id = match_id", "TRUE")],
    "ck_matches_agreed_at_told": [("state = 'agreed'", "state = 'offered'")],
    "ck_matches_asked_words_told": [
        ("asked_words = NULL", "state = 'offered'"),
        ("asked_words = '{}'", "state = 'confirmed'"),
    ],
    "ck_matches_check_in_of_placed": [(f"check_in_asked_at = {TIME}", "state = 'agreed'")],
    "ck_matches_interrupted_on_told": [
        (f"interrupted_on = {SOON}", "state = 'placed'"),
        ("interrupted_on = NULL", "state = 'interrupted'"),
    ],
    "ck_matches_offered_at_told": [("state = 'offered'", "state = 'confirmed'")],
    "ck_matches_offered_has_reply_by": [
        (f"reply_by = {TIME}", "state = 'confirmed'"),
        ("reply_by = NULL", "state = 'offered'"),
    ],
    "ck_matches_placed_at_told": [
        (
            f"placed_at = {TIME}, starts_on = {SOON}, ends_on = {SOON}, supervisor = 'Kim'",
            "state = 'agreed'",
        ),
        ("placed_at = NULL", "state = 'placed'"),
    ],
    "ck_matches_placed_has_dates": [
        ("starts_on = NULL", "state = 'placed'"),
        ("ends_on = NULL", "state = 'placed'"),
        (f"ends_on = {LONG_AGO}", "state = 'placed'"),
        ("supervisor = ''", "state = 'placed'"),
    ],
    "ck_matches_rejected_has_reason": [("state = 'rejected'", "state = 'confirmed'")],
    "ck_matches_state_known": [("state = 'other'", "state = 'confirmed'")],
    "ck_offer_facts_fact_known": [("fact = 'other'", "TRUE")],
    "ck_offer_languages_level_known": [("level = 0", "TRUE"), ("level = 7", "TRUE")],
    "ck_offer_levels_level_known": [("level = 'other'", "TRUE")],
    "ck_offer_skills_level_known": [("level = 0", "TRUE"), ("level = 6", "TRUE")],
    "ck_offer_skills_use_known": [("use = 'other'", "TRUE")],
    "ck_offers_credits_known": [("credits = 20", "TRUE")],
    "ck_offers_ends_after_start": [(f"ends_on = {LONG_AGO}", "TRUE")],
    "ck_offers_hours_possible": [("hours_per_week = 0", "TRUE"), ("hours_per_week = 61", "TRUE")],
    "ck_offers_kind_known": [("kind = 'other'", "TRUE")],
    "ck_offers_pay_positive": [("pay_sek_per_month = 0", "TRUE")],
    "ck_offers_places_hold": [
        ("places_taken = places + 1", "TRUE"),
        ("places_taken = -1", "TRUE"),
    ],
    "ck_offers_places_positive": [("places = 0, places_taken = 0", "TRUE")],
    "ck_offers_published_at_told": [("published_at = NULL", "state = 'published'")],
    "ck_offers_remote_known": [("remote = 'other'", "TRUE")],
    "ck_offers_state_known": [("state = 'other'", "state = 'draft'")],
    "ck_offers_withdrawn_at_told": [
        (f"withdrawn_at = {TIME}", "TRUE"),
        ("state = 'withdrawn'", "TRUE"),
    ],
    "ck_roles_name_known": [("name = 'other'", "name = 'coordinator'")],
    "ck_rounds_closes_after_opening": [(f"closes_on = {LONG_AGO}", "NOT is_rolling")],
    "ck_rounds_dated_has_dates": [
        ("opens_on = NULL", "NOT is_rolling"),
        ("closes_on = NULL", "NOT is_rolling"),
    ],
    "ck_rounds_kind_known": [("kind = 'other'", "NOT is_rolling")],
    "ck_rounds_published_at_told": [("state = 'published'", "state = 'closed'")],
    "ck_rounds_rolling_is_open": [("state = 'closed'", "is_rolling")],
    "ck_rounds_state_known": [("state = 'other'", "state = 'closed'")],
    "ck_rounds_two_persons_publish": [
        (
            f"state = 'published', published_at = {TIME}, published_by_id = requested_by_id",
            "state = 'closed'",
        ),
        (f"state = 'published', published_at = {TIME}", "state = 'closed'"),
        (
            f"state = 'published', published_at = {TIME}, requested_by_id = NULL,"
            f" published_by_id = {SOMEBODY}",
            "state = 'closed'",
        ),
    ],
    "ck_runs_done_has_output": [("output_digest = NULL", "state = 'done'")],
    "ck_runs_finished_at_told": [
        (f"finished_at = {TIME}", "state = 'queued'"),
        ("finished_at = NULL", "state = 'done'"),
    ],
    "ck_runs_progress_share": [("progress = 1.01", "TRUE"), ("progress = -0.01", "TRUE")],
    "ck_runs_state_known": [("state = 'other'", "state = 'queued'")],
    "ck_runs_step_known": [("step = 'other'", "TRUE")],
    "ck_searches_name_told": [("name = ''", "TRUE")],
    "ck_seeking_ends_after_start": [(f"ends_on = {LONG_AGO}", "TRUE")],
    "ck_seeking_kind_known": [("kind = 'other'", "TRUE")],
    "ck_student_languages_level_known": [("level = 0", "TRUE"), ("level = 7", "TRUE")],
    "ck_student_skills_level_known": [("level = 0", "TRUE"), ("level = 6", "TRUE")],
    "ck_students_erased_is_nobody": [(f"erased_at = {TIME}", "TRUE")],
    "ck_students_hours_per_week_possible": [
        ("hours_per_week = 0", "TRUE"),
        ("hours_per_week = 61", "TRUE"),
    ],
    "ck_students_language_known": [("language = 'xx'", "TRUE")],
    "ck_students_left_at_told": [
        (f"left_at = {TIME}", "state = 'submitted'"),
        ("left_at = NULL", "state = 'left'"),
    ],
    "ck_students_level_known": [("level = 'other'", "TRUE")],
    "ck_students_state_known": [("state = 'other'", "state = 'submitted'")],
    "ck_students_submitted_is_adult": [("is_adult = FALSE", "state = 'submitted'")],
    "ck_students_travel_km_positive": [("travel_km = -1", "TRUE")],
    "ck_students_travel_minutes_positive": [("travel_minutes = -1", "TRUE")],
    "ck_students_visibility_known": [("visibility = 'other'", "TRUE")],
    "ck_suggestions_score_share": [("score = 1.01", "TRUE"), ("score = -0.01", "TRUE")],
    "ck_team_members_two_seats": [("seat = 3", "seat = 1")],
}


def checks() -> Iterator[tuple[str, str]]:
    """Give the name of every check of the models, with its table."""
    for table in Base.metadata.tables.values():
        for rule in table.constraints:
            if isinstance(rule, CheckConstraint):
                yield str(rule.name), table.name


@pytest.fixture
def full(session: Session) -> Session:
    """Give a database with a row of everything, in every state that a limit speaks of."""
    by = a_coordinator(session)
    load_concepts(session, [ConceptWords("skill/python", "skill", "Python", "Python")])
    offer = an_offer(
        session,
        must={"python": 3},
        languages={"sv": CEFR.B2},
        levels=frozenset({Level.MASTER}),
        facts=frozenset({Fact.QUIET_ROOM}),
    )
    want(session, offer, {"title": "Annan"}, by=by, at=NOW)
    an_offer(session, published=False)
    an_employer(session, verified=False)
    _fill_students(session, offer)
    _fill_matches(session)
    round_ = a_round(session)
    close_round(session, round_, by=by, at=NOW)
    request_publication(session, round_, by=by, at=NOW)
    shipped(session)
    a_close_up(session)
    a_hint(session)
    a_run(session)
    session.add(Erasure(account_id=a_coordinator(session).account_id, asked_at=NOW))
    session.flush()
    return session


def _fill_students(session: Session, offer: Offer) -> None:
    by, student = Actor(Role.STUDENT), a_student(session)
    set_skills(session, student, {"python": 3}, by=by, at=NOW)
    say_interest(session, student, offer, Choice.INTERESTED, by=by, at=NOW, rank=1)
    keep_search(session, student, "Allt", {}, with_letter=False, by=as_student(student), at=NOW)
    leave(session, a_student(session), by=by, at=NOW)
    invite(session, student, by=as_student(student), at=NOW)
    days = {"starts_on": SUMMER[0], "ends_on": SUMMER[1]}
    told = {"kind": Kind.THESIS, "title": "Tång", "language": Language.SWEDISH, **days}
    session.add(Idea(student=student, created_at=NOW, **told))
    session.add(Enquiry(employer=offer.employer, student=student, at=NOW))


def _fill_matches(session: Session) -> None:
    a_confirmed_match(session)
    one, other = an_agreed_match(session), an_agreed_match(session)
    session.add(JointMatch(match_id=one.id, partner_id=other.id))
    placed = a_placed_match(session)
    tell_how_it_goes(session, placed, Side.STUDENT, Going.WELL, by=Actor(Role.STUDENT), at=NOW)
    a_match_in(session, MatchState.INTERRUPTED)
    offered = an_offered_match(session)
    assert offered.offer.contact is not None
    make_link(session, LinkPurpose.ANSWER, offered, offered.offer.contact, at=NOW, expires_at=NOW)
    done = a_match_in(session, MatchState.COMPLETED)
    by = Actor(Role.STUDENT)
    evaluate(session, done, Side.STUDENT, by=by, at=NOW, rating=5, would_again=True)
    session.flush()


def test_every_check_is_broken_here() -> None:
    assert {name for name, _table in checks()} == BREAKS.keys()


def test_the_database_refuses_what_breaks_a_limit_and_says_which(full: Session) -> None:
    let_through = []
    for name, table in checks():
        for change, rows in BREAKS[name]:
            with full.begin_nested() as attempt:
                try:
                    full.execute(text(f"UPDATE {table} SET {change} WHERE {rows}"))  # noqa: S608 - our own words
                except IntegrityError as refused:
                    told = str(refused.orig)
                else:
                    told = "let through"
                attempt.rollback()
            if name not in told:
                let_through.append((name, change, told))
    assert let_through == []
