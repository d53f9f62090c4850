"""What the working group of the demo has said of pairs before the last run of a round."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import Actor
from models.database import reading, writing
from models.operations.hints import give_hint
from models.operations.notes import write_note
from models.queries.offers import get_offer
from models.queries.rounds import find_latest_run, get_round, list_suggestions_of_run
from models.queries.students import get_student
from models.rounds import Round, Suggestion
from models.words import HintReason, HintWish
from web.demo.telling import Teller

# Further down the lists, so that one sees what a hint does.
FURTHER_DOWN = 4
HINTS = (
    (HintWish.ENCOURAGE, HintReason.HAVE_MET, "De träffades på mässan och vill gärna ses igen."),
    (HintWish.DISCOURAGE, HintReason.MORE_IS_KNOWN, "Studenten siktar på något annat i år."),
    (HintWish.FORBID, HintReason.TOO_CLOSE, ""),
)
NOTES = (
    "Ringde i tisdags: kan börja redan första veckan i juni.",
    "Arbetsgivaren hade samma student på en mentorsträff i höstas och minns det med glädje.",
)


def say_of_pairs(teller: Teller, round_id: int, at: datetime) -> None:
    """Let the working group say something of some pairs; the round's next run respects it."""
    with reading(teller.sessions) as session:
        run = find_latest_run(session, round_id)
        found = list_suggestions_of_run(session, run.id) if run else []
    further = [each for each in found if each.offer_rank == FURTHER_DOWN]
    with writing(teller.sessions) as session:
        round_ = get_round(session, round_id)
        for pair, (wish, reason, words) in zip(further, HINTS, strict=False):
            give_hint(
                session,
                round_,
                get_student(session, pair.student_id),
                get_offer(session, pair.offer_id),
                wish=wish,
                reason=reason,
                words=words,
                by=teller.second,
                at=at,
            )
        _write_notes(session, round_, found, teller.second, at)


def _write_notes(
    session: Session, round_: Round, found: Sequence[Suggestion], by: Actor, at: datetime
) -> None:
    """Let the working group write to each other of the first candidates of some offers."""
    first = [each for each in found if each.offer_rank == 1]
    for pair, words in zip(first, NOTES, strict=False):
        student, offer = get_student(session, pair.student_id), get_offer(session, pair.offer_id)
        write_note(session, round_, student, offer, words=words, by=by, at=at)
