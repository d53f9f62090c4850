"""What is held on commission for the employer."""

from flask.typing import ResponseReturnValue

from models.queries.courses import list_courses_of_employer
from web.employers.blueprint import blueprint
from web.employers.own import own_contact
from web.pages import show
from web.session import session


@blueprint.get("/courses")
def courses_list() -> ResponseReturnValue:
    """List the courses that the employer has ordered."""
    employer = own_contact().employer
    courses = list_courses_of_employer(session, employer.id)
    return show("employers/courses/list.html", employer=employer, courses=courses)
