"""Every limit that stands in a table is held by the database itself, under its name."""

from collections.abc import Iterator

import pytest
from sqlalchemy import CheckConstraint, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.actors import Actor
from models.enquiries import Enquiry
from models.erasures import Erasure
from models.ideas import Idea
from models.offers import Offer
from models.operations.activity_parts import add_day, add_host
from models.operations.check_ins import tell_how_it_goes
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.interests import say_interest
from models.operations.links import make_link
from models.operations.met_needs import meet_need
from models.operations.needs import withdraw_need
from models.operations.placements import evaluate
from models.operations.profiles import set_skills
from models.operations.rounds import close_round, request_publication
from models.operations.searches import keep_search
from models.operations.sharings import ask_to_share
from models.operations.students import leave
from models.operations.teams import invite
from models.operations.viewers import look_at
from models.operations.wanting import want
from models.tables import Base
from models.teams import JointMatch
from models.words import (
    CEFR,
    ActivityState,
    Choice,
    CourseForm,
    Fact,
    Going,
    Kind,
    Language,
    Level,
    LinkPurpose,
    MatchState,
    MeetingState,
    MetHow,
    Role,
    Ruling,
    Side,
    SourceState,
    Subject,
)
from tests.builders import (
    NOW,
    SUMMER,
    a_close_up,
    a_confirmed_match,
    a_coordinator,
    a_course,
    a_decision,
    a_hint,
    a_match_in,
    a_meeting,
    a_member,
    a_model,
    a_need,
    a_note,
    a_placed_match,
    a_resident,
    a_rolling_round,
    a_round,
    a_run,
    a_slot,
    a_source,
    a_student,
    an_activity,
    an_adopted_model,
    an_agreed_match,
    an_employer,
    an_invitation,
    an_item,
    an_offer,
    an_offered_match,
    an_upload,
    as_student,
    shipped,
    some_surveys,
)
from tests.builders.schools import a_year_of_schools
from tests.models.breaks import BREAKS


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
    _fill_activities(session)
    _fill_meetings(session)
    round_ = a_round(session)
    close_round(session, round_, by=by, at=NOW)
    request_publication(session, round_, by=by, at=NOW)
    shipped(session)
    a_close_up(session)
    a_hint(session)
    an_invitation(session)
    ask_to_share(session, offer, an_employer(session), by=Actor(Role.EMPLOYER), at=NOW)
    a_note(session)
    _fill_needs(session, offer)
    a_year_of_schools(session)
    a_run(session)
    look_at(session, a_rolling_round(session), offer, by=by, at=NOW)
    some_surveys(session)
    an_upload(session)
    a_course(session, form=CourseForm.COMMISSIONED)
    a_resident(session)
    a_resident(session, slot=a_slot(session))
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


def _fill_needs(session: Session, offer: Offer) -> None:
    by = a_coordinator(session)
    a_need(session, employer=offer.employer, words=("python",))
    a_need(session, branch="Vården i Ådalen")
    meet_need(session, a_need(session), MetHow.OTHERWISE, by=by, at=NOW)
    running = an_activity(session, ActivityState.RUNNING)
    meet_need(session, a_need(session), MetHow.ACTIVITY, [running], by=by, at=NOW)
    withdraw_need(session, a_need(session), by=by, at=NOW)


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


def _fill_activities(session: Session) -> None:
    by = a_coordinator(session)
    an_adopted_model(session)
    a_model(session)
    for state in ActivityState:
        an_activity(session, state)
    activity = an_activity(session)
    add_day(session, activity, on_day=SUMMER[0], title="Uppstart", place="", by=by, at=NOW)
    add_host(session, activity, an_employer(session), by=by, at=NOW)
    for state in SourceState:
        a_source(session, state)


def _fill_meetings(session: Session) -> None:
    a_member(session, address="en@example.org")
    for state in MeetingState:
        a_meeting(session, state)
    an_item(session, subject=Subject.MATTER)
    for ruling in (Ruling.APPROVED, Ruling.DECLINED):
        a_decision(session, ruling)
    a_decision(session, from_minutes=True)


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
