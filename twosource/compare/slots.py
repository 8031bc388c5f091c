"""Which question a figure answers: killed is not injured is not missing, a price is not a toll.

A slot is read from the words nearest to the figure: what is counted ("12 injured"), the figure's own words ("killed
12"), the predicate of its statement, then the words around. A state of people ("dead", "missing") says more than a
word for people or their gathering ("nine protesters were killed"), so those only speak where no state does. Figures of
different slots are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.compare.bystanders import counts_no_victims
from twosource.compare.terms import bid, penalty
from twosource.data import Quantity, Statement

# Word stems per slot. A slot is a question about people or things affected; figures without one are compared by
# what is counted and by their statements alone.
SLOTS: tuple[tuple[str, str], ...] = (
    (
        "dead",
        r"dead|die[ds]?|dying|deaths?|kill\w*|fatal\w*|bodies|slain|murder\w*|perish\w*|drown(?:ed|ing)|blown up|(?:lost|losing|claim\w*|took|cost) (?:[\w']+ ){0,3}li(?:ves|fe)|lives (?:lost|were lost)|death toll|toll",
    ),
    (
        "injured",
        r"injur\w+|wound\w+|hurt(?:s|ing)?|hospitali[sz]\w+|maimed|burn(?:ed|t) (?:people|victims)|(?:in|to)(?: \w+)? hospitals?|(?:being |were |was )treated|(?:receiv\w+|under) (?:medical )?(?:treatment|care)|critical(?:ly)?(?: \w+)? condition",
    ),
    ("missing", r"missing|unaccounted|disappeared|not (?:yet )?been found"),
    ("trapped", r"trapped|stranded|stuck|buried (?:under|beneath|in)|under the (?:rubble|debris)"),
    (
        "arrested",
        r"arrest\w*|detain\w*|detention\w*|jailed|in(?:to)? custody|rounded up|(?:been|were|was|being) held(?! (?:hostage|captive|prisoner|by|in captivity))",
    ),
    (
        "displaced",
        r"displac\w+|evacuat\w+|fled|flee\w*|homeless|driven from|forc\w+ (?:\S+ ){1,5}to leave|le(?:ft|ave|aving) their homes",
    ),
    ("rescued", r"rescu(?:ed|ing|ers?|es)|survived|pulled (?:out|from)|saved"),
    ("destroyed", r"destroy\w*|damag\w*|burn(?:ed|t) down|raz(?:ed|ing)|flatten\w*|collaps\w*"),
    ("casualties", r"casualt\w+"),
    (
        "unpowered",
        r"(?:without|no|lost|losing|lose) (?:power|electricity)|(?:power|electricity)(?: (?:was|were|is|had been|has been))? (?:cut|knocked out|lost|down)(?: off)? (?:to|for)|(?:cut|cuts|cutting|knock\w*|tak\w+|took) (?:off |out )?(?:the )?(?:power|electricity) (?:to|for)|power (?:outages?|cuts?)|in the dark|(?:suffer|experienc)\w* blackouts?",
    ),
)
# words for people and their gatherings, which name a group and not what became of it
GROUPS: tuple[tuple[str, str], ...] = (
    ("dead", r"victims?"),
    ("displaced", r"refugees?"),
    (
        "eligible",
        r"(?:registered|eligible|qualified) (?:voters?|to vote|electors?)|called to the polls|(?:entitled|able) to vote",
    ),
    ("rescued", r"survivors?"),
    (
        "aboard",
        r"aboard|on board|passengers and crew|on (?:the|a) (?:train|plane|aircraft|jet|flight|bus|coach|boat|ferry|ship|vessel|helicopter)",
    ),
    (
        "attending",
        r"protest\w*|demonstrat\w+|march(?:ed|ers?|ing|es)?|crowd\w*|attend\w*|participa\w+|gather\w*|rall(?:y|ied|ies)|(?:take|took|taken|taking) part|turn(?:ed)? ?out|took to the streets",
    ),
)
# identified bodies are fewer than the dead, whatever else is said of them, and not those that are still unidentified
UNIDENTIFIED = re.compile(
    r"\b(?:unidentified|(?:not|yet|still|remain\w*) (?:been |yet |to be |to have been )*identified)\b", re.IGNORECASE
)
IDENTIFIED = re.compile(
    r"\bidentif(?:y|ied|ying|ication)\b|\b(?:victims?|bodies|dead)\b[^.;]{0,12}\b(?:been|were|was) (?:\w+ly )?named\b",
    re.IGNORECASE,
)
PATTERNS = tuple((name, re.compile(rf"\b(?:{stems})\b", re.IGNORECASE)) for name, stems in SLOTS)
GROUP_PATTERNS = tuple((name, re.compile(rf"\b(?:{stems})\b", re.IGNORECASE)) for name, stems in GROUPS)
# "the ferry carried 95 passengers"
CARRYING = re.compile(r"\bcarr(?:y|ies|ied|ying) (?:\w+ ){0,2}$", re.IGNORECASE)
TRAVELLERS = re.compile(r"\b(?:passengers?|people|persons?|crew|migrants?|tourists?|pilgrims?)$", re.IGNORECASE)
# what nobody would count among people: places, times, and things
THINGS = re.compile(
    r"\b(?:times?|days?|weeks?|months?|years?|hours?|minutes?|places?|parts?|areas?|regions?|countr(?:y|ies)|count(?:y|ies)|states?|provinces?|districts?|cit(?:y|ies)|towns?|villages?|locations?|spots?|zones?|schools?|hospitals?|facilit(?:y|ies)|camps?|sites?|"
    r"houses?|homes?|buildings?|ships?|boats?|vessels?|planes?|aircraft|helicopters?|drones?|flights?|cars?|trucks?|vehicles?|trains?|buses|weapons?|guns?|rifles?|shots?|missiles?|bombs?|rockets?|platforms?|compan(?:y|ies)|banks?|"
    r"branches|points?|reasons?|questions?|cases?|counts?|charges?|incidents?|attacks?|explosions?|fires?|storms?|earthquakes?|airports?|roads?|bridges?|containers?|docks?|resignations?|rall(?:y|ies)|movements?|posts?|videos?|reports?|seats?|votes?|airstrikes?|strikes?)$",
    re.IGNORECASE,
)
# what somebody is charged with: "seven indicted for murder"
CHARGE = re.compile(r"\b(?:for|of|with|to)(?: \w+){0,3}? (?:murder|homicide)s?\b(?! of\b)", re.IGNORECASE)
# what befalls people
BEFALLEN = frozenset({"dead", "injured", "missing", "trapped", "arrested", "displaced", "rescued", "casualties"})
OF_BEINGS = BEFALLEN | {"attending", "aboard"}
NEAR = 60  # characters on either side of the figure that speak for its slot before the whole statement does
JOINED = re.compile(r"\W*(?:and|or)\b", re.IGNORECASE)
STOP = re.compile(
    r"[,;:.()\d–—]|\b(?:and|or|but|who|that|which|where|as|when|after|before|while|since)\b", re.IGNORECASE
)
CAPTIVES = re.compile(r"\b(?:hostages?|captives?)\b", re.IGNORECASE)  # held by others than the police
PREMISES = re.compile(
    r"\b(?:homes?|houses?|households?|business(?:es)?|customers?|propert(?:y|ies)|premises|buildings?|subscribers?|users?|consumers?)\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(r"\b(?:people|persons?|residents?|inhabitants?|[a-z]+ians?)$", re.IGNORECASE)
# "of the victims 212 were found in X, seven in Y": what both are counted of
OF_THE = re.compile(r"\bof the (\w+)(?= (?:\d|\w+ (?:were|was|are|died)\b))", re.IGNORECASE)
# "190 of the injured are in hospital" counts no injured
OF_THOSE = re.compile(
    r"\sof (?:the|those|all)(?: \w+)? (?:dead|injured|wounded|hurt|missing|killed|victims|casualties|detained|arrested)\b",
    re.IGNORECASE,
)
IN_CARE = re.compile(r"\b(?:in hospitals?|hospitali[sz]ed|treated|intensive care)\b", re.IGNORECASE)
# what a figure is said to have reached: "the death toll from the bridge collapse rose to 27"
TALLY = re.compile(r"\b(?:toll|(?:number|count|tally|total) of)\b", re.IGNORECASE)
REACHED = re.compile(
    r"\b(?:to|at|past|above|over|beyond|is|was|reach\w*|pass(?:ed|es)|topp\w*|hits?|exceed\w*|surpass\w*)\s"
    r"(?:(?:at least|more than|about|around|nearly|almost|some|an estimated)\s)*$",
    re.IGNORECASE,
)
OUT_OF = re.compile(r"\bout of (?:the |a total of |some |about )?$", re.IGNORECASE)


def slot_of_words(words: str) -> str:
    """The slot that words about an uncounted number name: "how many people were missing"."""
    return _nearest(words, 0)


def slot_of(statement: Statement, quantity: Quantity) -> str:
    """Name of the slot the figure fills, "" when no slot's words are there."""
    if quantity.dimension not in {"", "percent"}:
        return ""
    if counts_no_victims(statement, quantity):
        return ""
    what = quantity.counted.quote if quantity.counted else ""
    if part_of(statement, quantity) == "total":
        return _nearest(what, 0)  # what happened to a part did not happen to the total: "one of the 242 survived"
    name = _named(statement, quantity)
    if name == "unpowered" and what and not PREMISES.search(what):
        return "unpowered people" if PEOPLE.search(what) else ""  # who live in some homes are more than the homes
    if name == "arrested" and CAPTIVES.search(what):
        return ""
    if not name and TRAVELLERS.search(what) and CARRYING.search(_before(statement, quantity)):
        return "aboard"
    return "" if name in OF_BEINGS and THINGS.search(what) else name


