"""An agency's story, its rewrite by another outlet, and a report of its own. We wrote them; nothing of it happened."""

from twosource.articles import make_article
from twosource.data import Article

AGENCY_TITLE = "Dam gives way above Orsk valley, thousands flee"
AGENCY = (
    "KARSTAD (Reuters) - An earthen dam above the Orsk valley gave way early on Sunday after a week of rain, sending a wall of brown water through four villages and forcing thousands of people from their homes.",
    "Rescue teams in boats took families from rooftops in Lower Orsk, where the river had risen by almost five metres before dawn and carried off a bridge, a mill and most of the market square.",
    "At least 17 people died, the regional governor, Tomas Lindqvist, told reporters in Karstad, and more than 60 were still missing by the evening.",
    "The dam, built in 1961 to water orchards, had been listed for repair since 2014, but the money was moved to a ring road that the previous council wanted before the elections.",
    "Residents said that a siren meant to warn them stayed silent, because its battery had been stolen in the spring and nobody had put in another.",
    "Electricity was cut in the whole valley and the only railway line to the coast was buried under mud for a length of two kilometres.",
    "The army sent 400 soldiers with field kitchens and tents, and schools in Karstad opened their gymnasiums to people who had lost their houses.",
    "Insurers put the damage at about 90 million crowns, a sum that would make it the costliest flood in the region since the spring of 1979.",
    "Farmers in the upper valley lost nearly all of their cattle, and veterinarians warned that carcasses had to be removed quickly to keep the wells clean.",
    "Weather stations forecast more rain for Tuesday, and engineers were pumping water out of a second reservoir to keep it from following the first.",
)
REWRITE_TITLE = "Valley swamped as old dam bursts"
REWRITE = (
    "Four villages in the Orsk valley were under water on Sunday when a dam from the sixties broke after days of heavy rain, driving thousands out of their houses.",
    "Seventeen dead have been counted and more than sixty people are missing, the governor of the region told Reuters.",
    "The alarm that should have woken the villagers never sounded: someone had taken its battery months ago, according to Reuters.",
    "Repairs of the dam were planned for ten years, yet the funds went to a new road instead.",
    "Soldiers are handing out food, and halls of schools in Karstad serve as shelters, while engineers fear for another reservoir.",
)
OWN_TITLE = "'We heard the mountain roar': a night in Lower Orsk"
OWN = (
    "Marta Nyberg had just put her twins to bed when the windows began to shake. Within minutes the kitchen was full of water, she told this newspaper on the roof of the village hall.",
    "Our reporter reached Lower Orsk on foot on Sunday afternoon, three hours after the road was lost.",
    "The village priest, Erik Dahl, has a list of 21 names of dead, four more than the authorities give.",
    "He blames the council. A letter of 2019, seen by this newspaper, shows that an inspector found seepage at the foot of the dam and asked for it to be emptied.",
    "The mayor, Ulla Brandt, would not answer questions about the letter.",
)


def story(id: str, title: str, paragraphs: tuple[str, ...] | list[str], outlet: str | None = None) -> Article:
    """An article of these paragraphs."""
    text = title + "\n\n" + "\n\n".join(paragraphs)
    return make_article(text, id=id, outlet=outlet or f"{id.title()} Gazette", title=title, published="2024-05-05")


ORIGINAL = story("original", AGENCY_TITLE, AGENCY, "Northern Herald")
REWRITTEN = story("rewrite", REWRITE_TITLE, REWRITE, "City Lantern")
OWN_REPORT = story("own", OWN_TITLE, OWN, "Orsk Valley Courier")
