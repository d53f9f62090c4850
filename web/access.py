"""Who may open which page: one table, asked before every request. What it does not name is closed.

What is not allowed looks like what does not exist. Roles and relations are read from the database
at every request, so a right that is taken away is gone at the next one.
"""

from dataclasses import dataclass
from typing import cast

from flask import Flask, Response, abort, current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from models.actors import Actor
from models.people import Account
from models.queries.relations import RELATIONS
from models.words import Role
from web.errors import SignedOut
from web.session import is_writing_request, session


@dataclass(frozen=True)
class Rule:
    """What is asked of somebody who opens a page.

    Parameters
    ----------
    roles : tuple of Role, optional
        The roles that may, in the order in which somebody who holds several acts; none: anybody,
        signed in or not.
    relation : str, optional
        A name of ``models/queries/relations.py``: whether the thing in the page's address is this
        account's to open.
    without_second_factor : bool
        Whether staff may open it before they have set up a second factor.
    """

    roles: tuple[Role, ...] | None = None
    relation: str = ""
    without_second_factor: bool = False


def only(*roles: Role, relation: str = "") -> Rule:
    """Let in those who hold one of the roles and, if named, stand in the relation."""
    return Rule(roles, relation)


PEOPLE = (Role.STUDENT, Role.EMPLOYER, Role.COORDINATOR, Role.STEERING, Role.ADMIN)

ANYONE = Rule()
SIGNED_IN = Rule(PEOPLE)
# Pages where a signed-in account is finished: signing out, setting up a second factor.
SIGNING_IN = Rule(PEOPLE, without_second_factor=True)

