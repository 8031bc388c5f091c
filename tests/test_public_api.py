"""The public names are pinned: adding or losing one is a decision, not an accident."""

import pickle
import subprocess
import sys

import pytest

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
