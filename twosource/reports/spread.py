"""Time and copying as positions on the page: what happened and when it was reported, and who copies whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import inf
from typing import NamedTuple

from twosource.data import Account, Origin

EDGE, FAR = 12.0, 89.0  # per cent of the width: what lies before the window has the margin
LEAST_WINDOW = 7  # days before the first report that the chart shows in full, or twice the days of reports


class Scale(NamedTuple):
    """Days on a line; what lies before the first day goes to the margin."""

    first: float
    last: float

    def __call__(self, day: float) -> float:
        """Where the day stands, in per cent of the width."""
        if day < self.first:
            return EDGE / 3
        at = (day - self.first) / max(self.last - self.first, 1e-9)
        return round(EDGE + (FAR - EDGE) * min(at, 1.0), 2)


class Tick(NamedTuple):
    """A day written under a chart."""

    at: float
    label: str


class Span(NamedTuple):
    """What is said of one time: when it happened, from to, and when it was first reported."""

    date: str
    left: float
    right: float
    reported: float | None
    weight: int
    planned: bool


class Node(NamedTuple):
    """An article in the graph of copies. `parent` is the row of the article whose words it has."""

    article: str
    origin: str
    at: float | None  # None: undated
    parent: int | None
    shared: int  # characters that the two are shown to share
    lag: str  # "2 days later", "" when a time is unknown


def moment(iso: str) -> float | None:
    """An ISO date or date-time as days; None when there is none."""
    if not iso:
        return None
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return at.toordinal() + (at.hour * 60 + at.minute) / 1440


def ticks(scale: Scale, most: int = 6) -> list[Tick]:
    """Whole days at even steps, few enough to be read."""
    first, last = int(scale.first), int(scale.last)
    step = max(1, -(-(last - first + 1) // most))
    return [Tick(scale(float(day)), date.fromordinal(day).isoformat()) for day in range(first, last + 1, step)]


def happened(account: Account) -> tuple[list[Span], Scale | None, int]:
    """The timeline's spans on one scale, the scale, and how many lie before it. No scale: nothing has a day."""
    reports = [m for e in account.articles if (m := moment(e.published or "")) is not None]
    told = [entry for entry in account.timeline if not entry.said]
    dated = [(entry, bounds) for entry in told if (bounds := _bounds(entry.date)) is not None]
    if not dated:
        return [], None, 0
    window = max(LEAST_WINDOW, 2 * (max(reports) - min(reports))) if reports else inf
    start = min(reports, default=0.0) - window
    near = [b for _, b in dated if b[1] >= start]
    firsts = [b[0] for b in near if b[0] >= start]
    days = [float(int(r)) for r in reports] + firsts + [b[1] for b in near]
    if not days:
        return [], None, len(dated)
    last = min(max(days), min(days) + 3 * 366)
    scale = Scale(min(days), max(last, min(days) + 1))
    gathered: dict[tuple[str, str, bool], int] = {}
    for entry, _ in dated:
        key = (entry.date, entry.reported[:10], entry.planned)
        gathered[key] = gathered.get(key, 0) + len(entry.evidence)
    spans = []
    for (day, reported, planned), count in gathered.items():
        left, right = _bounds(day) or (0.0, 0.0)
        at = moment(reported)
        spans.append(Span(day, scale(left), scale(right), None if at is None else scale(at), count, planned))
    return spans, scale, sum(b[1] < scale.first for _, b in dated)


def _bounds(value: str) -> tuple[float, float] | None:
    """First and last day of `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A..B`."""
    first, _, last = value.partition("..")
    ends = _period(first), _period(last or first)
    return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None


def _period(value: str) -> tuple[float, float] | None:
    try:
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 3:
            day = float(date(*parts).toordinal())
            return day, day
        first = date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
        after = date(first.year + 1, 1, 1) if len(parts) == 1 else (first + timedelta(days=32)).replace(day=1)
        return float(first.toordinal()), float((after - timedelta(days=1)).toordinal())
    except (ValueError, OverflowError):
        return None


def copying(account: Account) -> tuple[list[Node], Scale | None]:
    """The articles as rows, origin by origin, each copy with the earlier article whose words it has most of."""
    published = {e.id: e.published or "" for e in account.articles}
    days = [m for p in published.values() if (m := moment(p)) is not None]
    scale = Scale(float(int(min(days))), float(int(max(days)) + 1)) if days else None
    nodes: list[Node] = []
    for origin in account.origins:
        start = len(nodes)
        for article, (parent, shared) in zip(origin.articles, _parents(origin), strict=True):
            at = moment(published[article])
            lag = _lag(published[origin.articles[parent]], published[article]) if parent is not None else ""
            place = scale(at) if scale is not None and at is not None else None
            nodes.append(Node(article, origin.id, place, None if parent is None else start + parent, shared, lag))
    return nodes, scale


def _parents(origin: Origin) -> list[tuple[int | None, int]]:
    """For each article of the origin the earlier one that shares most words with it, else the first; and how many."""
    place = {article: number for number, article in enumerate(origin.articles)}
    shared: dict[int, dict[int, int]] = {}
    for one, two in origin.passages:
        if one.article in place and two.article in place and one.article != two.article:
            before, after = sorted((place[one.article], place[two.article]))
            sums = shared.setdefault(after, {})
            sums[before] = sums.get(before, 0) + min(one.end - one.start, two.end - two.start)
    found: list[tuple[int | None, int]] = [(None, 0)]
    for number in range(1, len(origin.articles)):
        sums = shared.get(number, {})
        best = min(sums, key=lambda before: (-sums[before], before), default=0)
        found.append((best, sums.get(best, 0)))
    return found


def _lag(before: str, after: str) -> str:
    one, two = moment(before), moment(after)
    if one is None or two is None:
        return ""
    exact = len(before) > 10 and len(after) > 10
    hours = round((two - one) * 24)
    if exact and abs(hours) < 48:
        return "same hour" if hours == 0 else f"{abs(hours)} h {'later' if hours > 0 else 'earlier'}"
    days = int(two) - int(one)
    if days == 0:
        return "same day"
    return f"{abs(days)} day{'s' if abs(days) != 1 else ''} {'later' if days > 0 else 'earlier'}"
