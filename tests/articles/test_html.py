import pytest

from tests.pace import at_most
from twosource.articles.html import agreement, extract_page
from twosource.errors import InputRefused

LEAD = "The council of Brandt voted on Monday to close the old swimming pool, which loses money every summer."
NEXT = "Nearly two hundred people had come to the hall, and most of them booed when the result was read out."
MORE = "The mayor promised that a new pool would be built beside the railway station before the year is over."
LAST = "A first plan is to be shown in March, after the surveyors have been to the meadow with their poles."


def page(inner: str = "", head: str = "") -> str:
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>Pool closes</title>{head}</head><body><nav><a href="/">Home</a>'
        f'<a href="/sport">Sport</a></nav><article><h1>Pool closes</h1><p>{LEAD}</p><p>{NEXT}</p>{inner}<p>{MORE}</p>'
        f'<p>{LAST}</p></article><aside><a href="/x">More news</a></aside><footer>All rights reserved</footer></body></html>'
    )


def test_an_article_and_what_the_page_says_of_it() -> None:
    head = (
        '<meta property="og:site_name" content="Brandt Echo"><meta name="author" content="Ida Holm">'
        '<link rel="canonical" href="https://echo.example/pool">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-02-03T21:40:00-05:00"}</script>'
    )
    found = extract_page(page(head=head))
    for words in (LEAD, NEXT, MORE, LAST):
        assert words in found.text
    assert "Sport" not in found.text
    assert "rights reserved" not in found.text
    assert (found.site, found.url, found.title) == ("Brandt Echo", "https://echo.example/pool", "Pool closes")
    assert (found.published, found.basis) == ("2025-02-03T21:40:00-05:00", "page")
    assert not any("disagree" in note for note in found.notes)


@pytest.mark.parametrize(
    "fragment",
    [
        "<table><a>1<td>2</td>3</table>",
        "<form><input name=nodeName>",
        "<svg><style><img src=x onerror=alert(1)></style>",
        "<button onclick=alert(1)>go",
        "<math><mtext><table><mglyph>",
        "<b><i><u><p><a name=x><a name=y>",
        "<select><option>1<option>2",
        "<marquee><div><div><dialog>",
        "<!-- -- > <!--> <?php echo 1 ?>",
        "<p></b></i></div></span></p>",
        "&#x0;&#xD800;&bogus;<\x01>",
    ],
)
def test_broken_markup_loses_no_paragraph(fragment: str) -> None:
    text = extract_page(page(fragment)).text
    for words in (LEAD, NEXT, MORE, LAST):
        assert words in text, fragment
    assert "alert(1)" not in text


def test_a_notice_is_not_the_article() -> None:
    notice = "<div class='main'><p>This copy is for your personal use only. Order reprints at our shop, please, at any time.</p></div>"
    paragraphs = "".join(f"<p>{p} {p}</p>" for p in (LEAD, NEXT, MORE, LAST))
    html = f"<html><body>{notice}<div class='article'><div class='body'>{paragraphs}</div></div></body></html>"
    assert LAST in extract_page(html).text


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<p>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<!--",
        "<svg><script>x</script>",
    ],
)
def test_a_page_without_an_article_is_refused(html: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        extract_page(html, source="empty.html")
    assert str(refusal.value).startswith("empty.html: ")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (page("<div>" * 2_000), "nested"),
        (page("<b><i>" * 1_000), "nested"),
        (page("<br>" * 200_001), "tags"),
        (page("<" * 200_001), "tags"),
        (page("<p " + " ".join(f"a{i}=1" for i in range(10_000)) + ">x</p>"), "attributes"),
    ],
)
def test_pages_made_to_overload_are_refused_at_once(html: str, reason: str) -> None:
    with at_most(2):
        with pytest.raises(InputRefused, match=reason):
            extract_page(html, source="bomb.html")


@pytest.mark.parametrize(
    "inner",
    [
        "<p>" + "x" * 1_000_000 + "</p>",
        "<p>" + "word " * 100_000 + "</p>",
        "<p>" + "&amp;" * 100_000 + "</p>",
        "<!-- " * 20_000,
        "<table>" + "<tr><td colspan=9007199254740991>1</td></tr>" * 10 + "</table>",
        "<ul><li>" * 500,
        "<p>a</p>" * 5_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">' + '{"@graph":' * 50_000 + "</script>",
        f'<div data-x="{"y" * 1_000_000}"></div>',
        f'<path d="{"M 1 2 " * 20_000}"></path>',  # long, but one attribute
        "\x00" * 1_000,
    ],
    ids=range(12),
)
def test_heavy_pages_end_in_time(inner: str) -> None:
    with at_most(10):
        try:
            extract_page(page(inner))
        except InputRefused as refusal:
            assert refusal.reason


def test_a_date_in_the_address_is_marked_as_such() -> None:
    found = extract_page(page(), url="https://echo.example/2025/02/04/pool")
    assert (found.published, found.basis) == ("2025-02-04", "url")
    assert "address" in found.dated_by


def test_agreement() -> None:
    assert agreement("a b c d e", "a b c d e") == 1
    assert agreement("a b c d", "w x y z") == 0
    assert agreement("", "a b c d") == 0
    assert agreement("a b c d e", "a b c d x") == pytest.approx(1 / 3)