ACCESS: dict[str, Rule] = {
    # Files
    "static": ANYONE,
    "bootstrap.static": ANYONE,
    # Public
    "public.start_show": ANYONE,
    "public.offers_list": ANYONE,
    "public.offers_show": ANYONE,
    "public.employers_show": ANYONE,
    "public.occasions_list": ANYONE,
    "public.occasions_show": ANYONE,
    "public.class_bookings_new": ANYONE,
    "public.class_bookings_sent": ANYONE,
    "public.school_requests_new": ANYONE,
    "public.courses_list": ANYONE,
    "public.courses_show": ANYONE,
    "public.courses_interest": ANYONE,
    "public.centres_list": ANYONE,
    "public.centres_show": ANYONE,
    "public.centres_book": ANYONE,
    "public.residents_asked": ANYONE,
    "public.matching_show": ANYONE,
    "public.model_show": ANYONE,
    "public.weights_download": ANYONE,
    "public.privacy_show": ANYONE,
    "public.accessibility_show": ANYONE,
    "public.language_choose": ANYONE,
    "public.healthz": ANYONE,
    "public.readyz": ANYONE,
    "public.security_txt": ANYONE,
    # The letters of a demo; there are no such pages otherwise.
    "mailbox.letters_list": ANYONE,
    "mailbox.letters_show": ANYONE,
    "public.concepts_typed": ANYONE,
    # Accounts
    "accounts.sign_in": ANYONE,
    "accounts.code_enter": ANYONE,
    "accounts.sign_out": ANYONE,
    "accounts.register": ANYONE,
    "accounts.letter_sent": ANYONE,
    "accounts.address_show": ANYONE,
    "accounts.address_confirm": ANYONE,
    "accounts.address_ask": ANYONE,
    "accounts.password_ask": ANYONE,
    "accounts.password_reset": ANYONE,
    "accounts.password_change": SIGNING_IN,
    "accounts.account_show": SIGNED_IN,
    "accounts.records_show": SIGNED_IN,
    "accounts.records_download": SIGNED_IN,
    "accounts.erasure_ask": SIGNED_IN,
    "accounts.erasure_take_back": SIGNED_IN,
    "accounts.draft_erase": SIGNED_IN,
    "accounts.second_factor_show": SIGNING_IN,
    "accounts.second_factor_set": SIGNING_IN,
    "accounts.second_factor_remove": SIGNED_IN,
    "accounts.recovery_codes_renew": SIGNED_IN,
    # Administrators: accounts
    "admin.accounts_list": only(Role.ADMIN),
    "admin.accounts_invite": only(Role.ADMIN),
    "admin.accounts_show": only(Role.ADMIN),
    "admin.accounts_give_role": only(Role.ADMIN),
    "admin.accounts_take_role": only(Role.ADMIN),
    "admin.accounts_set_workplace": only(Role.ADMIN),
    "admin.accounts_deactivate": only(Role.ADMIN),
    "admin.accounts_activate": only(Role.ADMIN),
    "admin.accounts_remove_second_factor": only(Role.ADMIN),
    # Administrators: wishes to be erased
    "admin.erasures_list": only(Role.ADMIN),
    "admin.erasures_show": only(Role.ADMIN),
    "admin.erasures_carry_out": only(Role.ADMIN),
    # Working group: work list, search, people, offers, letters
    "coordinators.home": only(Role.COORDINATOR),
    "coordinators.search": only(Role.COORDINATOR),
    "coordinators.employers_list": only(Role.COORDINATOR),
    "coordinators.employers_show": only(Role.COORDINATOR),
    "coordinators.employers_new": only(Role.COORDINATOR),
    "coordinators.employers_edit": only(Role.COORDINATOR),
    "coordinators.employers_contact": only(Role.COORDINATOR),
    "coordinators.employers_verify": only(Role.COORDINATOR),
    "coordinators.employers_refuse": only(Role.COORDINATOR),
    "coordinators.employers_pause": only(Role.COORDINATOR),
    "coordinators.employers_resume": only(Role.COORDINATOR),
    "coordinators.employers_connect": only(Role.COORDINATOR),
    "coordinators.employers_remove_contact": only(Role.COORDINATOR),
    "coordinators.changes_show": only(Role.COORDINATOR),
    "coordinators.changes_accept": only(Role.COORDINATOR),
    "coordinators.changes_send_back": only(Role.COORDINATOR),
    "coordinators.offers_list": only(Role.COORDINATOR),
    "coordinators.offers_show": only(Role.COORDINATOR),
    "coordinators.offers_new": only(Role.COORDINATOR),
    "coordinators.offers_edit": only(Role.COORDINATOR),
    "coordinators.offers_submit": only(Role.COORDINATOR),
    "coordinators.offers_publish": only(Role.COORDINATOR),
    "coordinators.offers_send_back": only(Role.COORDINATOR),
    "coordinators.offers_withdraw": only(Role.COORDINATOR),
    "coordinators.sharings_accept": only(Role.COORDINATOR),
    "coordinators.sharings_end": only(Role.COORDINATOR),
    "coordinators.students_list": only(Role.COORDINATOR),
    "coordinators.students_open": only(Role.COORDINATOR),
    "coordinators.students_show": only(Role.COORDINATOR),
    "coordinators.students_contacts": only(Role.COORDINATOR),
    "coordinators.students_new": only(Role.COORDINATOR),
    "coordinators.students_profile_edit": only(Role.COORDINATOR),
    "coordinators.students_submit": only(Role.COORDINATOR),
    "coordinators.students_recognise": only(Role.COORDINATOR),
    "coordinators.students_leave": only(Role.COORDINATOR),
    "coordinators.students_come_back": only(Role.COORDINATOR),
    "coordinators.students_protect": only(Role.COORDINATOR),
    "coordinators.students_show_to": only(Role.COORDINATOR),
    "coordinators.ideas_show": only(Role.COORDINATOR),
    "coordinators.ideas_publish": only(Role.COORDINATOR),
    "coordinators.ideas_send_back": only(Role.COORDINATOR),
    "coordinators.ideas_withdraw": only(Role.COORDINATOR),
    "coordinators.enquiries_settle": only(Role.COORDINATOR),
    # Working group: events for schools
    "coordinators.occasions_list": only(Role.COORDINATOR),
    "coordinators.occasions_show": only(Role.COORDINATOR),
    "coordinators.occasions_new": only(Role.COORDINATOR),
    "coordinators.occasions_edit": only(Role.COORDINATOR),
    "coordinators.occasions_publish": only(Role.COORDINATOR),
    "coordinators.occasions_close": only(Role.COORDINATOR),
    "coordinators.occasions_cancel": only(Role.COORDINATOR),
    "coordinators.occasions_file": only(Role.COORDINATOR),
    "coordinators.occasion_sessions_new": only(Role.COORDINATOR),
    "coordinators.occasion_sessions_edit": only(Role.COORDINATOR),
    "coordinators.occasion_sessions_remove": only(Role.COORDINATOR),
    "coordinators.attendance_note": only(Role.COORDINATOR),
    "coordinators.class_bookings_new": only(Role.COORDINATOR),
    "coordinators.class_bookings_show": only(Role.COORDINATOR),
    "coordinators.class_bookings_confirm": only(Role.COORDINATOR),
    "coordinators.class_bookings_change": only(Role.COORDINATOR),
    "coordinators.class_bookings_cancel": only(Role.COORDINATOR),
    "coordinators.class_bookings_attend": only(Role.COORDINATOR),
    "coordinators.class_bookings_miss": only(Role.COORDINATOR),
    "coordinators.school_requests_list": only(Role.COORDINATOR),
    "coordinators.school_requests_show": only(Role.COORDINATOR),
    "coordinators.school_requests_new": only(Role.COORDINATOR),
    "coordinators.school_requests_answer": only(Role.COORDINATOR),
    "coordinators.school_requests_withdraw": only(Role.COORDINATOR),
    "coordinators.supply_show": only(Role.COORDINATOR),
    "coordinators.needs_list": only(Role.COORDINATOR),
    "coordinators.needs_new": only(Role.COORDINATOR),
    "coordinators.needs_from_offer": only(Role.COORDINATOR),
    "coordinators.needs_show": only(Role.COORDINATOR),
    "coordinators.needs_edit": only(Role.COORDINATOR),
    "coordinators.needs_look_at": only(Role.COORDINATOR),
    "coordinators.needs_meet": only(Role.COORDINATOR),
    "coordinators.needs_withdraw": only(Role.COORDINATOR),
    "coordinators.needs_reopen": only(Role.COORDINATOR),
    "coordinators.gaps_show": only(Role.COORDINATOR),
    "coordinators.gaps_file": only(Role.COORDINATOR),
    "coordinators.gaps_draft": only(Role.COORDINATOR),
    "coordinators.surveys_list": only(Role.COORDINATOR),
    "coordinators.surveys_answer": only(Role.COORDINATOR),
    "coordinators.surveys_refuse": only(Role.COORDINATOR),
    "coordinators.surveys_paper": only(Role.COORDINATOR),
    "coordinators.outcomes_show": only(Role.COORDINATOR),
    "coordinators.outcomes_download": only(Role.COORDINATOR),
    "coordinators.uploads_list": only(Role.COORDINATOR),
    "coordinators.uploads_show": only(Role.COORDINATOR, relation="own_upload"),
    "coordinators.uploads_progress": only(Role.COORDINATOR, relation="own_upload"),
    "coordinators.uploads_columns": only(Role.COORDINATOR, relation="own_upload"),
    "coordinators.uploads_mend": only(Role.COORDINATOR, relation="own_upload"),
    "coordinators.uploads_answer": only(Role.COORDINATOR, relation="own_upload"),
    "coordinators.uploads_take_in": only(Role.COORDINATOR, relation="own_upload"),
    "coordinators.uploads_import": only(Role.COORDINATOR, relation="own_upload"),
    # Of a spreadsheet that is gone, or a colleague's, it does nothing and says the same.
    "coordinators.uploads_drop": only(Role.COORDINATOR),
    "coordinators.courses_list": only(Role.COORDINATOR),
    "coordinators.courses_show": only(Role.COORDINATOR),
    "coordinators.courses_import": only(Role.COORDINATOR),
    "coordinators.courses_connect": only(Role.COORDINATOR),
    "coordinators.centres_list": only(Role.COORDINATOR),
    "coordinators.centres_new": only(Role.COORDINATOR),
    "coordinators.centres_show": only(Role.COORDINATOR),
    "coordinators.centres_edit": only(Role.COORDINATOR),
    "coordinators.centres_add_room": only(Role.COORDINATOR),
    "coordinators.centres_add_time": only(Role.COORDINATOR),
    "coordinators.centres_remove_time": only(Role.COORDINATOR),
    "coordinators.centres_close_slot": only(Role.COORDINATOR),
    "coordinators.centres_day": only(Role.COORDINATOR),
    "coordinators.letters_list": only(Role.COORDINATOR),
    "coordinators.letters_paper": only(Role.COORDINATOR),
    "coordinators.letters_told": only(Role.COORDINATOR),
    # Working group: rounds, review, matches
    "coordinators.rounds_list": only(Role.COORDINATOR),
    "coordinators.rounds_show": only(Role.COORDINATOR),
    "coordinators.rounds_new": only(Role.COORDINATOR),
    "coordinators.rounds_move": only(Role.COORDINATOR),
    "coordinators.rounds_publish": only(Role.COORDINATOR),
    "coordinators.runs_start": only(Role.COORDINATOR),
    "coordinators.runs_show": only(Role.COORDINATOR),
    "coordinators.runs_progress": only(Role.COORDINATOR),
    "coordinators.runs_cancel": only(Role.COORDINATOR),
    "coordinators.comparisons_show": only(Role.COORDINATOR),
    "coordinators.review": only(Role.COORDINATOR),
    "coordinators.shortcuts_choose": only(Role.COORDINATOR),
    "coordinators.viewers_look": only(Role.COORDINATOR),
    "coordinators.viewers_look_at_student": only(Role.COORDINATOR),
    "coordinators.notes_write": only(Role.COORDINATOR),
    "coordinators.notes_remove": only(Role.COORDINATOR),
    "coordinators.reviews_file": only(Role.COORDINATOR),
    "coordinators.reviews_unplaced": only(Role.COORDINATOR),
    "coordinators.reviews_confirm": only(Role.COORDINATOR),
    "coordinators.reviews_reject": only(Role.COORDINATOR),
    "coordinators.proposals_show": only(Role.COORDINATOR),
    "coordinators.proposals_preview": only(Role.COORDINATOR),
    "coordinators.proposals_confirm": only(Role.COORDINATOR),
    "coordinators.pairs_new": only(Role.COORDINATOR),
    "coordinators.pairs_open": only(Role.COORDINATOR),
    "coordinators.pairs_show": only(Role.COORDINATOR),
    "coordinators.pairs_letters": only(Role.COORDINATOR),
    "coordinators.close_ups_ask": only(Role.COORDINATOR),
    "coordinators.close_ups_progress": only(Role.COORDINATOR),
    "coordinators.hints_list": only(Role.COORDINATOR),
    "coordinators.hints_give": only(Role.COORDINATOR),
    "coordinators.hints_take_back": only(Role.COORDINATOR),
    "coordinators.matches_show": only(Role.COORDINATOR),
    "coordinators.matches_agreement": only(Role.COORDINATOR),
    "coordinators.matches_undo": only(Role.COORDINATOR),
    "coordinators.matches_offer": only(Role.COORDINATOR),
    "coordinators.matches_answer": only(Role.COORDINATOR),
    "coordinators.matches_meet": only(Role.COORDINATOR),
    "coordinators.matches_withdraw": only(Role.COORDINATOR),
    "coordinators.matches_place": only(Role.COORDINATOR),
    "coordinators.matches_interrupt": only(Role.COORDINATOR),
    "coordinators.matches_complete": only(Role.COORDINATOR),
    "coordinators.check_ins_tell": only(Role.COORDINATOR),
    "coordinators.check_ins_look_after": only(Role.COORDINATOR),
    # Working group: activities, the money that they seek, the life-cycle model
    "coordinators.activities_list": only(Role.COORDINATOR),
    "coordinators.activities_show": only(Role.COORDINATOR),
    "coordinators.activities_new": only(Role.COORDINATOR),
    "coordinators.activities_edit": only(Role.COORDINATOR),
    "coordinators.activities_move": only(Role.COORDINATOR),
    "coordinators.activities_review": only(Role.COORDINATOR),
    "coordinators.activities_say": only(Role.COORDINATOR),
    "coordinators.activities_calendar": only(Role.COORDINATOR),
    "coordinators.activities_cohort": only(Role.COORDINATOR),
    "coordinators.activities_carry": only(Role.COORDINATOR),
    "coordinators.activities_let_go": only(Role.COORDINATOR),
    "coordinators.activities_host": only(Role.COORDINATOR),
    "coordinators.activities_remove_host": only(Role.COORDINATOR),
    "coordinators.activities_day": only(Role.COORDINATOR),
    "coordinators.activities_remove_day": only(Role.COORDINATOR),
    "coordinators.funding_new": only(Role.COORDINATOR),
    "coordinators.funding_edit": only(Role.COORDINATOR),
    "coordinators.funding_say": only(Role.COORDINATOR),
    "coordinators.funding_drop": only(Role.COORDINATOR),
    "coordinators.lifecycle_list": only(Role.COORDINATOR),
    "coordinators.lifecycle_show": only(Role.COORDINATOR),
    "coordinators.lifecycle_draft": only(Role.COORDINATOR),
    "coordinators.lifecycle_edit": only(Role.COORDINATOR),
    "coordinators.lifecycle_drop": only(Role.COORDINATOR),
    "coordinators.lifecycle_compare": only(Role.COORDINATOR),
    "coordinators.mentors_change": only(Role.COORDINATOR),
    "coordinators.mentors_next": only(Role.COORDINATOR),
    # Steering group: activities, the life-cycle model
    "steering.activities_list": only(Role.STEERING),
    "steering.activities_show": only(Role.STEERING),
    "steering.lifecycle_list": only(Role.STEERING),
    "steering.lifecycle_show": only(Role.STEERING),
    "steering.lifecycle_compare": only(Role.STEERING),
    "steering.lifecycle_adopt": only(Role.STEERING),
    # Students
    "students.home": only(Role.STUDENT),
    "students.profile_show": only(Role.STUDENT),
    "students.profile_edit": only(Role.STUDENT),
    "students.profile_review": only(Role.STUDENT),
    "students.profile_submit": only(Role.STUDENT, relation="has_profile"),
    "students.profile_leave": only(Role.STUDENT, relation="has_profile"),
    "students.profile_come_back": only(Role.STUDENT, relation="has_profile"),
    "students.teams_show": only(Role.STUDENT),
    "students.teams_invite": only(Role.STUDENT, relation="has_profile"),
    "students.teams_join": only(Role.STUDENT, relation="has_profile"),
    "students.teams_part": only(Role.STUDENT, relation="has_profile"),
    "students.ideas_list": only(Role.STUDENT),
    "students.ideas_new": only(Role.STUDENT),
    "students.ideas_edit": only(Role.STUDENT, relation="own_idea"),
    "students.ideas_withdraw": only(Role.STUDENT, relation="own_idea"),
    "students.cvs_read": only(Role.STUDENT),
    "students.cvs_take": only(Role.STUDENT),
    "students.visibility_choose": only(Role.STUDENT),
    "students.offers_list": only(Role.STUDENT),
    "students.offers_show": only(Role.STUDENT),
    "students.interest_say": only(Role.STUDENT),
    "students.searches_list": only(Role.STUDENT),
    "students.searches_keep": only(Role.STUDENT),
    "students.searches_edit": only(Role.STUDENT, relation="own_search"),
    # Whose it is, the operation asks: sent twice, it is gone the second time.
    "students.searches_forget": only(Role.STUDENT, relation="has_profile"),
    "students.searches_stop_letters": only(Role.STUDENT, relation="has_profile"),
    "students.surveys_list": only(Role.STUDENT, relation="has_profile"),
    "students.surveys_address": only(Role.STUDENT, relation="has_profile"),
    "students.surveys_forget_address": only(Role.STUDENT, relation="has_profile"),
    "students.surveys_answer": only(Role.STUDENT, relation="own_survey"),
    "students.surveys_refuse": only(Role.STUDENT, relation="own_survey"),
    "students.path_show": only(Role.STUDENT, relation="has_profile"),
    "students.path_add": only(Role.STUDENT, relation="has_profile"),
    # Whose it is, the operation asks: sent twice, it is gone the second time.
    "students.path_remove": only(Role.STUDENT, relation="has_profile"),
    "students.matches_show": only(Role.STUDENT, relation="own_match_of_student"),
    "students.matches_calendar": only(Role.STUDENT, relation="own_match_of_student"),
    "students.matches_agreement": only(Role.STUDENT, relation="own_match_of_student"),
    "students.matches_answer": only(Role.STUDENT, relation="own_match_of_student"),
    "students.matches_withdraw": only(Role.STUDENT, relation="own_match_of_student"),
    "students.matches_interrupt": only(Role.STUDENT, relation="own_match_of_student"),
    "students.check_ins_tell": only(Role.STUDENT, relation="own_match_of_student"),
    "students.matches_evaluate": only(Role.STUDENT, relation="own_match_of_student"),
    # Employers
    "employers.uploads_list": only(Role.EMPLOYER),
    "employers.uploads_show": only(Role.EMPLOYER, relation="own_upload"),
    "employers.uploads_progress": only(Role.EMPLOYER, relation="own_upload"),
    "employers.uploads_columns": only(Role.EMPLOYER, relation="own_upload"),
    "employers.uploads_mend": only(Role.EMPLOYER, relation="own_upload"),
    "employers.uploads_answer": only(Role.EMPLOYER, relation="own_upload"),
    "employers.uploads_take_in": only(Role.EMPLOYER, relation="own_upload"),
    "employers.uploads_import": only(Role.EMPLOYER, relation="own_upload"),
    # Doing it twice is doing it once, so only one's own is looked for.
    "employers.uploads_drop": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.home": only(Role.EMPLOYER),
    "employers.organisation_new": only(Role.EMPLOYER),
    "employers.organisation_edit": only(Role.EMPLOYER),
    "employers.organisation_drop_change": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.colleagues_list": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.colleagues_invite": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.colleagues_revoke": only(Role.EMPLOYER, relation="own_invitation"),
    "employers.colleagues_remove": only(Role.EMPLOYER, relation="own_colleague"),
    "employers.offers_new": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.offers_copy": only(Role.EMPLOYER, relation="own_offer"),
    "employers.offers_show": only(Role.EMPLOYER, relation="own_offer"),
    "employers.offers_edit": only(Role.EMPLOYER, relation="own_offer"),
    "employers.offers_submit": only(Role.EMPLOYER, relation="own_offer"),
    "employers.offers_withdraw": only(Role.EMPLOYER, relation="own_offer"),
    "employers.offers_drop_change": only(Role.EMPLOYER, relation="own_offer"),
    "employers.ideas_list": only(Role.EMPLOYER, relation="speaks_for_verified"),
    "employers.ideas_show": only(Role.EMPLOYER, relation="may_read_idea"),
    "employers.ideas_take_up": only(Role.EMPLOYER, relation="speaks_for_verified"),
    "employers.needs_list": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.needs_new": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.needs_from_offer": only(Role.EMPLOYER, relation="own_offer"),
    "employers.needs_edit": only(Role.EMPLOYER, relation="own_need"),
    "employers.needs_meet": only(Role.EMPLOYER, relation="own_need"),
    "employers.needs_withdraw": only(Role.EMPLOYER, relation="own_need"),
    "employers.courses_list": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.students_list": only(Role.EMPLOYER, relation="speaks_for_verified"),
    "employers.students_show": only(Role.EMPLOYER, relation="may_read_student"),
    "employers.students_enquire": only(Role.EMPLOYER, relation="may_read_student"),
    "employers.sharings_ask": only(Role.EMPLOYER, relation="own_offer"),
    "employers.sharings_end": only(Role.EMPLOYER, relation="own_offer"),
    "employers.sharings_show": only(Role.EMPLOYER, relation="own_sharing"),
    "employers.sharings_accept": only(Role.EMPLOYER, relation="own_sharing"),
    # Leaving twice is leaving once: the view looks whose it is.
    "employers.sharings_leave": only(Role.EMPLOYER, relation="speaks_for_employer"),
    "employers.sharings_match": only(Role.EMPLOYER, relation="own_shared_match"),
    "employers.matches_show": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.matches_calendar": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.matches_agreement": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.matches_answer": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.matches_meet": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.matches_withdraw": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.matches_interrupt": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.matches_complete": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.check_ins_tell": only(Role.EMPLOYER, relation="own_match_of_employer"),
    "employers.matches_evaluate": only(Role.EMPLOYER, relation="own_match_of_employer"),
    # Signed links: the secret in the address opens them
    "links.answer_show": ANYONE,
    "links.answer_say": ANYONE,
    "links.answer_meet": ANYONE,
    "links.answered": ANYONE,
    "links.follow": ANYONE,
    "links.check_in": ANYONE,
    "links.evaluation": ANYONE,
    "links.sharing_show": ANYONE,
    "links.sharing_accept": ANYONE,
    "links.sharing_decline": ANYONE,
    "links.sharing_declined": ANYONE,
    "links.invitation_show": ANYONE,
    "links.invitation_join": ANYONE,
    "links.invitation_account": ANYONE,
    "links.letters_stop": ANYONE,
    "links.meeting_show": ANYONE,
    "links.meeting_paper": ANYONE,
    "links.meeting_calendar_file": ANYONE,
    "links.class_bookings_show": ANYONE,
    "links.class_bookings_confirm": ANYONE,
    "links.class_bookings_change": ANYONE,
    "links.class_bookings_cancel": ANYONE,
    "links.class_bookings_evaluate": ANYONE,
    "links.class_bookings_calendar": ANYONE,
    "links.school_requests_show": ANYONE,
    "links.school_requests_confirm": ANYONE,
    "links.school_requests_withdraw": ANYONE,
    "links.resident_show": ANYONE,
    "links.resident_confirm": ANYONE,
    "links.resident_end": ANYONE,
    "links.resident_calendar": ANYONE,
    # Steering group
    "steering.home": only(Role.STEERING),
    "steering.reports_show": only(Role.STEERING, Role.COORDINATOR),
    "steering.reports_pdf": only(Role.STEERING, Role.COORDINATOR),
    "steering.reports_xlsx": only(Role.STEERING, Role.COORDINATOR),
    "steering.gaps_show": only(Role.STEERING),
    "steering.gaps_file": only(Role.STEERING),
    "steering.meetings_list": only(Role.STEERING),
    "steering.meetings_show": only(Role.STEERING),
    "steering.meetings_hold": only(Role.STEERING),
    "steering.meetings_minute": only(Role.STEERING),
    "steering.meetings_paper": only(Role.STEERING, Role.COORDINATOR),
    "steering.meetings_pdf": only(Role.STEERING, Role.COORDINATOR),
    "steering.meetings_calendar": only(Role.STEERING, Role.COORDINATOR),
    "steering.decisions_make": only(Role.STEERING),
    "steering.decisions_list": only(Role.STEERING),
    "steering.decisions_show": only(Role.STEERING),
    "steering.decisions_file": only(Role.STEERING, Role.COORDINATOR),
    # The working group's part of the meetings: agenda, letters, members
    "coordinators.meetings_list": only(Role.COORDINATOR),
    "coordinators.meetings_new": only(Role.COORDINATOR),
    "coordinators.meetings_show": only(Role.COORDINATOR),
    "coordinators.meetings_edit": only(Role.COORDINATOR),
    "coordinators.meetings_send": only(Role.COORDINATOR),
    "coordinators.meetings_hold": only(Role.COORDINATOR),
    "coordinators.meetings_cancel": only(Role.COORDINATOR),
    "coordinators.agendas_add": only(Role.COORDINATOR),
    "coordinators.agendas_edit": only(Role.COORDINATOR),
    "coordinators.agendas_move": only(Role.COORDINATOR),
    "coordinators.agendas_take_off": only(Role.COORDINATOR),
    "coordinators.members_list": only(Role.COORDINATOR),
    "coordinators.members_new": only(Role.COORDINATOR),
    "coordinators.members_edit": only(Role.COORDINATOR),
    "coordinators.decisions_list": only(Role.COORDINATOR),
    "coordinators.decisions_show": only(Role.COORDINATOR),
    "links.survey": ANYONE,
    "links.survey_refuse": ANYONE,
    "links.survey_address": ANYONE,
    "steering.outcomes_show": only(Role.STEERING),
    "steering.outcomes_download": only(Role.STEERING),
    # Administrators
    "admin.home": only(Role.ADMIN),
    "admin.events": only(Role.ADMIN),
    "admin.vocabulary": only(Role.ADMIN),
}

