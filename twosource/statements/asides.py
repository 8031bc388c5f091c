"""What stands among somebody's words and is not theirs.

"A said p, while B claimed q": q is what B says. "A said p, which B disputes": that A is contradicted A did not say. And
where a newspaper or a station says that somebody said something, it only hands that on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from twosource.statements.cues import MEDIA
from twosource.statements.frames import SUBJECTS
from twosource.statements.links import Link

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CONTRASTING = frozenset({"while", "whereas", "though", "although", "but"})
DISPUTING = frozenset("deny dispute reject dismiss refute rebut contest".split())
REFUSING = frozenset({"reject", "dismiss"})  # of an offer too
BESIDE = frozenset({"conj", "acl:relcl", "parataxis", "advcl", "ccomp"})
BEHIND = 3  # words behind a content that may hold the verb: its last words are the denial's
BACK = frozenset("it this that which them these something".split())
PERSONS = frozenset({"PERSON", "PER"})
CLAIMS = frozenset("claim accusation allegation charge suggestion assertion".split())


def without_asides(doc: Doc, links: Sequence[Link]) -> list[Link]:
    """The links, each with its own speaker's words. Of one saying within another the outer speaker answers for both, unless
    it is one of the media.
    """
    kept = [link for link in links if not link.framed]
    for link in (link for link in links if link.framed):
        outer = next((n for n, other in enumerate(kept) if link.cue[0] in other.content), None)
        clause = None if outer is None else _contrasted(doc[link.cue[1] - 1], kept[outer])
        if outer is None:
            kept.append(link)
        elif clause is not None:
            kept[outer] = _without(kept[outer], clause)
            kept.append(link)
        elif _medium(doc, kept[outer]):
            kept.append(link._replace(via=kept[outer].source))
    # nothing may be left of who only introduced another
    return [_undisputed(doc, link) for link in kept if link.content]


def _contrasted(cue: Token, outer: Link) -> Token | None:
    """The clause of a saying that stands beside another one and not in it."""
    heads = range(*outer.cue)
    marks = {c.lower_ for c in cue.children if c.dep_ in {"mark", "cc"}}
    beside = cue.dep_ in {"advcl", "conj", "parataxis"} and cue.i > outer.cue[0] and cue.i not in heads
    return cue if beside and marks & CONTRASTING else None


def _medium(doc: Doc, link: Link) -> bool:
    """Whether a newspaper or a station speaks, or what bears a name and no person's "reports" that others said something."""
    if link.source is None:
        return False
    source, cue = doc[slice(*link.source)], doc[slice(*link.cue)].root
    named = source.root.pos_ == "PROPN" and source.root.ent_type_ not in PERSONS
    return bool(MEDIA.search(source.text)) or (named and cue.lemma_.lower() == "report")


def _undisputed(doc: Doc, link: Link) -> Link:
    """The link without a clause in which another one denies what was said."""
    for verb in _disputing(doc, link):
        shorter = _without(link, verb)
        link = shorter if shorter.content else link
    return link


def _disputing(doc: Doc, link: Link) -> Iterator[Token]:
    last = min(link.content[-1] + BEHIND, len(doc))
    for token in doc[link.content[0] : last]:
        if token.pos_ == "VERB" and token.lemma_.lower() in DISPUTING and token.i not in range(*link.cue):
            if token.dep_ in BESIDE and _points_back(token):
                yield token


def _points_back(verb: Token) -> bool:
    """Whether somebody named denies what was said before: "which his family disputes", "but the union denied it"."""
    below = [c for c in verb.children if c.dep_ in SUBJECTS | {"obj", "mark"}]
    doers = [c for c in below if c.dep_ in SUBJECTS]
    if (
        not doers
        or doers[-1].pos_ not in {"NOUN", "PROPN"}
        or any(c.lower_ == "that" and c.dep_ == "mark" for c in below)
    ):
        return False
    claimed = any(c.lemma_.lower() in CLAIMS for c in below if c is not doers[-1])
    pointing = any(c.lower_ in BACK for c in below if c.dep_ != "mark")
    return claimed or (pointing and verb.lemma_.lower() not in REFUSING)


def _without(link: Link, clause: Token) -> Link:
    own = {t.i for t in clause.subtree}
    return link._replace(content=tuple(i for i in link.content if i not in own))
