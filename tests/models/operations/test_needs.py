"""A need is an employer's own, or a branch's; it is open until it is met or withdrawn."""

from collections.abc import Callable
from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.audit import Event
from models.employers import Employer
from models.errors import CannotBuyEducation, Missing, NotAllowed, WrongState
from models.moves import NEED_MOVES, find_move
from models.needs import Need
from models.operations.activities import ActivityWords, draft_activity
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.met_needs import meet_need
from models.operations.needs import (
    edit_need,
    link_needs,
    look_at_need,
    need_of_offer,
    register_need,
    reopen_need,
    withdraw_need,
    words_of,
)
from models.queries.needs import (
    TO_LOOK_AT,
    get_need,
    list_needs_of_activity,
    list_needs_of_employer,
)
from models.words import Level, MetHow, NeedState, Role, Stage, Sureness
from tests.builders import (
    NOW,
    a_colleague,
    a_coordinator,
    a_need,
    an_employer,
    an_offer,
    need_words,
)
from tests.undone import undone

# A sole trader's number is a personal number: nobody has this one.
SOLE_TRADER = "8112189876"


def speaker(session: Session, employer: Employer) -> Actor:
    return Actor(Role.EMPLOYER, account_id=a_colleague(session, employer).id)


def vocabulary(session: Session) -> None:
    load_concepts(
        session,
        [
            ConceptWords("field/nursing", "field", "Vård och omvårdnad", "Nursing and care"),
            ConceptWords(
                "occupation/nurse", "occupation", "Sjuksköterska", "Nurse", "field/nursing"
            ),
            ConceptWords(
                "occupation/night", "occupation", "Nattsköterska", "Night nurse", "occupation/nurse"
            ),
            ConceptWords("field/teaching", "field", "Utbildning", "Teaching"),
        ],
    )


VERBS: dict[str, Callable[[Session, Need, Actor], None]] = {
    "meet": lambda session, need, by: meet_need(session, need, MetHow.OTHERWISE, by=by, at=NOW),
    "withdraw": lambda session, need, by: withdraw_need(session, need, by=by, at=NOW),
    "reopen": lambda session, need, by: reopen_need(session, need, by=by, at=NOW),
}


def in_state(session: Session, state: NeedState) -> Need:
    need, by = a_need(session), a_coordinator(session)
    if state is NeedState.MET:
        meet_need(session, need, MetHow.OTHERWISE, by=by, at=NOW)
    if state is NeedState.WITHDRAWN:
        withdraw_need(session, need, by=by, at=NOW)
    return need


@pytest.mark.parametrize("state", NeedState)
def test_a_verb_is_said_by_those_and_from_there(session: Session, state: NeedState) -> None:
    need = in_state(session, state)
    assert need.employer is not None
    actors = (
        SYSTEM,
        speaker(session, need.employer),
        *(Actor(role, account_id=1) for role in set(Role) - {Role.SYSTEM, Role.EMPLOYER}),
        a_coordinator(session, for_role=Role.EMPLOYER),
    )
    for verb, by in product(VERBS, actors):
        row = find_move(NEED_MOVES, verb)
        with undone(session):
            if not {by.role, by.speaks_as} & row.who:
                with pytest.raises(NotAllowed):
                    VERBS[verb](session, need, by)
            elif state not in row.sources:
                with pytest.raises(WrongState):
                    VERBS[verb](session, need, by)
            else:
                VERBS[verb](session, need, by)
                assert need.state is row.target, (verb, by)
                assert (need.closed_at is None) == (need.state is NeedState.OPEN)
                assert (need.met_how is None) == (need.state is not NeedState.MET)


