"""What breaks each limit of meetings, agendas, decisions and members."""

TIME = "'2027-05-01 10:00:00+00:00'"
LONG_AGO, SOON = "'2001-01-01'", "'2027-06-01'"

BREAKS_OF_MEETINGS: dict[str, list[tuple[str, str]]] = {
    "ck_agenda_items_activity_id_told": [
        ("activity_id = NULL", "subject = 'activity'"),
        ("activity_id = (SELECT min(id) FROM activities)", "subject = 'matter'"),
    ],
    "ck_agenda_items_correction_is_matter": [
        (
            "corrects_id = (SELECT min(id) FROM agenda_items)",
            "id = (SELECT max(id) FROM agenda_items WHERE subject = 'activity')",
        ),
    ],
    "ck_agenda_items_matter_has_title": [
        ("title = ''", "subject = 'matter'"),
        ("title = 'Annat'", "subject = 'activity'"),
    ],
    "ck_agenda_items_model_id_told": [
        ("model_id = (SELECT min(id) FROM lifecycle_versions)", "subject = 'activity'"),
    ],
    "ck_agenda_items_position_counts": [("position = 0", "TRUE")],
    "ck_agenda_items_question_told": [("question = ''", "TRUE")],
    "ck_agenda_items_subject_known": [("subject = 'other', title = ''", "subject = 'matter'")],
    "ck_decision_participants_presence_known": [("presence = 'other'", "TRUE")],
    "ck_decisions_minutes_have_reference": [
        ("minutes_reference = ''", "recorded_from = 'minutes'"),
    ],
    "ck_decisions_reason_told": [("reason = ''", "ruling = 'declined'")],
    "ck_decisions_recorded_from_known": [("recorded_from = 'other'", "TRUE")],
    "ck_decisions_ruling_known": [("ruling = 'other'", "TRUE")],
    "ck_decisions_somebody_took_part": [("took_part = 0", "TRUE")],
    "ck_decisions_state_after_told": [("state_after = NULL", "TRUE")],
    "ck_decisions_unfunded_by_word": [
        ("may_run_unfunded = TRUE", "ruling = 'declined'"),
        ("ruling = 'allowed'", "ruling = 'approved'"),
    ],
    "ck_meetings_cancelled_has_reason": [
        ("reason = 'Sjukdom'", "state = 'planned'"),
        ("reason = ''", "state = 'cancelled'"),
    ],
    "ck_meetings_minuted_has_reference": [("minutes_reference = ''", "state = 'minuted'")],
    "ck_meetings_minutes_approved_on_told": [
        ("minutes_approved_on = NULL", "state = 'minuted'"),
        (f"minutes_approved_on = {SOON}", "state = 'held'"),
    ],
    "ck_meetings_place_told": [("place = ''", "TRUE")],
    "ck_meetings_state_known": [("state = 'other'", "state = 'planned'")],
    "ck_steering_members_ends_after_start": [(f"until = {LONG_AGO}", "TRUE")],
    "ck_steering_members_erased_is_nobody": [(f"erased_at = {TIME}", "TRUE")],
    "ck_steering_members_language_known": [("language = 'xx'", "TRUE")],
    "ck_steering_members_name_told": [("name = ''", "TRUE")],
    "ck_steering_members_party_known": [("party = 'other'", "TRUE")],
}
