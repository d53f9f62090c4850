"""A draft of an activity from a gap: what, for whom, and the figures that it was drafted from."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import force_locale, get_locale
from flask_babel import gettext as _

from models.operations.activities import ActivityWords
from models.queries.concepts import get_labels
from models.words import Kind, Language, Level, Stage
from web.bridge.places import place_name
from web.gap_rows import NONE, Choice, Row, sentence
from web.gaps import Gap
from web.session import session

PEOPLE, PLACES, NEEDS, COURSES = "people", "places", "needs", "courses"
# So many courses are named in a draft.
NAMED = 3


def stage_of(gap: Gap) -> Stage:
    """Suggest the stage of an activity against a gap.

    An education that is bought, where people are needed and few study it; else what lets students
    and employers meet: a first job where traineeships stayed unfilled, a summer or a thesis
    otherwise.
    """
    row = gap.whole
    # Of a year and a place together students are never told: then those of the field are.
    students = row.students or gap.students(Choice(gap.choice.field))
    if row.certain + row.likely > (students.count if students else 0):
        return Stage.DEVELOP
    unfilled = [each for each in gap.unfilled if gap.choice.lies_in(each)]
    early = sum(each.places for each in unfilled if each.kind is not Kind.TRAINEESHIP)
    return Stage.STIMULATE if early > row.unfilled - early else Stage.RETAIN


def words_of_draft(gap: Gap) -> ActivityWords:
    """Give what the draft says, in the language of the page."""
    stage, name = stage_of(gap), _inside(_name_of(gap))
    titles: Mapping[Stage, Callable[[], str]] = {
        # What is on offer already is not proposed once more.
        Stage.DEVELOP: lambda: (
            _("More people to the courses in %(field)s", field=name)
            if gap.courses
            else _("Commissioned education in %(field)s", field=name)
        ),
        Stage.STIMULATE: lambda: _("Summers, theses and mentors in %(field)s", field=name),
        Stage.RETAIN: lambda: _("Ways into work in %(field)s", field=name),
    }
    return ActivityWords(
        stage=stage,
        title=str(titles[stage]()),
        what=_what(stage, name, gap),
        for_whom=_for_whom(gap, stage),
    )


def evidence_of(gap: Gap) -> dict[str, Any]:
    """Give the figures of a gap in both languages, as the draft keeps them."""
    row = gap.whole
    told: list[tuple[Callable[[], str], int, str]] = [
        (lambda: _("Needed for certain"), row.certain, PEOPLE),
        (lambda: _("Needed, likely"), row.likely, PEOPLE),
        (lambda: _("Needed, perhaps"), row.perhaps, PEOPLE),
        (lambda: _("Registered needs"), len(row.needs), NEEDS),
        (lambda: _("Places that stayed unfilled"), row.unfilled, PLACES),
        (lambda: _("Courses to come"), row.courses, COURSES),
        (lambda: _("Places at learning centres, eight weeks ahead"), gap.study_places, PLACES),
        (lambda: _("Needs that were met before"), len(gap.met), NEEDS),
    ]
    if row.students is not None:
        least = row.students.is_least
        name = (lambda: _("Students, at least")) if least else (lambda: _("Students"))
        told.append((name, row.students.count, PEOPLE))
    return {
        "from": "gap",
        "as_of": gap.on.isoformat(),
        "rows": [
            {**_in_both("label", name), "figure": figure, "unit": unit}
            for name, figure, unit in told
        ],
        **_in_both("sentence", lambda: sentence(_named(gap))),
    }


def _in_both(name: str, say: Callable[[], str]) -> dict[str, str]:
    found = {}
    for language in Language:
        with force_locale(language.value):
            found[f"{name}_{language.value}"] = str(say())
    return found


def _named(gap: Gap) -> Row:
    """Give what is looked at together, under the name of its field, place and year."""
    parts = [_name_of(gap)]
    if gap.choice.place not in {"", NONE}:
        parts.append(place_name(gap.choice.place))
    if gap.choice.year not in {"", NONE}:
        parts.append(gap.choice.year)
    return replace(gap.whole, name=", ".join(parts))


def _name_of(gap: Gap) -> str:
    field = gap.choice.field
    if field in {"", NONE}:
        return str(_("All fields") if not field else _("Other or no field"))
    language = str(get_locale() or Language.SWEDISH)
    return get_labels(session, [field], language).get(field, field)


def _inside(name: str) -> str:
    """Give a name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def _what(stage: Stage, name: str, gap: Gap) -> str:
    if stage is Stage.DEVELOP and gap.courses:
        titles = dict.fromkeys(each.title for each in gap.courses)
        words = _(
            "There are courses to come already: %(titles)s. Employers and residents are told of"
            " them, helped to apply, and given places to study close to home. What none of them"
            " teaches is ordered as commissioned education.",
            titles=", ".join(list(titles)[:NAMED]),
        )
    elif stage is Stage.DEVELOP:
        words = _(
            "The university gives an education in %(field)s that the employers with the need buy"
            " together, at a distance and with meetings in a learning centre.",
            field=name,
        )
    elif stage is Stage.STIMULATE:
        words = _(
            "Students of %(field)s get to know the employers whose places stayed unfilled: visits,"
            " summers, theses and mentors.",
            field=name,
        )
    else:
        words = _(
            "Those who finish their studies in %(field)s meet the employers who need them, and see"
            " what a first job here can be.",
            field=name,
        )
    return str(words)


def _for_whom(gap: Gap, stage: Stage) -> str:
    levels = {each.level for each in gap.needed if gap.choice.lies_in(each)}
    if stage is not Stage.DEVELOP:
        words = _("Students in the field, and the employers who look for them.")
    elif levels == {Level.MASTER}:
        words = _("People who work in the field and have a degree already.")
    else:
        words = _("People who work with the employers, or who want to change to the field.")
    return str(words)
