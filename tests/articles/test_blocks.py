import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pace import at_most
from twosource.articles import make_article
from twosource.articles.blocks import find_blocks
from twosource.data import BlockKind

PROSE = "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon."
OTHER = "Nobody had expected the storm to come so early, and the harbour master had let three ships go out, he said."


def kinds(text: str, title: str | None = None) -> list[str]:
    return [b.kind.value for b in find_blocks(text, title=title)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ida Brandt", "byline"),
        ("By Ida Brandt and Paul Renner in Aster", "byline"),
        ("Ida Brandt", "byline"),
        ("Updated: 6 March 2024, 10:40", "boilerplate"),
        ("Friday, Sep 10, 2010 | Updated 8:52 PM EDT", "boilerplate"),
        ("12 / 16 / 08 1:30 AM EST", "boilerplate"),
        ("Mar 6, 2024 at 10:40 am", "boilerplate"),
        ("Wed, Mar 6", "boilerplate"),
        ("13 hours ago", "boilerplate"),
        ("4 min read", "boilerplate"),
        ("Share this article", "boilerplate"),
        ("Share article via Email Share article via Facebook", "boilerplate"),
        ("Facebook", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("Read more: Why the Marigold was late", "boilerplate"),
        ("RELATED: The ships of Aster Lines, and what became of them", "boilerplate"),
        ("Sign up for our newsletter and get the day's news in your inbox.", "boilerplate"),
        ("Follow Ida Brandt on Twitter and Facebook.", "boilerplate"),
        ("12 comments", "boilerplate"),
        ("IMG_20240306.jpg", "boilerplate"),
        ("Updated on 6 March 2024", "boilerplate"),
        ("Coast desk | Last Updated: Mar 06, 2024, 06:31 PM IST", "boilerplate"),
        ("Related topics: Ferries | Lunde", "boilerplate"),
        ("Slideshow (8 Images)", "boilerplate"),
        ("Image source, Aster Lines", "credit"),
        ("Image caption, Divers at work on Wednesday", "caption"),
        ("AFP Published March 6, 2024", "credit"),
        ("Reporting by AFP", "credit"),
        ("With inputs from agencies", "credit"),
        ("(AP)", "credit"),
        ("Photo: Reuters", "credit"),
        ("Reuters contributed to this report.", "credit"),
        ("(Reporting by Ida Brandt in Aster; editing by Paul Renner)", "credit"),
        ("The search goes on #Marigold pic.twitter.com/abc123", "embed"),
        ("— Coast Guard (@coastguard) March 5, 2024", "embed"),
        ("Divers at work off the island (left) and the harbour", "caption"),
        ("A general view of Lunde Island on Wednesday", "caption"),
        ("What went wrong", "subheading"),
        (OTHER, "paragraph"),
        ("He paid.", "paragraph"),
        ("9 a.m.", "paragraph"),
        ("5: 03 p.m. ET", "boilerplate"),
        ("“Nobody came.”", "paragraph"),
    ],
)
def test_a_line_between_headline_and_prose(line: str, kind: str) -> None:
    title = "Ferry sinks off Lunde Island"
    found = kinds(f"{title}\n{PROSE}\n{line}\n{OTHER} Twice.", title)
    assert found[0] == "headline"
    if kind == "byline":
        found = kinds(f"{title}\n{line}\n{PROSE}\n{OTHER}", title)
        assert found[1] == kind
    else:
        assert found[2] == kind


@pytest.mark.parametrize("inside", ["The search goes on pic.twitter.com/abc123 ", "https://t.co/abc ", ""])
@pytest.mark.parametrize("begin", ["", "With reporting by Ida Brandt in Aster. "])
def test_a_report_that_came_in_one_line_is_a_paragraph_whatever_it_holds(begin: str, inside: str) -> None:
    title = "Ferry sinks off Lunde Island"
    line = begin + f"{PROSE} {OTHER} " * 6 + inside + f"{PROSE} {OTHER}"
    assert kinds(f"{title}\n\n{line}", title)[-1] == "paragraph"


