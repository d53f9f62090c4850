"""An offer is written, submitted, published or sent back, changed, and withdrawn."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import (
    ConflictOfInterest,
    Missing,
    NotAllowed,
    NotOpenForMatching,
    NotTheSame,
    TooFewPlaces,
    WrongState,
)
from models.notices import Letter
from models.offers import Offer, OfferLanguage, OfferSkill
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.employers import pause_employer
from models.operations.offers import (
    edit_offer,
    publish_offer,
    send_back_offer,
    submit_offer,
    withdraw_offer,
    write_offer,
)
from models.queries.events import list_events_of
from models.queries.offers import (
    count_published_offers,
    list_offers_to_match,
    list_published_offers,
)
from models.words import CEFR, Kind, Level, MatchState, OfferState, Pay, Role, Side, SkillUse
from tests.builders import (
    NOW,
    SUMMER,
    a_confirmed_match,
    a_coordinator,
    an_employer,
    an_offer,
    an_offered_match,
    offer_words,
    say,
)

BY_EMPLOYER = Actor(Role.EMPLOYER)


def letters_about(session: Session, offer: Offer) -> list[str]:
    query = select(Letter.subject).where(Letter.offer_id == offer.id).order_by(Letter.id)
    return list(session.scalars(query))


class TestWriting:
    def test_a_draft_needs_a_title_and_belongs_to_its_first_contact(self, session: Session) -> None:
        employer = an_employer(session)
        with pytest.raises(Missing):
            write_offer(session, employer, offer_words(title=" "), by=BY_EMPLOYER, at=NOW)
        offer = write_offer(session, employer, offer_words(), by=BY_EMPLOYER, at=NOW)
        assert (offer.state, offer.places_taken) == (OfferState.DRAFT, 0)
        assert offer.contact is employer.contacts[0]

    def test_everything_it_says_is_kept(self, session: Session) -> None:
        load_concepts(session, [ConceptWords("skill/python", "skill", "Python", "Python")])
        offer = an_offer(
            session,
            levels=frozenset({Level.MASTER}),
            languages={"sv": CEFR.B2, "en": CEFR.B1},
            must={" Python ": 4, "  ": 1},
            wished={"Python": 2, "båtvana": 1},
        )
        session.flush()
        session.expire_all()
        assert [row.level for row in offer.levels] == [Level.MASTER]
        assert [(row.code, row.level) for row in offer.languages] == [
            ("en", CEFR.B1),
            ("sv", CEFR.B2),
        ]
        assert [(row.use, row.words, row.level, row.concept_id) for row in offer.skills] == [
            (SkillUse.MUST, "Python", 4, "skill/python"),
            (SkillUse.WISHED, "Python", 2, "skill/python"),
            (SkillUse.WISHED, "båtvana", 1, None),
        ]

    def test_what_is_said_again_replaces_what_was_said(self, session: Session) -> None:
        offer = an_offer(session, languages={"sv": CEFR.B2}, must={"excel": 3, "bokföring": 2})
        words = offer_words(languages={"sv": CEFR.C1}, must={"bokföring": 5})
        edit_offer(session, offer, words, by=a_coordinator(session), at=NOW)
        languages = session.scalars(select(OfferLanguage)).all()
        skills = session.scalars(select(OfferSkill)).all()
        assert [(row.code, row.level) for row in languages] == [("sv", CEFR.C1)]
        assert [(row.words, row.level) for row in skills] == [("bokföring", 5)]


class TestSubmitting:
    @pytest.mark.parametrize(
        ("kind", "untold"),
        [
            (Kind.INTERNSHIP, {"pay": None}),
            (Kind.INTERNSHIP, {"insured_by": None}),
            (Kind.TRAINEESHIP, {"pay": None}),
            (Kind.MENTORSHIP, {"mentor_name": ""}),
            (Kind.THESIS, {"text": ""}),
            (Kind.THESIS, {"place": ""}),
        ],
    )
    def test_what_a_reader_would_ask_for_is_needed(
        self, session: Session, kind: Kind, untold: dict[str, str | None]
    ) -> None:
        offer = an_offer(session, published=False, kind=kind, **untold)
        with pytest.raises(Missing) as refused:
            submit_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        assert set(refused.value.fields) == untold.keys()
        assert offer.state is OfferState.DRAFT

    def test_a_thesis_needs_no_pay_and_no_mentor(self, session: Session) -> None:
        offer = an_offer(
            session, published=False, kind=Kind.THESIS, pay=None, insured_by=None, mentor_name=""
        )
        submit_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        assert (offer.state, offer.submitted_at) == (OfferState.SUBMITTED, NOW)

    def test_unpaid_work_outside_a_course_is_flagged(self, session: Session) -> None:
        assert an_offer(session, pay=Pay.UNPAID).is_unpaid_work
        assert not an_offer(session, kind=Kind.THESIS, pay=Pay.UNPAID).is_unpaid_work
        assert not an_offer(session, pay=Pay.STIPEND).is_unpaid_work


class TestPublishing:
    def test_its_contact_is_told(self, session: Session) -> None:
        assert letters_about(session, an_offer(session)) == ["offer_published"]

    def test_the_employer_must_be_verified(self, session: Session) -> None:
        offer = an_offer(session, employer=an_employer(session, verified=False), published=False)
        submit_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        with pytest.raises(NotOpenForMatching) as refused:
            publish_offer(session, offer, by=a_coordinator(session), at=NOW)
        assert refused.value.what == "employer"
        assert (offer.state, offer.published_at) == (OfferState.SUBMITTED, None)

    def test_what_was_changed_since_it_was_read_is_not_published(self, session: Session) -> None:
        offer = an_offer(session, published=False)
        submit_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        read = offer.version
        edit_offer(session, offer, offer_words(must={"hemligt": 3}), by=BY_EMPLOYER, at=NOW)
        by = a_coordinator(session)
        with pytest.raises(NotTheSame):
            publish_offer(session, offer, by=by, at=NOW, seen=read)
        assert offer.state is OfferState.SUBMITTED
        publish_offer(session, offer, by=by, at=NOW, seen=offer.version)
        assert offer.state is OfferState.PUBLISHED

    def test_nobody_publishes_for_the_unit_that_employs_them(self, session: Session) -> None:
        offer = an_offer(session, published=False)
        submit_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        by = a_coordinator(session, works_for=offer.employer)
        with pytest.raises(ConflictOfInterest):
            publish_offer(session, offer, by=by, at=NOW)

    def test_an_employer_cannot_publish_its_own(self, session: Session) -> None:
        offer = an_offer(session, published=False)
        submit_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        with pytest.raises(NotAllowed):
            publish_offer(session, offer, by=BY_EMPLOYER, at=NOW)

    def test_it_is_sent_back_with_a_comment_and_can_be_submitted_anew(
        self, session: Session
    ) -> None:
        offer, by = an_offer(session, published=False), a_coordinator(session)
        submit_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        with pytest.raises(Missing):
            send_back_offer(session, offer, by=by, at=NOW, comment=" ")
        send_back_offer(session, offer, by=by, at=NOW, comment=" Vem är handledare? ")
        assert (offer.state, offer.review_comment) == (OfferState.DRAFT, "Vem är handledare?")
        assert letters_about(session, offer) == ["offer_sent_back"]
        submit_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        assert offer.review_comment == ""
        events = list_events_of(session, "offer", offer.id)
        assert all("handledare" not in str(event.details) for event in events)

    def test_a_paused_employers_offers_hide(self, session: Session) -> None:
        offer = an_offer(session)
        assert list(list_published_offers(session)) == [offer]
        pause_employer(session, offer.employer, by=a_coordinator(session), at=NOW)
        assert list(list_published_offers(session)) == []
        assert count_published_offers(session) == 0
        assert list(list_offers_to_match(session, Kind.INTERNSHIP, SUMMER[0])) == []

    def test_what_is_over_is_not_matched(self, session: Session) -> None:
        offer = an_offer(session)
        assert list(list_offers_to_match(session, Kind.INTERNSHIP, SUMMER[1])) == [offer]
        after = SUMMER[1].replace(day=14)
        assert list(list_offers_to_match(session, Kind.INTERNSHIP, after)) == []


class TestChanging:
    def test_a_published_one_keeps_its_kind(self, session: Session) -> None:
        offer = an_offer(session)
        words = offer_words(kind=Kind.THESIS, title="Annan titel")
        edit_offer(session, offer, words, by=a_coordinator(session), at=NOW)
        assert (offer.kind, offer.title) == (Kind.INTERNSHIP, "Annan titel")

    def test_its_places_never_fall_below_those_taken(self, session: Session) -> None:
        offer = an_offer(session, places=3)
        for _ in range(2):
            match = an_offered_match(session, offer=offer)
            for side in Side:
                say(session, match, side)
        with pytest.raises(TooFewPlaces) as refused:
            edit_offer(session, offer, offer_words(places=1), by=BY_EMPLOYER, at=NOW)
        assert refused.value.taken == 2
        assert offer.places == 3

    def test_those_who_wait_for_a_place_that_is_taken_away_are_told(self, session: Session) -> None:
        offer = an_offer(session, places=2)
        agreed, asked = (an_offered_match(session, offer=offer) for _ in range(2))
        confirmed = a_confirmed_match(session, offer=offer)
        for side in Side:
            say(session, agreed, side)
        edit_offer(session, offer, offer_words(places=1), by=BY_EMPLOYER, at=NOW)
        assert asked.state is MatchState.FILLED
        assert confirmed.state is MatchState.WITHDRAWN
        assert agreed.state is MatchState.AGREED

    def test_more_places_let_more_be_asked(self, session: Session) -> None:
        offer = an_offer(session)
        for _ in range(3):
            a_confirmed_match(session, offer=offer)
        edit_offer(session, offer, offer_words(places=2), by=a_coordinator(session), at=NOW)
        assert a_confirmed_match(session, offer=offer).state is MatchState.CONFIRMED

    def test_a_withdrawn_one_stays_as_it_was(self, session: Session) -> None:
        offer = an_offer(session)
        withdraw_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        assert (offer.state, offer.withdrawn_at) == (OfferState.WITHDRAWN, NOW)
        with pytest.raises(WrongState):
            edit_offer(session, offer, offer_words(), by=BY_EMPLOYER, at=NOW)

    def test_a_student_changes_nothing(self, session: Session) -> None:
        offer = an_offer(session)
        with pytest.raises(NotAllowed):
            edit_offer(session, offer, offer_words(), by=Actor(Role.STUDENT), at=NOW)


def test_what_an_employer_says_is_one_value_that_never_changes() -> None:
    words = offer_words()
    assert replace(words, title="Annan").title == "Annan"
    with pytest.raises(AttributeError):
        words.title = "Annan"  # type: ignore[misc]  # that is the point
