"""Small stories for tests of the whole flow. We wrote them; they report nothing that happened."""

import json
from pathlib import Path

FERRY = [
    {
        "id": "harbour",
        "outlet": "Harbour Post",
        "url": "https://harbourpost.example/ferry",
        "published": "2024-03-06",
        "text": (
            "Ferry sinks off Lunde Island, 12 dead\n\n"
            "A passenger ferry sank off Lunde Island on Tuesday, killing at least 12 people, the coast guard said.\n\n"
            "The Marigold was carrying 140 passengers when it left the port of Aster at 06:30, according to the "
            "harbour master, Ida Brandt.\n\n"
            '"We are still searching for survivors," Brandt told reporters. She denied that the ferry had been '
            "overloaded."
        ),
    },
    {
        "id": "capital",
        "outlet": "Capital Daily",
        "url": "https://capitaldaily.example/marigold",
        "published": "2024-03-07",
        "text": (
            "Toll from ferry disaster rises to 19\n\n"
            "The number of people killed when the ferry Marigold went down near Lunde Island rose to 19 on Thursday, "
            "Interior Minister Paul Renner said.\n\n"
            "Two survivors told this newspaper that the ship was overloaded. The operator, Aster Lines, said that "
            "about 140 people had been on board.\n\n"
            "The ferry sank on March 5 some 4 kilometres from the coast."
        ),
    },
    {
        "id": "lunde",
        "outlet": "Lunde Radio",
        "url": "https://lunderadio.example/news/5",
        "published": "2024-03-07T09:15:00+00:00",
        "text": (
            "What we know about the Marigold\n\n"
            "The ferry was 2.5 miles off the island when water entered the car deck on Tuesday morning.\n\n"
            "Aster Lines has been fined twice since 2019 for carrying too many passengers, court papers show.\n\n"
            "It is not clear why the ship turned back. Renner, the interior minister, will visit the island on Friday."
        ),
    },
]

STRIKE = [
    {
        "id": "ledger",
        "outlet": "The Ledger",
        "url": "https://ledger.example/strike",
        "published": "2023-10-03",
        "text": (
            "Tram drivers walk out in Velden\n\n"
            "More than 2,000 tram drivers in Velden went on strike on Monday over pay, the union TVB said.\n\n"
            "The city has offered a rise of 4 percent. Mayor Clara Holt called the demands irresponsible."
        ),
    },
    {
        "id": "morning",
        "outlet": "Morning Wire",
        "url": "https://morningwire.example/velden",
        "published": "2023-10-03",
        "text": (
            "Velden commuters stranded as strike begins\n\n"
            "Around 1,400 drivers took part in the strike on October 2, city officials said.\n\n"
            '"Four percent is an insult," said Jonas Weil, who leads the union.'
        ),
    },
]

STORIES = {"ferry": FERRY, "strike": STRIKE}


def write_jsonl(path: Path, rows: list[dict[str, str]]) -> Path:
    """The articles as a JSON Lines file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
