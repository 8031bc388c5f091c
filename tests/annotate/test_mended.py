"""Arcs that the words show to be wrong."""

import pytest
import spacy
from spacy.tokens import Doc

from twosource.annotate.mended import mend_parse

PAST = {"was", "were", "sank", "said", "fled", "laid"}


def parsed(words: str, heads: list[int], deps: str, tags: str) -> Doc:
    """A Doc with this parse."""
    return Doc(
        spacy.blank("en").vocab, words=words.split(), heads=heads, deps=deps.split(), pos=tags.split(),
        tags=["VBD" if w in PAST else "NN" for w in words.split()],
        lemmas=["be" if w in {"was", "were"} else w for w in words.split()],
    )  # fmt: skip


def test_what_there_was_is_the_subject() -> None:
    doc = parsed(
        "There was no meeting , she said .", [1, 6, 3, 6, 6, 6, 6, 6], "expl ccomp det ccomp punct nsubj ROOT punct",
        "PRON AUX DET NOUN PUNCT PRON VERB PUNCT",
    )  # fmt: skip
    mend_parse(doc)
    assert (doc[3].head.i, doc[3].dep_) == (1, "nsubj")


def test_what_has_a_subject_stays() -> None:
    doc = parsed("There was no meeting .", [1, 1, 3, 1, 1], "expl ROOT det nsubj punct", "PRON AUX DET NOUN PUNCT")
    mend_parse(doc)
    assert [t.head.i for t in doc] == [1, 1, 3, 1, 1]


@pytest.mark.parametrize(("noun", "head"), [("survivors", 1), ("day", 2)])
def test_a_clause_of_time_hangs_on_the_verb(noun: str, head: int) -> None:
    """But not what says of which time it is."""
    doc = parsed(
        f"There were {noun} when the bus sank", [1, 1, 1, 6, 5, 6, 2], "expl ROOT nsubj advmod det nsubj acl",
        "PRON AUX NOUN SCONJ DET NOUN VERB",
    )  # fmt: skip
    mend_parse(doc)
    assert (doc[6].head.i, doc[6].dep_) == (head, "advcl" if head == 1 else "acl")


@pytest.mark.parametrize(
    ("heads", "deps"),
    [
        ([8, 0, 0, 0, 8, 4, 7, 8, 8, 8], "nsubj punct appos punct ccomp punct det nsubj ROOT punct"),  # both say it
        ([8, 0, 0, 0, 0, 4, 7, 8, 8, 8], "nsubj punct appos punct acl punct det nsubj ROOT punct"),
        ([4, 0, 0, 0, 8, 4, 7, 4, 8, 8], "nsubj punct appos punct ccomp punct det nsubj ROOT punct"),  # both fled
    ],
)
def test_who_stands_before_said_says_it(heads: list[int], deps: str) -> None:
    doc = parsed(
        "Lund , 52 , fled , the minister said .", heads, deps, "PROPN PUNCT NUM PUNCT VERB PUNCT DET NOUN VERB PUNCT"
    )
    mend_parse(doc)
    assert [(doc[i].head.i, doc[i].dep_) for i in (0, 4, 7)] == [(4, "nsubj"), (8, "ccomp"), (8, "nsubj")]


def test_who_said_it_stays() -> None:
    heads, deps = [4, 0, 0, 0, 4, 6, 4, 4], "nsubj punct appos punct ROOT nsubj ccomp punct"
    doc = parsed("Lund , 52 , said he fled .", heads, deps, "PROPN PUNCT NUM PUNCT VERB PRON VERB PUNCT")
    mend_parse(doc)
    assert [t.head.i for t in doc] == heads
