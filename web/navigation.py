"""The menu of each role, as data. An entry is shown where its page exists and may be opened."""

from dataclasses import dataclass

from flask import Flask, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from models.words import Role
from web.access import current_account, may_open


@dataclass(frozen=True)
class Entry:
    """One place of a menu: the page's endpoint, what it is called, and its icon."""

    endpoint: str
    label: LazyString
    icon: str

    @property
    def noun(self) -> str:
        """What the page is about, so that a page below it marks the same place."""
        return self.endpoint.rpartition("_")[0]


PUBLIC = (
    Entry("public.offers_list", _l("Open offers"), "signpost-split"),
    Entry("public.occasions_list", _l("For schools"), "calendar-event"),
    Entry("public.courses_list", _l("Courses"), "mortarboard"),
    Entry("public.matching_show", _l("How the matching works"), "bezier2"),
)

BY_ROLE: dict[Role, tuple[Entry, ...]] = {
    Role.STUDENT: (
        Entry("students.home", _l("My berths"), "house"),
        Entry("students.offers_list", _l("Offers"), "signpost-split"),
        Entry("students.profile_show", _l("My profile"), "person"),
    ),
    Role.EMPLOYER: (
        Entry("employers.home", _l("Our places"), "house"),
        Entry("employers.colleagues_list", _l("Colleagues"), "people"),
        Entry("employers.organisation_edit", _l("About us"), "building"),
    ),
    Role.COORDINATOR: (
        Entry("coordinators.home", _l("Work list"), "list-check"),
        Entry("coordinators.rounds_list", _l("Rounds"), "arrow-repeat"),
        Entry("coordinators.offers_list", _l("Offers"), "signpost-split"),
        Entry("coordinators.students_list", _l("Students"), "people"),
        Entry("coordinators.employers_list", _l("Employers"), "building"),
        Entry("coordinators.activities_list", _l("Activities"), "flag"),
    ),
    Role.STEERING: (
        Entry("steering.home", _l("In figures"), "bar-chart"),
        Entry("steering.activities_list", _l("Activities"), "flag"),
        Entry("steering.reports_show", _l("Report"), "file-earmark-text"),
        Entry("steering.meetings_list", _l("Meetings"), "calendar-event"),
        Entry("steering.decisions_list", _l("Decisions"), "journal-check"),
    ),
    Role.ADMIN: (
        Entry("admin.home", _l("Settings"), "sliders"),
        Entry("admin.accounts_list", _l("Accounts"), "person-gear"),
        Entry("admin.erasures_list", _l("Erasure"), "eraser"),
        Entry("admin.vocabulary", _l("Vocabulary"), "journal-text"),
        Entry("admin.events", _l("What happened"), "link-45deg"),
    ),
}

# The pages about the four stages: whoever is on one of them sees the way to the others.
STAGES: dict[Role, tuple[Entry, ...]] = {
    Role.COORDINATOR: (
        Entry("coordinators.activities_list", _l("Activities"), ""),
        Entry("coordinators.lifecycle_list", _l("The model"), ""),
        Entry("coordinators.occasions_list", _l("Events"), ""),
        Entry("coordinators.courses_list", _l("Courses"), ""),
        Entry("coordinators.centres_list", _l("Study places"), ""),
        Entry("coordinators.needs_list", _l("Needs"), ""),
        Entry("coordinators.gaps_show", _l("The gap"), ""),
        Entry("coordinators.outcomes_show", _l("Outcomes"), ""),
        Entry("coordinators.meetings_list", _l("Meetings"), ""),
        Entry("coordinators.decisions_list", _l("Decisions"), ""),
        Entry("steering.reports_show", _l("Report"), ""),
    ),
    Role.STEERING: (
        Entry("steering.activities_list", _l("Activities"), ""),
        Entry("steering.lifecycle_list", _l("The model"), ""),
        Entry("steering.gaps_show", _l("The gap"), ""),
        Entry("steering.outcomes_show", _l("Outcomes"), ""),
    ),
}

FOOTER = (
    Entry("public.matching_show", _l("How the matching works"), ""),
    Entry("public.model_show", _l("The four stages"), ""),
    Entry("public.privacy_show", _l("Personal data"), ""),
    Entry("public.accessibility_show", _l("Accessibility"), ""),
)


def init_app(app: Flask) -> None:
    """Give the menus to the templates."""
    app.jinja_env.globals.update(menu=menu, footer_menu=lambda: FOOTER, is_here=is_here)
    app.jinja_env.globals.update(stages_menu=stages_menu)


def menu() -> list[Entry]:
    """Give the menu of whoever is looking."""
    account = current_account()
    roles = account.role_names if account else frozenset[Role]()
    entries = [entry for role in BY_ROLE if role in roles for entry in BY_ROLE[role]]
    return [entry for entry in entries or PUBLIC if may_open(entry.endpoint)]


def stages_menu() -> list[Entry]:
    """Give the pages about the stages that whoever is looking may open, on one of them."""
    account = current_account()
    roles = account.role_names if account else frozenset[Role]()
    entries = [entry for role in STAGES if role in roles for entry in STAGES[role]]
    if not any(is_here(entry) for entry in entries):
        return []
    return [entry for entry in entries if may_open(entry.endpoint)]


def is_here(entry: Entry) -> bool:
    """Whether the page that is shown belongs to this place of the menu."""
    here = request.endpoint or ""
    return here == entry.endpoint or here.startswith(f"{entry.noun}_")
