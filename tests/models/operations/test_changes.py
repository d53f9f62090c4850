"""What an employer changes in what was looked at waits for a coordinator, and moves no match."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.changes import Change
from models.employers import Employer
from models.errors import (
    ConflictOfInterest,
    Missing,
    NotAllowed,
    NotTheSame,
    TooFewPlaces,
)
from models.notices import Letter
from models.offer_words import words_of
from models.offers import Offer
from models.operations.changes import accept_change, send_back_change
from models.operations.offers import edit_offer, withdraw_offer
from models.operations.wanting import want_no_more
from models.queries.changes import TO_REVIEW, find_change
from models.queries.events import list_latest_events
from models.queries.offers import list_published_offers
from models.words import CEFR, Kind, MatchState, Pay, Role, Side
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    an_offer,
    an_offered_match,
    offer_words,
    say,
)

BY_EMPLOYER = Actor(Role.EMPLOYER)


def change_of(session: Session, thing: Offer | Employer) -> Change:
    change = find_change(session, thing)
    assert change is not None
    return change


def letters(session: Session, subject: str) -> list[Letter]:
    return list(session.scalars(select(Letter).where(Letter.subject == subject)))


class TestOfAnOffer:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("title", "En annan sommar"),
            ("text", "Du tvättar båtar."),
            ("place", "2281"),
            ("pay", Pay.UNPAID),
            ("pay_sek_per_month", 1000),
            ("starts_on", SUMMER[0].replace(day=8)),
            ("ends_on", SUMMER[1].replace(day=12)),
            ("hours_per_week", 20.0),
            ("places", 3),
            ("apply_url", "https://evil.example"),
            ("languages", {"fi": CEFR.B2}),
            ("must", {"svetsning": 4}),
            ("wished", {"simning": 2}),
        ],
    )
    def test_what_a_reader_relies_on_waits(
        self, session: Session, name: str, value: object
    ) -> None:
        offer = an_offer(session)
        before = words_of(offer)
        wanted = offer_words(**{name: value})
        assert edit_offer(session, offer, wanted, by=BY_EMPLOYER, at=NOW) == (name,)
        session.expire_all()
        assert words_of(offer) == before
        [change] = session.scalars(TO_REVIEW.query)
        assert (change.offer, change.whose) == (offer, offer.employer)
        accept_change(session, change, seen=change.version, by=a_coordinator(session), at=NOW)
        session.expire_all()
        assert words_of(offer) == replace(before, **{name: value})
        assert list(session.scalars(TO_REVIEW.query)) == []

    def test_fewer_places_and_spaces_need_no_look(self, session: Session) -> None:
        offer = an_offer(session, places=3, text="Du mäter båtar.")
        words = offer_words(places=2, text="Du mäter\n\nbåtar. ", title=" Sommar på varvet")
        assert edit_offer(session, offer, words, by=BY_EMPLOYER, at=NOW) == ()
        assert (offer.places, offer.text) == (2, "Du mäter\n\nbåtar.")
        assert find_change(session, offer) is None

    def test_only_what_is_wanted_is_changed_whatever_a_coordinator_changed_meanwhile(
        self, session: Session
    ) -> None:
        offer, by = an_offer(session), a_coordinator(session)
        edit_offer(session, offer, offer_words(title="Varvets sommar"), by=BY_EMPLOYER, at=NOW)
        edit_offer(session, offer, offer_words(place="2281"), by=by, at=NOW)
        change = change_of(session, offer)
        accept_change(session, change, seen=change.version, by=by, at=NOW)
        assert (offer.title, offer.place) == ("Varvets sommar", "2281")
        assert list(list_published_offers(session, words="varvets")) == [offer]

    def test_what_is_written_again_replaces_what_waited(self, session: Session) -> None:
        offer = an_offer(session)
        edit_offer(session, offer, offer_words(title="Ett", place="2281"), by=BY_EMPLOYER, at=NOW)
        edit_offer(session, offer, offer_words(title="Två"), by=BY_EMPLOYER, at=NOW)
        assert change_of(session, offer).wanted == {"title": "Två"}
        edit_offer(session, offer, offer_words(), by=BY_EMPLOYER, at=NOW)
        assert find_change(session, offer) is None

    def test_a_draft_and_one_that_waits_are_changed_at_once(self, session: Session) -> None:
        offer = an_offer(session, published=False)
        assert edit_offer(session, offer, offer_words(title="Ett"), by=BY_EMPLOYER, at=NOW) == ()
        assert offer.title == "Ett"

    def test_a_coordinator_who_changes_it_has_looked(self, session: Session) -> None:
        offer = an_offer(session)
        by = a_coordinator(session, for_role=Role.EMPLOYER)
        assert edit_offer(session, offer, offer_words(title="Ett"), by=by, at=NOW) == ()
        assert offer.title == "Ett"

    def test_a_coordinator_who_works_there_has_not(self, session: Session) -> None:
        offer = an_offer(session)
        by = a_coordinator(session, works_for=offer.employer)
        assert edit_offer(session, offer, offer_words(title="Ett"), by=by, at=NOW) == ("title",)
        change = change_of(session, offer)
        with pytest.raises(ConflictOfInterest):
            accept_change(session, change, seen=change.version, by=by, at=NOW)

    def test_only_a_coordinator_decides(self, session: Session) -> None:
        offer = an_offer(session)
        edit_offer(session, offer, offer_words(title="Ett"), by=BY_EMPLOYER, at=NOW)
        change = change_of(session, offer)
        with pytest.raises(NotAllowed):
            accept_change(session, change, seen=change.version, by=BY_EMPLOYER, at=NOW)
        with pytest.raises(NotAllowed):
            send_back_change(
                session, change, seen=change.version, comment="Nej", by=BY_EMPLOYER, at=NOW
            )

    def test_what_was_changed_since_it_was_looked_at_is_not_let_through(
        self, session: Session
    ) -> None:
        offer, by = an_offer(session), a_coordinator(session)
        edit_offer(session, offer, offer_words(title="Ofarlig"), by=BY_EMPLOYER, at=NOW)
        seen = change_of(session, offer).version
        edit_offer(session, offer, offer_words(title="Farlig"), by=BY_EMPLOYER, at=NOW)
        with pytest.raises(NotTheSame):
            accept_change(session, change_of(session, offer), seen=seen, by=by, at=NOW)
        assert offer.title == "Sommar på varvet"

    def test_sent_back_it_waits_for_the_employer(self, session: Session) -> None:
        offer, by = an_offer(session), a_coordinator(session)
        edit_offer(session, offer, offer_words(pay=Pay.UNPAID), by=BY_EMPLOYER, at=NOW)
        change = change_of(session, offer)
        with pytest.raises(Missing):
            send_back_change(session, change, seen=change.version, comment=" ", by=by, at=NOW)
        send_back_change(session, change, seen=change.version, comment=" Betala! ", by=by, at=NOW)
        assert (change.comment, change.sent_back_at) == ("Betala!", NOW)
        assert list(session.scalars(TO_REVIEW.query)) == []
        [letter] = letters(session, "change_sent_back")
        assert (letter.contact_id, letter.offer_id) == (offer.contact_id, offer.id)
        edit_offer(session, offer, offer_words(pay=Pay.STIPEND), by=BY_EMPLOYER, at=NOW)
        assert [each.comment for each in session.scalars(TO_REVIEW.query)] == [""]

    def test_the_employer_can_take_it_back(self, session: Session) -> None:
        offer = an_offer(session)
        edit_offer(session, offer, offer_words(title="Ett"), by=BY_EMPLOYER, at=NOW)
        for _twice in range(2):
            want_no_more(session, offer, by=BY_EMPLOYER, at=NOW)
        assert find_change(session, offer) is None
        assert [event.verb for event in list_latest_events(session, 2)] == [
            "change dropped",
            "change asked",
        ]

    def test_it_goes_with_its_offer(self, session: Session) -> None:
        offer = an_offer(session)
        edit_offer(session, offer, offer_words(title="Ett"), by=BY_EMPLOYER, at=NOW)
        withdraw_offer(session, offer, by=BY_EMPLOYER, at=NOW)
        assert list(session.scalars(TO_REVIEW.query)) == []

    def test_more_places_than_are_free_are_not_taken_from_anybody(self, session: Session) -> None:
        offer, by = an_offer(session, places=2), a_coordinator(session)
        edit_offer(session, offer, offer_words(places=2, title="Ett"), by=BY_EMPLOYER, at=NOW)
        change = change_of(session, offer)
        change.wanted = {"places": 1}
        session.flush()
        for match in [an_offered_match(session, offer=offer) for _each in range(2)]:
            for side in Side:
                say(session, match, side)
        with pytest.raises(TooFewPlaces):
            accept_change(session, change, seen=change.version, by=by, at=NOW)
        assert offer.places == 2

    def test_the_chain_holds_no_word_of_it(self, session: Session) -> None:
        offer, by = an_offer(session), a_coordinator(session)
        edit_offer(session, offer, offer_words(title="Hemligheten"), by=BY_EMPLOYER, at=NOW)
        change = change_of(session, offer)
        accept_change(session, change, seen=change.version, by=by, at=NOW)
        events = list_latest_events(session, 3)
        assert "Hemligheten" not in str([event.details for event in events])
        assert events[0].details == {"fields": ["title"], "version": offer.version}


class TestOfMatches:
    def test_a_match_keeps_what_both_were_asked(self, session: Session) -> None:
        offer, by = an_offer(session, pay=Pay.WAGE, must={"svetsning": 4}), a_coordinator(session)
        asked = an_offered_match(session, offer=offer)
        edit_offer(
            session, offer, offer_words(pay=Pay.UNPAID, title="Gratis"), by=BY_EMPLOYER, at=NOW
        )
        change = change_of(session, offer)
        accept_change(session, change, seen=change.version, by=by, at=NOW)
        session.flush()
        session.expire_all()
        assert (asked.offer.pay, asked.asked_offer.pay) == (Pay.UNPAID, Pay.WAGE)
        assert asked.asked_offer.title == "Sommar på varvet"
        assert [skill.words for skill in asked.asked_offer.skills] == ["svetsning"]
        assert asked.has_other_words
        assert asked.asked_offer not in session
        for side in Side:
            say(session, asked, side)
        assert (asked.state, asked.asked_offer.pay) == (MatchState.AGREED, Pay.WAGE)

    def test_the_next_one_is_asked_about_what_it_says_now(self, session: Session) -> None:
        offer = an_offer(session, places=2)
        edit_offer(
            session, offer, offer_words(places=2, title="Ny"), by=a_coordinator(session), at=NOW
        )
        match = an_offered_match(session, offer=offer)
        assert match.asked_offer.title == "Ny"
        assert not match.has_other_words

    def test_what_competes_is_reckoned_by_the_days_that_both_were_asked(
        self, session: Session
    ) -> None:
        first, other = an_offered_match(session), None
        other = an_offered_match(session, student=first.student)
        elsewhen = offer_words(
            starts_on=SUMMER[0].replace(year=2028), ends_on=SUMMER[1].replace(year=2028)
        )
        edit_offer(session, other.offer, elsewhen, by=a_coordinator(session), at=NOW)
        for side in Side:
            say(session, first, side)
        assert other.state is MatchState.WITHDRAWN


@pytest.mark.parametrize("kind", list(Kind))
def test_everything_that_an_offer_says_can_be_kept(session: Session, kind: Kind) -> None:
    offer = an_offer(
        session, kind=kind, credits=15, hours_per_week=37.5, levels=frozenset(), must={"a": 1},
        wished={"b": 2}, languages={"sv": CEFR.C1}, pay_sek_per_month=21000,
    )  # fmt: skip
    match = an_offered_match(session, offer=offer)
    session.flush()
    session.expire_all()
    assert words_of(match.asked_offer) == words_of(offer)
