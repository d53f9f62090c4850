"""A student's page as the working group reads it, gathered from everywhere."""

from flask.typing import ResponseReturnValue

from models.people import Student
from models.queries.enquiries import list_enquiries_to_settle
from models.queries.events import get_names_of_actors, list_events_of
from models.queries.matches import list_all_matches_of_student
from models.queries.offers import list_offers_by_id
from models.queries.rounds import list_rounds
from models.queries.surveys import list_surveys_of_student
from models.queries.teams import find_partner
from models.rounds import Round
from web.coordinators.standing import standing_of
from web.pages import show
from web.session import session
from web.students.profile_steps import STEPS, list_missing
from web.students.profile_summary import journey_of, languages_of, seeking_of, skills_of
from web.students.visibility_forms import VisibilityForm


def show_student(student: Student, *, shows_contacts: bool = False) -> ResponseReturnValue:
    """Show a student.

    Parameters
    ----------
    student : Student
        The student.
    shows_contacts : bool
        Whether somebody with a protected identity is shown with name and address too.
    """
    matches = list_all_matches_of_student(session, student.id)
    events = [
        *list_events_of(session, "student", student.id),
        *list_events_of(session, "interest", student.id),
    ]
    offers = list_offers_by_id(session, [said.offer_id for said in student.interests])
    return show(
        "coordinators/students/show.html",
        student=student,
        standing=standing_of(student, matches),
        shows_contacts=shows_contacts or not student.is_protected,
        matches=matches,
        offers={offer.id: offer for offer in offers},
        steps=STEPS,
        missing=list_missing(student),
        skill_pairs=skills_of(student),
        language_pairs=languages_of(student),
        seeking_pairs=seeking_of(student),
        journey=journey_of(student),
        rounds=_rounds_for(student),
        partner=find_partner(session, student.id),
        enquiries=list_enquiries_to_settle(session, student.id),
        surveys=list_surveys_of_student(session, student.id),
        visibility_form=VisibilityForm.of(student),
        events=events,
        names=get_names_of_actors(session, events),
    )


def _rounds_for(student: Student) -> list[Round]:
    """Give the rolling rounds of what the student seeks: there a pair can be made by hand."""
    kinds = {sought.kind for sought in student.seeking}
    return [each for each in list_rounds(session) if each.is_rolling and each.kind in kinds]
