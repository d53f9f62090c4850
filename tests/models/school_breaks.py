"""What breaks each limit of events for schools, their bookings and requests, and no other."""

TIME = "'2027-05-01 10:00:00+00:00'"
LATER = "'2037-05-01 10:00:00+00:00'"
SOME_BOOKING = "(SELECT min(id) FROM class_bookings)"
ASKED, ATTENDED = "state = 'asked'", "state = 'attended' AND evaluated_at IS NOT NULL"
TEACHER_OF_REQUEST = "request_id IS NOT NULL"

SCHOOL_BREAKS: dict[str, list[tuple[str, str]]] = {
    "ck_class_bookings_asked_until_told": [
        ("asked_until = NULL", ASKED),
        (f"asked_until = {TIME}", "state = 'confirmed'"),
    ],
    "ck_class_bookings_confirmed_at_told": [("confirmed_at = NULL", "state = 'confirmed'")],
    "ck_class_bookings_curious_known": [("curious = 0", ATTENDED), ("curious = 6", ATTENDED)],
    "ck_class_bookings_curious_told": [("curious = NULL", ATTENDED)],
    "ck_class_bookings_evaluated_attended": [
        (f"evaluated_at = {TIME}, good = 3, curious = 3", "state = 'confirmed'")
    ],
    "ck_class_bookings_good_known": [("good = 0", ATTENDED), ("good = 6", ATTENDED)],
    "ck_class_bookings_good_told": [("good = NULL", ATTENDED)],
    "ck_class_bookings_pupils_came_possible": [
        ("pupils_came = 0", ATTENDED),
        ("pupils_came = 301", ATTENDED),
    ],
    "ck_class_bookings_pupils_came_told": [
        ("pupils_came = 5", "state = 'confirmed'"),
        ("pupils_came = NULL", ATTENDED),
    ],
    "ck_class_bookings_pupils_possible": [("pupils = 0", ASKED), ("pupils = 301", ASKED)],
    "ck_class_bookings_school_told": [("school = ''", ASKED)],
    "ck_class_bookings_school_year_known": [("school_year = 'upper_4'", ASKED)],
    "ck_class_bookings_state_known": [("state = 'other', asked_until = NULL", ASKED)],
    "ck_class_bookings_waits_since_told": [(f"waits_since = {TIME}", ASKED)],
    "ck_occasion_sessions_capacity_possible": [
        ("capacity = 0, taken = 0", "TRUE"),
        ("capacity = 2001", "TRUE"),
    ],
    "ck_occasion_sessions_ends_after_start": [("ends_at = starts_at", "TRUE")],
    "ck_occasion_sessions_reminds_before": [(f"remind_at = {LATER}", "TRUE")],
    "ck_occasion_sessions_seats_hold": [
        ("taken = -1", "TRUE"),
        ("taken = capacity + 1", "TRUE"),
    ],
    "ck_occasions_books_for_a_while": [("books_until = books_from", "TRUE")],
    "ck_occasions_cancelled_has_reason": [
        ("reason = 'Storm'", "state = 'published'"),
        ("state = 'cancelled'", "state = 'published'"),
    ],
    "ck_occasions_kind_known": [("kind = 'other'", "TRUE")],
    "ck_occasions_language_known": [("language = 'xx'", "TRUE")],
    "ck_occasions_reminder_days_possible": [("reminder_days = -1", "TRUE")],
    "ck_occasions_state_known": [("state = 'other'", "TRUE")],
    "ck_occasions_title_told": [("title = ''", "TRUE")],
    "ck_school_requests_answer_told": [("answer = 'Ja'", "state = 'open'")],
    "ck_school_requests_answered_at_told": [(f"answered_at = {TIME}", "state = 'open'")],
    "ck_school_requests_asked_until_told": [(f"asked_until = {TIME}", "state = 'open'")],
    "ck_school_requests_asks_for_something": [
        ("school = ''", "state = 'open'"),
        ("topic = ''", "state = 'open'"),
    ],
    "ck_school_requests_kind_known": [("kind = 'other'", "state = 'open'")],
    "ck_school_requests_pupils_possible": [("pupils = 0", "state = 'open'")],
    "ck_school_requests_school_year_known": [("school_year = 'upper_4'", "state = 'open'")],
    "ck_school_requests_state_known": [("state = 'other'", "state = 'open'")],
    "ck_teachers_language_known": [("language = 'xx'", TEACHER_OF_REQUEST)],
    "ck_teachers_name_told": [("name = ''", TEACHER_OF_REQUEST)],
    "ck_teachers_one_matter": [
        ("request_id = NULL", TEACHER_OF_REQUEST),
        (f"booking_id = {SOME_BOOKING}", TEACHER_OF_REQUEST),
    ],
}
