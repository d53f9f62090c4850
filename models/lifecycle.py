"""The life-cycle model that the parties agreed on: versions, and what each says of every stage."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Connection, ForeignKey, String, Text, event, inspect, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, object_session, relationship

from models.base import NEVER_REUSED, Base, UtcDateTime, Word, is_set_exactly_when, one_of
from models.errors import NeverChanged
from models.words import ModelState, Stage

LONGEST_REFERENCE = 120


class LifecycleVersion(Base):
    """A version of the model. The working group drafts it; once adopted it is never changed."""

    __tablename__ = "lifecycle_versions"
    __table_args__ = (
        one_of("state", ModelState),
        CheckConstraint("number >= 1", name="number_counts"),
        is_set_exactly_when("adopted_on", "state = 'adopted'"),
        CheckConstraint(
            "state <> 'adopted' OR (meeting <> '' AND minutes_reference <> '')",
            name="adopted_in_a_meeting",
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    state: Mapped[ModelState] = mapped_column(Word(ModelState), default=ModelState.DRAFT)
    # What is new in it, in the working group's words.
    change: Mapped[str] = mapped_column(Text, default="")
    # Grows with every change of a draft, so that two who write at once see it.
    version: Mapped[int] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    adopted_on: Mapped[date | None]
    meeting: Mapped[str] = mapped_column(String(LONGEST_REFERENCE), default="")
    minutes_reference: Mapped[str] = mapped_column(String(LONGEST_REFERENCE), default="")

    stages: Mapped[list["LifecycleStage"]] = relationship(
        back_populates="model", cascade="all, delete-orphan", order_by="LifecycleStage.position"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so


class LifecycleStage(Base):
    """What a version says of one stage, in both languages; groups and kinds stand one to a line."""

    __tablename__ = "lifecycle_stages"
    __table_args__ = (
        one_of("stage", Stage),
        CheckConstraint("purpose_sv <> '' AND purpose_en <> ''", name="purpose_told"),
    )

    version_id: Mapped[int] = mapped_column(
        ForeignKey("lifecycle_versions.id", ondelete="CASCADE"), primary_key=True
    )
    stage: Mapped[Stage] = mapped_column(Word(Stage), primary_key=True)
    position: Mapped[int]
    purpose_sv: Mapped[str] = mapped_column(Text)
    purpose_en: Mapped[str] = mapped_column(Text)
    groups_sv: Mapped[str] = mapped_column(Text, default="")
    groups_en: Mapped[str] = mapped_column(Text, default="")
    kinds_sv: Mapped[str] = mapped_column(Text, default="")
    kinds_en: Mapped[str] = mapped_column(Text, default="")

    model: Mapped[LifecycleVersion] = relationship(back_populates="stages")


# As the chain of events, it is guarded here and not by a trigger: on SQLite a migration builds a
# table anew and would lose its triggers without a word, and the project has none besides.
@event.listens_for(LifecycleVersion, "before_update")
@event.listens_for(LifecycleVersion, "before_delete")
def _refuse_change(
    _mapper: Mapper[LifecycleVersion], connection: Connection, target: LifecycleVersion
) -> None:
    # The row is asked: an object whose state was never loaded does not know what it was.
    if _is_adopted(connection, target.id) and _differs(target):
        raise NeverChanged(thing=target.__tablename__)


@event.listens_for(LifecycleStage, "before_insert")
@event.listens_for(LifecycleStage, "before_update")
@event.listens_for(LifecycleStage, "before_delete")
def _refuse_change_of_stage(
    _mapper: Mapper[LifecycleStage], connection: Connection, target: LifecycleStage
) -> None:
    # A stage may neither leave an adopted version nor enter one.
    moved_from = inspect(target).attrs.version_id.history.deleted
    if any(_is_adopted(connection, each) for each in {target.version_id, *moved_from}):
        raise NeverChanged(thing=target.__tablename__)


def _is_adopted(connection: Connection, version_id: int | None) -> bool:
    versions = LifecycleVersion.__table__
    state = select(versions.c.state).where(versions.c.id == version_id)
    return connection.scalar(state) is ModelState.ADOPTED


def _differs(target: LifecycleVersion) -> bool:
    session = object_session(target)
    return session is None or target in session.deleted or session.is_modified(target)
