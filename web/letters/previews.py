"""Letters as they would be, before anybody has confirmed anything: looked at, never stored."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models.days import add_working_days, day_in_sweden, end_of_day
from models.matches import Match
from models.notices import Letter
from models.offers import Offer
from models.people import Student
from models.rounds import Round
from models.words import Language, Side
from web.config import policy
from web.letters.wording import Worded, word_letter

OFFERED = "match_offered_{}"


def letters_if_offered(
    session: Session,
    round_: Round,
    student: Student,
    offer: Offer,
    *,
    at: datetime,
    language: Language | None = None,
) -> Sequence[tuple[Side, Worded]]:
    """Word the letters that both sides of a pair get when it is offered, if it is so now.

    Parameters
    ----------
    language : Language, optional
        Of both letters; without it each is in its receiver's.
    """
    days = policy()
    reply_on = add_working_days(day_in_sweden(at), days.reply_working_days, days.pauses)
    match = Match(
        round=round_,
        student=student,
        offer=offer,
        reply_by=end_of_day(reply_on),
        co_host=offer.co_host,
    )
    letters = [
        (side, Letter(subject=OFFERED.format(side), match=match, student=who, contact=contact))
        for side, who, contact in (
            (Side.STUDENT, student, None),
            (Side.EMPLOYER, None, offer.contact),
        )
        if who is not None or contact is not None
    ]
    return [
        (side, word_letter(session, letter, at=at, preview=True, language=language))
        for side, letter in letters
    ]
