"""Where sentences begin. A bar stands for a bound."""

import pytest
import spacy
from spacy.language import Language

from twosource.annotate.sentences import Line, kind_of, lines, split_sentences
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
        "They ran to safety.'' |The mayor saw it. |``It was late,'' she said.",
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
        "Sens. Ann Orr and Bo Ilves left.|“We won. |That is new,” Orr said.",
        "“Is it true?” she asks.|He said: “It is.”",
        "The U.S. Army and U.N. officials met in the U.S. |They spoke at 5 p.m. in Orr.",
        "He told the U.N. Security Council and Orr Bros. Pictures so.",
        "Bo Ilves of Orr USA Action went to Orr, Ala. — “a good place.”|He slept.",
        "Ann Orr Sides With Bo W. Ilves On ‘Late’ Trains",
        "The score was fixed at No. 5 Orr St. by Michael P. Ilves (in part).|[The vote was Monday.]",
    ],
)
def test_bounds(language: Language, marked: str) -> None:
    parts = marked.split("|")
    doc = split_sentences(
        language.make_doc("".join(part if part.endswith((" ", "\n")) else part + " " for part in parts))
    )
    assert [sentence.text.strip() for sentence in doc.sents] == [part.strip() for part in parts]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("rain", "small"), ("don’t", "small"), ("Rain", "Title"), ("Élan", "Title"), ("U", "one"), ("NATO", "capitals"),
        ("eBay", "mixed"), (".", "stop"), ("?!", "mark"), ("...", "dots"), ("R.", "initial"), ("U.S.", "initials"),
        ("Inc.", "shortened"), ("12", "number"), ("1,200.5", "number"), ("7:30", "clock"), ("a@b.example", "place"),
        ("“", "quote"), (")", "close"), ("--", "dash"), ("====", "rule"), ("☺", "other"),
    ],
)  # fmt: skip
def test_kinds(word: str, kind: str) -> None:
    assert kind_of(word) == kind


def test_lines_end_at_breaks_and_blocks() -> None:
    doc = spacy.blank("en").make_doc("Storm hits coast By Ann\nRain fell")
    doc.user_data["twosource.blocks"] = [(0, 16, "headline"), (17, 33, "credit")]
    found = [(indices, line.kinds) for indices, line in lines(doc, frozenset({"storm"}))]
    assert found == [
        ([0, 1, 2], ["Small", "small", "small"]),
        ([3, 4], ["Title", "Title"]),
        ([6, 7], ["Title", "small"]),
    ]


def test_straight_quotes_open_and_close_by_their_blanks() -> None:
    line = Line(["He", "said", '"', "go", '"', "."], [True, True, True, False, False, False], frozenset())
    assert line.kinds == ["Title", "small", "open", "small", "close", "stop"]
    assert line.quoted == [False, False, False, True, True, False]


def test_no_sentence_crosses_a_block(language: Language) -> None:
    text = "Storm hits coast By Ann Orr Rain fell"
    doc = language.make_doc(text)
    doc.user_data["twosource.blocks"] = [(0, 16, "headline"), (17, 27, "credit"), (28, 37, "paragraph")]
    assert [s.text for s in split_sentences(doc).sents] == ["Storm hits coast", "By Ann Orr", "Rain fell"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", '"', "'.", ".", ") . (", '" " "', "?!" * 50])
def test_any_text_has_bounds(language: Language, text: str) -> None:
    doc = split_sentences(language.make_doc(text))
    assert "".join(s.text_with_ws for s in doc.sents) == text
