"""The reading pipeline: its layers on a Doc, its units, and another spaCy pipeline in its place."""

import json
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, EntityRuler
from spacy.tokens import Doc

from tests.small_stories import FERRY, write_jsonl
from twosource.annotate.reader import LAYERS, MAX_WORDS, load_language, sentence_numbers, units
from twosource.articles import read_articles
from twosource.errors import ModelError
from twosource.pipeline import reconcile
from twosource.reports.as_json import dumps

TEXT = (
    'Ida Brandt, the harbour master, denied that the ferry had sunk. "We are searching," she told Harbour Radio.\n\n'
    "The Marigold left Aster on Tuesday. It had 140 passengers."
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    language = load_language()
    made = language.make_doc(TEXT)
    made.user_data["twosource.blocks"] = [(0, 107, "paragraph"), (109, len(TEXT), "paragraph")]
    for _, part in language.pipeline:
        made = part(made)
    return made


def test_every_layer_is_there(doc: Doc) -> None:
    assert all(doc.has_annotation(name) for name in ("DEP", "POS", "TAG", "LEMMA", "ENT_IOB"))
    assert set(LAYERS) <= set(doc.spans)
    assert doc.user_data["twosource.event"].shape == (len(doc), len(doc.user_data["twosource.event_labels"]))
    assert [s.root.text for s in doc.sents][0] == "denied"


def test_names_and_cues_are_found(doc: Doc) -> None:
    assert "Ida Brandt" in {e.text for e in doc.ents if e.label_ == "PERSON"}
    assert {"denied", "told"} & {s.text.split()[0] for s in doc.spans["cue"]}
    for unit in doc.user_data["twosource.said"]:
        assert unit["links"].shape == (len(unit["cues"]), 2, len(unit["words"]))
    first = doc.user_data["twosource.said"][0]
    cue = [doc[first["words"][a]].text for a, _ in first["cues"]].index("denied")
    assert doc[first["words"][int(first["links"][cue, 0].argmax())]].text in "Ida Brandt , the harbour master"


def test_one_root_per_sentence(doc: Doc) -> None:
    for sentence in doc.sents:
        assert sum(t.head == t for t in sentence) == 1
        assert all(t.head in sentence for t in sentence)


def test_antecedents_are_words_of_one_unit(doc: Doc) -> None:
    homes = {word: i for i, unit in enumerate(units(doc)) for word in unit}
    for anaphor, antecedent, share in doc.user_data.get("twosource.coref", []):
        assert homes[anaphor] == homes[antecedent]
        assert anaphor != antecedent
        assert 0.0 < share <= 1.0


def test_what_stands_before_changes_nothing(doc: Doc) -> None:
    language = load_language()
    longer = language(TEXT.replace("\n\n", " ") + "\n\nRain fell.")
    shorter = language("Rain fell.")
    assert [t.tag_ for t in longer][-3:] == [t.tag_ for t in shorter]


def test_units_are_whole_sentences() -> None:
    language = spacy.blank("en")
    language.add_pipe("twosource_sentences")
    text = " ".join(["The boat left the port early today."] * 60)
    made = language(text)
    found = list(units(made))
    assert [w for unit in found for w in unit] == list(range(len(made)))
    assert all(len(unit) <= MAX_WORDS and made[unit[0]].is_sent_start for unit in found)
    assert sentence_numbers(made, found[0])[:9].tolist() == [0] * 8 + [1]


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "?", "a", "x" * 3000, "(" * 300, "é\u0301 \u200b \u202e no"])
def test_any_text_is_read(text: str) -> None:
    made = load_language()(text)
    assert made.text == text


def other_pipeline(folder: Path) -> Path:
    """A pipeline without a network: names, tags and sentences by rule."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    tags = cast(AttributeRuler, language.add_pipe("attribute_ruler"))
    verbs = ["sank", "said", "rose", "killed", "left", "denied"]
    tags.add(patterns=[[{"LOWER": {"IN": verbs}}]], attrs={"POS": "VERB", "TAG": "VBD", "LEMMA": "do"})
    tags.add(patterns=[[{"LOWER": {"IN": ["ferry", "people", "passengers"]}}]], attrs={"POS": "NOUN", "TAG": "NN"})
    names = cast(EntityRuler, language.add_pipe("entity_ruler"))
    names.add_patterns(
        [
            {"label": "PERSON", "pattern": "Ida Brandt"},
            {"label": "PERSON", "pattern": "Paul Renner"},
            {"label": "GPE", "pattern": "Lunde Island"},
        ]
    )
    language.to_disk(folder)
    return folder


def test_another_pipeline_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOSOURCE_PIPELINE", str(other_pipeline(tmp_path / "other")))
    load_language.cache_clear()
    try:
        language = load_language()
        assert "twosource_reader" not in language.pipe_names
        assert language.pipe_names[0] == "twosource_sentences"
        (account,) = reconcile(read_articles([write_jsonl(tmp_path / "articles.jsonl", FERRY)]))
    finally:
        load_language.cache_clear()
    assert {"Lunde Island", "Paul Renner"} <= {name for actor in account.actors for name in actor.names}
    assert {e.article for f in account.findings for v in f.values for e in v.evidence} == {
        "harbour",
        "capital",
        "lunde",
    }
    assert account.timeline
    assert json.loads(dumps(account))


def test_a_pipeline_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_such_pipeline", str(tmp_path)):
        monkeypatch.setenv("TWOSOURCE_PIPELINE", name)
        with pytest.raises(ModelError, match="Check TWOSOURCE_PIPELINE"):
            load_language(name)


def test_the_component_is_a_factory() -> None:
    assert Language.has_factory("twosource_reader")
    assert isinstance(load_language().get_pipe("twosource_reader").model.labels["pair"], np.ndarray)  # type: ignore[attr-defined]