def test_an_employer_does_its_own_and_no_other_s(session: Session) -> None:
    own, other = an_employer(session), a_need(session)
    by = speaker(session, own)
    need = register_need(session, own, need_words(), by=by, at=NOW)
    assert list(list_needs_of_employer(session, own.id)) == [need]
    for act in (
        lambda: register_need(session, other.employer, need_words(), by=by, at=NOW),
        lambda: register_need(session, None, need_words(), branch="Vård", by=by, at=NOW),
        lambda: edit_need(session, other, need_words(people=2), by=by, at=NOW),
        lambda: meet_need(session, other, MetHow.OTHERWISE, by=by, at=NOW),
        lambda: withdraw_need(session, other, by=by, at=NOW),
        lambda: look_at_need(session, need, by=by, at=NOW),
        lambda: need_of_offer(session, an_offer(session), by=by, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_student_registers_none(session: Session) -> None:
    with pytest.raises(NotAllowed):
        register_need(session, an_employer(session), need_words(), by=Actor(Role.STUDENT), at=NOW)


def test_it_is_somebody_s_and_has_a_title(session: Session) -> None:
    by = a_coordinator(session)
    with pytest.raises(Missing):
        register_need(session, None, need_words(), branch="  ", by=by, at=NOW)
    with pytest.raises(Missing):
        register_need(session, an_employer(session), need_words(title=" "), by=by, at=NOW)
    need = register_need(session, None, need_words(), branch=" Vården i Ådalen ", by=by, at=NOW)
    assert need.whose == "Vården i Ådalen"


def test_words_are_linked_and_the_field_follows_from_them(session: Session) -> None:
    vocabulary(session)
    need = a_need(session, words=("något annat", "nattsköterska", " ", "nattsköterska"))
    assert [(row.words, row.concept_id) for row in need.words] == [
        ("något annat", None),
        ("nattsköterska", "occupation/night"),
    ]
    assert need.field_id == "field/nursing"
    chosen = a_need(session, words=("nattsköterska",), field_id="field/teaching")
    assert chosen.field_id == "field/teaching"
    assert a_need(session, words=("något annat",)).field_id is None


def test_changed_words_stay_in_order_and_what_is_the_same_is_no_event(session: Session) -> None:
    vocabulary(session)
    need, by = a_need(session, words=("a", "b", "c")), a_coordinator(session)
    edit_need(session, need, need_words(words=("c", "d", "a")), by=by, at=NOW)
    session.expire_all()
    assert words_of(get_need(session, need.id)).words == ("c", "d", "a")
    events = select(Event).where(Event.thing == "need", Event.verb == "edited")
    edit_need(session, need, words_of(need), by=by, at=NOW)
    assert len(session.scalars(events).all()) == 1


def test_a_day_says_the_year(session: Session) -> None:
    day = NOW.date().replace(year=NOW.year + 2)
    assert a_need(session, year=NOW.year, needed_on=day).year == NOW.year + 2


def test_a_sole_trader_cannot_wish_commissioned_education(session: Session) -> None:
    trader = an_employer(session, organisation_number=SOLE_TRADER)
    by = a_coordinator(session)
    with pytest.raises(CannotBuyEducation):
        register_need(session, trader, need_words(wants_commissioned=True), by=by, at=NOW)
    need = register_need(session, trader, need_words(), by=by, at=NOW)
    with pytest.raises(CannotBuyEducation):
        edit_need(session, need, need_words(wants_commissioned=True), by=by, at=NOW)
    assert a_need(session, wants_commissioned=True).wants_commissioned
    assert a_need(session, branch="Vård", wants_commissioned=True).wants_commissioned


def test_what_an_employer_says_is_looked_at_and_again_when_changed(session: Session) -> None:
    employer, by = an_employer(session), a_coordinator(session)
    need = register_need(session, employer, need_words(), by=speaker(session, employer), at=NOW)
    a_need(session)
    assert list(session.scalars(TO_LOOK_AT.query)) == [need]
    for _twice in range(2):
        look_at_need(session, need, by=by, at=NOW)
    assert list(session.scalars(TO_LOOK_AT.query)) == []
    edit_need(session, need, need_words(people=9), by=speaker(session, employer), at=NOW)
    assert list(session.scalars(TO_LOOK_AT.query)) == [need]
    withdraw_need(session, need, by=by, at=NOW)
    assert list(session.scalars(TO_LOOK_AT.query)) == []


def test_an_unfilled_offer_becomes_a_need_once(session: Session) -> None:
    vocabulary(session)
    offer = an_offer(
        session,
        places=3,
        title="Sommar på Åsen",
        must={"nattsköterska": 3},
        levels=frozenset({Level.MASTER}),
        fields=frozenset({"field/nursing"}),
    )
    offer.places_taken = 1
    by = speaker(session, offer.employer)
    need = need_of_offer(session, offer, by=by, at=NOW)
    assert need_of_offer(session, offer, by=by, at=NOW) is need
    assert (need.title, need.people, need.place) == ("Sommar på Åsen", 2, offer.place)
    assert (need.field_id, need.level) == ("field/nursing", Level.MASTER)
    assert (need.year, need.sureness) == (offer.starts_on.year + 1, Sureness.LIKELY)
    assert [row.words for row in need.words] == ["nattsköterska"]
    withdraw_need(session, need, by=by, at=NOW)
    assert need_of_offer(session, offer, by=by, at=NOW) is not need


def test_an_offer_that_is_full_or_unpublished_becomes_none(session: Session) -> None:
    by, full = a_coordinator(session), an_offer(session)
    full.places_taken = full.places
    for offer in (full, an_offer(session, published=False)):
        with pytest.raises(WrongState):
            need_of_offer(session, offer, by=by, at=NOW)


def test_activities_are_linked_once_by_the_working_group(session: Session) -> None:
    by, needs = a_coordinator(session), [a_need(session), a_need(session)]
    words = ActivityWords(Stage.DEVELOP, "Uppdragsutbildning i vård")
    activity = draft_activity(session, words, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        link_needs(session, activity, needs, by=Actor(Role.STEERING), at=NOW)
    for _twice in range(2):
        link_needs(session, activity, needs, by=by, at=NOW)
    assert list(list_needs_of_activity(session, activity.id)) == needs
    session.expire_all()
    assert get_need(session, needs[0].id).activities == [activity]
