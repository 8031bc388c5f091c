"""Which persons, places or others reports list: one finding for each list of which two articles share two names or more.

The plants that stopped, the groups that were named, the dead. Lists are one where they share names enough and the words
around them ask one thing; never where those are plainly different questions: the killed against the rescued, those for
against those against. A longer list refines a shorter one; what a report leaves out is no conflict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.compare.questions.enumerations import Listing, Name
from twosource.compare.questions.evidence import Ruled, answers_of, because, several
from twosource.compare.questions.together import gathered
from twosource.compare.slots import PATTERNS
from twosource.compare.stances import one_verb, stance
from twosource.compare.verdicts import Verdict, grouped
from twosource.data import Status
from twosource.models.names import block_keys, same_name

SHARED = 2  # names that two lists have in common at least
TELLING = 3  # from which they are one list whatever the words around say, unless those ask two things
ONE_NAME = 0.8
AGAINST = tuple(
    (frozenset(a.split()), frozenset(b.split()))
    for a, b in (
        ("for support back favour favor endorse approve", "against oppose reject condemn"),
        ("win beat", "lose"),
        ("join enter", "leave quit"),
        ("ban block bar", "allow unblock lift"),
        ("open reopen resume", "close shut halt stop"),
        ("convict", "acquit"),
    )
)  # words that ask opposite things of a list


def judge_lists(listings: Sequence[Listing]) -> Iterator[Ruled]:
    """One verdict for each list that two or more articles give, with its score."""
    often = Counter((x.article, pair) for x in listings for pair in _pairs(x))
    longest_first = sorted(listings, key=lambda x: (-_members(x), x.point.anchor))
    for group in gathered(longest_first, _keys, lambda group, one: _joins(group, one, often)):
        if several(group):
            yield _judge(group), round(sum(_share(group[0], x) for x in group[1:]) / (len(group) - 1), 3)


def _judge(group: Sequence[Listing]) -> Verdict:
    answers = grouped(group, lambda a, b: _members(a) == _members(b) == len(_shared(a, b)))
    equal = len(answers) == 1
    names = ["; ".join(sorted({n.words for n in a[0].names})) for a in answers]
    reason = because("list.same" if equal else "list.overlaps", names, [x.words for x in group])
    status = Status.CORROBORATED if equal else Status.REFINED
    return Verdict(group[0].kind, status, answers_of(answers), (reason,))


# ---- one list or two


def _keys(listing: Listing) -> set[str]:
    """What two lists that are one have in common, one of it at least."""
    return {key for n in listing.names for key in (n.actor, *block_keys(n.words))}


def _joins(group: Sequence[Listing], listing: Listing, often: Counter[tuple[str, tuple[str, str]]]) -> bool:
    """Whether a list is one with half of those of a group or more, so that no chain of overlaps makes one of all."""
    return 2 * sum(_one_list(one, listing, often) for one in group) >= len(group)


def _one_list(a: Listing, b: Listing, often: Counter[tuple[str, tuple[str, str]]]) -> bool:
    """Whether two lists answer one question."""
    if (a.kind == "person") != (b.kind == "person") or _ask_apart(a, b):
        return False
    shared = _shared(a, b)
    if len(shared) < SHARED:
        return False
    if len(shared) >= TELLING or all(
        n.actor in a.only and any(_one_name(n, m) and m.actor in b.only for m in b.names) for n in shared
    ):
        return True
    if any(often[x.article, pair] > 1 for x in (a, b) for pair in _pairs(x)):
        # two names that an article joins again and again are the story's own: the words before them must be one
        return any(one_verb(x, y) for x in a.heads for y in b.heads)
    words = sum(any(one_verb(x, y) for y in b.around) for x in a.around)
    return words >= SHARED or any(one_verb(x, y) for x in a.heads for y in b.heads)


def _ask_apart(a: Listing, b: Listing) -> bool:
    """Whether the words around two lists ask plainly different things."""
    verbs = one_verb(a.point.statement.lemma, b.point.statement.lemma)
    if verbs and (stance(a.point) == "negated") != (stance(b.point) == "negated"):
        return True
    slots = [{name for name, pattern in PATTERNS if pattern.search(x.rest)} for x in (a, b)]
    if slots[0] and slots[1] and not slots[0] & slots[1]:
        return True
    words = [set(x.rest.lower().split()) | x.around | x.heads for x in (a, b)]
    return any(
        bool(words[i] & one and words[1 - i] & other) and not (words[1 - i] & one or words[i] & other)
        for one, other in AGAINST
        for i in (0, 1)
    )


def _shared(a: Listing, b: Listing) -> list[Name]:
    """The names of the one that the other has too, each once."""
    once = {n.actor: n for n in a.names}
    return [n for n in once.values() if any(_one_name(n, m) for m in b.names)]


def _one_name(a: Name, b: Name) -> bool:
    return a.actor == b.actor or same_name(a.words, b.words, a.type if a.type == b.type else "other")[0] >= ONE_NAME


def _members(listing: Listing) -> int:
    return len({n.actor for n in listing.names})


def _share(a: Listing, b: Listing) -> float:
    return len(_shared(a, b)) / max(_members(a), _members(b))


def _pairs(listing: Listing) -> list[tuple[str, str]]:
    return list(combinations(sorted({n.actor for n in listing.names}), 2))
