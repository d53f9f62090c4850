"""An employer is registered, verified or refused, changed, paused and resumed."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Employer
from models.errors import (
    AlreadyThere,
    ConflictOfInterest,
    Missing,
    NotAllowed,
    NotTheSame,
    WrongState,
)
from models.notices import Letter
from models.operations.contacts import edit_contact
from models.operations.employers import (
    edit_employer,
    pause_employer,
    refuse_employer,
    resume_employer,
    verify_employer,
)
from models.queries.employers import count_employers, find_employer, list_employers
from models.queries.offers import list_published_offers
from models.queries.worklist import find_anyone
from models.words import EmployerState, LetterState, Role
from tests.builders import NOW, a_coordinator, an_employer, an_offer, an_organisation_number

MUNICIPALITY = "2120002411"
# Made up by the tax agency for tests; no such person exists.
SOLE_TRADER = "8112189876"


class TestOrganisationNumbers:
    def test_only_a_sole_traders_number_is_masked(self, session: Session) -> None:
        company = an_employer(session, organisation_number="212000-2411")
        trader = an_employer(session, organisation_number=SOLE_TRADER)
        assert (company.is_sole_trader, company.organisation_number_shown) == (False, "212000-2411")
        assert (trader.is_sole_trader, trader.organisation_number_shown) == (True, "811218-****")

    @pytest.mark.parametrize("typed", [SOLE_TRADER, "811218-9876", "19811218-9876", "811218"])
    def test_a_sole_trader_is_found_by_name_and_never_by_the_number(
        self, session: Session, typed: str
    ) -> None:
        trader = an_employer(session, name="Kajens cykel", organisation_number=SOLE_TRADER)
        assert list(find_anyone(session, typed).employers) == []
        assert list(list_employers(session, words=typed)) == []
        assert list(find_anyone(session, "kajens").employers) == [trader]

    def test_a_company_is_found_by_its_number(self, session: Session) -> None:
        company = an_employer(session, organisation_number=MUNICIPALITY)
        assert list(find_anyone(session, "212000-2411").employers) == [company]


class TestRegistering:
    def test_a_name_a_contact_and_a_way_to_reach_it_are_needed(self, session: Session) -> None:
        with pytest.raises(Missing) as refused:
            an_employer(session, name=" ", contact_name="", contact_email="")
        assert refused.value.fields == ("name", "contact_name", "reach")

    def test_a_phone_is_enough(self, session: Session) -> None:
        employer = an_employer(session, contact_email="", contact_phone="070-123 45 67")
        (letter,) = session.scalars(select(Letter).where(Letter.subject == "employer_verified"))
        assert letter.contact_id == employer.contacts[0].id
        assert letter.state is LetterState.HELD

    def test_one_number_has_many_units_but_each_of_them_once(self, session: Session) -> None:
        first = an_employer(session, organisation_number=MUNICIPALITY, unit="Skolan")
        second = an_employer(session, organisation_number=MUNICIPALITY, unit="Hamnen")
        assert find_employer(session, MUNICIPALITY, "Hamnen") is second
        assert first.shown_name == f"{first.name}, Skolan"
        with pytest.raises(AlreadyThere):
            an_employer(session, organisation_number="212000-2411", unit=" Hamnen ")

    def test_it_is_found_by_name_unit_and_number(self, session: Session) -> None:
        employer = an_employer(
            session, name="Ångström Båtar", unit="Kajen", organisation_number=MUNICIPALITY
        )
        an_employer(session)
        for words in ("ångström", "KAJEN", "2120002411"):
            assert list(list_employers(session, words=words)) == [employer]
            assert count_employers(session, words=words) == 1

    def test_what_is_typed_is_never_a_pattern(self, session: Session) -> None:
        an_employer(session)
        for words in ("%", "_", "/%"):
            assert list(list_employers(session, words=words)) == []


class TestVerifying:
    def test_the_contact_is_told_and_the_name_of_who_verified_is_kept(
        self, session: Session
    ) -> None:
        employer, by = an_employer(session, verified=False), a_coordinator(session)
        verify_employer(session, employer, by=by, at=NOW)
        assert employer.state is EmployerState.VERIFIED
        assert (employer.verified_at, employer.verified_by_id) == (NOW, by.account_id)
        letters = session.scalars(select(Letter)).all()
        assert [letter.subject for letter in letters] == ["employer_verified"]

    def test_nobody_verifies_or_refuses_the_unit_that_employs_them(self, session: Session) -> None:
        employer = an_employer(session, verified=False)
        by = a_coordinator(session, works_for=employer)
        with pytest.raises(ConflictOfInterest):
            verify_employer(session, employer, by=by, at=NOW)
        with pytest.raises(ConflictOfInterest):
            refuse_employer(session, employer, by=by, at=NOW)
        assert employer.state is EmployerState.REGISTERED

    def test_nobody_verifies_the_unit_that_they_speak_for(self, session: Session) -> None:
        employer, by = an_employer(session, verified=False), a_coordinator(session)
        employer.contacts[0].account_id = by.account_id
        with pytest.raises(ConflictOfInterest):
            verify_employer(session, employer, by=by, at=NOW)
        assert employer.state is EmployerState.REGISTERED

    def test_one_that_was_refused_can_be_verified_later(self, session: Session) -> None:
        employer, by = an_employer(session, verified=False), a_coordinator(session)
        refuse_employer(session, employer, by=by, at=NOW)
        assert (employer.state, employer.verified_at) == (EmployerState.REFUSED, None)
        verify_employer(session, employer, by=by, at=NOW)
        assert employer.state is EmployerState.VERIFIED

    def test_only_coordinators_verify(self, session: Session) -> None:
        employer = an_employer(session, verified=False)
        for role in set(Role) - {Role.COORDINATOR}:
            with pytest.raises(NotAllowed):
                verify_employer(session, employer, by=Actor(role), at=NOW)

    def test_a_pause_is_taken_back(self, session: Session) -> None:
        employer, by = an_employer(session), a_coordinator(session)
        pause_employer(session, employer, by=by, at=NOW)
        assert employer.state is EmployerState.PAUSED
        with pytest.raises(WrongState):
            pause_employer(session, employer, by=by, at=NOW)
        resume_employer(session, employer, by=by, at=NOW)
        assert employer.state is EmployerState.VERIFIED


class TestChanging:
    def test_it_is_found_by_its_new_name(self, session: Session) -> None:
        employer = an_employer(session, name="Varvet")
        edit_employer(session, employer, by=a_coordinator(session), at=NOW, name=" Kajen ")
        assert employer.name == "Kajen"
        assert list(list_employers(session, words="kajen")) == [employer]

    def test_its_offers_are_found_by_its_new_name(self, session: Session) -> None:
        offer = an_offer(session, employer=an_employer(session, name="Varvet"))
        edit_employer(session, offer.employer, by=a_coordinator(session), at=NOW, name="Kajen")
        assert list(list_published_offers(session, words="kajen")) == [offer]
        assert list(list_published_offers(session, words="kontoret")) == []

    def test_what_was_changed_since_it_was_looked_at_is_not_verified(
        self, session: Session
    ) -> None:
        employer = an_employer(session, verified=False)
        looked_at = employer.version
        edit_employer(session, employer, by=Actor(Role.EMPLOYER), at=NOW, name="Någon annan")
        with pytest.raises(NotTheSame):
            verify_employer(session, employer, by=a_coordinator(session), at=NOW, seen=looked_at)
        assert employer.state is EmployerState.REGISTERED

    def test_its_number_stays_as_it_was_verified(self, session: Session) -> None:
        employer = an_employer(session)
        number = an_organisation_number()
        with pytest.raises(TypeError, match="organisation_number"):
            edit_employer(
                session, employer, by=Actor(Role.EMPLOYER), at=NOW, organisation_number=number
            )

    def test_a_contact_can_be_reached_whatever_is_changed(self, session: Session) -> None:
        contact = an_employer(session).contacts[0]
        by = Actor(Role.EMPLOYER)
        edit_contact(session, contact, by=by, at=NOW, email=" KIM@Example.org ", phone="070 1")
        assert (contact.email, contact.phone) == ("kim@example.org", "070 1")
        with pytest.raises(Missing):
            edit_contact(session, contact, by=by, at=NOW, email="", phone="")

    def test_employers_are_listed_in_swedish_order(self, session: Session) -> None:
        for name in ("Öst", "Ärla", "Åbo", "Zeta"):
            an_employer(session, name=name)
        listed: list[Employer] = list(list_employers(session))
        assert [employer.name for employer in listed] == ["Zeta", "Åbo", "Ärla", "Öst"]
