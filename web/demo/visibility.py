"""Students of the demo who let every employer read their profile, and one who is asked about."""

from models.actors import Actor
from models.database import writing
from models.operations.enquiries import enquire
from models.operations.profiles import set_visibility
from models.queries.accounts import find_account
from models.queries.employers import find_contact_of_account
from models.queries.students import list_students
from models.words import ProfileState, Role, Visibility
from web.demo.changes import THE_EMPLOYER
from web.demo.telling import Teller

# Every so many-th student shows the profile to all; the second of these interests the employer.
EVERY, INTERESTING = 4, 1


def show_profiles(teller: Teller) -> None:
    """Let some students choose, and the employer of the demo tell the working group of one."""
    by = Actor(Role.COORDINATOR, teller.first.account_id, for_role=Role.STUDENT)
    with writing(teller.sessions) as session:
        there = list_students(session, state=ProfileState.SUBMITTED, limit=60)
        shown = there[::EVERY]
        for student in shown:
            set_visibility(session, student, Visibility.ALL, by=by, at=teller.ago(20))
        account = find_account(session, THE_EMPLOYER)
        contact = find_contact_of_account(session, account.id) if account else None
        if account is None or contact is None:
            return
        asking = Actor(Role.EMPLOYER, account.id)
        student = shown[INTERESTING]
        enquire(session, contact.employer, student, None, by=asking, at=teller.ago(1))
