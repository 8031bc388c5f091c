"""Sentence bounds, as a spaCy component: blocks and line breaks are bounds, a small model finds the others.

A logistic model over the kinds of the words around a place (`signs`), fitted by `training/sentences.py` on treebanks;
its weights are in `sentences.json`. Rules stay where the treebanks have little news to learn from: a closing quote
or bracket belongs to what it closes, a title's or month's abbreviation goes on, nothing begins with a comma.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from spacy.attrs import IS_SPACE, SPACY
from spacy.language import Language
from spacy.tokens import Doc

STRAIGHT = frozenset("\"'")
DOUBLE = frozenset({*'"“”«»', "''"})
QUOTES = DOUBLE | frozenset("'‘’")
# Abbreviations that stand before a capital letter without ending a sentence.
TITLES = frozenset(
    "mr. mrs. ms. dr. drs. prof. profs. gen. gens. lt. col. maj. capt. cmdr. sgt. cpl. brig. adm. gov. sen. sens. rep. "
    "reps. pres. rev. hon. st. mt. ft. sr. jr. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. "
    "tues. wed. thu. thur. thurs. fri. sat. sun. vs. v. e.g. i.e. approx. est. al. supt. insp. det. spc. pvt. ald. "
    "amb. atty. messrs. mme. mlle. p.s.".split()
)
# Words that are abbreviations only before a number.
NUMBERED = frozenset("no. nos. art. sec. fig. figs. vol. p. pp. ext. tel. c. ca.".split())
# Abbreviations that may also end a sentence: only a following function word with a capital decides.
EITHER = frozenset(
    "inc. corp. ltd. co. u.s. u.k. u.n. e.u. a.m. p.m. etc. d.c. bros. plc. dept. ave. blvd. rd. ph.d. b.c. a.d.".split()
)
STARTERS = frozenset(
    "the a an he she it they we i you in on at but and so this that these those there as for after before when while if "
    "his her its their our my according meanwhile however officials police".split()
)
KINDS: Sequence[tuple[str, re.Pattern[str]]] = [
    ("comma", re.compile(r",+")),
    ("stop", re.compile(r"\.")),
    ("mark", re.compile(r"[!?]+[.!?]*|\.[!?]+")),
    ("dots", re.compile(r"\.\.+|…+")),
    ("colon", re.compile(r":")),
    ("semicolon", re.compile(r";")),
    ("close", re.compile(r"[)\]}]+")),
    ("open", re.compile(r"[(\[{`]+")),
    ("percent", re.compile(r"[%=^/&]")),
    ("dash", re.compile(r"--?|–|—")),
    ("rule", re.compile(r"[-=*_~#<>.|+]{2,}")),
    ("bullet", re.compile(r"[*•·▪►>|#+~<_]")),
    ("place", re.compile(r"(?:https?:|www\.|ftp:)\S+|\S+@\S+\.\S+|\S+\.(?:com|org|net|html?|doc|xls|pdf)(?:/\S*)?")),
    ("clock", re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")),
    ("day", re.compile(r"\d+[/-]\d+[/-]\d+")),
    ("number", re.compile(r"[\d.,]*\d")),
    ("figured", re.compile(r"\w*\d[\w.,-]*")),
    ("initial", re.compile(r"[A-Z]\.")),
    ("initials", re.compile(r"(?:[A-Za-z]\.){2,}")),
    ("shortened", re.compile(r"[\w.]+\.")),
    ("mixed", re.compile(r"\w\S*")),
]  # the first that fits
JOINTS = str.maketrans("", "", "'’-")
TITLED = frozenset({"Title", "Small", "capitals"})
ENDING = frozenset({"stop", "mark", "dots"})
NEVER_FIRST = frozenset({"comma", "stop", "mark", "colon", "semicolon", "close", "percent"})
NEVER_LAST = frozenset({"open", "comma", "percent"})
GREETING = 3  # words of a line that a comma may end: "Dear Ann," "Regards,"
ABBREVIATED = frozenset({"initial", "initials"})
OPENING = frozenset({"open", "dash", "bullet", "rule"})
CAPITAL = frozenset({"Small", "Title", "capitals", "one"})
HEADLINE = 0.6  # share of words with a capital in a line that is written as headlines are
CLEAR, UNMARKED = 1.0, 0.3  # less is asked at a full stop before a capital, more where no mark stands
FAR = 12
ODD = frozenset({"place", "clock", "day", "figured", "rule", "colon"})
APART = (12, 25, 50)  # words between full stops
RUN = 4  # longer runs of capitals are alike


class Line:
    """The words of one line in small letters, their kinds, and what else bears on where its sentences begin."""

    def __init__(self, texts: Sequence[str], spaced: Sequence[bool], small: frozenset[str]) -> None:
        """`spaced` says of each word whether a blank stands before it, `small` are the words usually written small."""
        self.words = [text.lower() for text in texts]
        self.kinds = [kind_of(text) for text in texts]
        self.spaced = spaced
        self.quoted = [False] * len(texts)  # whether a quotation is open before the word
        quoted = False
        for i, kind in enumerate(self.kinds):
            self.quoted[i] = quoted
            if kind == "Title":
                self.kinds[i] = "Small" if self.words[i] in small else kind
            elif kind == "quote":
                self.kinds[i] = "close" if i and self._closes(i) else "open"
                quoted = self.kinds[i] == "open" if texts[i] in DOUBLE else quoted
        titled = sum(kind in TITLED for kind in self.kinds)
        ended = any(kind in ENDING for kind in self.kinds)
        self.style = f"{4 * titled // (len(texts) + 1)}{ended:d}"
        self.shape = self._shape()
        self.headline = len(texts) > GREETING and titled >= HEADLINE * len(texts)

    def _shape(self) -> str:
        """How a line is written: how much of it is dates, addresses and the like, how far apart its full stops are,
        and whether one ends it. Mail and lists are unlike edited text.
        """
        kinds = self.kinds
        odd = sum(kind in ODD for kind in kinds)
        far = len(kinds) // (sum(kind in ENDING for kind in kinds) + 1)
        last = next((kind for kind in reversed(kinds) if kind != "close"), "none")
        return f"{min(3, 8 * odd // (len(kinds) + 1))}{bisect(APART, far)}{last in ENDING:d}"

    def _closes(self, at: int) -> bool:
        """Whether a quote ends something: a straight one after a space and before a word opens."""
        after = at + 1 >= len(self.spaced) or self.spaced[at + 1]
        return not self.spaced[at] or (self.words[at] in STRAIGHT and after)

    def places(self) -> Iterator[int]:
        """Where a sentence may begin, beside the first word."""
        kinds = self.kinds
        for at in range(1, len(kinds)):
            before, here = kinds[at - 1], kinds[at]
            if here in NEVER_FIRST or (before == "small" and here == "small"):
                continue
            if before not in NEVER_LAST or (before == "comma" and at <= GREETING + 1):
                if not self._goes_on(at):
                    yield at

    def _goes_on(self, at: int) -> bool:
        """Whether the full stop before is that of a title, of an abbreviation before a number, or of one that may end
        a sentence, before a word that tells nothing.
        """
        last = self.words[at - 1]
        if self.kinds[at - 1] == "stop" and at > 1 and not self.spaced[at - 1]:
            last = self.words[at - 2] + "."
        if last in TITLES or (last in NUMBERED and self.kinds[at] == "number"):
            return True
        short = last in EITHER or self.kinds[at - 1] in ABBREVIATED
        if self._platform(at - 1):
            return False
        return short and self.kinds[at] not in OPENING and not self._starts(at)

    def asked(self, at: int) -> float:
        """The score that a sentence's beginning must pass: less where the marks and letters are plain, more where
        nothing marks an end, and none is enough there in a heading that runs on.
        """
        last, first = self._around(at, 0)
        end, start = self._end(last, first), self.kinds[first]
        if end in {"stop", "mark"} and start in CAPITAL and self.spaced[at]:
            return -CLEAR
        if end == "colon" and self.kinds[at] == "open":
            return math.inf
        if self.kinds[at - 1] == "close" and self.words[at - 1] in QUOTES and start == "small":
            return math.inf  # "Is it?" he asked
        if end in ENDING:
            return 0.0
        return math.inf if self.headline else UNMARKED

    def marked(self, at: int) -> bool:
        """Whether a mark ends something before a word."""
        last, first = self._around(at, 0)
        return self._end(last, first) in ENDING

    def _end(self, last: int, first: int) -> str:
        """The kind of the last word; an abbreviation before a function word with a capital is a full stop."""
        kind = self.kinds[last]
        if self._platform(last):
            return "stop"
        short = kind in ABBREVIATED or self.words[last] in EITHER
        return "stop" if short and self._starts(first) else kind

    def _platform(self, at: int) -> bool:
        """Whether it is no initial but where something was posted: "wrote on X. Khamenei said"."""
        return self.words[at] == "x." and at > 0 and self.words[at - 1] == "on"

    def _starts(self, at: int) -> bool:
        return self.kinds[at] != "small" and self.words[at] in STARTERS

    def _around(self, at: int, begun: int) -> tuple[int, int]:
        """The words that count before and after: without what closes, and without what opens."""
        last, first = at - 1, at
        while last > begun and self.kinds[last] == "close":
            last -= 1
        while first + 1 < len(self.kinds) and self.kinds[first] in OPENING:
            first += 1
        return last, first

    def signs(self, at: int, begun: int) -> list[str]:
        """What speaks for and against a sentence that begins at a word, when the one before began at `begun`."""
        words, kinds = self.words, self.kinds
        last, first = self._around(at, begun)
        before, here = kinds[at - 1], kinds[at]
        end, start = self._end(last, first), kinds[first]
        earlier = kinds[last - 1] if last > begun else "^"
        later = kinds[first + 1] if first + 1 < len(kinds) else "$"
        pair = f"{end}|{start}"
        length, left = _size(at - begun), _size(len(kinds) - at)
        return [
            "all",
            f"1 {pair}",
            f"2 {before}|{here}",
            f"3 {end}|{start}|{later}",
            f"4 {earlier}|{end}|{start}",
            f"5 {words[last]}|{start}",
            f"6 {words[first]}|{end}",
            f"7 {words[last - 1] if last > begun else '^'}|{end}",
            f"8 {length}|{end}",
            f"9 {length}|{left}|{end in ENDING:d}",
            f"10 {kinds[begun]}|{pair}",
            f"11 {self.quoted[at]:d}|{before}|{here}",
            f"12 {self.spaced[at]:d}|{pair}",
            f"13 {self.style}|{end if end in ENDING else 'none'}",
            f"14 {left}|{end}",
            f"15 {words[at - 1]}|{words[at]}",
            *self._wider(at, begun, last, first),
        ]

    def _wider(self, at: int, begun: int, last: int, first: int) -> Iterator[str]:
        """Signs of more than one word on a side: pairs of words, kinds, runs of capitals as in names, and whether what
        begins is like what began before, as in a list.
        """
        words, kinds, ahead = self.words, self.kinds, (*self.kinds[first + 1 : first + 3], "$", "$")
        end, start = self._end(last, first), kinds[first]
        mark = end if end in ENDING else "none"
        earlier = [kinds[i] if i >= begun else "^" for i in (last - 1, last - 2)]
        yield f"16 {words[first]}|{words[first + 1] if first + 1 < len(words) else '$'}|{mark}"
        yield f"17 {words[last - 1] if last > begun else '^'}|{words[last]}"
        yield f"18 {earlier[0]}|{end}|{start}|{ahead[0]}"
        yield f"19 {end}|{start}|{ahead[0]}|{ahead[1]}"
        yield f"20 {earlier[1]}|{earlier[0]}|{end}|{start}"
        second = at + 1 < len(kinds) and begun + 1 < at and kinds[at + 1] == kinds[begun + 1]
        yield f"21 {kinds[at] == kinds[begun]:d}{second:d}|{mark}|{self.spaced[at]:d}"
        yield f"22 {words[at] == words[begun]:d}|{kinds[at]}|{mark}"
        right, left = first, last
        while right < len(kinds) and kinds[right] in CAPITAL:
            right += 1
        while left >= begun and kinds[left] in CAPITAL:
            left -= 1
        after, before = min(right - first, RUN), min(last - left, RUN)
        around = kinds[left] if left >= begun else "^"
        yield f"23 {after}|{kinds[right] if right < len(kinds) else '$'}|{mark}"
        yield f"24 {before}|{around}|{mark}"
        yield f"25 {after}|{before}|{mark}"
        yield f"26 {before}|{around}|{start}"
        yield f"27 {words[begun]}|{mark}|{_size(at - begun)}"
        yield f"28 {words[begun]}|{end}|{start}"
        yield f"29 {self.shape}|{mark}"
        yield f"30 {self.shape}|{end}|{start}"


def _size(words: int) -> int:
    return words if words <= 3 else 6 if words <= 6 else 12 if words <= FAR else 99


@lru_cache(maxsize=50_000)
def kind_of(text: str) -> str:
    """The kind of a word or mark, by its letters alone; what has no other kind is a face, a bullet or the like."""
    if text in QUOTES:
        return "quote"
    letters = text.translate(JOINTS)
    if letters.isalpha():
        if letters.islower():
            return "small"
        if letters.isupper():
            return "capitals" if len(letters) > 1 else "one"
        return "Title" if letters[0].isupper() and letters[1:].islower() else "mixed"
    return next((kind for kind, pattern in KINDS if pattern.fullmatch(text)), "other")


@cache
def _model() -> tuple[Mapping[str, float], frozenset[str]]:
    """Weights of the signs, and the words that are usually written small."""
    text = resources.files("twosource.annotate").joinpath("sentences.json").read_text(encoding="utf-8")
    content = json.loads(text)
    return content["weights"], frozenset(content["small"])


@Language.component("twosource_sentences", assigns=["token.is_sent_start"])
def split_sentences(doc: Doc) -> Doc:
    """Set `token.is_sent_start` for every token. Reads block bounds from `doc.user_data["twosource.blocks"]`."""
    weights, small = _model()
    begins = {0}
    for indices, line in lines(doc, small):
        begins.update(indices[at] for at in begun(line, weights))
    for token in doc:
        token.is_sent_start = token.i in begins
    return doc


def begun(line: Line, weights: Mapping[str, float]) -> Iterator[int]:
    """The words of a line that begin a sentence."""
    yield (start := 0)
    for at in line.places():
        if sum(weights.get(sign, 0.0) for sign in line.signs(at, start)) > line.asked(at):
            start = at
            yield at


def lines(doc: Doc, small: frozenset[str]) -> Iterator[tuple[list[int], Line]]:
    """The lines of a Doc with the indices of their tokens, blanks left out: no line goes beyond its block."""
    edges = {start for start, _, _ in doc.user_data.get("twosource.blocks", ())}
    table = doc.to_array([IS_SPACE, SPACY]).tolist()
    texts = [token.text for token in doc]
    found: list[int] = []
    spaced: list[bool] = []
    apart, offset = True, 0
    for i, (space, followed) in enumerate(table):
        if not space:
            if found and offset in edges:
                yield found, Line([texts[k] for k in found], spaced, small)
                found, spaced = [], []
            found.append(i)
            spaced.append(apart)
        elif found and "\n" in texts[i]:
            yield found, Line([texts[k] for k in found], spaced, small)
            found, spaced = [], []
        apart = bool(followed) or bool(space)
        offset += len(texts[i]) + followed
    if found:
        yield found, Line([texts[k] for k in found], spaced, small)
