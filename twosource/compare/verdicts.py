"""From aligned points to a status, by rules that can say why.

Each judge takes the points of one cluster and returns a `Verdict`: the values the reports give, the status, the
type of conflict and the reasons. Rules only: alignment scores rank, they never decide. Independence comes last:
`corroborated` needs two origins, so copies of one report stay `single-source` however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import TypeVar

from twosource.compare.bounds import bounds_apart
from twosource.compare.intervals import compare_quantities, hedge_of, normalised
from twosource.compare.points import Point
from twosource.compare.shown import Names, name_shown
from twosource.compare.stances import contrary, one_participant, one_verb, stance
from twosource.compare.sums import adds_up
from twosource.compare.taken import Taken, origin_of
from twosource.compare.terms import penalty
from twosource.compare.updates import moment_of, stands_once, superseded
from twosource.compare.when import dates_apart, each_its_own, each_its_period, of_two_times
from twosource.data import Anchor, Article, Conflict, Reason, Status

FACING = {"event": 0.8, "date": 0.6}  # scores that a disagreement of these kinds needs; agreement needs less


@dataclass(frozen=True, slots=True)
class Answer:
    """One value the reports give, with the points that give it."""

    points: tuple[Point, ...]
    words: Anchor
    normalised: str = ""
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge found; the origins then have the last word (`settle`)."""

    kind: str
    status: Status
    answers: tuple[Answer, ...]
    reasons: tuple[Reason, ...]
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What every judge may ask about the story: when articles came out, which origin they go back to."""

    articles: Mapping[str, Article]
    origin: Mapping[str, str]
    likeness: Mapping[tuple[int, int], float] = field(default_factory=dict)  # by ids of points, none below `FACING`
    taken: Taken = field(default_factory=dict)
    names: Names = field(default_factory=dict)

    def face(self, one: Sequence[Point], two: Sequence[Point], kind: str) -> bool:
        """Whether two groups of points speak of one thing so plainly that their difference is a disagreement: some
        pair of them, from two articles, has one predicate and one participant, and scores at least `FACING[kind]`.
        """
        return any(
            one_verb(a.statement.lemma, b.statement.lemma)
            and (contrary(a, b) if kind == "event" else one_participant(a, b))
            and self.likeness.get((id(a), id(b)), 0.0) >= FACING[kind]
            for a in one
            for b in two
            if a.article != b.article
        )

    def stood(self, point: Point) -> str:
        """Day for which a figure is given: the one its words name, else the day its report came out."""
        return (point.quantity.as_of if point.quantity else "") or self.published(point)

    def hour(self, point: Point) -> str:
        """Moment at which the point's article came out, "" where only its day is known or none."""
        published = self.articles[point.article].published or ""
        return moment_of(published) if len(published) > len("2024-05-01") else ""

    def before(self, one: Sequence[Point], two: Sequence[Point]) -> bool:
        """Whether all reports of the one came out on days before those of the other; not where a day is unknown."""
        days = [sorted(map(self.published, points)) for points in (one, two)]
        return all(d[0] for d in days) and days[0][-1] < days[1][0]

    def published(self, point: Point) -> str:
        """Day the point's article came out, "" when unknown."""
        return (self.articles[point.article].published or "")[:10]


# ---- figures


def judge_figures(points: Sequence[Point], setting: Setting) -> Verdict:
    """Figures on one question: interval arithmetic with units, rounding and bounds."""
    groups = grouped(points, lambda a, b: _compare(a, b)[0] == "same")
    relations = [(a, b, *_compare(a[0], b[0])) for a, b in combinations(groups, 2)]
    apart = [(a, b, why) for a, b, how, why in relations if how == "disjoint" and not _grown_older(a[0], b[0], setting)]
    answers = tuple(_figure_answer(g) for g in groups)
    if not apart and (bounds := bounds_apart(groups, setting.stood)):
        status = Status.UPDATED if bounds[0] == "update.bound-passed" else Status.CONFLICTING
        return Verdict("quantity", status, answers, (reason_of(*bounds, points),), Conflict.QUANTITY)
    if not apart:
        status = Status.REFINED if len(groups) > 1 else Status.CORROBORATED
        status = Status.SINGLE_SOURCE if stands_once(points) else status
        rule = "quantity.compatible" if len(groups) > 1 else "quantity.equal"
        whys = tuple(why for *_, why in relations) or tuple(_compare(a, b)[1] for a, b in combinations(points[:2], 2))
        return Verdict("quantity", status, answers, (reason_of(rule, whys, points),))
    slips = all(_other_unit(a[0], b[0]) for a, b, _ in apart)
    later = "" if slips else superseded([(a, b) for a, b, _ in apart], setting.stood, setting.hour)
    status = Status.UPDATED if later else Status.CONFLICTING
    reasons = [reason_of("quantity.disjoint", tuple(why for *_, why in apart), points)]
    reasons.append(reason_of(later or "update.none", published_days(groups, setting), points))
    conflict = Conflict.UNIT if slips else Conflict.QUANTITY
    return Verdict("quantity", status, answers, tuple(reasons), conflict)