def _before(statement: Statement, quantity: Quantity) -> str:
    return statement.anchor.quote[: max(0, quantity.anchor.start - statement.anchor.start)]


def _named(statement: Statement, quantity: Quantity) -> str:
    at = quantity.anchor.start - statement.anchor.start
    text = CHARGE.sub(lambda charge: " " * len(charge[0]), statement.anchor.quote)
    start, end = own_words(statement, quantity)
    own = text[start:end]
    what = quantity.counted.quote if quantity.counted else ""
    if UNIDENTIFIED.search(own):
        return "unidentified"
    if IDENTIFIED.search(own):
        return "identified"
    if OF_THOSE.match(text, at + len(quantity.anchor.quote)) and IN_CARE.search(own):
        return "in hospital"
    named = _nearest(what, 0) or _tallied(own[: at - start])
    named = named or _nearest(own, at - start) or _nearest(_ahead(statement, quantity, own), 0)
    named = named or _nearest(statement.predicate.quote, 0)
    if named:
        return named
    groups = [
        g for g in GROUP_PATTERNS if not (g[0] == "eligible" and quantity.dimension)
    ]  # "77 percent of voters" went
    if named := _nearest(what, 0, groups) or _nearest(own, at - start, groups):
        return named
    left = max(0, at - NEAR)
    named = _nearest(text[left : at + len(quantity.anchor.quote) + NEAR], at - left)
    of_whom = " ".join(OF_THE.findall(text[:at]))
    return named or _nearest(of_whom, 0) or _nearest(of_whom, 0, GROUP_PATTERNS)


