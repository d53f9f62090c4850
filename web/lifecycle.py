"""The life-cycle model that ships with the service: the one that the parties' agreement adopted."""

import tomllib
from datetime import datetime
from importlib.resources import files
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from models.lifecycle import LifecycleStage, LifecycleVersion
from models.operations.lifecycle import StageWords, ship_model
from models.words import Stage
from web.differences import Difference
from web.labels import label
from web.languages import choose as language

SHIPPED = "lifecycle.toml"

# What a version says of a stage, by the names of columns.
TEXTS: dict[str, LazyString] = {
    "purpose_sv": _l("Purpose, in Swedish"),
    "purpose_en": _l("Purpose, in English"),
    "groups_sv": _l("For whom, in Swedish"),
    "groups_en": _l("For whom, in English"),
    "kinds_sv": _l("Kinds of activity, in Swedish"),
    "kinds_en": _l("Kinds of activity, in English"),
}


def keep_shipped_model(session: Session, *, at: datetime) -> LifecycleVersion | None:
    """Keep the agreement's model as the first version, where there is none yet."""
    told = shipped()
    return ship_model(
        session,
        {stage: _words(told[stage.value]) for stage in Stage},
        change=told["change_sv"],
        adopted_on=told["adopted_on"],
        meeting=told["meeting"],
        minutes_reference=told["minutes_reference"],
        at=at,
    )


def shipped() -> dict[str, Any]:
    """Read what ships."""
    return tomllib.loads((files("web") / SHIPPED).read_text(encoding="utf-8"))


def said_of(row: LifecycleStage) -> dict[str, Any]:
    """Give what a version says of a stage in the reader's language: purpose, groups, kinds."""
    ending = "sv" if language() == "sv" else "en"
    return {
        "stage": row.stage,
        "purpose": getattr(row, f"purpose_{ending}"),
        "groups": getattr(row, f"groups_{ending}").splitlines(),
        "kinds": getattr(row, f"kinds_{ending}").splitlines(),
    }


def _words(told: dict[str, str]) -> StageWords:
    return StageWords(**{name: words.strip() for name, words in told.items()})


def differences_of(before: LifecycleVersion, after: LifecycleVersion) -> list[Difference]:
    """Put side by side what two versions say otherwise, stage by stage, in both languages."""
    one, other = _by_stage(before), _by_stage(after)
    return [
        Difference(
            f"{stage.value}-{name}",
            str(_("%(stage)s: %(what)s", stage=label(stage), what=called)),
            getattr(one.get(stage), name, ""),
            getattr(other.get(stage), name, ""),
        )
        for stage in Stage
        for name, called in TEXTS.items()
        if getattr(one.get(stage), name, "") != getattr(other.get(stage), name, "")
    ]


def _by_stage(model: LifecycleVersion) -> dict[Stage, LifecycleStage]:
    return {row.stage: row for row in model.stages}