def _grown_older(a: Point, b: Point, setting: Setting) -> bool:
    """Whether two ages differ by no more than the birthdays that may lie between the reports."""
    days = [setting.published(p) for p in (a, b)]
    if not all(days) or any(p.quantity is None or p.quantity.dimension != "age" for p in (a, b)):
        return False
    between = abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days)
    years = [(p.quantity.low if p.quantity else None) or 0.0 for p in (a, b)]
    return between > SOON and abs(years[0] - years[1]) <= between / YEAR + 1


YEAR, SOON = 365, 31  # days; within so few nobody is taken to have grown older


def _other_unit(a: Point, b: Point) -> bool:
    """Whether two figures name one number in two units."""
    one, two = a.quantity, b.quantity
    return one is not None and two is not None and one.named == two.named and one.unit != two.unit


def disagree(points: Sequence[Point], setting: Setting) -> bool:
    """Whether two of the figures cannot both stand: they exclude each other, or the later one leaves the earlier behind."""
    return judge_figures(points, setting).conflict is not None


def _compare(a: Point, b: Point) -> tuple[str, str]:
    if a.quantity is None or b.quantity is None:
        return "incomparable", "no figure"
    relation, why = compare_quantities(a.quantity, b.quantity)
    if relation == "disjoint" and (adds_up(a, b) or adds_up(b, a)):
        return "compatible", f"{why}, but the parts that one report counts add up to the other's figure"
    if relation == "compatible" and _two_maxima(a, b):
        return "disjoint", f"{why}, but both are the most that somebody may get"
    return relation, why


def _two_maxima(a: Point, b: Point) -> bool:
    """Whether two figures are the longest sentence that somebody faces: up to ten years, up to twelve."""
    both = [p.quantity for p in (a, b) if p.quantity is not None and penalty(p.statement) == "asked"]
    return len(both) == 2 and all(q.low is None for q in both) and both[0].high != both[1].high


def _figure_answer(points: Sequence[Point]) -> Answer:
    quantity = points[0].quantity
    if quantity is None:
        raise ValueError("a figure's answer needs a quantity")
    return Answer(tuple(points), quantity.anchor, normalised(quantity), hedge_of(quantity))


# ---- dates, places, persons


def judge_dates(points: Sequence[Point], setting: Setting) -> Verdict:
    """When one thing happened: calendar ranges that are equal, meet or exclude each other."""
    groups = grouped(points, lambda a, b: a.value == b.value)
    apart = [
        (a, b)
        for a, b in combinations(groups, 2)
        if {p.article for p in a}.isdisjoint(p.article for p in b)  # who gives both tells two things
        and any(_days_apart(x, y, setting) for x in a for y in b)
        and not planned_since(a, b, setting)
        and not each_its_day(a, b, setting)
        and setting.face(a, b, "date")
    ]
    inputs = tuple(f"{p.value} ({p.time.basis}: {p.time.rule})" for p, *_ in groups if p.time is not None)
    reason = Reason(rule="date.disjoint" if apart else "date.meets", inputs=inputs[:12], anchors=_foci(points))
    answers = tuple(_focus_answer(g) for g in groups)
    if apart:
        return Verdict("date", Status.CONFLICTING, answers, (reason,), Conflict.DATE)
    return Verdict("date", Status.CORROBORATED if len(groups) == 1 else Status.REFINED, answers, (reason,))


def by_day(points: Sequence[Point], setting: Setting) -> list[list[Point]]:
    """The points in groups that may be judged together: days that exclude each other stay together only where reports face
    each other. Words that are merely alike never make one day corroborate another.
    """
    groups: list[list[Point]] = []
    for point in points:
        fits = [g for g in groups if all(_may_stand(point, p, setting) for p in g)]
        home = next((g for g in fits if any(p.value == point.value for p in g)), fits[0] if fits else None)
        if home is None:
            groups.append([point])
        else:
            home.append(point)
    return [g for g in groups if len({p.article for p in g}) > 1]