def is_tally(statement: Statement, quantity: Quantity) -> bool:
    """Whether the words before the figure say that a toll or a number of people has reached it."""
    return bool(_tallied(_before(statement, quantity)))


def _tallied(before: str) -> str:
    """The slot of the toll or number that the words before a figure say has reached it, whatever else they name."""
    tallies = list(TALLY.finditer(before)) if REACHED.search(before) else []
    return _nearest(before[tallies[-1].start() :], 0) if tallies else ""


def _ahead(statement: Statement, quantity: Quantity, own: str) -> str:
    """What follows a figure of a coordinated clause whose verb the statement leaves out: "12 were killed and 300 in the hills
    displaced".
    """
    if not JOINED.match(own):
        return ""
    after = statement.sentence.quote[quantity.anchor.end - statement.sentence.start :]
    return STOP.split(after[:NEAR], maxsplit=1)[0]


def own_words(statement: Statement, quantity: Quantity) -> tuple[int, int]:
    """The part of the statement that speaks of this figure: up to the next figure on either side, cut at a comma or "and"."""
    text, base = statement.anchor.quote, statement.anchor.start
    start, end = quantity.anchor.start - base, quantity.anchor.end - base
    others = [q.anchor for q in statement.quantities if q is not quantity and not q.anchor.overlaps(quantity.anchor)]
    left = max([o.end - base for o in others if o.end <= quantity.anchor.start], default=0)
    right = min([o.start - base for o in others if o.start >= quantity.anchor.end], default=len(text))
    before, after = text[left:start], text[end:right]
    if left:
        cut = max(before.rfind(mark) for mark in (", ", "; ", " and ", " or ", "("))
        left += cut + 1 if cut >= 0 else 0
    if right < len(text):
        cuts = [at for mark in (", ", "; ", " and ", " or ", ")") if (at := after.find(mark)) >= 0]
        right = end + min(cuts) if cuts else right
    return left, right