SIGN_IN = "accounts.sign_in"
SIGN_OUT = "accounts.sign_out"

# Where staff without a second factor are led, outside demo mode. The accounts part names it.
SECOND_FACTOR_ENDPOINT = "SECOND_FACTOR_ENDPOINT"


def init_app(app: Flask) -> None:
    """Ask the table before every request."""
    app.config.setdefault(SECOND_FACTOR_ENDPOINT, "")
    app.before_request(check)
    app.jinja_env.globals.update(
        current_account=current_account, may_open=may_open, SIGN_IN=SIGN_IN, SIGN_OUT=SIGN_OUT
    )


def check() -> Response | None:
    """Let the request through, send it to sign in, or answer that there is no such page.

    Raises
    ------
    SignedOut
        When something was sent by somebody who is no longer signed in.
    """
    if request.endpoint is None:
        return None  # No such page: the router says so.
    rule = ACCESS.get(request.endpoint)
    if rule is None:
        abort(404)
    if rule.roles is None:
        return None
    account = current_account()
    if account is None:
        return _send_to_sign_in()
    if not _is_let_in(rule, account):
        abort(404)
    return _ask_for_second_factor(rule, account)


def is_signed_out() -> bool:
    """Whether the page is for people who are signed in, and whoever asks is not."""
    rule = ACCESS.get(request.endpoint or "", ANYONE)
    return rule.roles is not None and current_account() is None


