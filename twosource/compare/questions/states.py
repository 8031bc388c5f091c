"""States that turn, each scale in the order in which news tells it: a fire burns, is contained, is out; a patient is critical,
stable, discharged; a border is closed, then open again.

A statement holds a thing to a state where it has words for both. A fire, a road or a ban is known by its noun; whoever is
missing or in hospital is whom the statement is about, unless it counts them: of many missing, others may be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.compare.deeds import to_come, told_as_done
from twosource.compare.points import Point
from twosource.compare.stances import stance, telling
from twosource.data import Anchor, Modality


@dataclass(frozen=True, slots=True)
class Scale:
    """States that exclude each other, in order. `things` are the nouns of what may be in them, one thing on each line; where
    there are none it is somebody, or something that can be lost.
    """

    things: tuple[re.Pattern[str], ...]
    names: tuple[str, ...]
    states: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What one report holds to be in some state. `things` are the words for it; `step` counts along the scale."""

    point: Point
    scale: Scale
    step: int
    things: frozenset[str]

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.point.article

    @property
    def state(self) -> str:
        """The name of the state."""
        return self.scale.names[self.step]


def find_held(events: Sequence[Point]) -> Iterator[Held]:
    """What statements hold to be in some state: as it is or was, not as it is meant to be. What has not come to a later state
    is in the first: "has still not been contained".
    """
    for point in events:
        told = stance(point)
        if told not in {"affirmed", "negated"} or point.statement.modality in {Modality.PLANNED, Modality.DENIED}:
            continue
        if point.statement.modality is Modality.HYPOTHETICAL:
            continue  # "should not have been released"
        if not ANY_STATE.search(point.statement.anchor.quote.lower()):
            continue  # most statements
        for scale in SCALES:
            step = _step(point, scale)
            things = _things(point, scale) if step is not None else frozenset()
            if (
                step is not None
                and things
                and (told_as_done(point.statement) or not (step or to_come(point.statement)))
            ):
                yield Held(point, scale, step, things)


def _step(point: Point, scale: Scale) -> int | None:
    """The state that a statement tells; none where it tells two, or negates the first: "is not missing"."""
    found = [(i, m) for i, state in enumerate(scale.states) if (m := state.search(point.statement.anchor.quote))]
    if len(found) != 1:
        return None
    step, match = found[0]
    if step and POSSIBLE.search(point.statement.anchor.quote, 0, match.start()):
        return None  # "could reopen on Thursday"
    if stance(point) == "negated" and not all(mark.quote in match[0] for mark in point.statement.marks):
        return 0 if step else None
    return step


def _things(point: Point, scale: Scale) -> frozenset[str]:
    """The words for what a statement is about, or the lines of its scale on which they stand: those of the phrase's head, else
    of the phrase, else of the statement; of the sentence where "it" stands for them.
    """
    statement = point.statement
    befell = statement.recipient
    phrase = befell if befell is not None and not telling(befell) & LEFT else statement.actor
    if not scale.things:
        return _somebody(point, phrase)
    pointing = phrase is None or not (telling(phrase) or COUNT.search(phrase.quote))
    around = [statement.anchor.quote, *([statement.sentence.quote] if pointing else [])]
    named = [OF.split(phrase.quote, maxsplit=1)[0], phrase.quote] if phrase is not None else []
    for words in (*named, *around):
        found = frozenset(line.pattern for line in scale.things if line.search(words))
        if found:
            return found
    return frozenset()


def _somebody(point: Point, phrase: Anchor | None) -> frozenset[str]:
    sought = SOUGHT.search(point.statement.anchor.quote)
    if sought:
        return frozenset() if COUNT.search(sought[1]) else frozenset(w.lower() for w in sought[1].split())
    if phrase is None or COUNT.search(phrase.quote) or any(phrase.covers(q.anchor) for q in point.statement.quantities):
        return frozenset()
    return telling(phrase)


