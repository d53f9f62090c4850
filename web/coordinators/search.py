"""One box that finds anybody, and says where they stand while they are on the phone."""

from flask.typing import ResponseReturnValue

from models.queries.matches import list_matches_of_students
from models.queries.worklist import find_anyone
from web.coordinators.blueprint import blueprint
from web.coordinators.filters_asked import asked_words
from web.coordinators.standing import standing_of, standing_of_offer
from web.pages import show
from web.session import session


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """Show the students, employers and offers that the words are about, each with its status."""
    words = asked_words("q")
    found = find_anyone(session, words)
    matches = list_matches_of_students(session, [student.id for student in found.students])
    return show(
        "coordinators/search/show.html",
        words=words,
        found=found,
        standings={
            student.id: standing_of(student, matches[student.id]) for student in found.students
        },
        standing_of_offer=standing_of_offer,
    )
