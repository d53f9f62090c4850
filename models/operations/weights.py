"""How weights come into force: those that ship with the service, and those that people adopt.

Guard, change, record; nothing is changed when they raise.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.days import day_in_sweden
from models.errors import NotAllowed, NotTheSame
from models.operations.events import record
from models.operations.guards import all_told
from models.people import Account
from models.queries.weights import find_adoption_in_force, find_weights, find_weights_in_force
from models.weights import Adoption, Weights
from models.words import Role

SHIPPED = "It ships with the service."


def ship_weights(
    session: Session,
    *,
    version: str,
    owner: str,
    reason: str,
    adopted_on: date,
    numbers: Mapping[str, Any],
    at: datetime,
) -> Weights:
    """Keep the version that ships with the service; the same version twice is the same row.

    It comes into force unless a person has adopted another: a new version of the service does not
    overrule them.

    Raises
    ------
    NotTheSame
        If the version is known with other numbers.
    """
    weights = _keep(
        session,
        Weights(
            version=version,
            owner=owner,
            reason=reason,
            adopted_on=adopted_on,
            numbers=dict(numbers),
        ),
    )
    adoption = find_adoption_in_force(session)
    if adoption is None or (adoption.by_id is None and adoption.version != version):
        _adopt(session, weights, SHIPPED, by=SYSTEM, at=at)
    return weights


def adopt_weights(
    session: Session,
    account: Account,
    *,
    version: str,
    instead_of: str,
    numbers: Mapping[str, Any],
    reason: str,
    figures: str = "",
    at: datetime,
) -> Weights:
    """Bring a version into force; a known one comes back as it was.

    Parameters
    ----------
    account : Account
        Of the administrator who adopts it, and answers for it.
    instead_of : str
        The version in force that it was made to replace.
    reason, figures : str
        Why, in the administrator's words; and what is known of how it does.

    Raises
    ------
    NotAllowed
        If the account is closed, or not an administrator's.
    Missing
        If there is no reason.
    NotTheSame
        "version in force" if another one came into force meanwhile, "weights" if the version is
        known with other numbers.
    """
    if Role.ADMIN not in account.role_names or not account.active:
        raise NotAllowed("adopt")
    all_told(version=version.strip(), reason=reason.strip())
    in_force = find_weights_in_force(session)
    if in_force is None or in_force.version != instead_of:
        raise NotTheSame("version in force")
    weights = _keep(
        session,
        Weights(
            version=version,
            owner=account.name,
            reason=f"{reason.strip()} {figures}".strip(),
            adopted_on=day_in_sweden(at),
            numbers=dict(numbers),
        ),
    )
    if weights is not in_force:
        by = Actor(Role.ADMIN, account_id=account.id)
        _adopt(session, weights, reason.strip(), by=by, at=at)
    return weights


def _keep(session: Session, weights: Weights) -> Weights:
    known = find_weights(session, weights.version)
    if known is None:
        session.add(weights)
        session.flush()
        return weights
    if known.numbers != weights.numbers:
        raise NotTheSame("weights")
    return known


def _adopt(session: Session, weights: Weights, reason: str, *, by: Actor, at: datetime) -> None:
    before = find_weights_in_force(session)
    session.add(Adoption(weights=weights, by_id=by.account_id, at=at, reason=reason))
    session.flush()
    instead_of = before.version if before else None
    version = weights.version
    record(
        session, "weights", "adopted", None, by=by, at=at, version=version, instead_of=instead_of
    )
