"""Parses are compared by the characters of their words."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.archives import DataMissing
from benchmarks.scores import Hits
from benchmarks.tasks import parse
from benchmarks.trees import read_conllu, words_of
from tests.benchmarks.corpora import make_archive
from tests.benchmarks.test_trees import TWO


@Language.component("hang_on_the_first_word")
def hang_on_the_first_word(doc: Doc) -> Doc:
    for sentence in doc.sents:
        for token in sentence:
            token.head, token.dep_ = sentence[0], "ROOT" if token.i == sentence.start else "punct"
            token.pos_ = "PUNCT"
    return doc


@pytest.fixture
def language(monkeypatch: pytest.MonkeyPatch) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", name="twosource_sentences")
    nlp.add_pipe("hang_on_the_first_word")
    monkeypatch.setattr(parse, "load_language", lambda: nlp)
    return nlp


def test_a_perfect_parse_gets_all() -> None:
    tree = next(read_conllu(TWO))
    found = parse.hits_of(tree, tree.words, tree.sentences)
    assert {hits.f1 for hits in found.values()} == {1.0}


def test_a_word_must_have_the_same_characters(language: Language) -> None:
    tree = next(read_conllu(TWO))
    doc = Doc(
        language.vocab,
        words=["Rain", "fell.", "Do", "n't", "go", "!"],
        spaces=[1, 1, 0, 1, 0, 0],
        sent_starts=[True, False, False, False, False, False],
    )
    given, sentences = words_of(hang_on_the_first_word(doc))
    found = parse.hits_of(tree, given, sentences)
    assert found["words"] == Hits(5, 8, 6)
    assert found["sents"] == Hits(0, 3, 1)
    assert found["uas"] == Hits(0, 8, 6)
    assert found["upos"] == Hits(1, 8, 6)


def test_the_task_on_a_small_corpus(tmp_path: Path, language: Language) -> None:
    make_archive(tmp_path, "ud-ewt", {"dev.conllu": TWO})
    got = parse.run(tmp_path, "dev")
    assert got["counts"] == {"documents": 2, "sentences": 4, "words": 11, "gum_words": 0}
    # right by chance: "Stay" and "we" are roots, "'ll" and "." hang on "we", the last with its relation
    assert got["figures"]["uas_gold"] == pytest.approx(4 / 11)
    assert got["figures"]["las_gold"] == pytest.approx(3 / 11)
    assert got["figures"]["upos_gold"] == pytest.approx(3 / 11)
    assert got["figures"]["words"] == 1.0
    assert got["figures"]["gum_las_gold"] is None
    assert got["cases"]["two"] == {"las": pytest.approx(2 / 3), "las_gold": pytest.approx(2 / 3), "words": 3}
    with pytest.raises(DataMissing, match=r"no file test\.conllu"):
        parse.run(tmp_path, "test")
