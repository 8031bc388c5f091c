"""When one thing happened, by the hour and by the day, where reports name the thing by its kind.

The judge of dates takes what likeness brings together, but an outage that began and a blackout that struck look little
alike. Here two reports meet where their words name one kind of happening, or give one odd minute ("1:39 p.m."). They
disagree only about the story's main event, or about what they tell with one verb and one participant; and never where a
report tells of the thing at both times, for then it happened twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from twosource.compare.hours import Clocks, Hour, between, distinct, hour_of, middle, relate
from twosource.compare.points import ZONED, Point
from twosource.compare.questions.evidence import Ruled, because, focus_of
from twosource.compare.questions.happenings import LASTING, Dated
from twosource.compare.questions.parse import LIGHT
from twosource.compare.questions.together import linked
from twosource.compare.stances import one_act, one_participant, stance
from twosource.compare.verdicts import Answer, Setting, Verdict, grouped
from twosource.compare.when import dates_apart, each_its_own, weekdays
from twosource.data import Anchor, Conflict, Status, TimeRange

ODD = 15  # minutes: clocks that are no multiple of it are the same by no chance
SHARED = 2  # content words that two tellings have in common where they give one round hour, or have one verb
WEEK = 7  # days; further apart are two happenings, not two accounts of one
SHIFTING = frozenset(
    {"day.relative", "day.part", "day.hanging"}
)  # "today" of a report that crossed a date line or midnight
PRECISE = frozenset({"day", "week", "month", "range"})
EDGES = (
    "late",
    "early",
    "night",
    "midnight",
    "overnight",
    "evening",
)  # a day's end here is the next one's start elsewhere


@dataclass(frozen=True, slots=True)
class Timed:
    """A telling with its hour, the words that give it, and the day, where the words give that too."""

    dated: Dated
    hour: Hour
    words: Anchor
    day: str

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.dated.article


# ---- hours


def judge_hours(dated: Sequence[Dated], main: frozenset[str], clocks: Clocks, setting: Setting) -> Iterator[Ruled]:
    """At what hour something happened. `main` are the kinds of happening that the story is about."""
    timed = [t for d in dated for t in _timed(d, clocks, setting)]
    met = [(i, j) for i, j in _pairs(timed) if _meet(timed[i], timed[j], main, clocks)]
    for rows in linked(len(timed), met):
        group = [timed[row] for row in rows]
        apart, unknown, agreed = _relations(group, main, clocks)
        answers = tuple(_answers(group, lambda a, b: relate(a.hour, b.hour, clocks) == "same"))
        inputs = dict.fromkeys(f"{t.words.quote!r}: {t.hour.shown()}" for t in group)
        if apart:
            status, rule, conflict = Status.CONFLICTING, "hour.disjoint", Conflict.DATE
        elif unknown and not agreed:
            status, rule, conflict = Status.NOT_COMPARABLE, "hour.zone", None
        else:
            status, conflict = Status.CORROBORATED if len(answers) == 1 else Status.REFINED, None
            rule = "hour.meets"
        reason = because(rule, inputs, [t.words for t in group])
        yield Verdict("date", status, answers, (reason,), conflict), _score(rows, met)


def _timed(dated: Dated, clocks: Clocks, setting: Setting) -> Iterator[Timed]:
    """The telling with its hour, if it gives one; two clocks that are joined are the ends of one stretch."""
    article = setting.articles[dated.article]
    if stance(dated.point) not in {"affirmed", "planned"} or dated.other:
        return
    days = [t for t in dated.times if t.value and t.precision == "day"]
    # the day beside a second clock is that clock's: "5am (2200 Friday GMT)"
    day = next((t.value for t in days if not ZONED.match(article.text, t.anchor.end)), "")
    hours = distinct([(t, h) for t in dated.times if (h := hour_of(t, article)) is not None], clocks)
    exact = [(t, h) for t, h in hours if not h.bare]
    if (
        len(exact) == 2
        and "between" in article.text[max(0, exact[0][0].anchor.start - 16) : exact[0][0].anchor.start].lower()
    ):
        (first, low), (last, high) = exact
        yield Timed(dated, between(low, high), article.anchor(first.anchor.start, last.anchor.end), day)
    elif len(exact) == 1 or (not exact and len(hours) == 1):
        time, hour = (exact or hours)[0]
        yield Timed(dated, hour, time.anchor, day)


def _meet(a: Timed, b: Timed, main: frozenset[str], clocks: Clocks) -> bool:
    """Whether two tellings are of one thing."""
    if _days_differ(a, b):
        return False
    if _one_thing(a.dated, b.dated, main):
        return True
    if a.hour.bare or b.hour.bare or relate(a.hour, b.hour, clocks) not in {"same", "meets"}:
        return False
    one, two = middle(a.hour, clocks), middle(b.hour, clocks)
    alike = len(a.dated.words & b.dated.words) >= SHARED or bool(a.dated.kinds & b.dated.kinds)
    return alike or (one % ODD != 0 and abs(one - two) <= 1)


def _relations(group: Sequence[Timed], main: frozenset[str], clocks: Clocks) -> tuple[bool, bool, bool]:
    """Whether two tellings of one thing exclude each other, whether two cannot be told, and whether two agree."""
    told = [(a, b, relate(a.hour, b.hour, clocks)) for a, b in combinations(group, 2)]
    twice = any(a.article == b.article and how == "apart" and _one_name(a.dated, b.dated, main) for a, b, how in told)
    between_articles = [(a, b, how) for a, b, how in told if a.article != b.article]
    apart = not twice and any(
        how == "apart"
        and not (a.dated.indefinite or b.dated.indefinite)
        and _one_thing(a.dated, b.dated, main)
        and stance(a.dated.point) == stance(b.dated.point)
        for a, b, how in between_articles
    )
    hows = {how for *_, how in between_articles}
    return apart, "unknown" in hows, bool(hows & {"same", "meets"})


def _days_differ(a: Timed, b: Timed) -> bool:
    names = weekdays(a.dated.times), weekdays(b.dated.times)
    return bool(a.day and b.day and a.day != b.day) or (all(names) and not names[0] & names[1])


def _one_thing(a: Dated, b: Dated, main: frozenset[str]) -> bool:
    """Whether two tellings of two articles are of one thing."""
    return a.article != b.article and not (a.other or b.other) and _one_name(a, b, main)


def _one_name(a: Dated, b: Dated, main: frozenset[str]) -> bool:
    """Whether two tellings name one kind of happening that the story is about, or verbs of one act with one participant and another
    word in common, or two.
    """
    lasting = frozenset() if a.begins and b.begins else frozenset(LASTING)
    if (main & a.kinds & b.kinds) - lasting:
        return True
    if "general" in a.kinds | b.kinds and (a.kinds | b.kinds) & main:
        return True
    verbs = bool(a.verb and b.verb) and one_act(a.verb, b.verb) and a.verb not in LIGHT
    shared = (a.words & b.words) - {a.verb, b.verb}
    return verbs and bool(shared) and (len(shared) >= SHARED or one_participant(a.point, b.point))


# ---- days


def judge_days(dated: Sequence[Dated], main: frozenset[str], setting: Setting) -> Iterator[Ruled]:
    """On which day something happened that the story is about, where reports name different days. Kinds of happening for
    which they name the same ones are told of together: a crash and the departure before it.
    """
    by_days: dict[tuple[str, ...], dict[str, list[Point]]] = {}
    for kind in sorted(main):
        told = [(d, t, d.on(t)) for d in dated if kind in d.kinds and _settled(d, kind) for t in d.times if _is_date(t)]
        sure = [point for d, t, point in told if _whole(t, d, setting)]
        days: dict[str, set[str]] = {}
        for point in sure:
            days.setdefault(point.article, set()).add(point.value)
        once = [p for p in sure if len(days[p.article]) == 1]
        apart = [(a, b) for a, b in combinations(once, 2) if _exclude(a, b, setting)]
        if any(not any({a.value, b.value} <= known for known in days.values()) for a, b in apart):
            near = [p for *_, p in told if p in once or (p not in sure and any(_near(p, one) for one in once))]
            by_days.setdefault(tuple(sorted({p.value for p in once})), {})[kind] = near
    for named in by_days.values():
        yield _days_verdict(named), 1.0


def _days_verdict(named: Mapping[str, Sequence[Point]]) -> Verdict:
    points = list({(p.anchor, p.focus): p for some in named.values() for p in some}.values())
    groups = grouped(points, lambda a, b: a.value == b.value)
    answers = tuple(Answer(tuple(g), focus_of(g[0]), g[0].value) for g in groups)
    read = (f"{g[0].value} ({g[0].time.basis}: {g[0].time.rule})" for g in groups if g[0].time)
    inputs = (f"kind of happening: {', '.join(sorted(named))}", *read)
    reason = because("date.disjoint", inputs, map(focus_of, points))
    return Verdict("date", Status.CONFLICTING, answers, (reason,), Conflict.DATE)


def _settled(dated: Dated, kind: str) -> bool:
    """Whether a telling dates the one moment of its thing."""
    return not dated.other and stance(dated.point) == "affirmed" and (kind not in LASTING or dated.begins)


def _whole(time: TimeRange, dated: Dated, setting: Setting) -> bool:
    """Whether a time is one sure day, and not the end or start of one."""
    if (
        dated.indefinite
        or time.precision != "day"
        or not time.value
        or time.approximate
        or time.rule in SHIFTING
        or time.rule.startswith("ago")
    ):
        return False
    text = setting.articles[dated.article].text
    around = text[max(0, time.anchor.start - 20) : time.anchor.end + 12].lower()
    return not any(word in around for word in EDGES)


def _exclude(a: Point, b: Point, setting: Setting) -> bool:
    """Whether two days of two reports cannot both be the day of one thing. What happened after a report came out is not
    what it tells of.
    """
    if (
        a.value == b.value
        or a.article == b.article
        or a.time is None
        or b.time is None
        or not dates_apart(a, b)
        or each_its_own([a], [b])
    ):
        return False
    foretold = any(
        one.time.first > (setting.published(two) or one.time.first) for one, two in ((a, b), (b, a)) if one.time
    )
    return not foretold and _near(a, b)


def _near(a: Point, b: Point) -> bool:
    """Whether two dates lie within a week of each other."""
    if a.time is None or b.time is None:
        return False
    (first, last), (start, end) = (tuple(map(date.fromisoformat, (t.first, t.last))) for t in (a.time, b.time))
    return (start - last).days <= WEEK and (first - end).days <= WEEK


def _is_date(time: TimeRange) -> bool:
    return bool(time.value) and time.kind == "date" and time.precision in PRECISE


# ---- parts


def _answers(group: Sequence[Timed], same: Callable[[Timed, Timed], bool]) -> Iterator[Answer]:
    for some in grouped(group, same):
        points = tuple(replace(t.dated.point, kind="date", focus=t.words) for t in some)
        yield Answer(points, some[0].words, " ".join(filter(None, (some[0].day, some[0].hour.shown()))))


def _pairs(timed: Sequence[Timed]) -> Iterator[tuple[int, int]]:
    """Pairs of two articles."""
    return ((i, j) for i, j in combinations(range(len(timed)), 2) if timed[i].article != timed[j].article)


def _score(rows: Sequence[int], met: Sequence[tuple[int, int]]) -> float:
    """Share of the pairs of a group that met."""
    own = set(rows)
    inside = sum(i in own and j in own for i, j in met)
    return round(2 * inside / (len(rows) * (len(rows) - 1)), 3)
