import pytest

from twosource.models.lemmas import lemma_of
from twosource.models.load import known_words


@pytest.mark.parametrize(
    ("word", "tag", "proposed", "lemma"),
    [
        ("denied", "VBD", "deni", "deny"),
        ("confirmed", "VBN", "confirme", "confirm"),
        ("fired", "VBD", "fir", "fire"),
        ("Stopped", "VBD", "stopp", "stop"),
        ("killed", "VBN", "kill", "kill"),
        ("added", "VBD", "adde", "add"),
        ("agreed", "VBD", "agre", "agree"),
        ("investigated", "VBN", "investigat", "investigate"),
        ("visiting", "VBG", "visite", "visit"),
        ("planning", "VBG", "planne", "plan"),
        ("closing", "VBG", "clos", "close"),
        ("belongs", "VBZ", "belong", "belong"),
        ("clashes", "NNS", "clashe", "clash"),
        ("prizes", "NNS", "priz", "prize"),
        ("parties", "NNS", "partie", "party"),
        ("lives", "VBZ", "life", "live"),
        ("lives", "NNS", "live", "life"),
        ("shook", "VBD", "sho", "shake"),
        ("died", "VBD", "dy", "die"),
        ("grenzen", "NN", "grenze", "grenze"),
        ("toppled", "VBD", "toppl", "topple"),
        ("red", "VBD", "red", "red"),
        ("gunmen", "NNS", "gunmen", "gunman"),
        ("grandchildren", "NNS", "grandchildre", "grandchild"),
        ("collided", "VBD", "collid", "collide"),
        ("alleged", "VBN", "alleg", "allege"),
        ("refuted", "VBD", "refut", "refute"),
        ("postponed", "VBN", "postpon", "postpone"),
        ("besieging", "VBG", "besieg", "besiege"),
        ("rescheduled", "VBN", "reschedul", "reschedule"),
        ("worsened", "VBD", "worsen", "worsen"),
        ("beat", "VBD", "bea", "beat"),
        ("expelled", "VBD", "expell", "expel"),
        ("cancelled", "VBN", "cancell", "cancel"),
        ("spelled", "VBD", "spell", "spell"),
        ("fulfilled", "VBD", "fulfill", "fulfill"),
        ("prohibited", "VBN", "prohibit", "prohibit"),
    ],
)
def test_lemma_of(word: str, tag: str, proposed: str, lemma: str) -> None:
    assert lemma_of(word, tag, proposed, known_words()) == lemma
