"""An update or a conflict: whether later figures supersede earlier ones, or rivals stand side by side.

A count that grows or falls while an event goes on (a toll, an area burned) is superseded by a later report. What an
event had once and for all (a magnitude, a distance, how many came) does not change with the day of the report: there
only words of revision make an update.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from twosource.compare.claimers import one_claimer, spoken_for
from twosource.compare.points import Point, outdated
from twosource.compare.slots import aspect_of

UPDATE_CUES = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|climb\w*|jump\w*|soar\w*|grew|grown|increas\w+|revis\w+|updat\w+|new (?:count|toll|figure)|"
    r"latest|newest|now(?! (?:considered|known|called|regarded)\b)|so far|first (?:reported|thought|feared)|earlier|previous\w*|until then|up from|down from|(?:go|goes|gone|went) up|initial\w*|no longer|since then|fell to|lowered)\b",
    re.IGNORECASE,
)
REVISION = re.compile(
    r"\b(?:revis\w+|correct(?:ed|ion)|upgrad\w+|downgrad\w+|updat\w+|lower(?:ed|ing)|recount\w*|miscount\w*|misstat\w+|initially|at first)\b",
    re.IGNORECASE,
)
NOW = re.compile(r"\bnow\b", re.IGNORECASE)
RISING_SLOTS = frozenset({"dead", "injured", "displaced", "rescued", "arrested", "destroyed", "identified"})
SETTLED_SLOTS = frozenset({"attending", "aboard"})  # counts of what is over when it is reported
SETTLED = frozenset(
    {"length", "magnitude", "age", "category"}
)  # measures that do not change from one report to the next
GOING_ON = re.compile(  # a length that grows from report to report: "have been idle for two weeks"
    r"\b(?:has|have|so far|already|still|now|today|will|could|may|might|expected|is|are)\b", re.IGNORECASE
)
MORE = 2  # days of which the figures are
MOSTLY = 0.5  # share of the pairs of values that must tell an update where none of them are plain rivals
# how much of a vote is counted: "with 40% of ballots counted", "with all precincts reporting"
COUNTED = re.compile(
    r"\bwith (?:about |around |nearly |almost |some |over |more than |just )*(all|\d+(?:\.\d+)?)\b(?:[^.;,]{0,40}\b(?:counted|tallied)|[^.;,]{0,20}\b(?:votes?|ballots?|precincts?|returns?|districts?|stations?)\b[^.;,]{0,16}\b(?:reporting|reported|declared|in))\b",
    re.IGNORECASE,
)
DECIDED = re.compile(
    r"\b(?:(?:rais|lift|hik|lower|reduc|slash)\w*|cut(?:s|ting)?|increas\w+ (?:its|their|the|his|her))\b[^.;]{0,80}\bto\s(?:(?:about|around|just|nearly) )?$",
    re.IGNORECASE,
)
# what is raised or lowered as more is known
ESTIMATED = re.compile(
    r"\b(?:estimates?|forecasts?|projections?|figures?|counts?|tolls?|numbers?|totals?|tall(?:y|ies))\b", re.IGNORECASE
)
Stood = Callable[[Point], str]
Values = Sequence[Sequence[Point]]
Pair = tuple[Sequence[Point], Sequence[Point]]  # of two values that exclude each other


def superseded(apart: Sequence[Pair], stood: Stood, hour: Stood) -> str:
    """Name of the rule by which the later figures supersede the earlier ones, "" when none does. `stood` and `hour` give the
    day and the moment for which a report gives a figure, "" where unknown.

    A toll that fell, two claimers who differ on one day, or reports that differ on the last day are a conflict whatever else
    changed from day to day. Of other pairs of values the majority decides.
    """
    if any(fell(left, right, stood) or _claimed_apart(left, right, stood) for left, right in apart):
        return ""
    if _apart_at_last(apart, stood, hour):
        return ""
    told = [_told(left, right, stood, hour) for left, right in apart]
    told = [rule or _old_by_another(pair, apart, told) for pair, rule in zip(apart, told, strict=True)]
    rivals = [pair for pair, rule in zip(apart, told, strict=True) if not rule]
    if len(rivals) >= (1 - MOSTLY) * len(told) and not (len(rivals) < len(told) and _left_behind(rivals, apart, stood)):
        return ""
    return "update.words" if "update.words" in told else "update.later-report"


def _old_by_another(pair: Pair, apart: Sequence[Pair], told: Sequence[str]) -> str:
    """The rule by which a report that alone gives one of two values gives it as old beside a third that the other is not apart from:
    "$150,000 last month, $1.1 million so far", and elsewhere "more than $1.1 million".
    """
    for (left, right), rule in zip(apart, told, strict=True):
        for old, new in ((left, right), (right, left)):
            if rule != "update.words" or not any(old is group for group in pair):
                continue
            other = pair[1] if pair[0] is old else pair[0]
            beside = {p.article for p in old} <= {p.article for p in new}
            if beside and not any({id(new), id(other)} == {id(one), id(two)} for one, two in apart):
                return rule
    return ""


def _apart_at_last(apart: Sequence[Pair], stood: Stood, hour: Stood) -> bool:
    """Whether figures had changed before the last day, and on that day reports differ on the one that stands."""
    days = {stood(p) for pair in apart for group in pair for p in group}
    if len(days) < MORE or "" in days:
        return False
    for pair in apart:
        if any(outdated(p.quantity) for group in pair for p in group):
            continue  # a report knows which of the two is the new one
        one, two = ([p for p in group if stood(p) == max(days)] for group in pair)
        if one and two and (not _told(one, two, stood, hour) or _both_new(one, two)):
            return True
    return False


def _both_new(left: Sequence[Point], right: Sequence[Point]) -> bool:
    """Whether words call both values new ("rose to 31", "climbed to 28"), and none of the reports gives one of them as old."""
    new = all(any(UPDATE_CUES.search(p.statement.sentence.quote) for p in group) for group in (left, right))
    return new and not _says(REVISION, left, right) and not _counted_on(left, right)


def _both_now(left: Sequence[Point], right: Sequence[Point]) -> bool:
    """Whether all reports of both values say that it is so now: "now has 2,301 points", "now has 2,302"."""
    return all(NOW.search(p.statement.sentence.quote) for p in (*left, *right)) and not _says(REVISION, left, right)


def _left_behind(rivals: Sequence[Pair], apart: Sequence[Pair], stood: Stood) -> bool:
    """Whether all rivals stood before the last day's figure, which none disputes."""
    last = max(_first(group, stood) for pair in apart for group in pair)
    return all("" < _first(group, stood) < last for pair in rivals for group in pair)


