"""What a report's own words say that somebody or something is, right beside the name.

A title before it ("former Home Minister X"), an apposition before or after it ("the mayor of Z, X", "X, a director at Q"),
a clause ("X, who heads Z", "Z, led by X"), or a plain "X is a ...". The reading follows the words' tags and the commas,
since an apposition that a parser hangs elsewhere still stands between its commas.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from twosource.compare.beings import LEAST, being
from twosource.compare.questions.evidence import TELLING, tokens_of, words_of
from twosource.compare.questions.latenames import late_name
from twosource.compare.questions.nounphrases import (
    DETERMINERS,
    LINKS,
    LONGEST,
    Page,
    Stretch,
    chain,
    closed,
    definite,
    head_of,
    joins_roles,
    nominal,
    opens_phrase,
    page_of,
    past_age,
    phrases,
    role_at,
    role_before,
)
from twosource.compare.questions.parse import NOUNS
from twosource.data import Anchor, Document, Entity, Mention, Voice
from twosource.models.roles import is_role, kin, listed, roles, units

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PLACES = frozenset(
    "capital city town village hamlet port suburb district borough county province region state territory island peninsula "
    "country nation kingdom republic river lake sea bay strait mountain volcano valley airport resort neighbourhood neighborhood".split()
)

Form = Literal["title", "apposition", "clause", "copula", "before"]


@dataclass(frozen=True, slots=True)
class Said:
    """What an entity is said to be at one place: `anchor` holds the description and the name, `words` the description."""

    document: Document
    entity: Entity
    anchor: Anchor
    name: Anchor
    words: tuple[Token, ...]
    form: Form
    role: str = ""  # the office that a verb stands for: "heads" the head
    now: bool = False  # said of the present by a verb in the present tense

    @property
    def article(self) -> str:
        """Id of the article that says so."""
        return self.anchor.article


def descriptions(document: Document) -> Iterator[Said]:
    """All that the narrator says its named entities are, in order of entity and text."""
    if not document.doc.has_annotation("DEP"):
        return
    page = page_of(document)
    blocks = [(b.start, b.end) for b in document.article.blocks if b.kind in TELLING and b.repeats is None]
    for entity in document.entities:
        beside: list[Said] = []
        for mention in entity.mentions:
            told = mention.kind == "name" and mention.voice is Voice.NARRATOR
            if told and any(start <= mention.anchor.start < end for start, end in blocks):
                beside.extend(_beside(page, entity, mention))
        yield from beside
        late = None if beside else late_name(page, entity)
        if late is not None:
            words, name = late[0], _whole(page, tokens_of(document, late[1]))
            yield _said(page, entity, words, (words[0], name[1]), name, "before")


def _beside(page: Page, entity: Entity, mention: Mention) -> Iterator[Said]:
    doc = page.doc
    start, end = _whole(page, tokens_of(page.document, mention.anchor))
    if end <= start or len(doc[start:end].text) < 2:
        return
    before = _title(page, entity, start)
    first = before[0] if before else start
    if before and _of_its_kind(page, entity, before):
        yield _titled(page, entity, before, (start, end))
    aside = _apposition_before(page, entity, first, end)
    if aside and _of_its_kind(page, entity, aside):
        yield _said(page, entity, aside, (aside[0], end), (start, end), "apposition")
    follows = _apposition_after(page, entity, start, end)
    if follows:
        yield _said(page, entity, follows, (start, follows[1]), (start, end), "apposition")
    yield from _by_verb(page, entity, (first, start, end))


def _whole(page: Page, span: Span) -> Stretch:
    """The name's words: without a title that the reader took for its first part, with parts that it left off."""
    doc, at = page.doc, 0
    for first, last, unit in units([t.text for t in span]):
        if last >= len(span) or not (is_role(unit) or unit in listed("honorifics")) or first != at:
            break
        at = last
    start, end = span.start + at, span.end
    if end - start == 1 and start > 0 and _a_name(page, start - 1) and _one_noun(doc[start - 1], doc[start]):
        start -= 1
    while end < len(doc) and doc[end].dep_ == "flat" and _a_name(page, end):
        end += 1
    return start, end


