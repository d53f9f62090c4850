"""Competence needs."""

from typing import Any

from sqlalchemy.orm import Session

from models.employers import Employer
from models.needs import Need
from models.offers import Offer
from models.operations.needs import NeedWords, register_need
from models.words import Sureness
from tests.builders.employers import an_employer
from tests.builders.people import a_coordinator
from tests.builders.time import NOW


def need_words(**words: Any) -> NeedWords:
    """Give what is said of a need."""
    return NeedWords(
        **{
            "title": "Sjuksköterskor till Åsen",
            "year": NOW.year + 1,
            "sureness": Sureness.CERTAIN,
            "place": "2280",
            **words,
        }
    )


def a_need(
    session: Session,
    *,
    employer: Employer | None = None,
    branch: str = "",
    offer: Offer | None = None,
    **words: Any,
) -> Need:
    """Make an open need, of a new employer unless it is a branch's."""
    if not branch:
        employer = employer or an_employer(session)
    return register_need(
        session,
        employer,
        need_words(**words),
        branch=branch,
        offer=offer,
        by=a_coordinator(session),
        at=NOW,
    )
