"""How the life-cycle model was developed: a second version, adopted, and a third in draft."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from models.actors import Actor
from models.operations import lifecycle
from models.operations.lifecycle import words_of
from models.words import Stage

MORE_FOR_ALUMNI_SV = "Alumnkvällar, där tidigare studenter berättar"
MORE_FOR_ALUMNI_EN = "Alumni evenings, where former students tell their story"
AT_A_DISTANCE_SV = "Studenter som läser på distans"
AT_A_DISTANCE_EN = "Students at a distance"
RETURNING_SV = "De som har flyttat härifrån och kan tänka sig att komma tillbaka"
RETURNING_EN = "People who have moved away and may want to come back"


def adopt_second_model(session: Session, by: Actor, steering: Actor, on: date) -> None:
    """Draft the second version, and let the steering group adopt it."""
    at = datetime.combine(on, time(13), UTC)
    model = lifecycle.draft_model(session, by=by, at=at - timedelta(days=40))
    stages = {row.stage: words_of(row) for row in model.stages}
    students, leaving = stages[Stage.STIMULATE], stages[Stage.RETAIN]
    stages[Stage.STIMULATE] = replace(
        students,
        groups_sv=f"{students.groups_sv}\n{AT_A_DISTANCE_SV}",
        groups_en=f"{students.groups_en}\n{AT_A_DISTANCE_EN}",
    )
    stages[Stage.RETAIN] = replace(
        leaving,
        kinds_sv=f"{leaving.kinds_sv}\n{MORE_FOR_ALUMNI_SV}",
        kinds_en=f"{leaving.kinds_en}\n{MORE_FOR_ALUMNI_EN}",
    )
    change = "Studenter på distans nämns för sig, och alumnkvällar är en egen form."
    lifecycle.edit_model(
        session, model, stages, change=change, by=by,
        at=at - timedelta(days=20),
    )  # fmt: skip
    lifecycle.adopt_model(
        session, model, adopted_on=on, meeting="Styrgruppens decembermöte",
        minutes_reference="§ 34", seen=model.version, by=steering, at=at,
    )  # fmt: skip


def draft_third_model(session: Session, by: Actor, at: datetime) -> None:
    """Draft the third version, which nobody has adopted yet."""
    model = lifecycle.draft_model(session, by=by, at=at)
    stages = {row.stage: words_of(row) for row in model.stages}
    leaving = stages[Stage.RETAIN]
    stages[Stage.RETAIN] = replace(
        leaving,
        groups_sv=f"{leaving.groups_sv}\n{RETURNING_SV}",
        groups_en=f"{leaving.groups_en}\n{RETURNING_EN}",
    )
    change = "Också den som har flyttat härifrån kan komma tillbaka."
    lifecycle.edit_model(session, model, stages, change=change, by=by, at=at + timedelta(hours=2))
