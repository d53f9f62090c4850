"""A student registers in at most forty keystrokes or clicks beyond the text they type."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from tests.journeys.people import Person
from tests.journeys.steps import STUDENT, fill_in_profile, register

pytestmark = pytest.mark.browser

MOST = 40


class CountingPerson(Person):
    """Somebody whose every click is counted, and every step from one field to the next."""

    count = 0

    def open(self, address: str) -> None:
        """Count one: the link in a letter, or an address that is typed."""
        self.count += 1
        super().open(address)

    def fill(self, name: str, words: str) -> None:
        """Count one for going to the field; the text itself is not counted."""
        self.count += 1
        super().fill(name, words)

    def choose(self, name: str, value: str) -> None:
        """Count two for a list, which is opened first, and one for a button or a box."""
        self.count += 2 if self.is_list(name) else 1
        super().choose(name, value)

    def tick(self, name: str) -> None:
        """Count one."""
        self.count += 1
        super().tick(name)

    def act_on(self, target: Locator) -> None:
        """Count one."""
        self.count += 1
        super().act_on(target)


def test_a_student_registers_in_forty_clicks(arrive: Callable[..., CountingPerson]) -> None:
    student = arrive(wide=360, who=CountingPerson)
    register(student, "student", "Alva Öhrnvik", STUDENT)
    fill_in_profile(student)
    student.press("Lämna in profilen")
    student.sees("Mina kajplatser")
    assert 20 < student.count <= MOST, student.count
