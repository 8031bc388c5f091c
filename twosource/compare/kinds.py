"""Kinds of one thing: police and soldiers, a bus and a lorry, a profit and a loss; and the lands that words stand for."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache

from twosource.models.roles import land_of


def kinds_apart(one: Set[str], two: Set[str]) -> tuple[str, str] | None:
    """Two words that stand for two kinds of one thing, where neither side has a word for the other's kind; the first pair in
    the order of the letters. Words are in small letters, lemmas or not.
    """
    here, there = _kinds(frozenset(one)), _kinds(frozenset(two))
    for line in sorted(here.keys() & there.keys()):
        if not here[line].keys() & there[line].keys():
            return min(here[line].values()), min(there[line].values())
    return None


@lru_cache(maxsize=1 << 15)
def _kinds(words: frozenset[str]) -> Mapping[int, Mapping[int, str]]:
    """The kinds that words stand for, by line, each with its first word."""
    found: dict[int, dict[int, str]] = {}
    for word in sorted(words):
        for line, kind in OF.get(word) or OF.get(word.removesuffix("s")) or ():
            found.setdefault(line, {}).setdefault(kind, word)
    return found


def lands_apart(one: Set[str], two: Set[str]) -> bool:
    """Whether words name states or their peoples, and none of both sides: Russian soldiers, Ukrainian soldiers."""
    here, there = ({land_of(word) for word in words} - {""} for words in (one, two))
    return bool(here and there) and not here & there


# On each line kinds of one thing, apart by "|", under all their names. Words that may stand for another kind too are left
# out: an officer may be a soldier, an aircraft a helicopter.
LINES = (
    "police policeman cop | soldier troop army marine paratrooper serviceman | firefighter fireman | "
    "gunman militant rebel insurgent terrorist guerrilla | protester protestor demonstrator rioter | journalist reporter",
    "bus minibus | lorry truck | car | train | tram streetcar | plane airplane airliner jet | helicopter chopper | "
    "ship boat ferry vessel tanker freighter trawler | motorcycle motorbike | bicycle | tractor",
    "man men boy | woman women girl",
    "mother mum mom | father dad",
    "son | daughter",
    "brother | sister",
    "wife | husband",
    "girlfriend | boyfriend",
    "grandmother | grandfather",
    "uncle | aunt",
    "niece | nephew",
    "king | queen",
    "prince | princess",
    "knife machete | gun pistol revolver rifle handgun shotgun firearm | bomb grenade | axe | hammer",
    "pistol handgun revolver | rifle | shotgun | machinegun",
    "missile | drone | rocket | mortar shell",
    "car van | backpack rucksack | suitcase | box parcel package | bicycle | motorcycle motorbike",
    "neck throat | chest | stomach abdomen | leg thigh | arm | hand | foot",
    "cocaine | heroin | cannabis marijuana | methamphetamine | fentanyl | ecstasy",
    "stab | shoot | strangle | drown | poison",
    "school kindergarten | church cathedral chapel | mosque | synagogue | hotel | airport | prison jail | factory | museum | library | "
    "cinema | stadium | supermarket | restaurant | hospital clinic | university | bank | bridge | tunnel | nightclub | theatre theater | "
    "warehouse | refinery | mine",
    "dog | cat | horse | cow cattle | sheep | pig | goat | bear | shark | crocodile alligator | elephant | tiger | lion | wolf | snake",
    "profit | loss",
    "surplus | deficit | shortfall",
    "import | export",
    "government | opposition",
    "murder | manslaughter",
    "democrat democrats | republican republicans",
    "plaintiff | defendant",
    "majority | minority",
    "buyer | seller",
    "electrical wiring circuit | arson | lightning | cigarette | candle | firework fireworks | campfire",
    "winter | spring | summer | autumn",
    "strike walkout | lockout",
    "doctor physician surgeon | nurse | lawyer attorney | teacher professor | student pupil | farmer | miner | pilot | fisherman | "
    "priest | tourist",
    "goalkeeper | defender | midfielder | striker",
    "river | lake | canal | reservoir",
    "gold | silver | bronze | copper",
    "oil petroleum | gas | coal",
    "film movie | book novel | song album",
)
KINDS = [[frozenset(kind.split()) for kind in line.split("|")] for line in LINES]
SPEAKING = frozenset().union(*KINDS[0], {"government", "opposition"})


def _places() -> Mapping[str, list[tuple[int, int]]]:
    """For each word the lines it stands in, and of which kind it is there."""
    found: dict[str, list[tuple[int, int]]] = {}
    for line, kinds in enumerate(KINDS):
        for kind, words in enumerate(kinds):
            for word in words:
                found.setdefault(word, []).append((line, kind))
    return found


OF = _places()