def _one_noun(left: Token, right: Token) -> bool:
    """Whether two words beside each other are one name, as far as the parse goes."""
    flat = right.dep_ == "flat" and right.head.i == left.i
    return flat or (left.dep_ == right.dep_ and left.head.i == right.head.i)


def _a_name(page: Page, at: int) -> bool:
    token = page.doc[at]
    return token.tag_ == "NNP" and at not in page.named and not role_at(page.doc, at, at + 1)


def _said(page: Page, entity: Entity, words: Stretch, whole: Stretch, name: Stretch, form: Form) -> Said:
    doc, (first, last) = page.doc, words
    while last > first + 1 and doc[last - 1].lower_.rstrip(".") in listed("honorifics"):
        last -= 1  # "Prime Minister Sheikh X"
    words = first, last
    return Said(page.document, entity, _anchor(page, whole), _anchor(page, name), tuple(doc[slice(*words)]), form)


def _titled(page: Page, entity: Entity, words: Stretch, name: Stretch) -> Said:
    """A title before a name, with the body that is named after it: "Professor X of the University of Z"."""
    said = _said(page, entity, words, (words[0], name[1]), name, "title")
    doc, at = page.doc, name[1]
    if at + 1 >= len(doc) or doc[at].lower_ != "of":
        return said
    phrase = chain(page, at + 1)
    if phrase is None or not any(i in page.named for i in range(*phrase)):
        return said
    return replace(said, anchor=_anchor(page, (words[0], phrase[1])), words=(*said.words, *doc[at : phrase[1]]))


def _anchor(page: Page, stretch: Stretch) -> Anchor:
    return words_of(page.document, stretch[0], stretch[1] - 1)


# ---- before the name


def _title(page: Page, entity: Entity, start: int) -> Stretch | None:
    """The nouns right before a name: "Spain's interior minister", "former Gov.", "Secretary of State"."""
    doc, at, head = page.doc, start, start - 1
    while at > 0 and start - at < LONGEST:
        token = doc[at - 1]
        if opens_phrase(token):
            at -= 1
            break
        if token.lower_ == "of" and at < start and _office_of(doc, at, start):
            head = at - 2
        elif token.is_space or not (nominal(token) or joins_roles(doc, at - 1, start)):
            break
        at -= 1
    at = _without_others(page, entity, at, start)
    if at >= start or head < at or not _tells(page, entity, (at, start), doc[head]):
        return None
    return at, start


def _office_of(doc: Doc, at: int, start: int) -> bool:
    """Whether an "of" before the words at `at` hangs them on an office: "chief of staff X", "the mayor of Paris X"."""
    if is_role(" ".join(t.lower_ for t in doc[max(0, at - 2) : at + 1])):
        return True
    role = role_before(doc, at - 1)
    return bool(role) and role not in kin() and doc[at].text[:1].isupper() and not role_before(doc, start)


def _without_others(page: Page, entity: Entity, at: int, end: int) -> int:
    """Where a title begins, once what belongs to the words before it is left out: times, other people, loose plurals."""
    doc, first = page.doc, at
    for i in range(at, end):
        token, follows = doc[i], doc[i + 1] if i + 1 < len(doc) else None
        possessive = follows is not None and follows.tag_ == "POS"
        other = page.named.get(i)
        person = other is not None and other is not entity and other.type == "person"
        ends = person and page.named.get(i + 1) is not other and not possessive
        capital = follows is not None and i + 1 < end and follows.text[:1].isupper()
        # "told reporters President X", "in an address Prime Minister X": the noun belongs to the words before
        loose = token.tag_ in {"NN", "NNS"} and token.is_lower and capital and not possessive
        loose = loose and not (token.tag_ == "NN" and (role_before(doc, i + 1) or _somebody(page.document, token)))
        if i in page.timed or ends or loose:
            first = i + 1
    while first < end and (doc[first].tag_ in {"POS", "HYPH", "CC"} or doc[first].is_punct):
        first += 1
    return first


