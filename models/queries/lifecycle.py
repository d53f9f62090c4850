"""Questions about the life-cycle model."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.errors import NotFound
from models.lifecycle import LifecycleVersion
from models.words import ModelState


def find_model_in_force(session: Session) -> LifecycleVersion | None:
    """Give the version that was adopted last, if any was."""
    query = select(LifecycleVersion).where(LifecycleVersion.state == ModelState.ADOPTED)
    return session.scalar(query.order_by(LifecycleVersion.number.desc()).limit(1))


def find_draft(session: Session) -> LifecycleVersion | None:
    """Give the version that is being drafted, if one is."""
    query = select(LifecycleVersion).where(LifecycleVersion.state == ModelState.DRAFT)
    return session.scalar(query.order_by(LifecycleVersion.number.desc()).limit(1))


def get_model(session: Session, number: int) -> LifecycleVersion:
    """Give a version by its number, or raise NotFound."""
    version = find_model(session, number)
    if version is None:
        raise NotFound("model", number)
    return version


def find_model_before(session: Session, number: int) -> LifecycleVersion | None:
    """Give the version that a version was drafted from: the last adopted one before it, if any."""
    query = select(LifecycleVersion).where(
        LifecycleVersion.number < number, LifecycleVersion.state == ModelState.ADOPTED
    )
    return session.scalar(query.order_by(LifecycleVersion.number.desc()).limit(1))


def find_model(session: Session, number: int) -> LifecycleVersion | None:
    """Give a version by its number, if there is one."""
    return session.scalar(select(LifecycleVersion).where(LifecycleVersion.number == number))


def list_models(session: Session) -> Sequence[LifecycleVersion]:
    """Give all versions with their stages, the latest first."""
    query = select(LifecycleVersion).options(selectinload(LifecycleVersion.stages))
    return session.scalars(query.order_by(LifecycleVersion.number.desc())).all()