MORE_BEFORE = re.compile(r"\b(?:another|a further|an additional|other)\W*$", re.IGNORECASE)
MORE_AFTER = re.compile(r"\W*(?:more|others?|additional|further)\b", re.IGNORECASE)
PART_BEFORE = re.compile(
    r"\b(?:including|included|among (?:them|those)|of (?:whom|them|those|these|its|their)|each)\b[^.;]{0,12}$"
    r"|\bof the (?:\w+ )?(?:dead|injured|wounded|missing|killed|victims|detained|arrested)\b[^.;]{0,8}$|\bthe remaining\W*$",
    re.IGNORECASE,
)
PART_AFTER = re.compile(
    r"\W*(?:(?!(?:north|south|east|west|short|because|instead|ahead|in|out|front)\b)\w+ ){0,2}(?:of (?:them|whom|those|the|these|its|their)|among (?:them|those|whom)|each|per|an? (?:day|month|year|week)(?! (?:ago|earlier|before|later|after)\b))\b"
    r"|\W*(?:\w+ ){0,2}included(?=$|[,.;)])"
    # "30 were wounded, five seriously"
    r"|\W*(?:\w*fatally|seriously|critically|gravely|severely|badly|slightly|lightly)(?: so)?(?=\W*$|[,.;)]| and\b)",
    re.IGNORECASE,
)
# "one of the 242 passengers", "most of its 19 members": what the part is taken of
WHOLE_BEFORE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d,]*|half|thirds?|quarters?|percent|most|many|some|few|none|all|any|each|all but \w+) "
    r"of (?:(?:the|its|their|his|her|these|those|our)(?: \w+)?\W*|(?:the )?(?:(?!to |for |and |with )[\w-]+ ){0,3}[\w-]+['’]s )$"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*) of $",
    re.IGNORECASE,
)
# "Of 40 drones launched, six hit"
OF_BEFORE = re.compile(r"(?:^|[.;:,]\s)of (?:the |some |about |around |more than |nearly |almost )*$", re.IGNORECASE)
OF_AFTER = re.compile(r"[^,.;]*,\s")
BESIDE = 22  # characters before a figure in which such words bear on it
BESIDE_WHOLE = 40


def part_of(statement: Statement, quantity: Quantity) -> str:
    """Whether the figure is a "part" of a total ("21 of them"), the "total" it is taken of ("one of the 242"), "more"
    on top of one, or the "whole".
    """
    text, base = statement.anchor.quote, statement.anchor.start
    start = quantity.anchor.start - base
    before = text[max(0, start - BESIDE) : start]
    after = text[quantity.anchor.end - base : own_words(statement, quantity)[1]]
    if WHOLE_BEFORE.search(text[max(0, start - BESIDE_WHOLE) : start]) or OUT_OF.search(before):
        return "total"
    if OF_BEFORE.search(before) and OF_AFTER.match(
        statement.sentence.quote, quantity.anchor.end - statement.sentence.start
    ):
        return "total"
    if MORE_AFTER.match(after) or MORE_BEFORE.search(before):
        return "more"
    return "part" if PART_AFTER.match(after) or PART_BEFORE.search(before) else "whole"


PICKED = re.compile(r"\W*of (?:the|its|their|his|her|these|those|them|our|a|[A-Z][\w.]+(?:'s|’s|'|’))(?=\W)")
# "X and Y, two of the country's largest banks"
CALLED, RANKED = (
    re.compile(r"(?:,|\b(?:is|are|was|were|as))\s$"),
    re.compile(r"\W*of (?:[\w.’'-]+ ){1,3}(?:most|\w{2,}est)\b"),
)
COUNTED_OUT = re.compile(r"\b(?:only|just|but|exactly|at least|no more than)\W*$", re.IGNORECASE)


def picks_out(statement: Statement, quantity: Quantity) -> bool:
    """Whether "one of the ..." only picks someone or something out and counts nothing, or "X and Y, two of the largest ..." only
    ranks them; "just one of them" counts.
    """
    text, base = statement.sentence.quote, statement.sentence.start
    if quantity.low != quantity.high:
        return False
    before, after = text[: quantity.anchor.start - base], text[quantity.anchor.end - base :]
    if RANKED.match(after) and CALLED.search(before):
        return True
    return quantity.anchor.quote.lower() == "one" and bool(PICKED.match(after)) and not COUNTED_OUT.search(before)