POSSIBLE = re.compile(r"\b(?:could|may|might|can|should|would) (?:\w+ )?(?:be )?$", re.IGNORECASE)
LEFT = frozenset({"hospital", "prison", "jail", "custody"})  # "left hospital" says nothing of the hospital
OF = re.compile(r"\s(?:of|in|at|on|for|from|with|by|to|near|after|over)\s", re.IGNORECASE)
SOUGHT = re.compile(
    r"\b(?:hunt\w*|search\w*|look\w*|manhunt) (?:goes on |went on |continues |continued )?for ((?:[^\W\d_][\w’'-]*\s?){1,4})",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"\d|\b(?:at least|more than|people|persons|dozens|hundreds|thousands|several|others|some|many|most|all|both|bodies|survivors|victims)\b",
    re.IGNORECASE,
)


# ---- the table


def _scale(things: str, *states: str) -> Scale:
    """`things` with one on each line; each state as "name: words"."""
    lines = tuple(_words(line) for line in things.split("\n") if line.strip())
    named = [state.split(": ", 1) for state in states]
    return Scale(lines, tuple(name for name, _ in named), tuple(_words(words) for _, words in named))


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{HEAD}(?:{re.sub(r' *[|] *', '|', pattern.strip())})(?!\w|[’']s\b)", re.IGNORECASE)


HEAD = r"\b(?<!\bto )"
ANY = r"(?:\w+ )?"  # one word more: now, fully, finally
BE = r"(?:is|are|was|were|been|be|being|now)"
PASSAGES = """borders? | frontiers? | border crossings? | crossings?
airspace | skies
airports?
runways?
roads? | motorways? | highways? | freeways? | interstates? | routes?
bridges?
tunnels?
ports? | harbou?rs? | terminals?
channels? | straits? | canals? | waterways?
stations?
railways? | railroads? | rail lines? | tracks?
schools? | classes | lessons
universit(?:y|ies) | campus(?:es)?
shops? | stores? | malls?
markets? | exchanges?
banks?
embass(?:y|ies) | consulates?
museums? | galler(?:y|ies)
factor(?:y|ies) | plants?
hospitals?
polls | polling stations?
beach(?:es)?
parks?
church(?:es)? | mosques? | synagogues? | temples?"""
SCALES: tuple[Scale, ...] = (
    _scale(
        "(?:wild|bush)?fires? | blazes? | infernos? | flames",
        f"burning: out of control | very active | still {ANY}\\W?active | uncontained | advanc(?:es?|ed|ing) | spread(?:s|ing)? | rag(?:es?|ed|ing) | burns | burning "
        "| ablaze | on fire | (?:battl|tackl)(?:es?|ing) | fight(?:s|ing)? | work(?:s|ing|ed)? to (?:put|contain|extinguish|bring|douse)",
        f"contained: {BE} {ANY}contained | ha(?:s|ve) contained | under control | contained",
        f"out: {BE} (?:now |finally |fully |almost )?(?:put out|out|extinguished|doused) | (?:put out|extinguished|doused) (?:the|all|most) | put (?:\\S+ ){{1,6}}out",
    ),
    _scale(
        PASSAGES,
        "closed: closed | shut | shuts | closes | sealed(?: off)? | blocked | blocks",
        f"open again: re-?open(?:s|ed|ing)? | back in use | opened? again | {BE} (?:back|fully|now|again) open",
    ),
    _scale(
        "",
        "held: (?:under|in) house arrest | arrest(?:s|ed) | detain(?:s|ed) | in (?:police )?custody | jail(?:s|ed) | imprison(?:s|ed) | taken prisoner "
        "| (?:held|taken|holding) (?:captive|hostage|prisoner) | captured | abducted | kidnap(?:s|ped) | behind bars | remanded",
        f"free: {BE} {ANY}(?:released|freed|set free|let go|bailed) | releas(?:es|ed) | fre(?:es|ed) | let(?:s)? [\\w ’']{{1,30}} (?:out|go) | out on bail | walk(?:s|ed) free",
    ),
    _scale(
        "",
        "in hospital: critical | life-threatening | fight(?:s|ing)? for (?:his|her|their) li(?:fe|ves) | in (?:emergency )?surgery | between life and death | in a coma | intensive care | in (?:a |the )?hospital | hospitali[sz]ed | taken to (?:a |the )?(?:\\w+ )?hospital",
        f"stable: stable | stabili[sz]ed | out of {ANY}danger | regain(?:s|ed) consciousness",
        "discharged: discharged | (?:released|home) from (?:the )?(?:\\w+ ){0,4}hospital | left (?:the )?hospital | out of hospital",
    ),
    _scale(
        "",
        "missing: miss(?:es|ing) | whereabouts | feared (?:dead|trapped|to be under|under|lost) | unaccounted | vanish(?:es|ed) | disappear(?:s|ed) | at large | on the run | still (?:looking|searching|hunting) "
        "| (?:hunt|hunts|hunting|search|searches|searching|manhunt|look|looking) (?:goes on |went on |continues |continued )?for",
        f"found: {BE} {ANY}(?:found|located|recovered|rescued|captured|caught|tracked down) | found | recovered | rescued | turned up | surrendered | gave (?:himself|herself|themselves) up",
    ),
    _scale(
        """(?:criminal )?cases? | charges? | proceedings | prosecution
investigations? | probes? | inquir(?:y|ies)
lawsuits? | complaints?""",
        "open: open(?:s|ed) | launch(?:es|ed) | brought | filed | (?:remains?|still) open | under way",
        f"dropped: drop(?:s|ped|ping) | {BE} {ANY}closed | clos(?:ed|es) | withdrawn | withdr(?:aws|ew) | dismissed | scrapped | shelved | thrown out | abandon(?:s|ed)",
    ),
    _scale(
        "jur(?:y|ies) | jurors?",
        "deliberating: deliberat(?:es?|ed|ing|ions?)",
        "verdict: verdicts? | found | finds | convict(?:s|ed) | acquit(?:s|ted) | clear(?:s|ed)",
    ),
    _scale(
        """bans? | banned | bann(?:s|ing)
orders?
curfews?
states? of emergency
alerts?
warnings?
restrictions? | lockdowns?
sanctions?
sieges? | blockades?
embargo(?:es)?
moratoriums?""",
        "in force: impos(?:es?|ed) | declar(?:es|ed) | in (?:force|place|effect) | covers? | issu(?:es|ed) | order(?:s|ed) | announc(?:es|ed) | put | introduc(?:es|ed) | banned",
        f"lifted: lift(?:s|ed|ing) | revok(?:es|ed) | rescind(?:s|ed) | cancel(?:s|led|ed) | withdr(?:ew|awn) | expired | ended | {BE} over | dropped | scrapped | eas(?:es|ed)",
    ),
    _scale(
        """power | electricity | blackouts?
water
gas
internet | web | phones? | mobile
flights? | air traffic
trains? | rail services? | rail traffic
operations? | production | mining | manufacturing | output | work
trading
talks | negotiations
exports? | shipments? | deliver(?:y|ies)""",
        f"stopped: without {ANY}(?:power|electricity|lights|water|gas) | {BE} {ANY}(?:cut|cut off|grounded|knocked out) | suspend(?:s|ed) | halt(?:s|ed) | paus(?:es|ed) | stops | stopped | interrupted | broken off | cancel(?:s|led|ed)",
        "resumed: restor(?:es|ed) | resum(?:es|ed) | restart(?:s|ed) | reconnected | back (?:on|online|to normal|in service)|returned",
    ),
    _scale(
        """search(?:es)? | hunts? | manhunts?
rescues? | evacuations? | recovery | dives?
strikes? | walkouts?
protests? | demonstrations? | sit-ins?
fighting | clashes | battles?
talks | negotiations
trials? | hearings?
standoffs? | sieges?""",
        "going on: (?:goes|go|going) on | continu(?:es?|ing) | under ?way | ongoing | in progress",
        f"over: {BE} {ANY}(?:over|ended|called off|finished|completed|concluded|abandoned) | ended | ends | concluded | call(?:s|ed) off",
    ),
    _scale(
        "ships? | vessels? | ferr(?:y|ies) | tankers? | freighters? | container ships? | carriers?",
        "stuck: aground | stuck | wedged | adrift",
        "afloat: refloat(?:s|ed) | freed | afloat | towed",
    ),
    _scale(
        "bridges? \n dams? \n walls? \n roads? \n camps? \n hospitals? \n stadiums? \n pipelines? \n tunnels?",
        "being built: build(?:s|ing)? | being built | under construction | construct(?:s|ing) | erecting",
        "built: complet(?:es|ed) | finish(?:es|ed) | inaugurat(?:es|ed) | built | erected",
    ),
    _scale(
        "students? | pupils? | children \n residents? \n passengers? \n patients? \n staff | employees | workers? \n miners? \n tourists? | hikers?",
        "shut in: kept (?:in|indoors|inside) | locked (?:in|inside|down) | indoors | trapped | stranded | shelter(?:s|ing) | stuck",
        "out: evacuated | let out | led out | brought out | rescued | freed",
    ),
    _scale(
        "residents? | villagers? | families | townspeople | evacuees? | inhabitants?",
        "driven out: evacuated | displaced | fle[ed]",
        "home: (?:go|went|gone|going|return(?:s|ed)?|back) (?:to their )?homes? | returned",
    ),
    _scale(
        "dams? | levees? | dykes? | dikes? \n buildings? | towers? \n reactors? \n bridges? \n slopes? | cliffs?",
        "in danger: could (?:fail|collapse|burst|give way|explode) | in (?:\\w+ )?danger | at risk | threaten(?:s|ed|ing) to | on the verge",
        f"safe: no longer (?:\\w+ ){{0,3}}(?:danger|risk) | (?:{BE}|found) (?:\\w+ )?(?:stable|safe|secure) | out of danger",
    ),
    _scale(
        "gas \n oil | fuel \n pipelines? | pipes? \n the leak | (?:water|chemical|ammonia|methane|sewage) leaks? \n tanks?",
        "leaking: leaking | leaks | spilling | spill(?:s|ed) | escaping | gushing",
        "stopped: stopped | plugged | sealed | capped | stopped leaking",
    ),
    _scale(
        "storms? | hurricanes? | typhoons? | cyclones?",
        "coming: approach(?:es|ing) | near(?:s|ing) | bearing down | (?:head|barrel)(?:s|ing) (?:towards?|for)",
        "there: (?:made|makes|making) landfall | slam(?:s|med) | batter(?:s|ed|ing) | lash(?:es|ed|ing) | hits",
        "past: weaken(?:s|ed|ing) | dissipat(?:es|ed) | downgraded | moved (?:out|away|off)",
    ),
    _scale(
        "responsibility | claimed",
        "unclaimed: unclaimed",
        "claimed: claim(?:s|ed) responsibility | claim of responsibility | claimed | took responsibility | taken responsibility",
    ),
    _scale(
        "gunm[ae]n | shooters? | attackers? | assailants? | suspects? | killer \n victims? | dead \n drivers? \n pilots?",
        "not named: unidentified | unnamed | not named",
        "named: identified | named",
    ),
    _scale(
        "water|waters|rivers?|floodwaters?|flood waters?|levels?",
        "rising: rising | swelling | surging",
        "falling: reced(?:es|ed|ing) | subsid(?:es|ed|ing) | falling | draining",
    ),
)
# in small letters, which is many times faster
ANY_STATE = re.compile(rf"{HEAD}(?:{'|'.join(s.pattern.removeprefix(HEAD) for scale in SCALES for s in scale.states)})")
