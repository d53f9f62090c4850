"""Reasons are the terms of the score with what they rest on, in plain values."""

import json
from typing import Any

from hypothesis import given, settings

from matcher import CEFR, Hint, Offer, Reason, Remote, Student, Wish, rank
from tests.matcher.builders import SETTINGS, TODAY, a_student, an_offer
from tests.matcher.markets import markets


def reasons(student: Student, offer: Offer, *hints: Hint) -> list[Reason]:
    ranking = rank([student], [offer], SETTINGS, on=TODAY, hints=hints)
    return ranking.reasons(student.id, offer.id)


def evidence(term: str, student: Student, offer: Offer, *hints: Hint) -> dict[str, Any]:
    found = [r.evidence for r in reasons(student, offer, *hints) if r.term == term]
    assert found, term
    return dict(found[0])


@settings(deadline=None, max_examples=50)
@given(markets(most=3))
def test_reasons_are_the_terms_and_can_be_stored(drawn: tuple[list[Student], list[Offer]]) -> None:
    ranking = rank(*drawn, SETTINGS, on=TODAY)
    for student in ranking.students:
        for offer in ranking.offers:
            told = ranking.reasons(student, offer)
            terms = ranking.terms(student, offer)
            assert all(reason.log_odds == terms[reason.side][reason.term] for reason in told)
            for side in ("student", "employer"):
                silent = set(terms[side]) - {r.term for r in told if r.side == side} - {"base"}
                assert all(terms[side][term] == 0 for term in silent)
            weights = [abs(reason.log_odds) for reason in told]
            assert weights == sorted(weights, reverse=True)
            json.dumps([dict(reason.evidence) for reason in told])


def test_must_haves_are_told_as_met_partly_met_and_missing() -> None:
    student = a_student(skills={"Java": 4, "databaser": 1}, text="")
    offer = an_offer(must={"java": 3, "databaser": 3, "redovisning": 2})
    told = evidence("must", student, offer)
    assert [r["concept"] for r in told["met"]] == ["skill/java"]
    assert told["partly"] == [
        {"phrase": "databaser", "concept": "skill/databases", "level": 3, "has": 1.0}
    ]
    assert [r["phrase"] for r in told["missing"]] == ["redovisning"]


def test_shared_concepts_are_told_at_their_narrowest() -> None:
    told = evidence(
        "concepts", a_student(skills={"PostgreSQL": 4}), an_offer(must={"postgresql": 3})
    )
    assert "tool/postgresql" in told["shared"]
    assert "field/informatics" not in told["shared"]


def test_shared_words_fields_languages_and_places_are_told() -> None:
    student, offer = a_student(), an_offer(fields=["field/informatics"])
    assert "databaser" in evidence("text", student, offer)["shared"]
    assert evidence("programme", student, offer)["shared"] == ["field/informatics"]
    assert evidence("language", student, offer)["languages"] == [
        {"language": "sv", "asked": "B2", "has": "C2"}
    ]
    place = evidence("place", student, offer)
    assert (place["from"], place["to"], place["minutes"]) == ("0001", "0002", 25)
    assert place["minutes_known"]


def test_a_remote_offer_is_told_as_such_without_any_place() -> None:
    place = evidence("place", a_student(place="", remote=True), an_offer(remote=Remote.REMOTE))
    assert place["remote"] == "remote"
    assert "km" not in place


def test_interest_and_hints_are_told() -> None:
    student = a_student(ranked=("o0", "o1"))
    hint = Hint("s1", "o1", Wish.ENCOURAGE, "de har talats vid")
    assert evidence("interest", student, an_offer())["position"] == 2
    assert evidence("hint", student, an_offer(), hint) == {
        "wish": "encourage",
        "reason": "de har talats vid",
    }


def test_a_lack_of_evidence_is_told_even_where_it_weighs_nothing() -> None:
    silent = a_student(text="", skills={}, programme="", hours_per_week=None)
    told = {reason.term for reason in reasons(silent, an_offer())}
    assert {"no_evidence_text", "no_evidence_hours"} <= told


def test_a_language_that_is_missing_is_told_empty() -> None:
    student = a_student(languages={"en": CEFR.C1})
    told = evidence("language", student, an_offer())
    assert told["languages"][0]["has"] == ""
