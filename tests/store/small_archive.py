"""Articles for the archive's tests, made from the small stories; they report nothing that happened."""

from typing import Any

from tests.small_stories import FERRY, STRIKE
from twosource.articles import make_article
from twosource.data import Article
from twosource.errors import InputRefused

REFUSED = InputRefused("reports/empty.txt", "the file is empty", "Remove it.")


def article(row: dict[str, str], **changed: Any) -> Article:
    """The article of a row, with some fields changed."""
    return make_article(**(row | changed))  # type: ignore[arg-type]


def ferry() -> list[Article]:
    """Three reports of one event."""
    return [article(row) for row in FERRY]


def both() -> list[Article]:
    """Five reports of two events, months apart."""
    return [article(row) for row in FERRY + STRIKE]


def numbered(count: int) -> list[Article]:
    """Short reports of as many events, a week apart, so that grouping is quick."""
    return [
        make_article(
            f"Bridge {n} closed in Velden\n\nThe city closed bridge number {n} on Monday for repairs, it said.",
            id=f"n{n}",
            outlet=f"Outlet {n % 7}",
            url=f"https://outlet{n % 7}.example/{n}",
            published=f"{2000 + n // 52}-{1 + n % 52 // 5:02}-{1 + n % 5 * 6:02}",
        )
        for n in range(count)
    ]


EVENTS = {
    "ferry": "A ferry sank off Lunde Island with {n} passengers, the coast guard said. Divers searched the wreck of the Marigold.",
    "second ferry": "Another ferry ran aground near Lunde Island with {n} passengers, the coast guard said. The Heather was towed to Aster.",
    "strike": "Tram drivers in Velden stopped work and asked for {n} percent more pay, the union TVB said. Mayor Clara Holt objected.",
    "pay talks": "The union TVB and Mayor Clara Holt of Velden talked about {n} percent more pay for tram drivers until midnight.",
    "dam": "The Orsk dam leaked and {n} villages were emptied, the water board said. Engineers lowered the lake by a metre.",
}


UNDATED = {4, 11, 17, 24}  # 4 has a later version with a day


def stream() -> list[Article]:
    """Reports of events that go on for weeks and cross; a few have a later version, a few no day, a version among them."""
    made = []
    for number in range(36):
        event = sorted(EVENTS)[number * 7 % 5]
        day = f"2024-0{1 + number // 18}-{1 + number * 3 % 27:02}" if number not in UNDATED else None
        text = f"{event.capitalize()}: report {number}\n\n{EVENTS[event].format(n=number + 10)}"
        row = {
            "id": str(number),
            "outlet": f"Outlet {number % 4}",
            "url": f"https://outlet{number % 4}.example/{number}",
        }
        made.append(article(row, text=text, published=day))
        if number % 9 == 4:
            later = f"2024-02-{1 + number % 20:02}" if number != 31 else None
            made.append(article(row, text=text + "\n\nThis report was changed.", published=later))
    for number in range(3):  # of an event that no dated report tells
        text = f"Lighthouse of Tarn sold\n\nThe lighthouse of Tarn was sold to {number + 2} keepers, the harbour office said."
        made.append(article({"id": f"tarn{number}", "outlet": f"Outlet {number}"}, text=text))
    return made
