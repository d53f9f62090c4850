"""Weights come into force by a named administrator, never by themselves, and never change."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.errors import Missing, NeverChanged, NotAllowed, NotTheSame
from models.operations.weights import adopt_weights, ship_weights
from models.people import Account
from models.queries.events import list_latest_events
from models.queries.weights import (
    find_adoption_in_force,
    find_weights_in_force,
    list_adoptions,
    list_weights,
)
from models.weights import Weights
from models.words import Role
from tests.builders import NOW, an_account, shipped


@pytest.fixture
def admin(session: Session) -> Account:
    shipped(session, skills=1.0)
    return an_account(session, Role.ADMIN, name="Anna Berg")


def adopted(session: Session, admin: Account, **changes: Any) -> Weights:
    values: dict[str, Any] = {
        "version": "2",
        "instead_of": "1",
        "numbers": {"skills": 2.0},
        "reason": "Better by later decisions.",
        "at": NOW,
    }
    return adopt_weights(session, admin, **{**values, **changes})


class TestShipping:
    def test_the_first_comes_into_force_by_itself(self, session: Session) -> None:
        assert find_weights_in_force(session) is None
        weights = shipped(session)
        assert find_weights_in_force(session) is weights

    def test_a_version_shipped_twice_is_one(self, session: Session) -> None:
        assert shipped(session, skills=1.0) is shipped(session, skills=1.0)
        assert len(list_adoptions(session)) == 1

    def test_a_version_cannot_mean_other_numbers(self, session: Session) -> None:
        shipped(session, skills=1.0)
        with pytest.raises(NotTheSame):
            shipped(session, skills=2.0)

    def test_a_new_one_follows_the_old_one(self, session: Session) -> None:
        shipped(session)
        newer = shipped(session, "2", skills=2.0)
        assert find_weights_in_force(session) is newer

    def test_it_does_not_overrule_what_a_person_adopted(
        self, session: Session, admin: Account
    ) -> None:
        chosen = adopted(session, admin)
        newer = shipped(session, "3", skills=3.0)
        assert find_weights_in_force(session) is chosen
        assert newer in list_weights(session)


class TestAdopting:
    def test_it_names_who_when_and_why(self, session: Session, admin: Account) -> None:
        weights = adopted(session, admin, figures="AUC 0.70 to 0.73.")
        assert find_weights_in_force(session) is weights
        assert (weights.owner, weights.adopted_on) == ("Anna Berg", NOW.date())
        assert weights.reason == "Better by later decisions. AUC 0.70 to 0.73."
        adoption = find_adoption_in_force(session)
        assert adoption is not None
        assert (adoption.by_id, adoption.reason) == (admin.id, "Better by later decisions.")

    def test_it_is_written_to_the_chain_without_free_words(
        self, session: Session, admin: Account
    ) -> None:
        adopted(session, admin)
        event = list_latest_events(session, limit=1)[0]
        assert (event.thing, event.verb, event.account_id) == ("weights", "adopted", admin.id)
        assert event.details == {"version": "2", "instead_of": "1"}

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN, Role.SYSTEM, Role.VISITOR}))
    def test_nobody_but_an_administrator_adopts(self, session: Session, role: Role) -> None:
        shipped(session, skills=1.0)
        with pytest.raises(NotAllowed):
            adopted(session, an_account(session, role))
        assert len(list_weights(session)) == 1

    def test_a_closed_account_adopts_nothing(self, session: Session, admin: Account) -> None:
        admin.active = False
        with pytest.raises(NotAllowed):
            adopted(session, admin)

    def test_without_a_reason_nothing_is_adopted(self, session: Session, admin: Account) -> None:
        with pytest.raises(Missing) as caught:
            adopted(session, admin, reason="  ")
        assert caught.value.fields == ("reason",)

    def test_an_edited_version_is_refused(self, session: Session, admin: Account) -> None:
        with pytest.raises(NotTheSame) as caught:
            adopted(session, admin, version="1")
        assert caught.value.thing == "weights"

    def test_what_was_made_to_replace_another_version_is_refused(
        self, session: Session, admin: Account
    ) -> None:
        adopted(session, admin)
        with pytest.raises(NotTheSame) as caught:
            adopted(session, admin, version="3")
        assert caught.value.thing == "version in force"

    def test_an_earlier_version_comes_back_as_it_was(
        self, session: Session, admin: Account
    ) -> None:
        adopted(session, admin)
        back = adopted(session, admin, version="1", instead_of="2", numbers={"skills": 1.0})
        assert find_weights_in_force(session) is back
        assert (back.owner, back.reason) == ("Kim Lind", "First")
        assert [each.version for each in list_adoptions(session)] == ["1", "2", "1"]

    def test_adopting_what_is_in_force_changes_nothing(
        self, session: Session, admin: Account
    ) -> None:
        first = adopted(session, admin)
        assert adopted(session, admin, instead_of="2") is first
        assert len(list_adoptions(session)) == 2


def test_neither_versions_nor_adoptions_are_ever_changed(session: Session) -> None:
    weights = shipped(session)
    weights.reason = "Another"
    with pytest.raises(NeverChanged):
        session.flush()
    session.rollback()
    shipped(session)
    session.commit()
    adoption = find_adoption_in_force(session)
    assert adoption is not None
    adoption.reason = "Another"
    with pytest.raises(NeverChanged):
        session.flush()


def test_the_same_version_shipped_by_its_numbers_is_kept_once(session: Session) -> None:
    ship = {"owner": "Kim", "reason": "First", "adopted_on": NOW.date(), "at": NOW}
    first = ship_weights(session, version="1", numbers={"a": 1}, **ship)
    assert ship_weights(session, version="1", numbers={"a": 1}, **ship) is first
