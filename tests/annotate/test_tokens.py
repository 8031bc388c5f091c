"""Tokens by the treebanks' conventions, and spaCy's for the rest."""

import pytest
import spacy
from spacy.language import Language

from twosource.annotate.tokens import AFFIXES, set_rules


@pytest.fixture(scope="module")
def language() -> Language:
    nlp = spacy.blank("en")
    set_rules(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Really?! No!!!", ["Really", "?!", "No", "!!!"]),
        ("*** Update ***", ["***", "Update", "***"]),
        ("rates--and prices", ["rates", "--", "and", "prices"]),
        ("$$$ and $5", ["$$$", "and", "$", "5"]),
        ("an anti-war ex-president", ["an", "anti-war", "ex-president"]),
        ("Non-EU Co-founder", ["Non-EU", "Co-founder"]),
        ("a long-term all-clear", ["a", "long", "-", "term", "all", "-", "clear"]),
        ("12-year-old", ["12", "-", "year", "-", "old"]),
        ("Call 555-867-5309 or 867-5309.", ["Call", "555-867-5309", "or", "867-5309", "."]),
        ("5-10 people", ["5", "-", "10", "people"]),
        ("Who?said", ["Who", "?", "said"]),
        ("don't, he'll", ["do", "n't", ",", "he", "'ll"]),
        ("U.S. $1.5m", ["U.S.", "$", "1.5", "m"]),
        ("DON'T WAIT, you'd say", ["DO", "N'T", "WAIT", ",", "you", "'d", "say"]),
        ("On Wed. they wed; Capt. Orr of Orr LTD. came", "On Wed. they wed ; Capt. Orr of Orr LTD. came".split()),
        ("an id card and/or COVID-19", ["an", "id", "card", "and", "/", "or", "COVID", "-", "19"]),
        ("since mid-2004, on 2024-05-12", ["since", "mid-2004", ",", "on", "2024-05-12"]),
        ("2010–2015: at 7:30PM for $650k", ["2010", "–", "2015", ":", "at", "7:30", "PM", "for", "$", "650", "k"]),
        ("official(s) (2010): gone(he", "official ( s ) ( 2010 ) : gone ( he".split()),
        ("it's over.You'll see", ["it", "'s", "over", ".", "You", "'ll", "see"]),
        ("#SaveTheBridge @orr #1 -Page", ["#SaveTheBridge", "@orr", "#", "1", "-", "Page"]),
        ("Why...? Yahoo! and pre- and post-war", ["Why", "...", "?", "Yahoo!", "and", "pre", "-", "and", "post-war"]),
        ("in the 1960's, the '90s and ’72", ["in", "the", "1960's", ",", "the", "'90s", "and", "’72"]),
        ("'20 hurt', 9AM-5pm", ["'", "20", "hurt", "'", ",", "9", "AM", "-", "5", "pm"]),
        ("$10,000-$20,000, $2.5b", ["$", "10,000", "-", "$", "20,000", ",", "$", "2.5", "b"]),
        ("Tel:555 act(12) 555/867-5309 7 lb. .He", "Tel : 555 act ( 12 ) 555/867-5309 7 lb. . He".split()),
        ("DONT ask", ["DO", "NT", "ask"]),
        ("It cost $66k. Orr paid £1.5m.", "It cost $ 66 k . Orr paid £ 1.5 m .".split()),
        ("Its a pity. Your in it", "It s a pity . You r in it".split()),
        ("its in-house team, your house, its", "its in - house team , your house , its".split()),
        (
            "see https://orr.example/a-b/ and orr@post.example",
            ["see", "https://orr.example/a-b/", "and", "orr@post.example"],
        ),
    ],
)
def test_tokens(language: Language, text: str, tokens: list[str]) -> None:
    assert [token.text for token in language(text)] == tokens


@pytest.mark.parametrize("text", ["", " ", "?", "-" * 5000, "!?" * 5000, "re-" * 500, "a-" * 500, "\u202e--\u2028"])
def test_nothing_is_lost(language: Language, text: str) -> None:
    assert language(text).text == text


def test_other_pipelines_keep_their_rules() -> None:
    set_rules(spacy.blank("en"))
    assert [token.text for token in spacy.blank("en")("anti-war")] == ["anti", "-", "war"]
    assert len(set(AFFIXES)) == len(AFFIXES)
