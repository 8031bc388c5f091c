"""Whether a story tells that an office or a rank changes hands: then two holders, or two ranks, are no disagreement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from twosource.data import Document

_LEAVING = (
    r"succe(?:ed|eds|eded|eding|ssor\w*)|predecessors?|replac(?:e|es|ed|ing|ement)|(?:re)?appoint\w*|oust\w*|resign\w*|"
    r"step(?:s|ped|ping)? (?:down|aside)|inaugurat\w*|sw(?:orn|ear|ears|earing|ore) in|nominat\w*|depos(?:e|ed|es|ing)|"
    r"sacked|outgoing|incoming|t(?:ake|akes|aking|ook|aken) (?:over|office)|hand(?:s|ed|ing)? over|promot(?:e|es|ed|ing|ion)|"
    r"demot(?:e|es|ed|ing|ion)|reshuffl\w*|(?:re-?)?elected"
)
CAREER = re.compile(rf"\b(?:{_LEAVING})\b", re.IGNORECASE)
OFFICE = re.compile(
    rf"\b(?:{_LEAVING}|interim|caretaker|acting|former(?:ly)?|ex-\w+|previous(?:ly)?|then-\w+|newly|co-\w+|jointly)\b",
    re.IGNORECASE,
)


def changes_hands(documents: Sequence[Document], names: Iterable[str], change: re.Pattern[str]) -> bool:
    """Whether a sentence that names one of them speaks of an office or a rank that is given, taken or left."""
    parts = sorted({re.escape(name.split()[-1]) for name in names if name.split()})
    if not parts:
        return False
    named = re.compile(rf"\b(?:{'|'.join(parts)})\b")
    sentences = (s.sentence.quote for d in documents for s in d.statements)
    return any(named.search(words) and change.search(words) for words in sentences)
