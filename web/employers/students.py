"""The students who let every verified employer read their profile: no names, no order of worth."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.operations.enquiries import enquire
from models.queries.enquiries import find_enquiry, list_enquiries_of_employer
from models.queries.offers import list_published_offers_of_employer
from models.queries.sight import (
    count_listed_students,
    get_listed_student,
    list_listed_programmes,
    list_listed_students,
)
from models.words import Kind
from web.access import current_actor
from web.candidates import listed_candidate_of
from web.clock import now, today
from web.employers.blueprint import blueprint
from web.employers.enquiry_forms import EnquiryForm
from web.employers.own import own_contact
from web.lists import Page
from web.pages import show
from web.plain_text import plain
from web.session import session


@blueprint.get("/students")
def students_list() -> ResponseReturnValue:
    """List them, by kind and studies."""
    asked, employer = request.args, own_contact().employer
    kind = Kind(asked["kind"]) if asked.get("kind") in set(Kind) else None
    studies = plain(asked.get("programme"))[:200]
    page = Page.of_request(count_listed_students(session, kind, studies))
    found = list_listed_students(session, kind, studies, limit=page.size, offset=page.offset)
    known = {each.student_id for each in list_enquiries_of_employer(session, employer.id)}
    programmes = list_listed_programmes(session)
    return show(
        "employers/students/list.html", students=found, page=page, kinds=Kind, known=known,
        kind=kind, programme=studies, programmes=programmes,
    )  # fmt: skip


@blueprint.get("/students/<int:student_id>")
def students_show(student_id: int) -> ResponseReturnValue:
    """Show one of them."""
    return _show(student_id, _form())


@blueprint.post("/students/<int:student_id>/enquire")
def students_enquire(student_id: int) -> ResponseReturnValue:
    """Tell the working group that the student interests the employer."""
    form, employer = _form(), own_contact().employer
    if not form.validate_on_submit():
        return _show(student_id, form)
    student, offer = get_listed_student(session, student_id), form.chosen
    enquire(session, employer, student, offer, by=current_actor(), at=now())
    flash(_("The working group knows now, and gets in touch with you."), "success")
    return redirect(url_for("employers.students_show", student_id=student_id), 303)


def _form() -> EnquiryForm:
    employer = own_contact().employer
    return EnquiryForm(list_published_offers_of_employer(session, employer.id, today()))


def _show(student_id: int, form: EnquiryForm) -> ResponseReturnValue:
    student, employer = get_listed_student(session, student_id), own_contact().employer
    return show(
        "employers/students/show.html",
        form=form,
        student=student,
        candidate=listed_candidate_of(student),
        enquiry=find_enquiry(session, employer.id, student.id),
    )
