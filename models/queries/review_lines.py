"""The lines of the review's list: an offer, or a student, and what is left to do for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from models.offers import Offer
from models.people import Student
from models.queries.standings import Standing, StudentStanding


@dataclass(frozen=True)
class OfferLine:
    """An offer in the list of a round.

    Parameters
    ----------
    offer : Offer
    asked : int
        How many candidates are asked, or about to be.
    found : int
        How many the run found.
    left : int
        How many of those nobody has acted on yet.
    """

    offer: Offer
    asked: int
    found: int
    left: int

    @property
    def of(self) -> Offer:
        """What the line is of."""
        return self.offer

    @property
    def needs_candidate(self) -> bool:
        """Whether a place is left that nobody is asked for, and somebody could be."""
        return self.left > 0 and self.asked < self.offer.places_left

    def has_room(self, candidates_per_place: int) -> bool:
        """Whether one more candidate may be asked."""
        return self.asked < candidates_per_place * self.offer.places_left


@dataclass(frozen=True)
class StudentLine:
    """A student in the list of a round.

    Parameters
    ----------
    student : Student
    asked, placed : int
        For how many offers they are asked, or about to be, and how many they have.
    found : int
        How many offers the run found.
    left : int
        How many of those nobody has acted on yet.
    """

    student: Student
    asked: int
    placed: int
    found: int
    left: int

    @property
    def of(self) -> Student:
        """What the line is of."""
        return self.student

    @property
    def needs_candidate(self) -> bool:
        """Whether the student is neither asked nor placed, and an offer is found."""
        return self.left > 0 and self.has_room(1)

    def has_room(self, _candidates_per_place: int) -> bool:
        """Whether the student still seeks: somebody who is asked already is not hurried past."""
        return not self.asked and not self.placed


Line = OfferLine | StudentLine


def list_offer_lines(
    session: Session, standings: Sequence[Standing], ids: Iterable[int | None]
) -> dict[int, Line]:
    """Give the lines of some offers, by id."""
    by_id = {row.id: row for row in standings}
    known = [each for each in set(ids) if each in by_id]
    # The collections of an offer are not for a list: whoever reads one asks for it.
    query = select(Offer).options(lazyload(Offer.levels)).where(Offer.id.in_(known))
    return {
        offer.id: OfferLine(offer, row.asked, row.found, row.left)
        for offer in session.scalars(query)
        for row in (by_id[offer.id],)
    }


def list_student_lines(
    session: Session, standings: Sequence[StudentStanding], ids: Iterable[int | None]
) -> dict[int, Line]:
    """Give the lines of some students, by id."""
    by_id = {row.id: row for row in standings}
    known = [each for each in set(ids) if each in by_id]
    query = select(Student).where(Student.id.in_(known))
    return {
        student.id: StudentLine(student, row.asked, row.placed, row.found, row.left)
        for student in session.scalars(query)
        for row in (by_id[student.id],)
    }
