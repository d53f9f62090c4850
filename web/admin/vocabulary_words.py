"""What the kinds of concepts, and the sources that they come from, are called on pages."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

KINDS: dict[str, LazyString] = {
    "field": _l("Fields of study"),
    "programme": _l("Programmes"),
    "occupation": _l("Occupations"),
    "skill": _l("Skills"),
    "tool": _l("Tools"),
}
SOURCES: dict[str, LazyString] = {
    "kajplats": _l("Our own"),
    "esco": _l("ESCO, the European classification"),
    "jobtech": _l("JobTech’s taxonomy"),
    "ssyk": _l("SSYK groups with skills"),
}
