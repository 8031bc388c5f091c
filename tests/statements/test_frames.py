import pytest
import spacy
from spacy.tokens import Doc

from twosource.statements.frames import find_frames

VOCAB = spacy.blank("en").vocab


def framed(rows: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of the frames in a sentence given as lines of `word lemma head relation tag`."""
    table = [line.split() for line in rows.strip().splitlines()]
    doc = Doc(
        VOCAB,
        words=[r[0] for r in table],
        lemmas=[r[1] for r in table],
        heads=[i if int(r[2]) == 0 else int(r[2]) - 1 for i, r in enumerate(table)],
        deps=["ROOT" if r[3] == "root" else r[3] for r in table],
        tags=[r[4] for r in table],
        pos=[{"V": "VERB", "N": "NOUN", "P": "PUNCT"}.get(r[4][0], "X") for r in table],
    )
    text = doc.text
    return [
        (text[slice(*f.source)] if f.source else "", text[slice(*f.cue)] if f.cue else "",
         " | ".join(text[a:b] for a, b in f.content))
        for sentence in doc.sents
        for f in find_frames(sentence)
    ]  # fmt: skip


THAT = """
The the 2 det DT
mayor mayor 4 nsubj NN
has have 4 aux VBZ
said say 0 root VBN
that that 7 mark IN
talks talk 7 nsubj NNS
failed fail 4 ccomp VBD
"""
AFTER = """
Talks talk 2 nsubj NNS
failed fail 0 root VBD
, , 5 punct P
he he 5 nsubj PRP
said say 2 parataxis VBD
"""
ACCUSED = """
Ost Ost 2 nsubj NNP
accused accuse 0 root VBD
the the 4 det DT
council council 2 obj NN
of of 6 mark IN
lying lie 2 advcl VBG
"""
PASSIVE = """
Talks talk 3 nsubj:pass NNS
were be 3 aux:pass VBD
condemned condemn 0 root VBN
in in 6 case IN
two two 6 nummod CD
towns town 3 obl NNS
by by 8 case IN
unions union 3 obl:agent NNS
"""
ACCORDING = """
According accord 3 case VBG
to to 1 fixed IN
police police 6 obl NNS
, , 3 punct P
nobody nobody 6 nsubj NN
died die 0 root VBD
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (THAT, [("The mayor", "has said", "talks failed")]),
        (AFTER, [("he", "said", "Talks failed")]),
        (ACCUSED, [("Ost", "accused", "the council of lying")]),
        (ACCORDING, [("police", "According to", "nobody died")]),
    ],
)
def test_frames_of_reporting_words(rows: str, expected: list[tuple[str, str, str]]) -> None:
    assert framed(rows) == expected


def test_the_agent_of_a_passive_speaks() -> None:
    assert [source for source, _, _ in framed(PASSIVE)] == ["unions"]


def test_nothing_without_a_parse() -> None:
    doc = Doc(VOCAB, words=["Ost", "said", "so"], sent_starts=[True, False, False])
    assert [f for sentence in doc.sents for f in find_frames(sentence)] == []
