import pytest
from lxml.html import document_fromstring

from twosource.articles.lost import restore_paragraphs

ONE = "The council of Brandt voted on Monday to close the old swimming pool, which loses money every summer."
TWO = "Nearly two hundred people had come to the hall, and most of them booed when the result was read out."
LOST = "The mayor promised that a new pool would be built beside the railway station before the year is over."
LAST = "A first plan is to be shown in March, after the surveyors have been to the meadow with their poles."


def restored(inner: str, text: str = f"{ONE}\n{TWO}\n{LAST}", holder: str = "article") -> tuple[str, int]:
    page = f"<html><body><{holder}><p>{ONE}</p><p>{TWO}</p>{inner}<p>{LAST}</p></{holder}></body></html>"
    return restore_paragraphs(text, document_fromstring(page))


@pytest.mark.parametrize(
    "inner",
    [
        f"<p>{LOST}</p>",
        f"<div class='row'><div class='body'><p>{LOST}</p></div></div>",
        f"<form><p>{LOST}</p></form>",
        f"<p>{LOST[:30]}<b>{LOST[30:]}</b><script>var a = 1</script></p>",
        f"<p>{LOST}</p><p>{LOST}</p>",
    ],
)
def test_a_lost_paragraph_stands_again_where_it_stood(inner: str) -> None:
    assert restored(inner) == (f"{ONE}\n{TWO}\n{LOST}\n{LAST}", 1)


@pytest.mark.parametrize(
    "inner",
    [
        f"<aside><p>{LOST}</p></aside>",
        f"<div class='related-stories'><p>{LOST}</p></div>",
        f"<div id='comments'><p>{LOST}</p></div>",
        f"<blockquote><p>{LOST}</p></blockquote>",
        f"<div><p><a href='/pool'>{LOST}</a></p></div>",
        "<div><p>Read our newsletter.</p></div>",
        "<div><p>A line without an end, of some length, which may be a caption or a heading of another story</p></div>",
        "<div><p>function() { return the.pool.that.loses.money; } // every summer it does so and more, and more.</p></div>",
        f"<div><p>{TWO}</p></div>",
    ],
)
def test_what_is_no_lost_paragraph(inner: str) -> None:
    assert restored(inner) == (f"{ONE}\n{TWO}\n{LAST}", 0)


def test_neighbours_vouch_for_a_short_paragraph() -> None:
    short = "Nobody has asked the swimmers of Brandt yet."
    text = f"{ONE}\n{TWO}\n{LAST}"
    assert restored(f"<p>{short}</p>", text) == (f"{ONE}\n{TWO}\n{short}\n{LAST}", 1)


def test_outside_the_article_nothing_is_put_back() -> None:
    page = f"<html><body><article><p>{ONE}</p><p>{TWO}</p><p>{LAST}</p></article><div><p>{LOST}</p></div></body></html>"
    text = f"{ONE}\n{TWO}\n{LAST}"
    assert restore_paragraphs(text, document_fromstring(page)) == (text, 0)
    assert restored(f"<p>{LOST}</p>", text, holder="div") == (text, 0)


def test_another_article_on_the_page_is_left_alone() -> None:
    page = f"<html><body><article><p>{ONE}</p><p>{TWO}</p></article><article><p>{LOST}</p><p>{LAST}</p></article></body></html>"
    assert restore_paragraphs(f"{ONE}\n{TWO}", document_fromstring(page)) == (f"{ONE}\n{TWO}", 0)
