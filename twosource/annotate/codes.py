"""Numbers that measure nothing: parts of names and codes, years, scores, clock times, addresses, telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.annotate.numbers import Found

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABEL = (
    r"Flight|Boeing|Airbus|Route|Highway|Interstate|Road|Article|Section|Chapter|Resolution|Group|Page|Room|Row|Gate|Terminal|Platform|Track|Lane|Model|Series|Version|Phase|Stage|Level|Tier|Grade|Type|Class|Category|Zone|"
    r"Area|District|Ward|Unit|Channel|Formula|Volume|Vol\.|Issue|Episode|Season|Round|Game|Match|Day|Week|Chapter|Act|Proposition|Prop|Title|Rule|Paragraph|Clause|Annex|Appendix|Table|Figure|Fig\.|Building|Block|"
    r"Runway|Seat|Suite|Apartment|Apt\.|Box|Line|Lot|Exit|Pier|Bus|Train|Tram|Reactor|Apollo|Sputnik|Windows|iPhone|Galaxy|Pixel|PlayStation|Xbox|Generation|No\.|Nos\.|Number|Numbers|Covid|COVID|Protocol|Lap|Hole|Camp|Minute"
)
LABELLED = re.compile(
    rf"(?:\b(?:{LABEL}|(?:{LABEL.lower()}))s?[\s\u00a0]|[#№]\s?|\b(?:Nr|nr|no|No|Nos)\.?\s?|@|\bversion |\bv)$"
)
GLUED = re.compile(
    r"[A-Za-z][^\W\d]*\d|[A-Z]{1,3}\b(?![/²])|[^\W\d_]|[:/]\d|-[A-Z]{1,3}\d|[-–]\d|\.\d|,\d|['’]s?\s\d{2}\b|x\d|×\d|-[A-Z][a-z]+\b"
)
SCREEN = re.compile(r"[48]K\b(?! (?:people|run|race|a|an|per|in|of)\b)")
CLOCK = re.compile(r"\s?(?:[ap]\.?\s?m\b\.?|GMT|UTC|BST|E[SD]T|CE[SD]?T|IST|o[’']clock|hrs\b|h\d\d)", re.IGNORECASE)
STREET = re.compile(
    r"\s(?:[NSEW]\.? )?(?:[A-Z][\w’'.-]+\s){1,3}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Square|Terrace|Crescent|Close|Place|Parade)\b"
)
SPACED_CLOCK = re.compile(r"\b(?:at|by|until|from|since|before|after|about|around) \d{1,2}: ?\d\d\b(?! ?\S{0,3}%)")
CARRIER = re.compile(r"\b(?!US|UK|EU|UN)[A-Z]{2}\s$")  # "the AI 171 Boeing": a flight, by its airline's two letters
PHONE = re.compile(r"\+\d|\d[-. ]\d{3}[-. ]\d{3,4}")
SCORE_WORDS = re.compile(
    r"\b(?:w[io]n(?:s|ning)?|beat(?:s|en|ing)?|los(?:e|es|t|ing|s)|drew|draws?|drawn|defeat\w*|victor\w+|score\w*|tie[ds]?|aggregate|record|lead|led|vote[ds]?|voting|ruling|ruled|split|finish\w*|final)\b",
    re.IGNORECASE,
)
JOINED = re.compile(r"\s?[-–—]\s?$")
LIST_ITEM = re.compile(r"[.)]\s")
NOT_NUMBERS = re.compile(
    r"\b(?:no|this|that|which|any|every|each|another|same|number|the|only|first|last|previous|new|old|good|bad|big|ground|net|sub|patient|absolute|loved|someone|a|not|for|day)[ -]$",
    re.IGNORECASE,
)
ONE_OF_TWO = re.compile(
    r"[ -](?:another|anothers|by one|after another|or another|or the other|off\b|on-one|way\b|to-one|stop\b|size|thing|day when|sided|time|way or|and all|such|that|who|which|can|could|might|would|should|must|has to)\b"
)
YEARS = range(1500, 2200)


def is_score(text: str, first: Found, second: Found) -> bool:
    """Whether two numbers joined by a dash are a score or a vote: "2-2", "3-1", "a 52-48 vote"."""
    if not JOINED.fullmatch(text[first.end : second.start]) or first.scale or second.scale:
        return False
    if not (text[first.start : first.end].isdecimal() and text[second.start : second.end].isdecimal()):
        return False
    if first.number.low >= second.number.low:
        return not re.match(r"\s?(?:%|per ?cent|years?\b)", text[second.end : second.end + 10])
    around = text[max(0, first.start - 25) : first.start] + " " + text[second.end : second.end + 15]
    return first.number.low < 200 and bool(SCORE_WORDS.search(around))


def is_code(text: str, doc: Doc, found: Found, limits: tuple[int, int]) -> bool:
    """Whether a number without unit or currency is part of a name, a code, an address, or a clock time."""
    left, right = limits
    before = text[max(left, found.start - 24) : found.start]
    after = text[found.end : min(right, found.end + 60)]
    words = text[found.start : found.end]
    if found.scale or before[-1:].isalpha():
        return before[-1:].isalpha() or bool(SCREEN.match(words + after))
    if not words[0].isdigit() and words[0] != ".":
        token = _token(doc, found)
        named = words[0].isupper() and token is not None and _is_named(doc, token, before)
        return named or _is_pronoun(words.lower(), before, after, token)
    if GLUED.match(after) or CLOCK.match(after) or LABELLED.search(before) or STREET.match(after):
        return True
    if SPACED_CLOCK.search(before + words + after[:4]):
        return True
    if before.lower().endswith((" a ", " an ")) and re.match(r"\s[A-Z][a-z]", after):
        return True  # "a 787 Dreamliner"
    if CARRIER.search(before) and re.match(r"\s[A-Z]", after):
        return True
    if PHONE.search(text[max(left, found.start - 8) : min(right, found.end + 10)]) or re.search(
        r"[\d:/]\s?[:/]$", before
    ):
        return True
    if found.start == left and LIST_ITEM.match(after) and found.number.low < 100:
        return True
    if re.search(r"\d[-–]$", before):
        return True
    token = _token(doc, found)
    return token is not None and (_is_year(words, token) or _is_named(doc, token, before))


def _is_pronoun(words: str, before: str, after: str, token: Token | None) -> bool:
    """Whether "one" (or "zero") counts nothing: "no one", "this one", "one another", "net zero"."""
    if words == "one" and re.match(r"\sof\s", after) and not before.lower().endswith(("no ", "any ")):
        return False
    if words == "one":
        if token is not None and token.pos_ and token.pos_ != "NUM":
            return True
        return bool(NOT_NUMBERS.search(before)) or bool(ONE_OF_TWO.match(after)) or not re.match(r"[ -][^\W_]", after)
    return words == "zero" and (bool(NOT_NUMBERS.search(before)) or after[:1] == "-")


def _token(doc: Doc, found: Found) -> Token | None:
    span = doc.char_span(found.start, found.end, alignment_mode="expand")
    return span[-1] if span is not None and len(span) else None


def _is_year(words: str, token: Token) -> bool:
    if not (len(words) == 4 and words.isdecimal() and int(words) in YEARS):
        return False
    head = token.head if token.dep_ == "nummod" and token.head.i > token.i else None
    return head is None or head.tag_ not in {"NNS", "NNPS"} or not 1 <= head.i - token.i <= 4


def _is_named(doc: Doc, token: Token, before: str) -> bool:
    """Whether the number ends a name: "Nasdaq 100", "Model 3", "Boeing 737"."""
    if token.i == 0 or not re.search(r"[\w.’'&-]\s$", before):
        return False
    previous = doc[token.i - 1]
    if previous.is_space or not previous.text[:1].isalpha() or not (previous.text[0].isupper() or previous.text[1:2].isupper()):  # fmt: skip
        return False
    if token.ent_iob_ == "I":
        return True
    head, acronym = token.head, sum(c.isupper() for c in previous.text) > 1
    if token.i - 3 <= head.i < token.i and (head.pos_ == "PROPN" or acronym):
        return token.dep_ not in {"conj", "appos", "obj", "obl", "dep"}
    if (previous.pos_ == "PROPN" or previous.tag_ == "NNP") and previous.head == token:
        return True
    # English puts a number before the names that modify its noun, so one after them belongs to the name
    return (previous.pos_ == "PROPN" or previous.tag_ == "NNP") and previous.dep_ in {"compound", "flat", "amod", "nmod"} and previous.head in {token, head} and head.i >= token.i  # fmt: skip