def _may_stand(one: Point, two: Point, setting: Setting) -> bool:
    return _dates_face(one, two, setting) if _days_apart(one, two, setting) else not of_two_times(one, two)


def _days_apart(one: Point, two: Point, setting: Setting) -> bool:
    """Whether two dates exclude each other; the "last night" of a reprint is that of its origin, whenever it came out."""
    words = [p.focus.quote if p.focus is not None else "" for p in (one, two)]
    reprinted = setting.origin[one.article] == setting.origin[two.article] and words[0] == words[1]
    return not reprinted and dates_apart(one, two)


def _dates_face(one: Point, two: Point, setting: Setting) -> bool:
    apart = planned_since([one], [two], setting) or each_its_day([one], [two], setting)
    return not apart and setting.face([one], [two], "date")


def each_its_day(one: Sequence[Point], two: Sequence[Point], setting: Setting) -> bool:
    """Whether reports tell of their own day or quarter what may happen in both, of one of several, or of a day on which it did not."""
    points = (*one, *two)
    today = all(p.value and p.value == setting.published(p) for p in points)
    apart = {p.value for p in one}.isdisjoint(p.value for p in two)
    periods = (each_its_period(one, two) or (today and apart)) and not any(p.statement.lemma in ONCE for p in points)
    return each_its_own(one, two) or periods or any(stance(p) == "negated" for p in points)


ONCE = frozenset(
    "die kill arrest resign crash sink explode collapse marry elect sign begin start open end finish win lose beat sentence convict "
    "acquit charge appoint dismiss sack fire land launch approve pass reject adopt release free find strike hit attack bomb shoot "
    "stab rob detain raid ban order close reopen derail capsize erupt happen occur leave arrive return".split()
)


def planned_since(one: Sequence[Point], two: Sequence[Point], setting: Setting) -> bool:
    """Whether two groups are of plans that reports of different days tell of: moved, or the next of several (`moved.py`)."""
    plans = all(
        stance(p) == "planned" or (p.time is not None and p.time.first > setting.published(p)) for p in (*one, *two)
    )
    return plans and {setting.published(p) for p in one}.isdisjoint(setting.published(p) for p in two)


def judge_places(points: Sequence[Point], setting: Setting) -> Verdict:
    """Where it happened: all name one place."""
    return _judge_named(points, "place", setting)


def judge_persons(points: Sequence[Point], setting: Setting) -> Verdict:
    """Who took part: all name one person."""
    return _judge_named(points, "person", setting)


def _judge_named(points: Sequence[Point], kind: str, setting: Setting) -> Verdict:
    names = tuple(dict.fromkeys(p.focus.quote for p in points if p.focus is not None))
    reason = Reason(rule=f"{kind}.same", inputs=names[:12], anchors=_foci(points))
    return Verdict(kind, Status.CORROBORATED, (Answer(tuple(points), name_shown(points, setting.names)),), (reason,))


def _focus_answer(points: Sequence[Point]) -> Answer:
    first = points[0]
    return Answer(tuple(points), first.focus or first.anchor, first.value if first.kind == "date" else "")


def _foci(points: Sequence[Point]) -> tuple[Anchor, ...]:
    return tuple(dict.fromkeys(p.focus for p in points if p.focus is not None))[:12]


# ---- the last word


def settle(verdict: Verdict, setting: Setting) -> Status:
    """The status once copies are folded: one origin never corroborates or refines itself."""
    origins = {origin_of(p.anchor, setting.origin, setting.taken) for a in verdict.answers for p in a.points}
    if len(origins) < 2 and verdict.status in {Status.CORROBORATED, Status.REFINED}:
        return Status.SINGLE_SOURCE
    return verdict.status


T = TypeVar("T")


def grouped(items: Sequence[T], same: Callable[[T, T], bool]) -> list[list[T]]:
    """Items into groups of which each member is the `same` as the group's first, in order."""
    groups: list[list[T]] = []
    for item in items:
        home = next((g for g in groups if same(g[0], item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def reason_of(rule: str, inputs: tuple[str, ...], points: Sequence[Point]) -> Reason:
    """A reason with the places of what it rests on."""
    anchors = tuple(dict.fromkeys(p.quantity.anchor if p.quantity else p.statement.predicate for p in points))
    return Reason(rule=rule, inputs=inputs[:12], anchors=anchors[:12])


def published_days(groups: Sequence[Sequence[Point]], setting: Setting) -> tuple[str, ...]:
    """Each group's words and the days of its reports."""
    return tuple(
        f"{g[0].anchor.quote[:60]!r}: {', '.join(sorted({setting.stood(p) or 'undated' for p in g}))}" for g in groups
    )
