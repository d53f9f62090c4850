"""A link lies in a mailbox for years: what it holds, and how it is sealed, is a promise."""

import pytest
from flask import Flask
from itsdangerous import URLSafeSerializer
from sqlalchemy.orm import Session

from models.errors import LinkInvalid
from tests.builders import a_student
from web.letters.stopping import student_of
from web.sealing import seal, unseal

STOPS = "links that stop letters to students"


def test_a_link_that_was_sent_before_still_opens(app: Flask, session: Session) -> None:
    student = a_student(session)
    session.commit()
    sent = URLSafeSerializer([app.config["SECRET_KEY"]], salt=STOPS).dumps(student.id)
    with app.app_context():
        assert student_of(session, str(sent)).id == student.id


@pytest.mark.parametrize("content", [7, "seven", [7, "bo@example.org"], {"a": 1}])
def test_what_is_sealed_is_given_back_to_its_purpose_alone(app: Flask, content: object) -> None:
    with app.app_context():
        token = seal("one purpose", content)
        assert unseal("one purpose", token) == content
        for purpose, wrong in (("another", token), ("one purpose", f"{token}x"), ("", "")):
            with pytest.raises(LinkInvalid):
                unseal(purpose, wrong)
