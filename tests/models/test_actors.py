"""Who acts, and on whose behalf."""

import pytest

from models.actors import SYSTEM, Actor
from models.words import Role


def test_a_coordinator_speaks_for_the_student_on_the_phone() -> None:
    actor = Actor(Role.COORDINATOR, account_id=1, for_role=Role.STUDENT)
    assert actor.speaks_as is Role.STUDENT


def test_everybody_else_speaks_for_themselves() -> None:
    assert SYSTEM.speaks_as is Role.SYSTEM
    assert Actor(Role.EMPLOYER, contact_id=1).speaks_as is Role.EMPLOYER


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_nobody_but_a_coordinator_speaks_for_another(role: Role) -> None:
    with pytest.raises(ValueError, match="cannot act for"):
        Actor(role, account_id=1, for_role=Role.STUDENT)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.STUDENT, Role.EMPLOYER}))
def test_a_coordinator_speaks_only_for_students_and_employers(role: Role) -> None:
    with pytest.raises(ValueError, match="cannot act for"):
        Actor(Role.COORDINATOR, account_id=1, for_role=role)