# which length of a thing a figure gives, beside it
ASPECTS = {
    "depth": re.compile(r"\b(?:depth|deep)\b", re.IGNORECASE),
    "height": re.compile(r"\b(?:height|high|tall|altitude)\b", re.IGNORECASE),
    "width": re.compile(r"\b(?:width|wide)\b", re.IGNORECASE),
    "way": re.compile(
        r"\b(?:north|south|east|west|\w+(?:east|west)|away|offshore|off the|outside|inland)\b", re.IGNORECASE
    ),
}
LENGTHS = frozenset({"length"})


def aspect_of(statement: Statement, quantity: Quantity) -> str:
    """Which length of a thing the words beside a figure give: its depth, its height, how far away it is; whether a storm's
    category is the one it came "ashore" with, or that of another hour ("way", "to come"); "" of other measures.
    """
    if quantity.dimension == "category":
        return _when_so_strong(statement)
    if quantity.dimension == "duration":
        return penalty(statement)
    if quantity.dimension in {"percent", "money"} and (side := bid(statement)):
        return side
    if quantity.dimension == "percent" and quantity.change:
        return _base(statement, quantity)
    if quantity.dimension not in LENGTHS:
        return ""
    text, at = statement.anchor.quote, quantity.anchor.start - statement.anchor.start
    end = at + len(quantity.anchor.quote)
    before, after = text[max(0, at - ASIDE) : at], text[end : end + ASIDE]
    before, after = re.split(r"[,;]|\band\b|\d", before)[-1], re.split(r"[,;.]|\band\b|\d", after)[0]
    named = [name for name, words in ASPECTS.items() if words.search(after)] or [
        name for name, words in ASPECTS.items() if name != "way" and words.search(before)
    ]
    return named[0] if len(named) == 1 else ""


def _base(statement: Statement, quantity: Quantity) -> str:
    """Whether a rise or fall is told against the month, the quarter or the year before."""
    _, end = own_words(statement, quantity)
    after = statement.anchor.quote[quantity.anchor.end - statement.anchor.start : end]
    return next((name for name, words in BASES.items() if words.search(after)), "")


BASES = {
    name: re.compile(
        rf"\b(?:{unit}[ -]o(?:n|ver)[ -](?:the[ -])?{unit}|(?:on|over) the {unit}|(?:from|than|over|with|on) (?:an? |the |the same \w+ )?"
        rf"(?:(?:previous|prior|preceding|last) {unit}|{unit} (?:earlier|ago|before)))\b{more}",
        re.IGNORECASE,
    )
    for name, unit, more in (
        ("year", "year", r"|\b(?:of|the) last year\b|\bin the (?:year|12 months) (?:to|through)\b"),
        ("quarter", "quarter", ""),
        (
            "month",
            "month",
            r"|\bfrom (?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! (?:\d|last|of))",
        ),
    )
}


def _when_so_strong(statement: Statement) -> str:
    categories = sum(q.dimension == "category" for q in statement.quantities)
    words = (
        statement.anchor.quote
        if categories > 1 or CATEGORIES.search(statement.sentence.quote)
        else statement.sentence.quote
    )
    if COMING.search(words):
        return "to come"
    return "ashore" if ASHORE.search(words) and not STRENGTH_CHANGES.search(words) else "way"


CATEGORIES = re.compile(r"\bcategory\b.*\bcategory\b", re.IGNORECASE | re.DOTALL)
ASHORE = re.compile(
    r"\b(?:landfall|ashore|hit|struck|slammed|smashed|battered|crossed|(?:crash|plough|plow|roar|barrel|rip|blow|blew|tore)(?:l?ed)? into)\b",
    re.IGNORECASE,
)
STRENGTH_CHANGES = re.compile(
    r"\b(?:strengthen|intensif|weaken|reach|peak|grew|grow|becom|became|upgrad|downgrad)\w*", re.IGNORECASE
)
COMING = re.compile(
    r"\b(?:will|would|could|may|might|if)\b|\b(?:expect|forecast(?!er)|predict|project|threaten)\w*", re.IGNORECASE
)
ASIDE = 16  # characters on either side of a length in which such words speak of it


def _nearest(text: str, at: int, patterns: Sequence[tuple[str, re.Pattern[str]]] = PATTERNS) -> str:
    """Slot of the slot word that stands nearest to offset `at`."""
    hits = [
        (abs(m.start() - at), rank, name)
        for rank, (name, pattern) in enumerate(patterns)
        for m in pattern.finditer(text)
    ]
    return min(hits)[2] if hits else ""
