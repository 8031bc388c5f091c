"""The public names are pinned: adding or losing one is a decision, not an accident."""

import pickle
import subprocess
import sys

import pytest
import spacy

import twosource
from twosource import data

NAMES = [
    "Account", "Actor", "Anchor", "Article", "ArticleEntry", "Attribution", "Basis", "Block", "BlockKind",
    "Conflict", "Credit", "Document", "Entity", "Finding", "Gap", "InputRefused", "Label", "Mention", "Modality",
    "ModelError", "Origin", "Polarity", "Quantity", "Quote", "Reason", "Statement", "Status", "Story", "TimeRange",
    "TimelineEntry", "TwosourceError", "UsageError", "Value", "Voice", "__version__", "make_article", "read_articles",
    "reconcile",
]  # fmt: skip


def test_names_are_pinned_and_sorted() -> None:
    assert twosource.__all__ == NAMES == sorted(NAMES)
    assert dir(twosource) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_name_loads_and_is_documented(name: str) -> None:
    value = getattr(twosource, name)
    assert value.__doc__


def test_all_nouns_are_public() -> None:
    assert set(data.__all__) <= set(NAMES)
    assert twosource.Account is data.Account


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Acount'"):
        twosource.Acount  # noqa: B018


def test_import_is_cheap() -> None:
    code = "import sys, twosource; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"spacy", "numpy", "onnxruntime", "msgspec", "trafilatura"} & set(loaded)


def test_a_refusal_can_be_sent_to_another_process() -> None:
    refusal = twosource.InputRefused("a.txt", "the file is empty", "Remove it.")
    back = pickle.loads(pickle.dumps(refusal))
    assert (str(back), back.source, back.reason, back.advice) == (
        str(refusal),
        "a.txt",
        "the file is empty",
        "Remove it.",
    )


def test_accounts_and_stories_can_stand_in_a_set() -> None:
    articles = [
        twosource.make_article("Three people died in the fire.", id=name, outlet=name, published="2025-03-04")
        for name in ("a", "b")
    ]
    one, two = (list(twosource.reconcile(articles)) for _ in range(2))
    assert len({*one, *two}) == len(one)
    assert (
        len(
            {
                data.Story(id="s", articles=tuple(articles), origins=()),
                data.Story(id="s", articles=tuple(articles), origins=()),
            }
        )
        == 1
    )


def test_a_pipeline_without_sentence_bounds_is_named() -> None:
    article = twosource.make_article("One man died. He was 40.", id="a", outlet="A")
    language = spacy.blank("en")
    language.meta["name"] = "bare"
    with pytest.raises(
        twosource.TwosourceError, match=r"en_bare \(components: none\) sets no sentence bounds.*add_pipe"
    ):
        list(twosource.reconcile([article], language=language))
    language.add_pipe("twosource_sentences", first=True)
    assert len(list(twosource.reconcile([article], language=language))) == 1
