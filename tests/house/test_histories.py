"""Everything that is ever written down is told in a sentence, where its history is read."""

from tests.house.events import recorded
from web.history_words import SENTENCES

# What is told otherwise: an answer by what it says, and of an interest what was said.
BY_WHAT_IS_SAID = {
    ("match", "answered"): {("match", "said yes"), ("match", "said no")},
    ("interest", "said"): {
        ("interest", "said interested"),
        ("interest", "said not_for_me"),
        ("interest", "taken back"),
    },
}


def test_every_event_has_a_sentence_and_every_sentence_an_event() -> None:
    written = recorded()
    assert len(written) > 200
    told = (written - BY_WHAT_IS_SAID.keys()).union(*BY_WHAT_IS_SAID.values())
    assert sorted(told - SENTENCES.keys()) == []
    assert sorted(SENTENCES.keys() - told) == []
