import pytest

from twosource.articles import make_article
from twosource.articles.blocks import find_blocks
from twosource.data import BlockKind

PROSE = "The ferry left the port of Aster on Tuesday morning with 140 passengers and sank off Lunde Island before noon."
OTHER = "Nobody had expected the storm to come so early, and the harbour master had let three ships go out, he said."


def kinds(text: str) -> list[str]:
    return [b.kind.value for b in find_blocks(text)]


PAIRS = [  # what serves the page, and the report's own sentence that looks like it
    (
        "Copyright © 2024 The Aster Post. Click here for reprint permission.",
        "Copyright of the song went to the singer's children on Monday.",
    ),
    ("The pilots who never learned to swim Read more", "The minister wants sailors to read more."),
    (
        "see also Tram drivers walk out again Drivers of the city's trams left...",
        "See also how the mayor voted on the bridge in March and again in the following May, she said.",
    ),
    ("READ MORE: Mayor quits over audit, paper says", "Nobody read more: the file had 4,000 pages."),
    (
        "Read or share this story: https://post.example/a1",
        "The ministry put the list on its site, https://aster.example, and took it down.",
    ),
    ("WATCH: Divers bring up the first car", "Watch officers on the bridge had changed an hour before."),
    (
        "CLOSE The captain speaks about the night on which his ship sank. Aster Video",
        "CLOSE THE PORT, the banners read on Tuesday.",
    ),
    (
        "JUST WATCHED Why ferries roll Replay More Videos ... MUST WATCH Why ferries roll 01:16",
        "They had just watched the ferry leave.",
    ),
    ("This story was updated at 6:24 p.m.", "The report was updated on Monday after the ministry complained."),
    (
        "--Updated at 10:18 a.m.",
        "Updated rules on life jackets take effect on Friday in all ports of the country, the ministry said.",
    ),
    (
        "(This version of the story corrects the pilot's name in paragraph 4)",
        "(This version of events was told in court on Monday, in two parts.)",
    ),
    ("This article is more than 2 years old", "This article of the law is more than 200 years old, the judge wrote."),
    ("Correction: An earlier version of this article gave a wrong age.", "The correction of prices took two days."),
    (
        "The views expressed by contributors are their own.",
        "The views of the two ministers on the ferry are far apart.",
    ),
    ("Send tips to desk@post.example", "Police asked for tips and got 400 of them by noon."),
    (
        "Ida Brandt is a reporter in Aster. Follow her on Twitter: @idabrandt",
        "Ida Brandt is the harbour's first woman pilot. The crews follow her on every tour.",
    ),
    ("CLICK HERE TO GET THE POST'S APP", "Click farms sent the message to 40,000 people."),
    ("MAYOR OF ASTER FIRES CHIEF OF PORT AFTER AUDIT", "AUDIT OF THE PORT"),
    ("More coverage of the sinking:", "More than forty people had no life jacket."),
    (
        "Playbook Sign up for our newsletter. By signing up you agree to receive emails.",
        "By signing the contract he agreed to stay a year.",
    ),
]


@pytest.mark.parametrize("line", [furniture for furniture, _ in PAIRS])
def test_furniture_in_plain_text_tells_nothing(line: str) -> None:
    assert kinds(f"Ferry sinks\n{PROSE}\n{line}\n{OTHER}") == ["headline", "paragraph", "boilerplate", "paragraph"]


@pytest.mark.parametrize("line", [told for _, told in PAIRS])
def test_a_sentence_that_looks_like_furniture_is_told(line: str) -> None:
    assert kinds(f"Ferry sinks\n{PROSE}\n{line}\n{OTHER}")[2] in {"paragraph", "subheading"}


def test_titles_in_capitals_stay_where_the_report_is_in_capitals_too() -> None:
    line = "MAYOR OF ASTER FIRES CHIEF OF PORT AFTER AUDIT"
    assert kinds(f"Ferry sinks\n{PROSE.upper()}\n{line}\n{OTHER.upper()}")[2] == "subheading"


@pytest.mark.parametrize(
    ("line", "told", "apart"),
    [
        (f"{PROSE} (RELATED: Ten Ships That Sank [VIDEO]) {OTHER}", [PROSE, OTHER], "(RELATED: Ten Ships That Sank [VIDEO])"),
        (f"ADVERTISEMENT {PROSE}", [PROSE], "ADVERTISEMENT"),
        (f"{PROSE} Read more", [PROSE], "Read more"),
        (f"{PROSE} READ MORE: Ten ships that sank", [PROSE], "READ MORE: Ten ships that sank"),
        (f"{PROSE} Sign up for our newsletter here. {OTHER}", [PROSE, OTHER], "Sign up for our newsletter here."),
        (f"{PROSE} Follow Ida Brandt on Twitter: @idabrandt", [PROSE], "Follow Ida Brandt on Twitter: @idabrandt"),
        (f"This is a developing story. Please check back for updates. {PROSE}", [PROSE], "This is a developing story. Please check back for updates."),
        (
            "Mayor Nora Finch Nora Ellen FinchTram strike ends Bridge 'to close by May' MORE (Labour) said that the port is shut.",
            ["Mayor Nora Finch", "said that the port is shut."],
            "Nora Ellen FinchTram strike ends Bridge 'to close by May' MORE (Labour)",
        ),
        (f"{PROSE} (Reporting by Ida Brandt; Editing by Paul Renner)", [PROSE], "(Reporting by Ida Brandt; Editing by Paul Renner)"),
        (f"{PROSE} The Associated Press contributed to this report.", [PROSE], "The Associated Press contributed to this report."),
    ],
)  # fmt: skip
def test_furniture_run_into_a_paragraph_is_a_block_of_its_own(line: str, told: list[str], apart: str) -> None:
    text = f"Ferry sinks\n{OTHER} Twice.\n{line}"
    found = [(text[b.start : b.end], b.kind) for b in find_blocks(text)][2:]
    assert [words for words, kind in found if kind is BlockKind.PARAGRAPH] == told
    assert [words for words, kind in found if kind in {BlockKind.BOILERPLATE, BlockKind.CREDIT}] == [apart]


@pytest.mark.parametrize(
    "line",
    [
        "He asked for MORE time. Nora Finch, Finch said, would give it to him (read more: nobody did).",
        "The ferry sank off Dorn on Monday. Watch: the same company owns three more, the owner said, and will sell them.",
        "“Sign up for our newsletter,” the fake page told its visitors, and thousands did on Monday.",
        "The mayor asked people to follow the count on Twitter and to stay at home until noon.",
        "The storm and the fog contributed to this report of a collision, which the captain denied, he said.",
    ],
)
def test_nothing_is_cut_out_of_a_sentence_of_the_report(line: str) -> None:
    text = f"Ferry sinks\n{OTHER}\n{line}"
    assert [text[b.start : b.end] for b in find_blocks(text)][2:] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Contributing: The Associated Press",
        "Ida Brandt and The Associated Press contributed to this report.",
        f"{PROSE} The Associated Press contributed to this report.",
        "Associated Press writer Ida Brandt in Aster contributed.",
        "Copyright 2024 The Associated Press. All rights reserved.",
        "AP Updated March 6, 2024 at 10 a.m.",
    ],
)
def test_an_agency_in_the_furniture_is_credited(line: str) -> None:
    made = make_article(f"Ferry sinks\n\n{PROSE}\n\n{OTHER}\n\n{line}", id="a", outlet="Herald")
    assert [(c.name, c.kind) for c in made.credits] == [("AP", "agency")]