@pytest.mark.parametrize(
    ("line", "head"),
    [
        (f"ASTER (Reuters) - {PROSE}", "ASTER (Reuters) -"),
        (f"ASTER (Reuters) -{PROSE}", "ASTER (Reuters) -"),
        (f"ASTER, March 6 (NNA-AGENCIES) — {PROSE}", "ASTER, March 6 (NNA-AGENCIES) —"),
        (f"ASTER, Norway — {PROSE}", "ASTER, Norway —"),
        (f"March 6 (UPI) -- {PROSE}", "March 6 (UPI) --"),
        (f"ASTER: {PROSE}", "ASTER:"),
        (f"ASTER (CoastWire) — {PROSE}", "ASTER (CoastWire) —"),
        (f"ASTER, March 6 (Coast & Sea) - {PROSE}", "ASTER, March 6 (Coast & Sea) -"),
        (f"Brandt (Labour) — {PROSE}", None),
        (PROSE, None),
        ("Brandt: nobody told us that the ship was overloaded when it left the harbour.", None),
        ("Aster-based Lines said that it would pay for the search and for the families' travel.", None),
    ],
)
def test_datelines(line: str, head: str | None) -> None:
    text = f"Ferry sinks\n{line}"
    found = [text[b.start : b.end] for b in find_blocks(text) if b.kind is BlockKind.DATELINE]
    assert found == ([head] if head else [])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Three people died in the fire, Mayor Nora Finch (@norafinch) said.", "paragraph"),
        ("The river is over the bank now. Nora Finch (@norafinch) March 7, 2024", "embed"),
        ("The river is over the bank now. Nora Finch (@norafinch) 7 March 2024", "embed"),
    ],
)
def test_a_handle_alone_makes_no_post(line: str, kind: str) -> None:
    assert kinds(f"Ferry sinks\n\n{PROSE}\n\n{line}")[-1] == kind


@pytest.mark.parametrize("aside", ["(The cause is still unknown.)", "(The attempt to raise her comes in April.)"])
def test_letters_of_a_word_name_no_agency(aside: str) -> None:
    assert kinds(f"Ferry sinks\n\n{PROSE}\n\n{OTHER} {aside}") == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize("words", ["A" * 20_000, "A." * 10_000, "A-" * 10_000, "Aa " * 7_000, "(" * 20_000])
def test_long_words_cost_nothing(words: str) -> None:
    with at_most(0.5):
        assert find_blocks(f"He said so.\n\n{words}\n\nThe end.")


def test_a_caption_given_twice_repeats_itself() -> None:
    caption = "A diver of the coast guard climbs out of the water near Lunde Island on Wednesday."
    text = f"{PROSE}\n{caption} (Ida Brandt/AP)\n{OTHER}\n{caption} (Ida Brandt/AP)"
    captions = [b for b in find_blocks(text) if b.kind is BlockKind.CAPTION]
    assert [b.repeats for b in captions] == [None, 1]


def test_a_section_above_the_headline_is_none() -> None:
    assert kinds(f"World\nFerry sinks off island\n{PROSE}")[:2] == ["boilerplate", "headline"]


def test_titles_with_their_age_are_a_link_list() -> None:
    text = f"Ferry sinks\n{PROSE}\nMinister resigns over tram strike\n- 5 hours ago\nCat found after nine years\n- 6 hours ago"
    assert kinds(text) == ["headline", "paragraph", *["boilerplate"] * 4]


def test_the_list_below_related_is_boilerplate() -> None:
    text = f"Ferry sinks\n{PROSE}\nRelated:\nTen ships that sank\nWhy ferries roll\n{OTHER}"
    assert kinds(text) == ["headline", "paragraph", "boilerplate", "boilerplate", "boilerplate", "paragraph"]


def test_a_line_in_doubt_stays_a_paragraph() -> None:
    for line in (
        "Follow-up talks in Aster are planned for Friday, the ministry said on Twitter.",
        "Share prices of Aster Lines fell by four percent on Wednesday after the news of the accident.",
        "Related companies were not told of the fault, a court heard on Tuesday in the capital.",
        "Watch officers on the bridge had changed an hour before the ship began to list to starboard.",
    ):
        assert kinds(f"Ferry sinks\n{PROSE}\n{line}")[-1] == "paragraph", line


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_blocks_are_in_order_and_leave_out_white_space_only(text: str) -> None:
    last = 0
    for block in find_blocks(text):
        assert last <= block.start < block.end <= len(text)
        assert not text[last : block.start].strip()
        last = block.end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday morning 22 people had died.",
        "By the end of Monday 22 people had died.",
        "By March the mine was closed.",
        "Reporter Ana Silva was shot dead on Monday.",
        "Author Tom Orr was stabbed on a stage.",
    ],
)
def test_a_short_sentence_is_no_byline(line: str) -> None:
    text = f"Flood in Lunde\n\nThe river Orla broke its banks on Sunday night and flooded the town.\n\n{line}"
    made = make_article(text, id="a", outlet="Herald")
    assert [text[b.start : b.end] for b in made.blocks if b.kind is BlockKind.PARAGRAPH][-1] == line
    assert made.byline is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("BY MARK ORR", "MARK ORR"),
        ("by April Lin and Tom Orr, staff writers", "April Lin and Tom Orr, staff writers"),
    ],
)
def test_a_byline_names_who_wrote(line: str, name: str) -> None:
    made = make_article(
        f"Flood in Lunde\n\n{line}\n\nThe river Orla broke its banks on Sunday night.", id="a", outlet="Herald"
    )
    assert made.byline == name
