"""Copies made of real reports by rules: what desks do to an agency's story. Seeded, so that each run makes the same.

light: a few words changed or dropped. half: cut to half of its paragraphs. embedded: a third of its paragraphs inside
another report. reordered: paragraphs in another order, a few dropped. local: another title, a line of the house before
and after, some paragraphs dropped. rewrite: sentences in another order and other paragraphs, many words changed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

OTHER_WORDS = {
    word: other.split("|")
    for line in """
said=told reporters|stated|added; says=states|explains; told=informed; also=too; but=yet|however; after=following; before=ahead of; about=around|roughly;
because=as|since; big=large; large=big; many=numerous; several=a number of; people=persons|residents; began=started; started=began; killed=dead;
show=reveal; shows=reveals; showed=revealed; called=described as; help=assist; helped=assisted; use=employ; used=employed; need=require; needs=requires;
want=wish; wants=wishes; wanted=wished; think=believe; believe=think; get=obtain; got=obtained; make=create; made=created; keep=hold; kept=held;
while=as; although=though; though=although; during=in; against=versus; including=among them; major=leading; leader=head; leaders=heads;
announced=made known; announcement=statement; statement=declaration; report=account; reported=wrote; officials=authorities; official=authority;
government=administration; president=head of state; country=nation; nation=country; company=firm; money=funds; plan=scheme; plans=schemes;
decision=ruling; vote=ballot; week=seven days; last=past; new=fresh; first=initial; early=at the start of; late=toward the end of; nearly=almost; almost=nearly;
may=might; could=might; would=was set to; should=ought to; must=has to; will=is to; more than=over; less than=under; found=discovered; say=state;
attack=assault; fight=battle; war=conflict; talks=negotiations; meeting=session; met=held talks with; claim=assertion; claimed=asserted;
""".replace("\n", "").split(";")
    if "=" in line
    for word, other in [line.strip().split("=")]
}
OPENINGS = (
    "Readers in the valley have followed the story closely.",
    "This report was put together by our newsroom in the old town.",
    "Here is what is known so far at this hour.",
)
CLOSINGS = (
    "Write to our editors with your view of the matter.",
    "The local council will speak of it at its next session on Thursday.",
    "More on this in our evening edition.",
)
TITLES = ("What happened and what comes next", "The story of the day in brief", "Our look at the news of the hour")
SENTENCE = re.compile(r"(?<=[.!?])[”\"]?\s+(?=[A-Z“\"])")
WORD = re.compile(r"[A-Za-z]+")

Made = tuple[str, list[str]]  # title, paragraphs


def other_words(text: str, share: float, draw: random.Random) -> str:
    """The text with this share of its words replaced where a rule knows another word, or dropped where none does and it
    carries little.
    """

    def change(match: re.Match[str]) -> str:
        word = match.group()
        if draw.random() >= share:
            return word
        others = OTHER_WORDS.get(word.lower())
        if others:
            other = draw.choice(others)
            return other.capitalize() if word[0].isupper() else other
        return "" if word.endswith("ly") or word in {"very", "just", "quite", "then", "now"} else word

    return re.sub(r"  +", " ", WORD.sub(change, text))


def light(title: str, paragraphs: Sequence[str], host: Sequence[str], draw: random.Random) -> Made:
    """A few words changed or dropped."""
    return title, [other_words(p, 0.4, draw) for p in paragraphs]


def half(title: str, paragraphs: Sequence[str], host: Sequence[str], draw: random.Random) -> Made:
    """Half of its paragraphs in a row."""
    most = max(2, len(paragraphs) // 2)
    start = draw.randrange(len(paragraphs) - most + 1)
    return title, list(paragraphs[start : start + most])


def embedded(title: str, paragraphs: Sequence[str], host: Sequence[str], draw: random.Random) -> Made:
    """A third of its paragraphs in the middle of another report."""
    most = max(2, len(paragraphs) // 3)
    start = draw.randrange(len(paragraphs) - most + 1)
    at = draw.randrange(1, max(2, len(host)))
    return draw.choice(TITLES), [*host[:at], *paragraphs[start : start + most], *host[at:]]


def reordered(title: str, paragraphs: Sequence[str], host: Sequence[str], draw: random.Random) -> Made:
    """Another order, a fifth dropped."""
    kept = [p for p in paragraphs if draw.random() > 0.2] or list(paragraphs)
    draw.shuffle(kept)
    return title, kept


def local(title: str, paragraphs: Sequence[str], host: Sequence[str], draw: random.Random) -> Made:
    """Retitled, with lines of the house around what is left of it."""
    kept = [p for p in paragraphs if draw.random() > 0.3] or list(paragraphs)
    return draw.choice(TITLES), [draw.choice(OPENINGS), *kept, draw.choice(CLOSINGS)]


def rewrite(title: str, paragraphs: Sequence[str], host: Sequence[str], draw: random.Random) -> Made:
    """Sentences in another order and in other paragraphs, every word changed that a rule can change."""
    sentences = [s for p in paragraphs for s in SENTENCE.split(p) if s]
    kept = [other_words(s, 1.0, draw) for s in sentences if draw.random() > 0.2]
    draw.shuffle(kept)
    return draw.choice(TITLES), [" ".join(kept[i : i + 2]) for i in range(0, len(kept), 2)]


Rule = Callable[[str, Sequence[str], Sequence[str], random.Random], Made]
KINDS: dict[str, Rule] = {
    "light": light, "half": half, "embedded": embedded, "reordered": reordered, "local": local, "rewrite": rewrite,
}  # fmt: skip