def _apposition_before(page: Page, entity: Entity, start: int, end: int) -> Stretch | None:
    """A noun phrase between commas before a name: "the mayor of Madrid, X," and "Myanmar's capital, Y,"."""
    doc = page.doc
    if start < 2 or doc[start - 1].text != "," or not closed(doc, end):
        return None
    stop = at = start - 1
    while at > 0 and stop - at < LONGEST and not doc[at - 1].is_space:
        token = doc[at - 1]
        if not (nominal(token) or opens_phrase(token) or token.lower_ in LINKS) or at - 1 in page.timed:
            break
        at -= 1
    found = phrases(doc, at, stop)
    top = doc[start:end].root
    hung = {p for p in found if top.dep_ == "appos" and p[0] <= top.head.i < p[1]}
    order = [*hung, *(p for p in reversed(found) if p not in hung)]
    fits = [p for p in order if definite(doc, p, indefinite=p in hung) and _tells(page, entity, p, head_of(doc, p))]
    # "the chair of the committee, X"; but "the husband of her aide, X" is said of the aide
    offices = [p for p in fits if (role := role_before(doc, head_of(doc, p).i + 1)) and role not in kin()]
    ranked = [*offices, *fits]
    return (ranked[0][0], stop) if ranked else None


# ---- after the name


def _apposition_after(page: Page, entity: Entity, start: int, end: int) -> Stretch | None:
    """A noun phrase between commas after a name: "X, a director at Q,", "X, 45, the mayor of Z."."""
    doc = page.doc
    if end + 1 >= len(doc) or doc[end].text not in {",", "–", "—", "--"}:
        return None
    at = past_age(doc, end + 1)
    if entity.type != "person" and start > 0 and doc[start - 1].tag_ in {"IN", "TO"} and doc[start - 1].is_sent_start:
        return None  # "In Madrid, a fire ..."
    phrase = chain(page, at)
    if phrase is None or not closed(doc, phrase[1]) or _next_named(page, phrase):
        return None
    if entity.type != "person" and not definite(doc, phrase, indefinite=True):
        return None
    return phrase if _tells(page, entity, phrase, head_of(doc, phrases(doc, *phrase)[0])) else None


def _next_named(page: Page, phrase: Stretch) -> bool:
    """Whether the description belongs to the name after it: "X, his minister, Y,"."""
    doc, (first, end) = page.doc, phrase
    if end + 1 >= len(doc) or doc[end].text != "," or doc[first].lower_ in {"a", "an"} or not opens_phrase(doc[first]):
        return False
    named = page.named.get(end + 1)
    if named is None or named.type != "person":
        return False
    last = next(i for i in range(end + 1, len(doc) + 1) if page.named.get(i) is not named)
    return closed(doc, last)


# ---- by a verb


def _by_verb(page: Page, entity: Entity, place: tuple[int, int, int]) -> Iterator[Said]:
    first, start, end = place
    name, person = (start, end), entity.type == "person"
    if person and (found := _relative(page, end)):
        words, role, now = found
        yield replace(_said(page, entity, words, (start, words[1]), name, "clause"), role=role, now=now)
    if is_what := _copula(page, entity, end):
        now = page.doc[end].lower_ in {"is", "'s", "’s"}
        yield replace(_said(page, entity, is_what, (start, is_what[1]), name, "copula"), now=now)
    if person and (led := _led_by(page, first)):
        words, role = led
        yield replace(_said(page, entity, words, (words[0], end), name, "clause"), role=role)


