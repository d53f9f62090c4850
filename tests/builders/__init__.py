"""Small functions that make what a test needs, through the project's own operations.

Each takes the session first and fills in whatever the test does not care about.
"""

from tests.builders.activities import (
    a_model,
    a_source,
    a_steering_member,
    activity_words,
    an_activity,
    an_adopted_model,
    stage_words,
)
from tests.builders.courses import a_centre, a_course, a_resident, a_room, a_slot, course_words
from tests.builders.employers import (
    a_colleague,
    an_employer,
    an_invitation,
    an_offer,
    an_organisation_number,
    as_employer,
    offer_words,
)
from tests.builders.matches import (
    a_confirmed_match,
    a_match_in,
    a_placed_match,
    an_agreed_match,
    an_offered_match,
    say,
)
from tests.builders.meetings import (
    MEETS_AT,
    a_decision,
    a_meeting,
    a_member,
    an_item,
    an_item_of,
    bring_to,
    decide_on,
)
from tests.builders.needs import a_need, need_words
from tests.builders.people import a_coordinator, a_student, an_account, as_student
from tests.builders.rounds import (
    a_close_up,
    a_hint,
    a_note,
    a_rolling_round,
    a_round,
    a_run,
    a_suggestion,
    shipped,
    suggestion_row,
)
from tests.builders.surveys import (
    ANSWERS,
    a_survey,
    an_answered_survey,
    an_asked_survey,
    some_surveys,
)
from tests.builders.time import NOW, SUMMER
from tests.builders.uploads import an_upload

__all__ = [
    "ANSWERS",
    "MEETS_AT",
    "NOW",
    "SUMMER",
    "a_centre",
    "a_close_up",
    "a_colleague",
    "a_confirmed_match",
    "a_coordinator",
    "a_course",
    "a_decision",
    "a_hint",
    "a_match_in",
    "a_meeting",
    "a_member",
    "a_model",
    "a_need",
    "a_note",
    "a_placed_match",
    "a_resident",
    "a_rolling_round",
    "a_room",
    "a_round",
    "a_run",
    "a_slot",
    "a_source",
    "a_steering_member",
    "a_student",
    "a_suggestion",
    "a_survey",
    "activity_words",
    "an_account",
    "an_activity",
    "an_adopted_model",
    "an_agreed_match",
    "an_answered_survey",
    "an_asked_survey",
    "an_employer",
    "an_invitation",
    "an_item",
    "an_item_of",
    "an_offer",
    "an_offered_match",
    "an_organisation_number",
    "an_upload",
    "as_employer",
    "as_student",
    "bring_to",
    "course_words",
    "decide_on",
    "need_words",
    "offer_words",
    "say",
    "shipped",
    "some_surveys",
    "stage_words",
    "suggestion_row",
]
