"""The tense above a time expression, on parses we made by hand and on the shipped reader."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from twosource.annotate.reader import load_language
from twosource.annotate.tense import tense_above
from twosource.annotate.times import find_times
from twosource.data import Article

# word/POS/TAG/DEP/head index; the asked word is the last one
PARSES = [
    ("Crews/NOUN/NNS/nsubj/1 arrived/VERB/VBD/ROOT/1 Friday/PROPN/NNP/obl/1", "past"),
    ("Crews/NOUN/NNS/nsubj/2 will/AUX/MD/aux/2 arrive/VERB/VB/ROOT/2 Friday/PROPN/NNP/obl/2", "future"),
    ("Crews/NOUN/NNS/nsubj/2 have/AUX/VBP/aux/2 left/VERB/VBN/ROOT/2 Friday/PROPN/NNP/obl/2", "past"),
    ("Crews/NOUN/NNS/nsubj/2 were/AUX/VBD/aux:pass/2 sent/VERB/VBN/ROOT/2 Friday/PROPN/NNP/obl/2", "past"),
    ("Crews/NOUN/NNS/nsubj/1 arrive/VERB/VBP/ROOT/1 Friday/PROPN/NNP/obl/1", ""),
    ("Crews/NOUN/NNS/nsubj/1 plan/VERB/VBP/ROOT/1 to/PART/TO/mark/3 leave/VERB/VB/xcomp/1 Friday/PROPN/NNP/obl/3", "future"),
    ("Crews/NOUN/NNS/nsubj/1 managed/VERB/VBD/ROOT/1 to/PART/TO/mark/3 leave/VERB/VB/xcomp/1 Friday/PROPN/NNP/obl/3", "past"),
    ("Crews/NOUN/NNS/nsubj/1 hoped/VERB/VBD/ROOT/1 to/PART/TO/mark/3 leave/VERB/VB/xcomp/1 Friday/PROPN/NNP/obl/3", ""),
    ("a/DET/DT/det/1 plan/NOUN/NN/ROOT/1 to/PART/TO/mark/3 leave/VERB/VB/acl/1 Friday/PROPN/NNP/obl/3", "future"),
    ("Courts/NOUN/NNS/nsubj/1 scheduled/VERB/VBD/ROOT/1 hearings/NOUN/NNS/obj/1 Friday/PROPN/NNP/obl/1", "future"),
    ("Crews/NOUN/NNS/nsubj/2 will/AUX/MD/aux/2 stay/VERB/VB/ROOT/2 or/CCONJ/CC/cc/4 leave/VERB/VB/conj/2 Friday/PROPN/NNP/obl/4", "future"),
    ("Crews/NOUN/NNS/nsubj/1 stayed/VERB/VBD/ROOT/1 and/CCONJ/CC/cc/3 left/VERB/VBD/conj/1 Friday/PROPN/NNP/obl/3", "past"),
    ("Friday/PROPN/NNP/ROOT/0", ""),
]  # fmt: skip


@pytest.mark.parametrize(("parse", "tense"), PARSES)
def test_tense_of_a_parse(parse: str, tense: str) -> None:
    words, pos, tags, deps, heads = zip(*(one.split("/") for one in parse.split()), strict=True)
    doc = Doc(
        Vocab(), words=list(words), pos=list(pos), tags=list(tags), deps=list(deps), heads=[int(h) for h in heads],
        lemmas=[word.lower() for word in words],
    )  # fmt: skip
    assert tense_above(doc, doc[-1].idx, doc[-1].idx + len(words[-1])) == tense


def test_a_text_without_a_parse_says_nothing() -> None:
    doc = Doc(Vocab(), words=["Crews", "arrived", "Friday"])
    assert tense_above(doc, doc[2].idx, doc[2].idx + 6) == ""


# with the words alone the cue before would decide otherwise
READ = [
    ("The airport could reopen on Thursday.", "2025-02-06"),
    ("Police could not say on Thursday who did it.", "2025-01-30"),
    ("Smoke could be seen on Thursday.", "2025-01-30"),
    ("The council meets on Monday to hear the owners.", "2025-02-10"),
    ("Before it votes, as it is due to, the council published the plan on Thursday.", "2025-01-30"),
    (
        "The minister told reporters that they meet again and that the talks will resume in Oslo on Thursday.",
        "2025-02-06",
    ),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_the_parse_chooses_the_weekday(text: str, value: str) -> None:
    article = Article(id="a", outlet="o", text=text, sha256="", published="2025-02-05")
    (time,) = find_times(article, [(0, len(text))], load_language()(text))
    assert time.value == value
