"""Where sentences begin. A bar stands for a bound."""

import pytest
import spacy
from spacy.language import Language

from twosource.annotate.sentences import split_sentences
from twosource.annotate.tokens import set_rules


@pytest.fixture(scope="module")
def language() -> Language:
    nlp = spacy.blank("en")
    set_rules(nlp)
    return nlp


@pytest.mark.parametrize(
    "marked",
    [
        "Rain fell.|It stopped.",
        'He left. |"We stay," she said. |"All of us. |It is home."|Nobody argued.',
        "“It is late.” |‘Nobody asked.’ |“Is it?” he asked.",
        "She said it was 'over'. |'Go,' he said.",
        "(He was there.) |The others were not (they say).|Nobody knows.",
        "They ran to safety.'' |The mayor saw it.",
        "Mr. Orr met Gen. Ilves of the U.S. Army on Jan. 5 in St. Ives.|He left.",
        "It moved to the U.S. |The firm, Orr Inc. of Ohio, grew. |Orr Inc. |It grew.",
        "Flight No. 12 was late.|Is it on?|No. |The next one is.",
        "They won 3.5 points.|1. Keep calm. |2. Call for help.",
        "A fee (of all things!), he said.|What now?|Nothing.",
        "He is J. R. Orr.|She is not.",
        "it rained. |we stayed in. |nobody came? |nobody.",
        "Sales rose. |eBay fell.",
        "Approx. five came, i.e. none of us.",
        "“Stop!” he cried.|Yahoo! said nothing.",
        "Profit was flat ...|Costs rose.",
        "First line\n|second line",
    ],
)
def test_bounds(language: Language, marked: str) -> None:
    parts = marked.split("|")
    doc = split_sentences(
        language.make_doc("".join(part if part.endswith((" ", "\n")) else part + " " for part in parts))
    )
    assert [sentence.text.strip() for sentence in doc.sents] == [part.strip() for part in parts]


def test_no_sentence_crosses_a_block(language: Language) -> None:
    text = "Storm hits coast By Ann Orr Rain fell"
    doc = language.make_doc(text)
    doc.user_data["twosource.blocks"] = [(0, 16, "headline"), (17, 27, "credit"), (28, 37, "paragraph")]
    assert [s.text for s in split_sentences(doc).sents] == ["Storm hits coast", "By Ann Orr", "Rain fell"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", '"', "'.", ".", ") . (", '" " "', "?!" * 50])
def test_any_text_has_bounds(language: Language, text: str) -> None:
    doc = split_sentences(language.make_doc(text))
    assert "".join(s.text_with_ws for s in doc.sents) == text
