"""Reading UNER and the newswire, and counting names."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from benchmarks.scores import Hits
from benchmarks.tasks import ner
from tests.benchmarks.corpora import make_archive
from twosource.annotate.reader import load_language

UNER = """# newdoc id = one
# sent_id = one-1
1\tAnn\tB-PER\t-\tx
2\tOrr\tI-PER\t-\tx
3\tleft\tO\t-\t-
4\tRome\tB-OTH\t-\tx

# sent_id = one-2
1\tNATO\tB-ORG\t-\tx

# newdoc id = two
1\tOslo\tB-LOC\t-\tx
"""
WIRE = """http://example.org/a\tO

Oslo\tB-Location\tB-Organization
police\tO

Monday\tB-Date
said\tB-Unknown
"""


@Language.component("name_capitals")
def name_capitals(doc: Doc) -> Doc:
    doc.ents = [Span(doc, t.i, t.i + 1, label="DATE" if t.text == "Monday" else "GPE") for t in doc if t.is_title]
    return doc


@pytest.fixture
def language(monkeypatch: pytest.MonkeyPatch) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("name_capitals")
    monkeypatch.setattr(ner, "load_language", lambda: nlp)
    return nlp


def kept_apart(wanted: bool) -> str:
    return next(name for i in range(100) if ner.held_out(name := f"xx_outlet_{i}.txt.tsv") == wanted)


def test_uner_by_document_without_the_drafts_types() -> None:
    read = dict(ner.read_uner(UNER))
    assert read == {
        "one": [(["Ann", "Orr", "left", "Rome"], ["B-PER", "I-PER", "O", "O"]), (["NATO"], ["B-ORG"])],
        "two": [(["Oslo"], ["B-LOC"])],
    }


def test_the_newswire_kept_apart(tmp_path: Path) -> None:
    make_archive(tmp_path, "ner-worldwide", {f"tsv/{kept_apart(True)}": WIRE, f"tsv/{kept_apart(False)}": WIRE})
    assert list(ner.read_newswire(tmp_path)) == [
        (kept_apart(True), [(["Oslo", "police"], ["B-LOC", "O"]), (["Monday", "said"], ["B-DATE", "O"])])
    ]


def test_counts_by_type() -> None:
    found = ner.by_type([(0, 1, "PER"), (2, 3, "LOC")], [(0, 1, "PER"), (2, 3, "ORG")])
    assert found == {"all": Hits(1, 2, 2), "LOC": Hits(0, 1, 0), "ORG": Hits(0, 0, 1), "PER": Hits(1, 1, 1)}


@pytest.mark.usefixtures("language")
def test_another_pipeline_is_scored_by_its_entities(tmp_path: Path) -> None:
    make_archive(tmp_path, "ner-uner-ewt", {"dev.iob2": UNER, "test.iob2": UNER})
    make_archive(tmp_path, "ner-worldwide", {f"tsv/{kept_apart(True)}": WIRE})
    got = ner.run(tmp_path, "dev")
    # Ann, Orr, Rome and Oslo are given as places; Ann Orr, NATO and Oslo are the gold
    assert got["figures"]["f1"] == got["figures"]["ents_f1"] == pytest.approx(2 / 7)
    assert got["figures"]["newswire_f1_DATE"] == 1.0
    assert got["counts"] == {"documents": 2, "names": 3, "newswire_articles": 1, "newswire_names": 2}
    assert got["cases"]["two"] == "1 of 1, 1 given"
    assert ner.run(tmp_path, "test")["figures"]["newswire_f1"] is None


def test_the_readers_own_head() -> None:
    language = load_language()
    sentences = [("Angela Merkel met reporters in Paris on Monday .".split(), ["O"] * 9)]
    found = ner.score(language, sentences, ner.as_uner)
    assert found["all"].given >= 1
    assert set(found) <= {"all", "PER", "ORG", "LOC"}
