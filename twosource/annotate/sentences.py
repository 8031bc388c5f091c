"""Sentence bounds for news prose, as a spaCy component.

Rules, because headlines, bylines and captions have no full stops to learn from: a sentence ends at a block edge or
line break, and after . ! ? with any closing quotes and brackets, when what follows can begin a sentence. A full stop
after an abbreviation, an initial or inside a number does not end one.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

ENDS = frozenset({".", "!", "?", "…", "..."})
CLOSERS = frozenset([*"\"”’')]»", "''"])
STRAIGHT = frozenset("\"'")
OPENERS = frozenset([*"\"“‘'([«—–-", "``"])
INSIDE = ",;:.!?)]}=^/"  # no sentence begins with one of these, and no emoticon begins one
# Abbreviations that stand before a capital letter without ending a sentence.
TITLES = frozenset(
    "mr. mrs. ms. dr. drs. prof. gen. lt. col. maj. capt. sgt. cpl. brig. adm. gov. sen. rep. pres. rev. hon. st. mt. ft. sr. jr. "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. wed. thu. fri. sat. sun. vs. v. "
    "e.g. i.e. approx. est. al. supt. insp. det. spc. pvt. ald. amb. atty. messrs. mme. mlle. p.s.".split()
)
# Words that are abbreviations only before a number.
NUMBERED = frozenset("no. nos. art. sec. fig. figs. vol. p. pp. ext. tel. c. ca.".split())
# Abbreviations that may also end a sentence: only a following capitalised function word or line end decides.
EITHER = frozenset(
    "inc. corp. ltd. co. u.s. u.k. u.n. e.u. a.m. p.m. etc. d.c. bros. plc. dept. ave. blvd. rd. ph.d. b.c. a.d.".split()
)
STARTERS = frozenset(
    "the a an he she it they we i you in on at but and so this that these those there as for after before when while if "
    "his her its their our my according meanwhile however officials police".split()
)
INITIAL = re.compile(r"(?:[A-Z]\.)+")


@Language.component("twosource_sentences", assigns=["token.is_sent_start"])
def split_sentences(doc: Doc) -> Doc:
    """Set `token.is_sent_start` for every token. Reads block bounds from `doc.user_data["twosource.blocks"]`."""
    starts = {start for start, _, _ in doc.user_data.get("twosource.blocks", ())}
    begin = True
    for token in doc:
        if token.is_space:
            begin = begin or "\n" in token.text
            token.is_sent_start = token.i == 0
            continue
        token.is_sent_start = begin or token.idx in starts
        if token.is_sent_start:
            begun = token
        begin = ends_sentence(token, begun)
    return doc


def ends_sentence(token: Token, begun: Token) -> bool:
    """Whether a new sentence begins right after this token; `begun` is the first token of its own."""
    doc, at = token.doc, token.i
    if at + 1 >= len(doc) or _closes(doc[at + 1]):
        return False  # the closing quote belongs to this sentence
    following = doc[at + 1]
    last = _before_closers(token)
    word = _next_word(following)
    if word is None or not _is_end(last):
        return False
    if word.text[0] in INSIDE or _is_list_number(last, begun):
        return False
    if word.text[0].islower() and following.text not in OPENERS and not _goes_on_small(token, begun):
        return False
    return not _abbreviated(last, word)


def _is_list_number(end: Token, begun: Token) -> bool:
    """Whether the full stop belongs to the number that begins the item of a list."""
    return end.text == "." and end.i == begun.i + 1 and begun.text.isdigit()


def _goes_on_small(end: Token, begun: Token) -> bool:
    """Whether a small letter may begin the sentence after `end`: the writer began this one so, or `end` is the full
    stop of a plain word.
    """
    if not end.whitespace_:
        return False
    before = end.nbor(-1).text if end.i else ""
    return begun.text[0].islower() or (end.text == "." and len(before) > 2 and before.isalpha() and before.islower())


def _closes(token: Token) -> bool:
    """Whether a quote or bracket ends something: a straight quote after a space and before a word opens."""
    if token.text not in CLOSERS or not token.i:
        return False
    before = token.nbor(-1)
    apart = bool(before.whitespace_) or before.is_space
    return not apart or (token.text in STRAIGHT and bool(token.whitespace_))


def _before_closers(token: Token) -> Token:
    while _closes(token):
        token = token.nbor(-1)
    return token


def _is_end(token: Token) -> bool:
    if token.text in ENDS:
        return True
    return len(token.text) > 1 and token.text[-1] in ".!?" and not token.text[:-1].isdigit()


def _next_word(token: Token) -> Token | None:
    at = token.i
    while at < len(token.doc):
        candidate = token.doc[at]
        if not candidate.is_space and candidate.text not in OPENERS:
            return candidate
        at += 1
    return None


def _abbreviated(last: Token, word: Token) -> bool:
    """Whether the full stop belongs to an abbreviation before `word`."""
    text = last.text
    if text == "." and last.i and not last.doc[last.i - 1].whitespace_:
        text = last.doc[last.i - 1].text + "."
    lowered = text.lower()
    if lowered in TITLES:
        return True
    if lowered in NUMBERED:
        return word.text[0].isdigit()
    if lowered in EITHER:
        return word.lower_ not in STARTERS
    return bool(INITIAL.fullmatch(text)) and word.lower_ not in STARTERS
