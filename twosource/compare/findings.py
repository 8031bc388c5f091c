"""Clusters of points into findings, with every count of independence beside the status."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial

from twosource.compare.agreeing import BESIDE, agreeing, deeds_apart, denied_beside, figures_by_statement
from twosource.compare.align import Weights
from twosource.compare.atodds import AtOdds
from twosource.compare.claimers import claimers_once
from twosource.compare.event_verdicts import judge_event, judge_question
from twosource.compare.groups import Aligned, by_figure, open_questions
from twosource.compare.otherwise import CONTRARY, judge_otherwise
from twosource.compare.points import Point
from twosource.compare.rivals import Pair, find_rivals
from twosource.compare.stances import by_stance
from twosource.compare.sureness import (
    held_together,
    likenesses,
    surely_apart,
    surely_once,
    weighed,
    with_cores,
    without_loose_doubts,
)
from twosource.compare.taken import origin_of
from twosource.compare.verdicts import (
    FACING,
    Answer,
    Setting,
    Verdict,
    by_day,
    judge_dates,
    judge_figures,
    judge_persons,
    judge_places,
    settle,
)
from twosource.data import Anchor, BlockKind, Conflict, Finding, Reason, Status, Value

Scored = tuple[Verdict, float]
JUDGES: dict[str, Callable[[Sequence[Point], Setting], Verdict]] = {
    "quantity": judge_figures,
    "event": judge_event,
    "date": judge_dates,
    "place": judge_places,
    "person": judge_persons,
}


def find_findings(
    points: Sequence[Point],
    setting: Setting,
    families: dict[str, str],
    fitted: Weights,
    *,
    ruled: Sequence[Scored] = (),
) -> list[Finding]:
    """All findings of a story: what several articles speak of, then what one report alone says. `ruled` are verdicts that
    rules made, with their scores (`questions`).
    """
    aligned = {kind: Aligned([p for p in points if p.kind == kind], kind, fitted, setting) for kind in JUDGES}
    told, asked = by_figure(aligned["event"], aligned["quantity"], setting)
    groups = {kind: a.groups() for kind, a in aligned.items() if kind not in {"event", "quantity"}}
    groups |= {"event": [event for event, figures in told if not figures], "quantity": asked}
    likeness = likenesses(aligned)
    judged: list[Scored] = []
    claimed: set[Anchor] = set()
    counts = figures_by_statement(aligned["quantity"].points)
    figures_asked = [aligned["quantity"].chosen(rows) for rows in asked]
    denied = denied_beside(aligned["event"].points, *aligned["event"].scores.at_least(BESIDE))
    rivals = find_rivals(points, [verdict for verdict, _ in ruled], figures_asked, denied, setting)
    for kind, judge in JUDGES.items():
        for rows in groups[kind]:
            alike = aligned[kind].likeness(rows, FACING[kind]) if kind in FACING else {}
            facing = replace(setting, likeness=alike)
            group = aligned[kind].chosen(rows)
            parts = [group]
            if kind == "event":
                facing_each = by_stance(group, partial(facing.face, kind=kind))
                parts = deeds_apart(agreeing(facing_each, counts, alike, rivals), facing)
                parts = without_loose_doubts(parts, likeness[kind], judge, facing)
                parts = list(held_together(parts, aligned[kind], likeness[kind]))
            elif kind == "date":
                parts = by_day(group, facing)
            for part in parts:
                claimed.update(p.statement.anchor for p in part)
                judged.extend(with_cores(part, judge, aligned[kind], likeness[kind], facing))
            if kind == "event":
                contrary = replace(setting, likeness=aligned[kind].likeness(rows, CONTRARY))
                otherwise = judge_otherwise(group, contrary, aligned["event"].points)
                judged.extend((v, likeness[kind](group)) for v in otherwise if not _told_by_places(v, rivals.apart))
    for event, figures in told:
        if figures:
            statements = aligned["event"].chosen(event)
            claimed.update(p.statement.anchor for p in statements)
            counted = [replace(p, anchor=p.statement.anchor) for p in aligned["quantity"].chosen(figures)]
            told_by_figure = {p.anchor for p in counted}
            by_words = [p for p in statements if p.statement.anchor not in told_by_figure]
            by_figure_alike = max(
                likeness["event"](statements), likeness["quantity"](aligned["quantity"].chosen(figures))
            )
            judged.append(weighed(judge_figures(counted, setting), by_figure_alike))
            for part in agreeing([by_words], counts, {}, rivals):
                judged.append(weighed(judge_event(part, setting), likeness["event"](part)))
    for group in surely_apart(map(aligned["event"].chosen, open_questions(aligned["event"])), likeness["event"]):
        claimed.update(p.statement.anchor for p in group)
        judged.append(weighed(judge_question(group, setting), likeness["event"](group)))
    for verdict, _ in ruled:
        # words beside a name say who one is; what the statement around them tells stands for itself
        told_of = (p for answer in verdict.answers for p in answer.points)
        claimed.update(p.statement.anchor for p in told_of if _all_but_told(p))
    once_each = figures_once(judged, ruled, setting, AtOdds(aligned["event"]).doubted)
    made = [to_finding(verdict, setting, families, score=score) for verdict, score in once_each]
    made.extend(_alone(aligned["event"].points, claimed, setting, families))
    once = {f.id: f for f in sorted(made, key=rank, reverse=True)}  # of one kind on the same words the highest ranked
    return surely_once(_disagreeing_once(sorted(once.values(), key=rank)))


def _told_by_places(verdict: Verdict, apart: Set[Pair]) -> bool:
    """Whether two places are all that two sentences differ in: that is told by the names of both."""
    statements = frozenset(p.statement.anchor for answer in verdict.answers for p in answer.points)
    return verdict.conflict is Conflict.PLACE and statements in apart


def figures_once(
    judged: Sequence[Scored], ruled: Sequence[Scored], setting: Setting, doubted: Callable[[Verdict, float], Verdict]
) -> Iterator[Scored]:
    """The verdicts, but one for figures at odds that are one question: of one slot and measure, with two values in common. Those
    that no rule brought together are `doubted` first.
    """
    by_rule = {id(verdict) for verdict, _ in ruled}
    asked: dict[frozenset[tuple[str, str]], list[list[Scored]]] = {}
    for verdict, score in sorted([*judged, *ruled], key=lambda v: -sum(len(a.points) for a in v[0].answers)):
        if verdict.reasons[0].rule != "quantity.disjoint":
            yield verdict, score
            continue
        points = (p for a in verdict.answers for p in a.points)
        groups = asked.setdefault(frozenset((p.slot, p.quantity.dimension if p.quantity else "") for p in points), [])
        home = next((g for g in groups if len(_values(g[0][0]) & _values(verdict)) > 1), None)
        if home is None:
            groups.append([(verdict, score)])
        else:
            home.append((verdict, score))
    for group in (g for groups in asked.values() for g in groups):
        told = {(p.anchor, p.focus): p for verdict, _ in group for a in verdict.answers for p in a.points}
        first, score = group[0]
        if len(group) > 1:
            first, score = judge_figures(list(told.values()), setting), max(score for _, score in group)
        if not any(id(verdict) in by_rule for verdict, _ in group):
            first = doubted(first, score)
        yield first, score


def _values(verdict: Verdict) -> set[str]:
    return {a.normalised for a in verdict.answers}


def _disagreeing_once(findings: Sequence[Finding]) -> list[Finding]:
    """One disagreement is told once: of two of one kind on mostly the same words the higher ranked stays. The hour is
    another question than the day.
    """
    kept: list[Finding] = []
    told: list[Finding] = []
    for finding in findings:
        if finding.status in {Status.CONFLICTING, Status.UPDATED}:
            if any(_one_disagreement(finding, other) for other in told):
                continue
            told.append(finding)
        kept.append(finding)
    return kept


def _one_disagreement(a: Finding, b: Finding) -> bool:
    """Whether two findings of one kind stand on mostly the same words and, where both are of figures, on a figure in common: one
    statement may tell of the dead and of the hurt.
    """
    hours = [f.reasons[0].rule.startswith("hour.") for f in (a, b)]
    if a.kind != b.kind or hours[0] != hours[1]:
        return False
    words, other = ({anchor for v in f.values for anchor in v.evidence} for f in (a, b))
    shared = words & other
    if a.kind == "place":  # "was sent to Lisbon", "sent to Lisbon"
        shared = {x for x in words if any(x.covers(y) or y.covers(x) for y in other)}
    if len(shared) < 0.5 * min(len(words), len(other)):
        return False
    figures = [set(f.reasons[0].anchors) for f in (a, b) if f.reasons[0].rule == "quantity.disjoint"]
    return len(figures) < 2 or bool(figures[0] & figures[1]) or not all(figures)


def to_finding(
    verdict: Verdict,
    setting: Setting,
    families: dict[str, str],
    *,
    score: float,
) -> Finding:
    """The verdict as a finding: values in order of first report, with articles, outlets, families and origins."""
    dated = ((_first_told(a, setting), _value(a, setting)) for a in verdict.answers)
    values = [value for _, value in sorted(dated, key=lambda told: (told[0], told[1].evidence))]
    ids = sorted({p.article for a in verdict.answers for p in a.points})
    outlets = sorted({setting.articles[i].outlet for i in ids})
    status = settle(verdict, setting)
    reasons = verdict.reasons
    if status is not verdict.status:
        reasons = (*reasons, Reason(rule="origin.one", inputs=(f"{len(ids)} articles, 1 origin",)))
    return Finding(
        id=_identity(verdict.kind, values),
        kind=verdict.kind,  # type: ignore[arg-type]
        status=status,
        values=tuple(values),
        reasons=reasons,
        conflict=verdict.conflict,
        articles=tuple(ids),
        outlets=tuple(outlets),
        families=tuple(sorted({families[i] for i in ids})),
        origins=_origins((p for a in verdict.answers for p in a.points), setting),
        score=score,
    )


def _first_told(answer: Answer, setting: Setting) -> tuple[str, str]:
    """Day and moment of the first report that gives a value, as far as they are known."""
    days = ((setting.published(p), setting.hour(p)) for p in answer.points)
    return min((told for told in days if told[0]), default=("", ""))


def _value(answer: Answer, setting: Setting) -> Value:
    given = {p.anchor for p in answer.points}
    anchors = sorted(
        a for a in given if not any(b != a and b.covers(a) for b in given)
    )  # words inside words count once
    days = sorted(filter(None, (setting.published(p) for p in answer.points)))
    return Value(
        value=answer.words.quote,
        normalised=answer.normalised,
        evidence=tuple(anchors),
        claimers=claimers_once(p.statement.claimer for p in answer.points),
        hedge=answer.hedge,
        first_reported=days[0] if days else "",
        origins=_origins(answer.points, setting),
    )


def _origins(points: Iterable[Point], setting: Setting) -> tuple[str, ...]:
    return tuple(sorted({origin_of(p.anchor, setting.origin, setting.taken) for p in points}))


def _all_but_told(point: Point) -> bool:
    """Whether the point's words are most of its statement: what else a long statement says is still told by one alone.
    Who somebody is said to be is never all that the statement around the name says.
    """
    return point.kind != "person" and 2 * len(point.anchor.quote) >= len(point.statement.anchor.quote)


def _alone(events: Sequence[Point], claimed: set[Anchor], setting: Setting, families: dict[str, str]) -> list[Finding]:
    """Statements that no other article's statement joined, one finding each; headlines only repeat the text."""
    made = []
    for point in events:
        if point.statement.anchor in claimed or point.statement.block is not BlockKind.PARAGRAPH:
            continue
        reason = Reason(rule="origin.one", inputs=("1 article, 1 origin",), anchors=(point.statement.predicate,))
        verdict = Verdict("event", Status.SINGLE_SOURCE, (Answer((point,), point.anchor),), (reason,))
        made.append(to_finding(verdict, setting, families, score=0.0))
    return made


ORDER = {status: i for i, status in enumerate((
    Status.CONFLICTING, Status.UPDATED, Status.CORROBORATED, Status.REFINED, Status.NOT_COMPARABLE, Status.SINGLE_SOURCE,
))}  # fmt: skip


def rank(finding: Finding) -> tuple[int, int, int, float, str]:
    """Order of findings in an account: disagreements first, then by how many origins and articles speak."""
    return ORDER[finding.status], -len(finding.origins), -len(finding.articles), -finding.score, finding.id


def _identity(kind: str, values: Sequence[Value]) -> str:
    """An id that follows from the evidence alone, so that it never changes its meaning."""
    words = sorted(f"{a.article}:{a.start}:{a.end}" for v in values for a in v.evidence)
    return "f-" + hashlib.sha256("\n".join([kind, *words]).encode()).hexdigest()[:10]
