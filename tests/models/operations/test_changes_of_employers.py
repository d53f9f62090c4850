"""What an employer changes of itself after it was verified waits for a coordinator."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.changes import Change
from models.employers import Employer
from models.errors import (
    AlreadyThere,
)
from models.notices import Letter
from models.offers import Offer
from models.operations.changes import accept_change
from models.operations.employers import edit_employer, pause_employer
from models.queries.changes import find_change
from models.queries.offers import list_published_offers
from models.words import Role
from tests.builders import (
    NOW,
    a_coordinator,
    an_account,
    an_employer,
    an_offer,
)

BY_EMPLOYER = Actor(Role.EMPLOYER)


def change_of(session: Session, thing: Offer | Employer) -> Change:
    change = find_change(session, thing)
    assert change is not None
    return change


def letters(session: Session, subject: str) -> list[Letter]:
    return list(session.scalars(select(Letter).where(Letter.subject == subject)))


class TestOfAnEmployer:
    def test_what_students_read_of_it_waits(self, session: Session) -> None:
        offer = an_offer(session, employer=an_employer(session, name="Varvet"))
        employer = offer.employer
        waiting = edit_employer(
            session, employer, by=BY_EMPLOYER, at=NOW,
            name=" Banken ", website="https://banken.example", place="2281",
        )  # fmt: skip
        assert waiting == ("name", "website")
        assert (employer.name, employer.website, employer.place) == ("Varvet", "", "2281")
        change = change_of(session, employer)
        assert change.whose is employer
        by = a_coordinator(session)
        accept_change(session, change, seen=change.version, by=by, at=NOW)
        assert (employer.name, employer.website) == ("Banken", "https://banken.example")
        assert list(list_published_offers(session, words="banken")) == [offer]
        assert len(letters(session, "change_accepted")) == len(employer.contacts)

    def test_what_is_not_told_again_goes_on_waiting(self, session: Session) -> None:
        employer = an_employer(session)
        edit_employer(session, employer, by=BY_EMPLOYER, at=NOW, name="Banken")
        edit_employer(session, employer, by=BY_EMPLOYER, at=NOW, place="2281")
        assert change_of(session, employer).wanted == {"name": "Banken"}

    @pytest.mark.parametrize("paused", [False, True])
    def test_a_paused_one_is_looked_at_too_and_a_new_one_only_once(
        self, session: Session, *, paused: bool
    ) -> None:
        employer = an_employer(session, verified=paused)
        if paused:
            pause_employer(session, employer, by=a_coordinator(session), at=NOW)
        edit_employer(session, employer, by=BY_EMPLOYER, at=NOW, name="Banken")
        assert (employer.name == "Banken") != paused

    def test_a_unit_that_is_there_is_not_asked_for(self, session: Session) -> None:
        employer = an_employer(session, unit="Norr")
        an_employer(session, organisation_number=employer.organisation_number, unit="Söder")
        with pytest.raises(AlreadyThere):
            edit_employer(session, employer, by=BY_EMPLOYER, at=NOW, unit="Söder")
        assert find_change(session, employer) is None

    def test_a_unit_that_came_meanwhile_is_not_taken(self, session: Session) -> None:
        employer, by = an_employer(session, unit="Norr"), a_coordinator(session)
        edit_employer(session, employer, by=BY_EMPLOYER, at=NOW, unit="Söder")
        an_employer(session, organisation_number=employer.organisation_number, unit="Söder")
        change = change_of(session, employer)
        with pytest.raises(AlreadyThere):
            accept_change(session, change, seen=change.version, by=by, at=NOW)
        assert employer.unit == "Norr"

    def test_whoever_speaks_for_it_is_no_second_pair_of_eyes(self, session: Session) -> None:
        account = an_account(session, Role.COORDINATOR, Role.EMPLOYER)
        employer = an_employer(session, account=account)
        by = Actor(Role.COORDINATOR, account_id=account.id)
        assert edit_employer(session, employer, by=by, at=NOW, name="Banken") == ("name",)