def current_account() -> Account | None:
    """Give the account that is signed in, as the database has it now."""
    return cast(Account, current_user.account) if current_user.is_authenticated else None


def current_actor(for_role: Role | None = None) -> Actor:
    """Give the signed-in person as operations know them, in the capacity the page asks for.

    Parameters
    ----------
    for_role : Role, optional
        On whose behalf a coordinator writes something down.
    """
    account = current_account()
    rule = ACCESS.get(request.endpoint or "", ANYONE)
    if account is None:
        abort(404)
    held = [role for role in rule.roles or PEOPLE if role in account.role_names]
    if not held:
        abort(404)
    return Actor(held[0], account.id, for_role=for_role, works_for_id=account.works_for_id)


def may_open(endpoint: str) -> bool:
    """Whether the page exists and the roles of whoever asks would open it, for menus and links."""
    rule = ACCESS.get(endpoint)
    if rule is None or endpoint not in current_app.view_functions:
        return False
    account = current_account()
    return rule.roles is None or (
        account is not None and bool(account.role_names & frozenset(rule.roles))
    )


def _is_let_in(rule: Rule, account: Account) -> bool:
    if not account.active or not account.role_names & frozenset(rule.roles or ()):
        return False
    if not rule.relation:
        return True
    return RELATIONS[rule.relation](session, account.id, **(request.view_args or {}))


def _send_to_sign_in() -> Response:
    if is_writing_request():
        raise SignedOut
    flash(_("Sign in to go on."))
    here = request.full_path.rstrip("?")
    return cast(Response, redirect(url_for(SIGN_IN, next=here)))


def _ask_for_second_factor(rule: Rule, account: Account) -> Response | None:
    """Staff need a second factor outside demo mode."""
    endpoint = current_app.config[SECOND_FACTOR_ENDPOINT]
    if current_app.config["DEMO"] or not endpoint or rule.without_second_factor:
        return None
    if not account.is_staff or account.tf_primary_method:
        return None
    flash(_("Your role needs a second factor. Set it up to go on."))
    return cast(Response, redirect(url_for(endpoint), 303))
