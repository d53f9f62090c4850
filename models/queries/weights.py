"""Questions about the weights of the matcher."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.weights import Adoption, Weights


def find_weights(session: Session, version: str) -> Weights | None:
    """Give a version of the weights, if it is known."""
    return session.get(Weights, version)


def find_adoption_in_force(session: Session) -> Adoption | None:
    """Give the latest adoption: its version is what runs are made with."""
    return session.scalar(select(Adoption).order_by(Adoption.id.desc()).limit(1))


def find_weights_in_force(session: Session) -> Weights | None:
    """Give the version that was adopted last, if any was."""
    adoption = find_adoption_in_force(session)
    return adoption.weights if adoption else None


def list_weights(session: Session) -> Sequence[Weights]:
    """List the versions of the weights, newest first."""
    return session.scalars(
        select(Weights).order_by(Weights.adopted_on.desc(), Weights.version.desc())
    ).all()


def list_adoptions(session: Session) -> Sequence[Adoption]:
    """List what came into force, latest first."""
    return session.scalars(select(Adoption).order_by(Adoption.id.desc())).all()
