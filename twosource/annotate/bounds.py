"""The words that bound a figure ("at least 12", "12 or more", "nearly 40") and those that make it a difference ("rose 5
percent", "a 5 percent cut").

Our reading: "about 40" is 36 to 44; "nearly 40" is 36 to 40; "just over 40" is 40 to 44; "up to 40" and "as many as 40"
have no low end, "at least 40" and "more than 40" no high end. A word decides only where it stands right beside the
figure.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

TOLERANCE = 0.1  # "about 1,000" allows a tenth on either side
REACH = 60  # characters before a figure in which its bound words stand

LEAST = (
    r"at least|(?:(?:well|far|much|significantly|slightly|a little) )?(?:more|greater|higher|larger|bigger|longer|better|older) than|(?:well )?over|upwards? of|no(?:t)? (?:fewer|less) than|"
    r"in excess of|exceed(?:s|ed|ing)?|(?:well )?above|a minimum of|minimum(?: of)?|topp(?:ed|ing)|tops|surpass(?:ed|es|ing)|north of|past|[>≥]=?"
)
MOST = (
    r"at most|up to|as (?:many|much|high|low|long|far|few|little) as|no(?:t)? (?:more|greater|higher) than|(?:(?:well|far|much) )?(?:fewer|less|lower|smaller|shorter|younger) than|(?:well )?(?:under|below)|"
    r"a maximum of|maximum(?: of)?|south of|[<≤]=?"
)
JUST_OVER = r"(?:just|slightly|a little|a bit|a touch) (?:over|above|more than|higher than)"
JUST_UNDER = r"(?:just|slightly|a little|a bit|a touch) (?:under|below|less than|fewer than|short of|shy of)|nearly|almost|close to|approaching|nearing|not quite|virtually"
ABOUT = r"(?:at )?about|(?:at )?around|roughly|approximately|some|an estimated|estimated(?: at)?|circa|ca?\.|approx\.?|something like|in the region of|an average(?: of)?|averag(?:ed|es|ing)|average of|barely|[~≈]"
BESIDE = r"(?: (?:a further|another|an estimated|an additional|about|some|around|roughly|only|as many as))?"
BEFORE = re.compile(
    rf"(?:(?<=[\s(—–\"“‘'-])|^)(?P<words>(?:(?P<over>{JUST_OVER})|(?P<under>{JUST_UNDER})|(?P<least>{LEAST})|(?P<most>{MOST})|(?P<about>{ABOUT})){BESIDE})\s*(?:a total of |the |an? |its |their )?$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:\s+|,\s*)?(?:(?P<least>or more|at least|plus\b(?! [\d$€£])|-plus|and more|and counting|(?:or|and) (?:above|higher|over|older|up(?:wards)?|longer|greater)|at the least)"
    r"|(?P<most>or (?:fewer|less|under|below|younger|lower)|at (?:the )?most|tops)|(?P<about>or so|-odd|or thereabouts|on average|approximately|roughly))\b|(?P<plus>\+)(?!\d)",
    re.IGNORECASE,
)
# "went up to 3,408" and "over the past week" bound nothing
LEVEL = re.compile(
    r"\b(?:w[eo]nt|go(?:es|ing|ne)?|r[oi]s\w+|climb\w*|mov\w+|ramp\w*|increas\w*|jump\w*|push\w*|br(?:ing\w*|ought)|shot|edg\w+|drove|driv\w+|t[oa]k\w+|raised?)\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
UP = r"up|r[oi]s(?:e|es|en|ing)|gain(?:s|ed|ing)?|add(?:s|ed|ing)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|gr[eo]w(?:s|n|ing)?|increas(?:e|es|ed|ing)|advanc(?:e|es|ed|ing)|rall(?:y|ies|ied)|leap(?:s|t|ed)?|rebound(?:s|ed|ing)?|expand(?:s|ed|ing)?|swell(?:s|ed|ing)?|hik(?:e|es|ed|ing)|higher|gains? of|rise of|increase of|growth of|jump of"
DOWN = r"down|f[ae]ll(?:s|en|ing)?|los(?:e|es|t|ing)|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|slid(?:e|es|ing)?|slump(?:s|ed|ing)?|slip(?:s|ped|ping)?|sank|sinks?|shr[aiu]nk(?:s|ing)?|tumbl(?:e|es|ed|ing)|dip(?:s|ped|ping)?|shed(?:s|ding)?|eas(?:e|es|ed|ing)|retreat(?:s|ed|ing)?|weaken(?:s|ed|ing)?|contract(?:s|ed|ing)?|cut(?:s|ting)?|lower|fall of|drop of|decline of|decrease of|loss of|cut of"
CHANGE_BEFORE = re.compile(
    rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))(?: (?:by|about|around|nearly|almost|some|another|a|an|a further|just|only|roughly|approximately|more than|less than|over|up to|as much as|at least|further|sharply|slightly|steeply|modestly|back))*(?: by)?\s*$",
    re.IGNORECASE,
)
CHANGE_AFTER = re.compile(
    r"[\s-]+(?:(?:\w+ )?(?P<up>increase|rise|gain|jump|surge|growth|hike|boost|raise|uptick|higher|more|up)|(?:\w+ )?(?P<down>decrease|drop|fall|decline|plunge|slump|slide|cut|reduction|discount|dip|loss|lower|less|fewer|down))\b(?! (?:of|to) [$€£\d])",
    re.IGNORECASE,
)


class Bound(NamedTuple):
    """What the words beside a figure do to it; `start` and `end` take those words in."""

    start: int
    end: int
    least: bool = False
    most: bool = False
    about: bool = False
    words: bool = False


def bound_at(text: str, place: tuple[int, int], limits: tuple[int, int], *, lasting: bool) -> Bound:
    """The bound words around the figure at `place`, inside `limits`. `lasting`: the figure is a length of time."""
    start, end = place
    left = max(limits[0], start - REACH)
    before = BEFORE.search(text[left:start])
    if before and _says_nothing(text[left : left + before.start("words")], before.group("words").lower(), lasting):
        before = None
    after = AFTER.match(text[end : min(limits[1], end + 20)])
    least = most = about = False
    if before:
        start = left + before.start("words")
        over, under = bool(before.group("over")), bool(before.group("under"))
        least, most = bool(before.group("least")), bool(before.group("most")) or under
        about = over or under or bool(before.group("about"))
        least = least or over
    if after:
        end += after.end()
        least = least or bool(after.group("least") or after.group("plus"))
        most, about = most or bool(after.group("most")), about or bool(after.group("about"))
    return Bound(start, end, least, most, about, bool(before or after))


def _says_nothing(before: str, words: str, lasting: bool) -> bool:
    if words.startswith("up to") and LEVEL.search(before):
        return True
    if words == "over" and HANDING.search(before):
        return True
    if lasting and words in {"over", "past", "under", "above"}:
        return not re.search(
            r"\b(?:for|of|well|just|last(?:s|ed|ing)?|took|take[ns]?|after|than|aged?|is|was)\s$", before
        )
    return words in {"past", "some"} and before.lower().endswith(("the ", "in ", "for the "))


# verbs of which "over" is a part: handed over 175 prisoners
HANDING = re.compile(r"\b(?:(?:hand|turn|sign)(?:ed|s|ing)?|give|gives|gave|given|giving)\s$", re.IGNORECASE)


def interval_of(low: float, high: float, bound: Bound, *, exact: bool) -> tuple[float | None, float | None]:
    """The interval the words allow around the named numbers."""
    slack = (TOLERANCE * abs(low), TOLERANCE * abs(high)) if bound.about and exact else (0.0, 0.0)
    if bound.about and bound.least:
        return low, high + slack[1]
    if bound.about and bound.most:
        return low - slack[0], high
    if bound.about:
        return low - slack[0], high + slack[1]
    return None if bound.most else low, None if bound.least else high


def change_at(text: str, place: tuple[int, int], limits: tuple[int, int]) -> Literal["", "up", "down"]:
    """Whether the figure says how far something rose or fell."""
    start, end = place
    match = CHANGE_BEFORE.search(text[max(limits[0], start - 40) : start]) or CHANGE_AFTER.match(
        text[end : min(limits[1], end + 30)]
    )
    if match is None or re.match(r" of (?!the\b)", text[end : end + 4]):
        return ""  # "dropped 15 inches of rain"
    return "up" if match.group("up") else "down"
