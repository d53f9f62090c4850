"""What the values that a run is made from are called where two runs are compared."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

# By the names under which `web/bridge/records.py` freezes them.
FIELDS: dict[str, LazyString] = {
    "available": _l("Dates"),
    "declined": _l("Offers said no to"),
    "employer": _l("Employer"),
    "fields": _l("Fields of study"),
    "graduates_on": _l("End of the studies"),
    "hours_per_week": _l("Hours a week"),
    "kind": _l("Kind of offer"),
    "kinds": _l("Kinds of offers"),
    "languages": _l("Languages"),
    "level": _l("Level of studies"),
    "levels": _l("Levels of studies"),
    "moves": _l("Ready to move"),
    "must": _l("Skills that are asked for"),
    "period": _l("Dates"),
    "place": _l("Place"),
    "places": _l("Places left"),
    "programme": _l("Programme"),
    "ranked": _l("Wishes"),
    "remote": _l("Work at a distance"),
    "skills": _l("Skills"),
    "text": _l("Text"),
    "title": _l("Title"),
    "travel_km": _l("Longest way, in kilometres"),
    "travel_minutes": _l("Longest way, in minutes"),
    "wished": _l("Skills that are a merit"),
}

# By the names under which `web/bridge/recipe.py` freezes them.
SETTINGS: dict[str, LazyString] = {
    "candidates": _l("Candidates looked at for each"),
    "hybrid_reach": _l("How much farther is reached when work is partly at a distance"),
    "length_of_lists": _l("Length of the lists"),
    "method": _l("Way to propose an allocation"),
    "minimum_overlap": _l("Least share of the dates that must meet"),
    "temperature": _l("How strongly attention is spread"),
    "vocabulary": _l("Vocabulary"),
}
