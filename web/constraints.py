"""Limits that the database holds, turned into refusals that people can be told of."""

import re

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.exc import IntegrityError, OperationalError

from models.base import Base
from models.errors import AlreadyThere, DomainError, RuleOfDatabase

# SQLite says which columns clash, not which rule: "UNIQUE constraint failed: accounts.email".
_COLUMNS = re.compile(r"UNIQUE constraint failed: ([\w., ]+)")
_CHECK = re.compile(r"CHECK constraint failed: (\w+)")
_INDEX = re.compile(r"UNIQUE constraint failed: index '(\w+)'")

BUSY = ("database is locked", "database table is locked", "database is busy")

# How it is told that a thing with the same key is there, by the name of the constraint.
ALREADY_THERE: dict[str, LazyString] = {
    "uq_accounts_email": _l("There is an account with this e-mail address already."),
    "uq_students_email": _l("There is a profile with this e-mail address already."),
    "uq_employers_organisation_number_unit": _l(
        "The employer is registered already. A second unit needs a name of its own."
    ),
    "uq_matches_round_id_student_id_offer_id": _l(
        "The student and the offer are matched in this round already."
    ),
    "uq_hints_round_id_student_id_offer_id": _l(
        "A colleague has just said something of the same pair."
    ),
    "uq_runs_active_round": _l("A run of the matcher is already under way in this round."),
    "uq_team_members_student_id": _l("You seek together with somebody already."),
    "uq_team_members_team_id_seat": _l("Another has just used the code."),
    "uq_activity_hosts_activity_id_employer_id": _l("The employer takes part already."),
    "uq_lifecycle_versions_number": _l(
        "A colleague has just drafted a version of the model. Go on with that one."
    ),
    "uq_searches_student_id_name": _l("You keep a search with this name already."),
    "uq_decisions_item_id": _l(
        "The item is decided already. A decision is never changed; a later one can correct it."
    ),
    "uq_agenda_items_meeting_id_activity_id": _l(
        "It stands on an agenda already and waits to be decided there."
    ),
    "uq_agenda_items_meeting_id_model_id": _l("The version stands on this agenda already."),
    "uq_agenda_items_corrects_id": _l("The decision is being corrected, or was, by another."),
    "uq_steering_members_account_id": _l("The account belongs to another member already."),
    "uq_centres_name": _l("There is a learning centre with this name already."),
    "uq_study_rooms_centre_id_name": _l("There is a room with this name already."),
    "uq_study_times_room_id_weekday_opens": _l("The room can be booked at this time already."),
    "uq_sent_forms_actor_key": _l("The form was sent twice at once, and carried out once."),
}


def refusal_of(error: IntegrityError) -> DomainError:
    """Give the refusal that a broken limit stands for, by the name of its constraint."""
    name = constraint_of(error)
    if name.startswith(("uq_", "pk_")):
        return AlreadyThere(name)
    return RuleOfDatabase(name)


def constraint_of(error: IntegrityError) -> str:
    """Give the name of the constraint that was broken, or nothing where the database tells none."""
    told = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    if told:
        return str(told)
    text = str(error.orig)
    if found := _INDEX.search(text) or _CHECK.search(text):
        return found[1]
    if found := _COLUMNS.search(text):
        return _name_of(found[1].split(", "))
    return ""


def is_busy(error: OperationalError) -> bool:
    """Whether the database is there but could not serve now, or is away for a moment."""
    text = str(error.orig)
    if any(words in text for words in BUSY):
        return True
    # PostgreSQL: no connection, a lock waited for too long, a deadlock, or shutting down.
    state = getattr(error.orig, "sqlstate", "")
    return state is None or state[:2] in {"08", "40", "53", "55", "57"}


def _name_of(columns: list[str]) -> str:
    table_name = columns[0].partition(".")[0]
    wanted = {column.partition(".")[2] for column in columns}
    table = Base.metadata.tables.get(table_name)
    if table is None:
        return ""
    rules: list[UniqueConstraint | Index] = [
        rule
        for rule in (*table.constraints, *table.indexes)
        if isinstance(rule, UniqueConstraint) or (isinstance(rule, Index) and rule.unique)
    ]
    names = (str(rule.name) for rule in rules if {column.name for column in rule.columns} == wanted)
    return next(names, f"pk_{table_name}")
