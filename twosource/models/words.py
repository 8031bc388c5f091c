"""What the reader's network sees of a word beside its wordpieces, shared by training and run time."""

from __future__ import annotations

from functools import lru_cache

SHAPE_NAMES = ("pad", "lower", "title", "upper", "mixed", "digits", "punctuation", "initial")

# words whose antecedent is sought in both directions
PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves themself "
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves".split()
)


@lru_cache(maxsize=50_000)
def shape_of(word: str) -> int:
    """Index in `SHAPE_NAMES` of a word's letter case, which the uncased encoder does not see."""
    if any(c.isdigit() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6
    if len(letters) == 1 and letters[0].isupper():
        return 7
    if word.islower():
        return 1
    if word.isupper():
        return 3
    return 2 if letters[0].isupper() and "".join(letters[1:]).islower() else 4


def lemma_rule(word: str, lemma: str) -> str:
    """The edit from a word to its lemma, both lowercased: how many last letters go, and what comes instead."""
    a, b = word.lower(), lemma.lower()
    keep = 0
    while keep < min(len(a), len(b)) and a[keep] == b[keep]:
        keep += 1
    return f"{len(a) - keep}+{b[keep:]}"


def apply_lemma_rule(word: str, rule: str) -> str:
    """The lemma by a `lemma_rule`; the word itself, lowercased, where the rule cuts more than there is."""
    cut, _, ending = rule.partition("+")
    lowered = word.lower()
    if int(cut) > len(lowered):
        return lowered
    return lowered[: len(lowered) - int(cut)] + ending
