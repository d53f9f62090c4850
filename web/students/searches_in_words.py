"""What is asked for among the offers: read from the address, and said in words."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.queries.fits import Wanted
from models.searches import LENGTH_OF_NAME
from models.words import Language
from web.bridge.places import place_name
from web.filters import day
from web.labels import label
from web.plain_text import plain

# Which one language the work can be done in.
ENOUGH: dict[Language, LazyString] = {
    Language.SWEDISH: _l("Swedish is enough"),
    Language.ENGLISH: _l("English is enough"),
}


def wanted_of_address(asked: Mapping[str, str]) -> Wanted:
    """Read what the address of a list of offers asks for."""
    return Wanted.of_words({name: plain(value) for name, value in asked.items()})


def in_words(wanted: Wanted) -> list[str]:
    """Say what is asked for, a few words each; nothing for every offer."""
    return [
        *([str(label(wanted.kind))] if wanted.kind else []),
        *([place_name(wanted.place)] if wanted.place else []),
        *([_("“%(words)s”", words=wanted.words)] if wanted.words else []),
        *([str(label(wanted.remote))] if wanted.remote else []),
        *([str(ENOUGH[wanted.enough])] if wanted.enough else []),
        *([_("from %(day)s", day=day(wanted.starts_from))] if wanted.starts_from else []),
        *([_("until %(day)s", day=day(wanted.ends_by))] if wanted.ends_by else []),
    ]


def proposed_name(wanted: Wanted) -> str:
    """Propose a name for a search: what it asks for."""
    return (", ".join(in_words(wanted)) or _("All offers"))[:LENGTH_OF_NAME]
