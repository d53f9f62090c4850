"""How long what is kept: the rules as data, which a job carries out once a day and reports on.

What is not named here is kept until somebody decides otherwise.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from models.close_ups import CloseUp
from models.hints import Hint
from models.jobs import SentForm
from models.notices import Link


@dataclass(frozen=True)
class Rule:
    """How long a class of records is kept.

    Parameters
    ----------
    records : str
        What the records are called in reports; words for people are in ``web/labels.py``.
    table : type
        The table that they stand in.
    since : InstrumentedAttribute
        The time from which it is reckoned.
    days : int
        For so many days.
    """

    records: str
    table: type[Any]
    since: InstrumentedAttribute[datetime]
    days: int

    def before(self, at: datetime) -> datetime:
        """Give the time before which a record is kept no longer."""
        return at - timedelta(days=self.days)


# A page can be sent for as long as its session lasts, half a day; whatever comes again after a
# month is another matter. A link that nobody can open tells nothing that the history does not. A
# close-up can be made again for as long as its run is kept. What the working group said of a pair
# is needed for as long as a student studies: three years for a first degree.
RULES = (
    Rule("sent_forms", SentForm, SentForm.at, 30),
    Rule("links", Link, Link.expires_at, 90),
    Rule("close_ups", CloseUp, CloseUp.asked_at, 365),
    Rule("hints", Hint, Hint.at, 3 * 365),
)
