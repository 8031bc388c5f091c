"""All who were in danger are safe by one report, and one of them is missing or dead by another.

"All 18 crew members were rescued" counts nobody missing, in no word for it. It is held against a count of the same ones: of passengers,
the crew may still be missing. Who is missing may be found the next day, so that there either order is an update.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.compare.points import Point, first_each
from twosource.compare.questions.evidence import Ruled
from twosource.compare.questions.tolls import (
    ABOARD,
    COMMON,
    WAS,
    YEAR,
    Before,
    counts_some,
    elsewhere,
    none_and_some,
    sentences_before,
)
from twosource.compare.stances import stance
from twosource.compare.verdicts import Setting
from twosource.data import BlockKind


def judge_all_saved(points: Sequence[Point], setting: Setting) -> Iterator[Ruled]:
    """One verdict for those missing, and one for the dead, of whom other reports say that all are safe; none of a report that tells both."""
    told = [p for p in points if p.kind == "event" and p.statement.block is BlockKind.PARAGRAPH]
    saved = [p for p in told if stance(p) == "affirmed" and SAVED.search(p.statement.anchor.quote)]
    if not saved:
        return
    before = sentences_before(told)
    for slot in ("missing", "dead"):
        lost = [p for p in points if p.kind == "quantity" and p.slot == slot and counts_some(p) and not _past(p)]
        knowing = {p.article for p in lost} & {p.article for p in saved}
        pairs = [
            (s, x) for s in saved for x in lost if not {s.article, x.article} & knowing and _of_one_thing(s, x, before)
        ]
        if pairs:
            none, some = (first_each(list(dict.fromkeys(pair[i] for pair in pairs))) for i in (0, 1))
            later = setting.before(none, some) or (slot == "missing" and setting.before(some, none))
            yield none_and_some(none, some, updated=later), 1.0


def _past(point: Point) -> bool:
    return YEAR.search(point.statement.sentence.quote) is not None


def _of_one_thing(saved: Point, lost: Point, before: Before) -> bool:
    """Whether those lost may be of those who are safe: of the same crew or passengers, or of others by one noun in sentences that, with
    those before them, share a telling word more.
    """
    counted = lost.quantity.counted if lost.quantity is not None else None
    here = _kinds(" ".join(SAVED.findall(saved.statement.anchor.quote)))
    there = _kinds(counted.quote if counted is not None else lost.anchor.quote)
    if elsewhere(saved, lost):
        return False
    if "aboard" in here and not here & GOING:
        return bool(there & GOING) or (there <= {"people"} and ABOARD.search(lost.statement.sentence.quote) is not None)
    around = [p.around | before.get(p.statement.sentence, frozenset()) for p in (saved, lost)]
    shared = (around[0] & around[1]) - COMMON - {lost.counted}
    return bool(here & there & GOING) or bool((here & there) - {"people"} and shared)


GOING = frozenset({"crew", "passenger"})


def _kinds(words: str) -> frozenset[str]:
    return frozenset(kind for kind, pattern in GROUPS.items() if pattern.search(words))


GROUPS = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in {
        "people": "people|persons?|everyone|everybody|occupants?|those",
        "aboard": "on board|aboard",
        "passenger": "passengers?",
        "crew": r"crew(?:m[ae]n|[ -]?members?)?|sailors?|seafarers?|mariners?|seam[ae]n",
        "guest": "guests?",
        "worker": "workers?|employees?|staff|labou?rers?",
        "miner": "miners?",
        "pupil": "students?|pupils?|children|child|boys?|girls?",
        "adult": "adults?|teachers?|coach",
        "resident": "residents?|tenants?|villagers?|patients?",
        "climber": "climbers?|hikers?|divers?|fisherm[ae]n|skiers?|tourists?",
        "hostage": "hostages?|captives?",
        "rescuer": r"rescuers?|firefighters?|soldiers?|officers?|police(?:m[ae]n)?|divers?|bystanders?|civilians?|gunm[ae]n|militants?|attackers?",
    }.items()
}
ALL = r"(?<!not )(?<!nearly )(?<!almost )(?<!virtually )\b(?:all|both)(?: of)?(?: (?:the|its|their))?(?: [\w,-]+){0,2}?"
WHO = "|".join(
    p.pattern.removeprefix(r"\b(?:").removesuffix(r")\b") for k, p in GROUPS.items() if k not in {"rescuer", "aboard"}
)
SAVED = re.compile(
    rf"((?:{ALL} (?:{WHO})|\b(?:everyone|everybody))(?: on board| aboard| inside| in the \w+)?) (?:members )?{WAS} "
    r"(?:\w+ly |now |later |eventually |since )?(?:been )?(?:\w+ly )?(?:rescued|saved|evacuated|brought (?:\w+ )?(?:to safety|out|ashore|home)|pulled (?:\w+ )?(?:out|to safety) alive|found (?:safe|alive)|safe\b|led to safety|taken off)",
    re.IGNORECASE,
)
