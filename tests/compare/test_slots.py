"""Which question a figure answers, and whether it is a part, more, or the whole; read by the whole flow."""

import pytest

from twosource.articles.make import make_article
from twosource.compare.slots import aspect_of, part_of, picks_out, slot_of
from twosource.pipeline import read_documents

CASES = [
    ("The blast killed 28 people in the old port.", {"28": "dead"}),
    ("More than 60 people died in Aster, a town of some 30,000.", {"More than 60": "dead", "some 30,000": ""}),
    ("The flood drowned 28 people.", {"28": "dead"}),
    ("Of the victims 212 were found in Ostmark, seven in Lindau.", {"212": "dead", "seven": "dead"}),
    ("Some 1,000 soldiers of the rescue unit were sent.", {"Some 1,000": ""}),
    ("At least 67 people, 21 of them children, were dead on Sunday.", {"At least 67": "dead", "21": "dead"}),
    ("The fire left 12 dead and 31 injured.", {"12": "dead", "31": "injured"}),
    ("Police killed nine protesters and arrested 40 others.", {"nine": "dead", "40": "arrested"}),
    ("Nine protesters were killed near the bridge.", {"Nine": "dead"}),
    ("The number of people injured during the protests is 633.", {"633": "injured"}),
    ("The death toll from the protests climbed to 51.", {"51": "dead"}),
    ("The death toll from the bridge collapse has risen to seven.", {"seven": "dead"}),
    ("The number of people injured in the collapse, police said, reached 40.", {"40": "injured"}),
    ("As the death toll rose, 300 were evacuated.", {"300": "displaced"}),
    ("Some 3,000 protesters marched to the bridge.", {"Some 3,000": "attending"}),
    ("The flood left 117 people missing and 80 trapped.", {"117": "missing", "80": "trapped"}),
    ("The storm displaced 5,000 families.", {"5,000": "displaced"}),
    ("Rescuers pulled 14 people from the sea.", {"14": "rescued"}),
    ("The quake destroyed 1,591 homes.", {"1,591": "destroyed"}),
    ("The flood killed at least 13 people across seven counties.", {"at least 13": "dead", "seven": ""}),
    ("So far 266 bodies have been identified.", {"266": "identified"}),
    ("Three of the victims have been named.", {"Three": "identified"}),
    ("Some 80 suspected looters are being held.", {"Some 80": "arrested"}),
    ("Twelve hostages were held in the bank.", {"Twelve": ""}),
    ("Twelve people were held hostage.", {"Twelve": ""}),
    ("Nine guards were blown up in their hut.", {"Nine": "dead"}),
    ("Some 12 million people were called to the polls.", {"Some 12 million": "eligible"}),
    ("There are 12 million registered voters.", {"12 million": "eligible"}),
    ("Of the registered voters 68 percent cast a ballot.", {"68 percent": ""}),
    ("Some 12,400 homes had no electricity.", {"Some 12,400": "unpowered"}),
    ("About 30,000 people are without power.", {"About 30,000": "unpowered people"}),
    ("The ship had lost power beside two barges.", {"two": ""}),
    (
        "At least 35 people have been killed and 4,000 people on both banks displaced.",
        {"At least 35": "dead", "4,000": "displaced"},
    ),
    ("The storm killed 12 people and two dogs.", {"12": "dead", "two": "dead"}),
    ("The ferry sank 5 km off the coast and killed 3 people.", {"5 km": "", "3": "dead"}),
    ("Four of the dead children had still to be identified.", {"Four": "unidentified"}),
    ("Three people have not been found.", {"Three": "missing"}),
    ("Six people were taken to hospital.", {"Six": "injured"}),
    ("The ferry had 242 people aboard.", {"242": "aboard"}),
    ("The crash killed all 242 people aboard.", {"242": "dead"}),
    ("The storm caused hundreds of casualties.", {"hundreds": "casualties"}),
    ("Just one of the 242 passengers survived.", {"one": "rescued", "242": ""}),
    ("An unofficial body put the crowd at 3,000 people.", {"3,000": "attending"}),
    ("Ten people died in six locations.", {"Ten": "dead", "six": ""}),
    ("Just 190 of the injured were still in hospital on Sunday.", {"190": "in hospital"}),
    ("Some 40 of those hurt are being treated in hospital.", {"Some 40": "in hospital"}),
    ("Some 40 people were taken to hospital.", {"Some 40": "injured"}),
    ("The ferry carried some 95 passengers.", {"some 95": "aboard"}),
    ("The ferry carried 95 containers.", {"95": ""}),
    ("The blast struck at noon, killing 12 and hurting 30.", {"12": "dead", "30": "injured"}),
    ("There were 350 people on the train.", {"350": "aboard"}),
    ("Three people on the bus were killed.", {"Three": "dead"}),
    ("Power was cut to 1.5 million homes.", {"1.5 million": "unpowered"}),
    ("The storm knocked out power to 20,000 customers.", {"20,000": "unpowered"}),
    ("The power company cut 20,000 jobs.", {"20,000": ""}),
    ("Out of 750 pupils, 23 are missing.", {"Out of 750": "", "750": "", "23": "missing"}),
]
PARTS = [
    ("One of 20 sailors aboard was hurt.", {"20": "total"}),
    ("Five of the coast guard plane's six crew died.", {"six": "total"}),
    ("The deaths of the 20 sailors shocked the town.", {"20": "whole"}),
    ("At least 67 people, 21 of them children, were dead on Sunday.", {"At least 67": "whole", "21": "part"}),
    ("The blast killed 28 people, including three firemen.", {"28": "whole", "three": "part"}),
    ("The blast killed 28 people, three firemen among them.", {"28": "whole", "three": "part"}),
    ("The blast killed 28 people and hurt another 40.", {"28": "whole", "40": "more"}),
    ("All but one of the 260 bodies were found.", {"260": "total"}),
    ("At the height of the flood more than 160 people were missing.", {"more than 160": "whole"}),
    ("Just one of the 242 passengers survived.", {"one": "part", "242": "total"}),
    ("Most of its 19 members voted for the cut.", {"19": "total"}),
    ("The number of the dead rose to 28.", {"28": "whole"}),
    ("Two more people died in the night.", {"Two": "more"}),
    ("Thirty people were wounded, five seriously.", {"Thirty": "whole", "five": "part"}),
    ("Two people died and five were seriously hurt.", {"Two": "whole", "five": "whole"}),
    ("The 43 dead included 11 children.", {"43": "whole", "11": "part"}),
    ("The plane crashed 30 km south of the town.", {"30 km": "whole"}),
    ("Exports fell to $3 billion from $4 billion a year earlier.", {"$4 billion": "whole"}),
    ("Some 12 people die each day.", {"Some 12": "part"}),
    ("Ida Brandt won 51 percent of the vote to Karl Holm's 48 percent.", {"48 percent": "whole"}),
    ("Some 190 of the injured are still in hospital.", {"Some 190": "part"}),
]


