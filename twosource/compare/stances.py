"""What a statement says about its event: that it happened, that it did not, that it will, or that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from twosource.compare.modifiers import modified_apart
from twosource.compare.points import Point
from twosource.data import Anchor, Modality, Polarity, Statement

STEM, ENDING = 4, 3
WORD = re.compile(r"[^\W\d_]{3,}")
POINTING = frozenset(
    "the and this that these those they them their its his her him she who whom which what any all some one two other "
    "another such each every both many most more few several none there here it's anyone someone nobody you your our "
    "side sides party parties people".split()
)


ASKING = re.compile(r"\b(?:whether|if|why|when|how (?:many|much)|how|where|what|who|whom|whose|which)\b")
# "nine were hurt, none of them seriously" says that they were hurt
NONE_SO = re.compile(r",\s(?:but\s|though\s)?none\s(?:of\s\w+\s)?\w+ly\b", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till)\b")  # "could not be rescued until the next morning" says that it happened


def stance(point: Point) -> str:
    """What a statement says about its event: affirmed, negated, planned or unclear."""
    statement = point.statement
    base = statement.anchor.start
    if statement.polarity is Polarity.NEGATIVE and UNTIL.search(statement.anchor.quote, statement.predicate.end - base):
        return "affirmed"
    if statement.polarity is Polarity.NEGATIVE and len(statement.marks) == 1 and NONE_SO.search(statement.anchor.quote):
        return "affirmed"
    if statement.modality is Modality.UNCLEAR:
        return "affirmed" if _presupposed(point) else "unclear"
    if statement.modality is Modality.DENIED or statement.polarity is Polarity.NEGATIVE:
        return "negated"
    if statement.modality in {Modality.PLANNED, Modality.HYPOTHETICAL}:
        return "planned"
    return "affirmed"


def once_planned(point: Point) -> bool:
    """Whether a statement tells of a plan as one that was: "had been due to open" says that it did not, or leaves that open."""
    statement = point.statement
    after = statement.predicate.end - statement.anchor.start
    return stance(point) == "planned" and WAS_TO.search(statement.anchor.quote, 0, after + 4) is not None


WAS_TO = re.compile(
    r"\b(?:was|were|had (?:\w+ )?been) (?:\w+ly )?(?:(?:due|set|expected|scheduled|supposed|slated|meant|planned|going|about) )?to\b",
    re.IGNORECASE,
)


def merely_asks(point: Point) -> bool:
    """Whether a statement is a question that somebody puts: that it is asked does not say that it is not
    known, nor that it is so.
    """
    return {m.quote for m in point.statement.marks} == {"?"} and stance(point) == "unclear"


def _presupposed(point: Point) -> bool:
    """Whether an open question takes for granted that the event happened: why, when, how or where it did."""
    statement = point.statement
    before = statement.sentence.quote[: max(0, statement.predicate.start - statement.sentence.start)]
    asked = ASKING.findall(before.lower())
    return bool(asked) and asked[-1] in {"why", "when", "how", "where"}


def one_verb(a: str, b: str) -> bool:
    """Whether two lemmas are one verb; a participle may be read as an adjective ("overload", "overloaded")."""
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) >= STEM and long.startswith(short) and len(long) - len(short) <= ENDING)


def one_act(a: str, b: str) -> bool:
    """Whether two verbs, with their particles, may name one act: left, set out, departed."""
    return one_verb(a, b) or bool(NAMES.get(a, set()) & NAMES.get(b, set()))


def intended(statement: Statement) -> set[str]:
    """The verbs of what a statement says is to be done: its own, and the infinitive right after it ("threatened to stop")."""
    after = statement.anchor.quote[max(0, statement.predicate.end - statement.anchor.start) :]
    found = INFINITIVE.match(after.lstrip())
    verbs = {statement.lemma}
    if found:
        verbs.add(found[1])
        if found[2]:
            verbs.add(f"{found[1]}_{found[2]}")
    return verbs


# verbs of one act on each line, particles joined by "_"; a verb may stand for several
ACTS = (
    "leave depart set_out set_off start_out head_out head_off take_off lift_off",
    "begin start commence open launch kick_off",
    "end finish conclude close",
    "stop halt suspend cease cut cut_off freeze withhold withdraw",
    "strike hit slam ram smash",
    "arrest detain apprehend seize capture nab hold",
    "arrive reach land enter",
    "close shut shut_down close_down",
    "open reopen",
    "resign quit step_down stand_down",
    "find discover locate spot",
    "kill murder slay",
    "die perish",
    "collide crash",
    "sink capsize go_down founder",
    "collapse give_way cave_in fall",
    "explode detonate blow_up go_off",
    "go_off sound ring blare",
    "send dispatch deploy",
    "meet gather convene",
    "buy acquire purchase take_over",
    "flee escape",
    "visit travel",
)
NAMES = {verb: {i for i, line in enumerate(ACTS) if verb in line.split()} for line in ACTS for verb in line.split()}
INFINITIVE = re.compile(r"\bto (?:\w+ly )?([a-z]+)(?: (out|off|down|up|over|in))?\b")


def one_participant(a: Point, b: Point) -> bool:
    """Whether two statements may be of one participant: whom it happens to where both say so, else who does it. Words
    that only point ("it", "those") may mean anyone.
    """
    pairs = ((a.statement.recipient, b.statement.recipient), (a.statement.actor, b.statement.actor))
    for one, two in pairs:
        if one is not None and two is not None:
            if not _may_be_one(one, two):
                return False
            if not (OWN.match(one.quote) and OWN.match(two.quote)):  # "their weapons", "his weapon": of whoever does it
                return True
    return True


def _may_be_one(one: Anchor, two: Anchor) -> bool:
    names = telling(one), telling(two)
    return not all(names) or any(one_verb(x, y) for x in names[0] for y in names[1])


OWN = re.compile(r"(?:his|her|its|their|my|our) ", re.IGNORECASE)


def contrary(told: Point, doubted: Point) -> bool:
    """Whether what one statement denies, leaves open or plans is what the other, with the same verb, tells: of one
    participant, and not of what somebody thinks. What was thwarted, or almost happened, may be told as happening: a foiled attack
    is an attack. A denial is further of what happened where the other is, and whom or
    what it names has a part in the other or stands in its sentence.
    """
    if not one_participant(told, doubted) or not contrary_of_one(told, doubted):
        return False
    if stance(doubted) == "planned":
        return True
    parts = [telling(x) for x in (doubted.statement.recipient, doubted.statement.actor) if x is not None]
    around = telling(told.statement.sentence)
    return bool(told.actors & doubted.actors) or all(
        any(one_verb(x, y) for x in named for y in around) for named in parts if named
    )


def contrary_of_one(told: Point, doubted: Point) -> bool:
    """Whether one statement is contrary to another if both are of one thing, whatever words name it there."""
    if told.statement.lemma in THINKING or once_planned(told):
        return False
    one, two = told.statement, doubted.statement
    if _one_wording(one.sentence, two.sentence) or _turned_round(one, two):
        return False
    if modified_apart(one.anchor.quote, two.anchor.quote) or _in_a_clause(two):
        return False
    averted = any(AVERTED.match(mark.quote) for mark in two.marks) and not _kept_from(two)
    if averted or _told_alike(told, doubted):
        return False
    if stance(doubted) == "planned":
        return True
    return not _says_little(told, doubted) and (_to_come(told) is _to_come(doubted) or _one_governor(told, doubted))


def _in_a_clause(statement: Statement) -> bool:
    """Whether what there is not is told by the clause behind it: "there was no evidence that the twelve had met"."""
    behind = statement.sentence.quote[statement.anchor.end - statement.sentence.start :]
    return statement.lemma == "be" and THAT.match(behind) is not None


THAT = re.compile(r"\W*that\b", re.IGNORECASE)


def _turned_round(told: Statement, doubted: Statement) -> bool:
    """Whether who did it by the one is whom the other says it was not done to, by somebody else: "gunmen opened fire", "police did
    not open fire on the gunmen".
    """
    if told.actor is None or doubted.actor is None or not all((telling(told.actor), telling(doubted.actor))):
        return False
    behind = doubted.anchor.quote[max(0, doubted.predicate.end - doubted.anchor.start) :].lower().split(" with ")[0]
    other = not telling(told.actor) & telling(doubted.actor)
    return other and any(re.search(rf"\b{re.escape(w)}\b", behind) for w in telling(told.actor))


def _one_wording(one: Anchor, two: Anchor) -> bool:
    """Whether two sentences are the same but for their marks: what two reports quote alike, they cannot say otherwise."""
    return one.quote == two.quote or _words_of(one.quote) == _words_of(two.quote)


@lru_cache(maxsize=1 << 15)
def _words_of(sentence: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", sentence.lower()))


def _told_alike(told: Point, doubted: Point) -> bool:
    """Whether the words that make the one a denial stand in the other too, which says much the same: "declined comment", "declined
    to comment"; "acts and threats have no place", "one message that threats have no place".
    """
    marks = {mark.quote.lower() for mark in doubted.statement.marks}
    little, more = sorted((told.lemmas, doubted.lemmas), key=len)
    if not marks or len(little & more) < MOSTLY * len(little):
        return False
    return marks <= set(re.findall(r"[^\W\d_]+", told.statement.anchor.quote.lower()))


MOSTLY = 0.75  # share of the content words of the one that says less


def _says_little(told: Point, doubted: Point) -> bool:
    """Whether what is doubted is not denied of anybody: only supposed ("if she votes no"), feared, asked, or said of anyone at
    all ("you can't please everybody").
    """
    supposed = any(m.quote.lower() in SUPPOSING for p in (told, doubted) for m in p.statement.marks)
    hedged = doubted.statement.modality is Modality.HEDGED and doubted.statement.polarity is Polarity.NEGATIVE
    doers = [p.statement.actor.quote.lower() if p.statement.actor else "" for p in (told, doubted)]
    asked = {m.quote.lower() for m in doubted.statement.marks} - {"whether", "if"}
    return supposed or hedged or (bool(asked) and asked <= WONDERING) or (doers[1] == "you" and doers[0] != "you")


def _one_governor(told: Point, doubted: Point) -> bool:
    """Whether one word says of both what they tell: "was forced to resign", "was not forced to resign"."""
    words = [p.statement.predicate.quote.lower() for p in (told, doubted)]
    return _governed(told.statement) and _governed(doubted.statement) and one_verb(*words)


def _kept_from(statement: Statement) -> bool:
    """Whether somebody was kept from doing something, which was not done then: "was prevented from entering"."""
    return statement.predicate.quote.lower().startswith("prevent") and statement.lemma != "prevent"


def _governed(statement: Statement) -> bool:
    """Whether a statement's verb stands below the word that says if it happened: "forced them to resign"."""
    found = GOVERNING.match(statement.predicate.quote)
    return found is not None and not statement.lemma.startswith(found[0].lower())