def fell(left: Sequence[Point], right: Sequence[Point], stood: Stood) -> bool:
    """Whether a report of a later day gives a smaller toll, and no words of revision."""
    before, after = sorted((left, right), key=lambda g: _first(g, stood))
    later = bool(_first(before, stood)) and _first(before, stood) < _first(after, stood)
    shrank = before[0].slot in RISING_SLOTS and _middle(after[0]) < _middle(before[0])
    return later and shrank and not all_outdated(before) and not _says(REVISION, left, right)


def _claimed_apart(left: Sequence[Point], right: Sequence[Point], stood: Stood) -> bool:
    """Whether two named claimers give the two values on one day."""
    if all_outdated(left) or all_outdated(right):
        return False
    return any(
        a.statement.claimer
        and b.statement.claimer
        and not one_claimer(a.statement.claimer, b.statement.claimer)
        and a.article == b.article
        and stood(a) == stood(b)
        for a in left
        for b in right
    )


def _of_one_period(left: Sequence[Point], right: Sequence[Point]) -> bool:
    """Whether both values are of one month, quarter or year that the words name: the inflation of May stays what it was."""
    one, two = (frozenset(day for p in points for day in p.days) for points in (left, right))
    return left[0].slot not in RISING_SLOTS and any(len(day) < len("2024-05-01") for day in one & two)


def _told(left: Sequence[Point], right: Sequence[Point], stood: Stood, hour: Stood) -> str:
    """By which rule one of two values that exclude each other is the later state, "" where they are rivals."""
    if all_outdated(left) or all_outdated(right) or _replaced(left, right) or _replaced(right, left):
        return "update.words"
    if moving(left[0]) and moving(right[0]):
        return "update.later-report"  # two of one hour never meet (`asked.both_moving`): figures of other days brought them together
    if settled(left[0]) or _of_one_period(left, right):
        return "update.words" if _says(REVISION, left, right) else ""
    before, after = sorted(_first(g, stood) for g in (left, right))
    if before and before < after:
        return "update.later-report"
    # "rose 3 percent" makes nothing new, nor does a rate that two reports say was raised to one or another
    steps = all((p.quantity is not None and p.quantity.change) or _decided(p) for p in (*left, *right))
    if (
        _counted_on(left, right)
        or _says(REVISION if steps else UPDATE_CUES, left, right)
        and not _both_now(left, right)
    ):
        return "update.words"
    return "update.later-report" if _says_anew(left, right, hour) else ""