def read(text: str, answer: object) -> dict[str, str]:
    (document,) = read_documents([make_article(text, id="a", outlet="Harbour Post", published="2024-03-06")])
    return {
        q.anchor.quote: answer(statement, q)  # type: ignore[operator]
        for statement in document.statements
        for q in statement.quantities
        if not q.ordinal
    }


@pytest.mark.parametrize(("text", "slots"), CASES)
def test_slots(text: str, slots: dict[str, str]) -> None:
    found = read(text, slot_of)
    assert found
    assert {quote: slot for quote, slot in slots.items() if quote in found} == found


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_parts(text: str, parts: dict[str, str]) -> None:
    found = read(text, part_of)
    assert {quote: found.get(quote) for quote in parts} == parts


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("One of the men was arrested at the airport.", {"One": True}),
        ("It was one of the worst floods in decades.", {"one": True}),
        ("Just one of the men was arrested.", {"one": False}),
        ("One man was arrested.", {"One": False}),
        ("The fault hit Teleco and Netcom, two of Ruritania's largest providers.", {"two": True}),
        ("Teleco is one of Ruritania's largest providers.", {"one": True}),
        ("Two of the largest providers were hit.", {"Two": False}),
        ("The fault hit two of the three providers.", {"two": False}),
    ],
)
def test_one_that_only_picks_out(text: str, picked: dict[str, bool]) -> None:
    found = read(text, picks_out)
    assert {words: found.get(words) for words in picked} == picked


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("Orr faces up to 20 years in prison.", {"up to 20 years": "asked"}),
        ("Prosecutors sought a 10-year prison term.", {"10-year": "asked"}),
        ("Orr was sentenced to four years in prison.", {"four years": "given"}),
        ("The strike lasted four days.", {"four days": ""}),
        ("Prices rose 0.3 percent from April.", {"0.3 percent": "month"}),
        ("Prices rose 3 percent from a year earlier.", {"3 percent": "year"}),
        ("Output grew 2 percent year on year.", {"2 percent": "year"}),
        ("Output grew 0.2 percent from the previous quarter.", {"0.2 percent": "quarter"}),
        ("Prices rose 3 percent.", {"3 percent": ""}),
    ],
)
def test_which_of_several_a_figure_gives(text: str, aspects: dict[str, str]) -> None:
    assert read(text, aspect_of) == aspects