WONDERING = frozenset("ask asks asked asking wonder wonders wondered wondering".split())
GOVERNING = re.compile(
    r"(?:forc|compel|oblig|requir|order|allow|permit|urg|ask|persuad|convinc|instruct|authori[sz])", re.IGNORECASE
)
SUPPOSING = frozenset({"if", "unless"})
AVERTED = re.compile(r"(?:prevent|thwart|foil|avert|repel|repuls|fend|almost|nearly|narrowly)", re.IGNORECASE)
THINKING = frozenset("think believe know feel want hope expect suppose guess imagine appear seem look".split())


def _to_come(point: Point) -> bool:
    return point.statement.modality in {Modality.PLANNED, Modality.HYPOTHETICAL}


def telling(phrase: Anchor) -> frozenset[str]:
    """The words of a phrase, in small letters, that do not only point."""
    return _telling(phrase.quote)


@lru_cache(maxsize=1 << 15)  # every pair of a group asks again
def _telling(words: str) -> frozenset[str]:
    return frozenset(w for w in WORD.findall(words.lower()) if w not in POINTING)


def by_stance(points: Sequence[Point], face: Callable[[Sequence[Point], Sequence[Point]], bool]) -> list[list[Point]]:
    """The points in groups that may be judged together: what denies or leaves open stays with what affirms only where
    they face each other. Words that are merely alike never make a denial corroborate a claim.
    """
    kept = [p for p in points if stance(p) not in {"negated", "unclear"}]
    apart = []
    for other in ("negated", "unclear"):
        group = [p for p in points if stance(p) == other]
        if group and kept and face(kept, group):
            return [list(points)]
        apart.append(group)
    return [group for group in (kept, *apart) if len({p.article for p in group}) > 1]


def may_end(point: Point) -> bool:
    """Whether what a statement tells is a state or a plan, which may be so today and not tomorrow."""
    return stance(point) == "planned" or point.statement.modality is Modality.PLANNED or point.statement.lemma in STATES


STATES = frozenset(
    "be have remain stay keep know understand want need include contain work function operate own hold live open closed safe "
    "available able possible likely clear expect plan intend believe think consider".split()
)
