"""How surely the reports of a finding tell one thing, where likeness alone holds their statements together.

Held against the gold answers (`python -m benchmarks accounts`, `sure_right` and `loose_right`), of two statements that a
finding puts together at least about four in five answer one question where the mean likeness of its pairs reaches `SURE`
(`APART` where they disagree), and three in five below it. The pairs count less where something makes it doubtful that they
tell one thing (`doubts.py`), and all hold no better than their least held report, within a little (`Aligned.alike`). A loose finding
keeps its status and says so: a reader must see both statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.compare.groups import Aligned
from twosource.compare.points import Point
from twosource.compare.stances import stance
from twosource.compare.verdicts import Setting, Verdict, settle
from twosource.data import Anchor, Finding, Reason, Status

SURE = {"event": 0.66, "quantity": 0.6, "date": 0.7, "place": 0.72, "person": 0.72}
APART = 0.7
HARDLY = 0.2  # likeness below which a group is no more than words in common
AGREEING = frozenset({Status.CORROBORATED, Status.REFINED})
DISAGREEING = frozenset({Status.CONFLICTING, Status.UPDATED})


Likeness = Callable[[Sequence[Point]], float]


def likenesses(aligned: Mapping[str, Aligned]) -> dict[str, Likeness]:
    """How alike points of each kind are; figures also by the statements that tell them, where these are more alike, and
    at least `APART` where all fill one slot (the dead) for which none of their reports gives two.
    """
    events = {p.statement.anchor: p for p in aligned["event"].points}
    given: dict[tuple[str, str], set[str]] = {}
    for figure in aligned["quantity"].points:
        given.setdefault((figure.article, figure.slot), set()).add(figure.value)

    def of_figures(points: Sequence[Point]) -> float:
        told = dict.fromkeys(p.statement.anchor for p in points)
        by_statement = aligned["event"].alike([events[a] for a in told if a in events])
        slots = {p.slot for p in points}
        one_each = len(slots) == 1 and "" not in slots and all(len(given[p.article, p.slot]) == 1 for p in points)
        return max(aligned["quantity"].alike(points), by_statement, APART if one_each else 0.0)

    found: dict[str, Likeness] = {kind: a.alike for kind, a in aligned.items()}
    return found | {"quantity": of_figures}


def with_cores(
    part: Sequence[Point],
    judge: Callable[[Sequence[Point], Setting], Verdict],
    aligned: Aligned,
    likeness: Likeness,
    setting: Setting,
) -> Iterator[tuple[Verdict, float]]:
    """The verdict on points about one thing, with its score; where it is loose also those on the points among them that are
    surely about one thing, if two origins tell it.
    """
    verdict, alike = weighed(judge(part, setting), likeness(part))
    yield verdict, alike
    if verdict.status in AGREEING and alike < SURE[verdict.kind]:
        for core in aligned.tight(part, SURE[verdict.kind]):
            surely = weighed(judge(core, setting), likeness(core))
            if settle(surely[0], setting) in AGREEING:
                yield surely


def without_loose_doubts(
    parts: Iterable[list[Point]],
    likeness: Likeness,
    judge: Callable[[Sequence[Point], Setting], Verdict],
    setting: Setting,
) -> list[list[Point]]:
    """The groups, taken apart by stance where loose likeness alone says that what one report denies or leaves open is what the
    other tells: of such disagreements one in sixteen was right.
    """
    found: list[list[Point]] = []
    for part in parts:
        verdict = judge(part, setting)
        if verdict.reasons[0].rule not in DOUBTS or likeness(part) >= APART:
            found.append(part)
            continue
        by_stance: dict[str, list[Point]] = {}
        for point in part:
            by_stance.setdefault(stance(point), []).append(point)
        found += [some for some in by_stance.values() if len({p.article for p in some}) > 1]
    return found


def held_together(parts: Iterable[list[Point]], aligned: Aligned, likeness: Likeness) -> Iterator[list[Point]]:
    """The groups; of one that hardly anything holds together those points that are more alike, where two articles tell them."""
    for part in parts:
        if likeness(part) >= HARDLY:
            yield part
        else:
            yield from (core for core in aligned.tight(part, HARDLY) if len({p.article for p in core}) > 1)


def surely_apart(groups: Iterable[list[Point]], likeness: Likeness) -> Iterator[list[Point]]:
    """The groups that more than loose likeness holds together."""
    return (group for group in groups if likeness(group) >= APART)


DOUBTS = frozenset({"polarity.negated", "modality.unclear"})


def surely_once(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without sure ones that agree and whose words all stand in another such one of their kind."""
    words = [frozenset(a for v in f.values for a in v.evidence) for f in findings]
    holding: dict[tuple[str, Anchor], set[int]] = {}
    sure = [n for n, f in enumerate(findings) if f.sure and f.status in AGREEING]
    for number in sure:
        for anchor in words[number]:
            holding.setdefault((findings[number].kind, anchor), set()).add(number)
    inside = {
        number
        for number in sure
        for other in set.intersection(*(holding[findings[number].kind, anchor] for anchor in words[number]))
        if (len(words[other]), -other) > (len(words[number]), -number)
    }
    return [finding for number, finding in enumerate(findings) if number not in inside]


def weighed(verdict: Verdict, alike: float) -> tuple[Verdict, float]:
    """The verdict with its score, the mean likeness of its pairs (0..1), and with a reason more where it is loose."""
    if verdict.reasons[0].rule == "quantity.disjoint":
        return verdict, alike  # what figures at odds are, `atodds.py` says in the end
    least = SURE[verdict.kind] if verdict.status in AGREEING else APART if verdict.status in DISAGREEING else 0.0
    if alike < least:
        loose = Reason(rule="alike.loosely", inputs=(f"likeness {alike:.2f}", f"sure from {least:.2f}"))
        verdict = replace(verdict, reasons=(*verdict.reasons, loose))
    return verdict, alike