def _decided(point: Point) -> bool:
    """Whether the figure is to what somebody has set a rate, a price, a limit: "raised its key rate to 4.5 percent"."""
    figure = point.focus
    if figure is None or point.slot in RISING_SLOTS:
        return False
    told = DECIDED.search(point.statement.sentence.quote[: max(0, figure.start - point.statement.sentence.start)])
    return told is not None and not ESTIMATED.search(told[0])


def _replaced(old: Sequence[Point], new: Sequence[Point]) -> bool:
    """Whether a report gives the one value as what was before and the other as what is."""
    before = {p.article for p in old if outdated(p.quantity)}
    return bool(before & {p.article for p in new if not outdated(p.quantity)})


def _counted_on(left: Sequence[Point], right: Sequence[Point]) -> bool:
    """Whether the two values are of two stages of one count: with 40% of the vote counted, with 90%."""
    one, two = ({m[1].lower() for p in g for m in COUNTED.finditer(p.statement.sentence.quote)} for g in (left, right))
    return bool(one and two) and not one & two


def _says_anew(left: Sequence[Point], right: Sequence[Point], hour: Stood) -> bool:
    """Whether one claimer gives both values of what only grows, the greater one at a later hour of the day."""
    claimers = {spoken_for(p.statement.claimer or "") for p in (*left, *right)}
    if len(claimers) != 1 or "" in claimers or left[0].slot not in RISING_SLOTS:
        return False
    less, more = sorted((left, right), key=lambda g: _middle(g[0]))
    return "" < _first(less, hour) < _first(more, hour)


def _says(words: re.Pattern[str], left: Sequence[Point], right: Sequence[Point]) -> bool:
    return any(words.search(p.statement.sentence.quote) for p in (*left, *right))


def settled(point: Point) -> bool:
    """Whether a figure measures what no longer changes when it is reported."""
    dimension = point.quantity.dimension if point.quantity is not None else ""
    if moving(point):
        return False
    over = dimension == "duration" and not GOING_ON.search(point.statement.anchor.quote)
    counted_on = dimension == "percent"  # turnout, while the votes are counted
    return (point.slot in SETTLED_SLOTS and not counted_on) or dimension in SETTLED or over


def moving(point: Point) -> bool:
    """Whether a figure is how far away or how strong a storm is, or how fast it moves: another one from hour to hour."""
    figure, words = point.quantity, point.statement.sentence.quote
    if figure is not None and figure.dimension == "category":
        return aspect_of(point.statement, figure) != "ashore"
    if figure is None or figure.dimension not in {"length", "speed"}:
        return False
    if not (STORMS.search(words) or HEADED.search(words)):
        return False
    if figure.dimension == "length":
        return aspect_of(point.statement, figure) == "way"
    start = figure.anchor.start - point.statement.sentence.start
    return GOING.search(words[max(0, start - ASIDE) : start + len(figure.anchor.quote) + ASIDE]) is not None


STORMS = re.compile(
    r"\b(?:storm|hurricane|cyclone|typhoon|tropical depression|caravan|plume|slick|comet|asteroid)\b", re.IGNORECASE
)
GO = r"(?:mov(?:e|es|ed|ing)|head(?:s|ed|ing)|travel\w*|churn\w*|track(?:s|ed|ing)|crawl\w*|creep\w*|crept|advanc(?:es|ed|ing)|trudg\w*|barrel\w*|drift\w*|inch(?:ed|ing)|slow(?:ed|ing))"
GOING = re.compile(rf"\b{GO}\b", re.IGNORECASE)
HEADED = re.compile(
    rf"\b{GO} (?:\w+ )?(?:(?:north|south|east|west)[\w-]*)\b[^.;]{{0,20}} at \S*\d", re.IGNORECASE
)  # "moving northwest at 16 mph"
ASIDE = 60  # characters in which a verb of moving speaks of a speed


def stands_once(points: Sequence[Point]) -> bool:
    """Whether one article alone gives the figure as it stands, and the others as what was before."""
    standing = {p.article for p in points if not outdated(p.quantity)}
    return len(standing) == 1 < len({p.article for p in points})


def all_outdated(points: Sequence[Point]) -> bool:
    """Whether each report gives the figure as what was before: "rose from 12 to 15"."""
    return all(outdated(p.quantity) for p in points)


def _first(points: Sequence[Point], stood: Stood) -> str:
    return min(filter(None, map(stood, points)), default="")


def _middle(point: Point) -> float:
    quantity = point.quantity
    bounds = [b for b in (quantity.low, quantity.high) if b is not None] if quantity else []
    return sum(bounds) / len(bounds) if bounds else 0.0


def moment_of(stamp: str) -> str:
    """A date-time by the clock of UTC where it names its zone, so that it sorts with others."""
    moment = datetime.fromisoformat(stamp)
    return (moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment).isoformat()
