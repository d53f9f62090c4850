"""Decisions become the matcher's records, with the evidence that their scores rested on."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.decisions import Voice
from matcher.weights import TERMS, shipped_weights
from models.operations import matches
from models.rounds import Run, Suggestion
from models.words import Reason
from tests.builders import NOW, a_confirmed_match, a_coordinator, an_offer
from tests.web.cli.deciding import decided_in_the_database
from web.bridge.decisions import hear, records_of


@pytest.fixture
def decided(session: Session) -> Run:
    return decided_in_the_database(session, students=3, offers=2, answered=6)


def test_the_evidence_is_found_again_in_the_terms_that_a_run_kept(
    session: Session, decided: Run
) -> None:
    shipped = shipped_weights()
    heard = hear(session)
    records, unusable = records_of(session, heard.decided, shipped)
    assert unusable == 0
    assert len(records) == len(heard.decided) >= 6
    assert {record.voice for record in records} >= {Voice.COORDINATOR}
    kept = {
        (f"s{each.student_id}", f"o{each.offer_id}"): each.terms
        for each in session.scalars(select(Suggestion).where(Suggestion.run_id == decided.id))
    }
    for record in records:
        terms = kept[record.student, record.offer]
        for side in ("student", "employer"):
            for term in TERMS:
                log_odds = getattr(shipped.terms[term], side) * record.evidence[term]
                assert log_odds == pytest.approx(terms[side][term])


def test_no_name_is_in_them(session: Session, decided: Run) -> None:
    records, _ = records_of(session, hear(session).decided, shipped_weights())
    assert all(record.student[0] == "s" and record.student[1:].isdigit() for record in records)


def test_noes_for_another_reason_and_matches_made_by_hand_are_counted(
    session: Session, decided: Run
) -> None:
    suggestion = session.scalars(
        select(Suggestion).where(
            ~select(matches.Match.id).where(matches.Match.suggestion_id == Suggestion.id).exists()
        )
    ).first()
    assert suggestion is None
    before = hear(session)
    match = a_confirmed_match(session, offer=an_offer(session))
    pair = (match.round, match.student, match.offer)
    by = a_coordinator(session)
    matches.reject(session, *pair, by=by, at=NOW, reason=Reason.NO_LONGER_SEEKS)
    after = hear(session)
    assert after.by_hand == before.by_hand + 1
    assert after.decided == before.decided


def test_terms_of_another_version_of_the_service_are_left_out_and_counted(
    session: Session, decided: Run
) -> None:
    heard = hear(session)
    older = [
        type(each)(**{**vars(each), "terms": {"student": {}, "employer": {}, "evidence": {}}})
        for each in heard.decided
    ]
    records, unusable = records_of(session, older, shipped_weights())
    assert (records, unusable) == ([], len(older))
    unknown = [type(each)(**{**vars(each), "weights_version": "1999"}) for each in heard.decided]
    assert records_of(session, unknown, shipped_weights()) == ([], len(older))