def _relative(page: Page, end: int) -> tuple[Stretch, str, bool] | None:
    """The office of "X, who heads the office", and whether it is held now."""
    doc = page.doc
    if end + 2 >= len(doc) or doc[end].text != "," or doc[end + 1].lower_ != "who":
        return None
    at = end + 2
    while at < len(doc) - 1 and (doc[at].lemma_.lower() in {"have"} or doc[at].tag_ == "RB"):
        at += 1
    verb = doc[at]
    role = roles()["verbs"].get(verb.lemma_.lower())
    if role is None or verb.tag_ not in {"VBZ", "VBD", "VBN", "VBP"}:
        return None
    after = at + 1
    if not role:  # "who serves as spokesman": the noun says it
        if after >= len(doc) or doc[after].lower_ != "as":
            return None
        after += 1
    phrase = chain(page, after)
    return (phrase, role, verb.tag_ in {"VBZ", "VBP"}) if phrase else None


def _copula(page: Page, entity: Entity, end: int) -> Stretch | None:
    """What "X is a director at Q" says."""
    doc = page.doc
    if end + 1 >= len(doc) or doc[end].lower_ not in {"is", "was", "'s", "’s"} or doc[end].tag_ == "POS":
        return None
    phrase = chain(page, end + 1)
    if (
        phrase is None
        or not (doc[phrase[0]].tag_ in DETERMINERS or role_at(doc, *phrase))
        or not closed(doc, phrase[1])
    ):
        return None
    head = head_of(doc, phrases(doc, *phrase)[0])
    praise = head.lower_ in listed("empty")  # "X is a decent man"
    thing = entity.type != "person" and doc[phrase[0]].lower_ not in {"a", "an"}  # "Z is the safest course"
    return phrase if not praise and not thing and _tells(page, entity, phrase, head) else None


def _led_by(page: Page, first: int) -> tuple[Stretch, str] | None:
    """What is led in "the delegation, led by X"."""
    doc = page.doc
    if first < 3 or doc[first - 1].lower_ != "by" or doc[first - 2].tag_ != "VBN":
        return None
    role = roles()["verbs"].get(doc[first - 2].lemma_.lower())
    stop = first - 2
    stop -= doc[stop - 1].text == ","
    at = stop
    while at > 0 and stop - at < LONGEST and nominal(doc[at - 1]) and at - 1 not in page.timed:
        at -= 1
    at -= at > 0 and doc[at - 1].tag_ in DETERMINERS
    return ((at, stop), role) if role and at < stop and doc[stop - 1].tag_ in NOUNS else None


# ---- what tells


def _tells(page: Page, entity: Entity, phrase: Stretch, head: Token) -> bool:
    """Whether a phrase says what the entity is: its head stands for somebody, or for a thing of the entity's kind."""
    doc = page.doc
    drawn = units([t.text for t in doc[phrase[0] : head.i + 1]])
    if not drawn or head.i in page.named and not is_role(drawn[-1][2]):
        return False
    if all(unit in listed("honorifics") for _, _, unit in drawn):
        return False
    if entity.type != "person":
        return head.tag_ == "NN" and head.i not in page.timed and not is_role(drawn[-1][2])
    if head.tag_ == "NNS":
        return False
    return is_role(drawn[-1][2]) or (head.tag_ in {"NN", "NNP"} and _somebody(page.document, head))


def _of_its_kind(page: Page, entity: Entity, phrase: Stretch) -> bool:
    """Whether a phrase before a name may name a thing of the entity's kind: before the name of a place or a company
    stands much that belongs to other words.
    """
    if entity.type == "person":
        return True
    head = head_of(page.doc, phrases(page.doc, *phrase)[0])
    if entity.type == "place":
        return head.lemma_.lower() in PLACES
    indefinite = page.doc[phrase[0]].lower_ in {"a", "an"}  # "a summer camp, Camp X,"
    return entity.type == "organisation" and (indefinite or _somebody(page.document, head))


def _somebody(document: Document, token: Token) -> bool:
    return document.meaning is not None and being(document.meaning[token.i]) > LEAST
