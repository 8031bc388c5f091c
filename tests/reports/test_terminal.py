"""The terminal account: 80 columns, plain when asked, nothing but words of the reports and fixed labels."""

import re
from collections import Counter

import pytest

from tests.reports.conftest import Told
from twosource.data import Reason, Status
from twosource.reports import arrange
from twosource.reports.terminal import render
from twosource.reports.words import ALIKE

ESCAPE = "\x1b"


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_told(ferry: Told, strike: Told, width: int) -> None:
    for account in (ferry.account, strike.account):
        assert max(map(len, render(account, width=width).splitlines())) <= width


def test_plain_text_has_no_escapes_and_colour_changes_no_word(ferry: Told) -> None:
    plain, coloured = render(ferry.account), render(ferry.account, colour=True)
    assert ESCAPE not in plain
    assert ESCAPE in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_the_first_sentence_counts(ferry: Told) -> None:
    text = " ".join(render(ferry.account).split())
    assert "3 articles from 3 outlets of 3 publisher families go back to 3 independent origins." in text


def test_the_summary_counts_how_findings_stand(ferry: Told) -> None:
    text = render(ferry.account)
    standing = Counter(arrange.standing(finding) for finding in ferry.account.findings)
    assert ALIKE in standing
    for how, number in standing.items():
        assert re.search(rf"^  \S +{number} {how}\b", text, re.MULTILINE)


def test_what_is_only_alike_stands_apart_after_what_agrees(ferry: Told) -> None:
    text = render(ferry.account)
    assert text.index("INDEPENDENT REPORTS CORROBORATE") < text.index("ALIKE, PERHAPS OF TWO THINGS")
    agreed = text[text.index("INDEPENDENT REPORTS CORROBORATE") : text.index("ALIKE, PERHAPS OF TWO THINGS")]
    assert "~" not in agreed


def test_disagreements_come_first_with_their_reasons(ferry: Told) -> None:
    text = render(ferry.account)
    apart = [f for f in ferry.account.findings if f.status in {Status.CONFLICTING, Status.UPDATED}]
    assert apart
    assert text.index("REPORTS DISAGREE") < text.index("INDEPENDENT REPORTS CORROBORATE")
    for finding in apart:
        for reason in finding.reasons:
            assert reason.rule in text
        for value in finding.values:
            assert f"“{value.value}”" in text


def test_what_stands_in_quotation_marks_stands_in_a_report(ferry: Told) -> None:
    texts = [" ".join(article.text.split()) for article in ferry.articles]
    quoted = re.findall(r"“([^”]*)”", " ".join(render(ferry.account, width=4000).split()))
    assert len(quoted) > 20
    for words in quoted:
        for piece in words.split("[…]"):
            assert any(piece.strip() in text for text in texts), words


def test_hostile_words_are_only_words(hostile: Told) -> None:
    text = render(hostile.account)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", text)
    assert "‹U+001B›" in text
    assert "[red]Post" in text


def test_a_part_that_only_repeats_says_so(ferry: Told) -> None:
    from msgspec.structs import replace

    agreeing = {Status.CORROBORATED, Status.REFINED}
    one = next(f for f in ferry.account.findings if f.status in agreeing and f.sure and not arrange.is_brief(f))
    again = replace(one, id="f-again", reasons=(*one.reasons, Reason(rule="alike.loosely", inputs=())))
    text = " ".join(render(replace(ferry.account, findings=(one, again))).split())
    assert "+ 1 more finding on words that stand above, see" in text
