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
CLOSERS = frozenset("\"”’')]»")
OPENERS = frozenset("\"“‘'([«—–-")
# Abbreviations that stand before a capital letter without ending a sentence.
TITLES = frozenset(
    "mr. mrs. ms. dr. prof. gen. lt. col. maj. capt. sgt. cpl. brig. adm. gov. sen. rep. pres. rev. hon. st. mt. ft. sr. jr. "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. wed. thu. fri. sat. sun. no. nos. vs. v. art. sec. "
    "e.g. i.e. approx. est. fig. al. supt. insp. det. spc. pvt. ald. amb. atty. messrs. mme. mlle.".split()
)
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
        begin = ends_sentence(token)
    return doc


def ends_sentence(token: Token) -> bool:
    """Whether a new sentence begins right after this token."""
    doc, at = token.doc, token.i
    if at + 1 >= len(doc):
        return False
    following = doc[at + 1]
    last = token
    if token.text in CLOSERS and at:
        if following.text in CLOSERS and not token.whitespace_:
            return False
        last = _before_closers(token)
    elif following.text in CLOSERS and not token.whitespace_:
        return False  # the closing quote belongs to this sentence
    if not _is_end(last):
        return False
    word = _next_word(following)
    if word is None:
        return False
    if not (word.text[0].isupper() or word.text[0].isdigit() or following.text in OPENERS):
        return False
    return not _abbreviated(last, word)


def _before_closers(token: Token) -> Token:
    at = token.i
    while at and token.doc[at].text in CLOSERS:
        at -= 1
    return token.doc[at]


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
    if lowered in EITHER:
        return word.lower_ not in STARTERS
    return bool(INITIAL.fullmatch(text)) and word.lower_ not in STARTERS
