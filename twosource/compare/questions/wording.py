"""In what two reports differ that quote one speaker with the same words but for a few."""

from __future__ import annotations

from collections import Counter

from twosource.compare.kinds import kinds_apart, lands_apart
from twosource.compare.opposites import opposite
from twosource.compare.questions.sayings import Saying
from twosource.compare.questions.speakers import related
from twosource.compare.stances import one_verb
from twosource.data import Conflict

CHANGED = 6  # words of a quotation that one changed word makes another
NEGATED = 4  # words in which a sentence and its negation differ: "did not know any", "knew some"
NOT = frozenset("not no never nobody nothing none neither nor cannot".split())
ALL, SOME = frozenset({"all", "every"}), frozenset({"most", "some", "half", "few", "many", "none"})
FILLING = frozenset({"of", "the"})  # "all the soldiers", "most of the soldiers"
DOING = frozenset({"do", "does", "did"})  # "did not know", "knew"
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
    "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen".split()
)


def changed(a: Saying, b: Saying) -> Conflict | None:
    """What makes two quotations of one speaker say two things, where all other words are the same."""
    sides = _differing(a, b)
    if sides is None:
        return None
    nots = [any(w in NOT for w in side) for side in sides]
    told = [[w for w in side if w not in NOT] for side in sides]
    if nots[0] != nots[1]:
        few = sum(map(len, sides)) <= NEGATED
        return Conflict.POLARITY if few and (not any(told) or a.stems == b.stems) else None
    if any(nots) or len(told[0]) != 1 or len(told[1]) != 1:
        return None
    one, two = told[0][0], told[1][0]
    numbers = all(w.isdigit() or w in NUMBERS for w in (one, two)) and one.isdigit() == two.isdigit()
    if numbers or (one in ALL and two in SOME) or (one in SOME and two in ALL):
        return Conflict.QUANTITY
    if kinds_apart({one}, {two}) or lands_apart({one}, {two}):
        return Conflict.LABEL
    return Conflict.POLARITY if opposite({one}, {two}) else None


def reworded(a: Saying, b: Saying) -> bool:
    """Whether one of the words of a quotation is another in the second report: not an ending, a spelling or a small word."""
    sides = _differing(a, b)
    if sides is None or not all(len(side) == 1 for side in sides):
        return False
    one, two = ([s for s in x.stems if s not in y.stems] for x, y in ((a, b), (b, a)))
    return len(one) == len(two) == 1 and not one_verb(one[0], two[0])


def _differing(a: Saying, b: Saying) -> tuple[list[str], list[str]] | None:
    """The words that only one of two long quotations of one speaker has, where the rest of both is the same."""
    if related(a.speaker, b.speaker) != "same" or min(len(a.plain), len(b.plain)) < CHANGED:
        return None
    one, two = Counter(a.plain), Counter(b.plain)
    more, less = list((one - two).elements()), list((two - one).elements())
    left_out = {*more, *less, *FILLING}
    rest = [[w for w in s.plain if w not in left_out] for s in (a, b)]
    if rest[0] != rest[1]:
        return None
    small = FILLING | DOING
    return [w for w in more if w not in small], [w for w in less if w not in small]
