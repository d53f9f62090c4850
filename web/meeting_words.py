"""How items of an agenda and decisions are told: on pages, in letters, papers and files."""

from collections.abc import Iterable, Iterator

from flask import Flask
from flask_babel import gettext as _

from models.decisions import Decision
from models.meetings import AgendaItem
from models.members import SteeringMember
from models.words import Presence, Ruling
from web.labels import label


def init_app(app: Flask) -> None:
    """Give the words to the templates."""
    filters = {"item_title": title_of, "changed": changed_by, "member_names": names_of}
    app.jinja_env.filters.update(filters)


def title_of(item: AgendaItem) -> str:
    """Say what an item is about."""
    if item.activity is not None:
        return item.activity.title
    if item.model is not None:
        return str(_("The life-cycle model, version %(number)s", number=item.model.number))
    return item.title


def changed_by(decision: Decision) -> list[str]:
    """Say what changed because of a decision, in the system's own words."""
    return list(_changes(decision)) or [str(_("Nothing was moved by it."))]


def names_of(members: Iterable[SteeringMember]) -> str:
    """Name members in a row; nothing where there are none."""
    return ", ".join(member.name or str(_("Erased person")) for member in members)


def told_of(decision: Decision) -> dict[Presence, str]:
    """Name who took part, who stood aside and who was absent."""
    return {presence: names_of(decision.members(presence)) for presence in Presence}


def _changes(decision: Decision) -> Iterator[str]:
    before, after, item = decision.state_before, decision.state_after, decision.item
    if before is not None and after is not None and before is not after:
        words = {"before": str(label(before)), "after": str(label(after))}
        yield str(_("The activity went from “%(before)s” to “%(after)s”.", **words))
    if decision.may_run_unfunded:
        yield str(_("The activity may run though nobody pays for it yet."))
    if decision.ruling is Ruling.ADOPTED and item.model is not None:
        number = item.model.number
        yield str(_("Version %(number)s of the life-cycle model came into force.", number=number))
    if item.corrects is not None:
        yield str(
            _(
                "It corrects what was decided on “%(title)s”. What that decision moved stays where"
                " it is until the working group moves it.",
                title=title_of(item.corrects),
            )
        )
