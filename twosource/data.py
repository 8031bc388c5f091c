"""The nouns. Read this file first: everything else in twosource makes, reads or shows one of these.

All of them are frozen records. Offsets are Unicode code points of `Article.text`, half-open; a `quote`
is always exactly `text[start:end]`. Raw words stand beside every normalised value, and every default
that was used is visible (`basis`). `to_dict` / `from_dict` turn a noun into plain JSON types and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, Self

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc

__all__ = [
    "Account", "Actor", "Anchor", "Article", "Attribution", "Basis", "Block", "BlockKind", "Conflict",
    "Credit", "Document", "Entity", "Finding", "Gap", "Label", "Mention", "Modality", "Origin",
    "Polarity", "Quantity", "Quote", "Reason", "Statement", "Status", "Story", "TimeRange",
    "TimelineEntry", "Value", "Voice",
]  # fmt: skip


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """What all nouns share: plain-dict round trips."""

    def to_dict(self) -> dict[str, Any]:
        """The noun as JSON types (dicts, lists, strings, numbers)."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """The noun a `to_dict` came from. Raises `msgspec.ValidationError` on a wrong shape."""
        return msgspec.convert(plain, cls)


# ---- places in a text


class Anchor(Noun, frozen=True, order=True, kw_only=False):
    """A place in an article: `quote` is exactly `text[start:end]`."""

    article: str
    start: int
    end: int
    quote: str

    def covers(self, other: Anchor) -> bool:
        """Whether `other` lies inside this anchor."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Anchor) -> bool:
        """Whether the two share at least one character."""
        return self.article == other.article and self.start < other.end and other.start < self.end


# ---- articles


class BlockKind(StrEnum):
    """What a stretch of an article's text is. Only headline, subheading, paragraph and caption make statements."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    BYLINE = "byline"
    DATELINE = "dateline"  # only the dateline words; the paragraph goes on after them
    CREDIT = "credit"  # "Reporting by AFP", "With inputs from agencies", "Photo: AFP"
    EMBED = "embed"  # a posted tweet, a video player
    BOILERPLATE = "boilerplate"  # link lists, share bars, "Advertisement", time stamps


class Block(Noun, frozen=True):
    """A stretch `text[start:end]` of one kind. Blocks are ordered, do not overlap, and leave out only white space.
    `repeats` is the index of the earlier block whose words this one repeats (a caption given twice).
    """

    kind: BlockKind
    start: int
    end: int
    repeats: int | None = None


class Credit(Noun, frozen=True):
    """Words by which an article says where its text or picture comes from: "(AP)", "With inputs from agencies"."""

    name: str  # canonical, "AP", "Reuters", "The New York Times"; "agencies" when unnamed
    kind: Literal["agency", "outlet", "photo", "embed"]
    anchor: Anchor


class Article(Noun, frozen=True):
    """One version of one outlet's report. `text` never changes after reading; all offsets refer to it."""

    id: str
    outlet: str
    text: str
    sha256: str  # of text, UTF-8
    url: str | None = None
    title: str | None = None
    published: str | None = None  # ISO 8601 date or date-time, as exact as the input had it
    published_basis: Literal["given", "page", "url", "none"] = "none"
    modified: str | None = None
    retrieved: str | None = None
    byline: str | None = None
    dateline: str | None = None  # the place named in it
    language: str = "en"
    blocks: tuple[Block, ...] = ()
    credits: tuple[Credit, ...] = ()
    source: str = ""  # file (and line) it was read from, for messages; never part of an account
    notes: tuple[str, ...] = ()  # what a reader of the account should know: "two extractors disagree (0.61)"

    @property
    def published_date(self) -> date | None:
        """Day of publication, None when unknown."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    def anchor(self, start: int, end: int) -> Anchor:
        """The anchor of `text[start:end]`."""
        return Anchor(self.id, start, end, self.text[start:end])


# ---- annotations of one article


class Basis(StrEnum):
    """Where a normalised date gets its year, month or day from."""

    TEXT = "text"  # the words alone say it
    PUBLICATION = "publication"  # counted from the day of publication
    METADATA = "metadata"  # a date the page states about itself
    NONE = "none"  # unresolved: nothing to count from


class TimeRange(Noun, frozen=True):
    """A time expression and the days it covers. `value` is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A..B`; empty when
    unresolved. `rule` names the rule that read it.
    """

    anchor: Anchor
    value: str
    first: str  # first and last day covered, ISO; "" when unresolved
    last: str
    precision: Literal[
        "time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "range", "none"
    ]
    basis: Basis
    kind: Literal["date", "duration", "set", "vague"] = "date"  # vague: "now", "recently", "in the future"; no days
    approximate: bool = False  # "around", "late", "early"
    clock: str | None = None  # "05:00" where the words give one
    rule: str = ""
    timex: str = ""  # the TIMEX3 value (ISO 8601 and its additions): 1989-W12, 1989-Q3, P3D, XXXX-WXX-1, PRESENT_REF


class Quantity(Noun, frozen=True):
    """A number and what it measures. The true value lies in [low, high]; None is an open end ("at least 12" has no
    high). `unit` is what the words say ("km", "USD", "%"), `si_*` the same in SI units where there is a conversion;
    a bare count has unit "" and `counted` says of what.
    """

    anchor: Anchor  # number, bound words and unit: "at least 565-mile"
    low: float | None
    high: float | None
    unit: str = ""
    dimension: str = ""  # "length", "currency:USD", "percent", "" for a count
    si_low: float | None = None
    si_high: float | None = None
    approximate: bool = False  # "about", "nearly", "dozens"
    at_least: bool = False
    at_most: bool = False
    counted: Anchor | None = None  # the words that say what is counted: "civilians"
    ordinal: bool = False
    change: Literal["", "up", "down"] = ""  # the figure is a difference: "rose 5 percent", "a 5 percent cut"
    named: tuple[float, ...] = ()  # the numbers as written: (40,) for "nearly 40", (15, 20) for a range
    as_of: str = ""  # day the figure stood, ISO; "" when nothing says
    rule: str = ""


class Voice(StrEnum):
    """Who speaks the words: the outlet itself, or someone it quotes or reports."""

    NARRATOR = "narrator"
    QUOTED = "quoted"


class Mention(Noun, frozen=True):
    """One place where an article names an entity."""

    anchor: Anchor
    kind: Literal["name", "nominal", "pronoun"]
    voice: Voice = Voice.NARRATOR


class Entity(Noun, frozen=True):
    """A person, organisation or place within one article, with its mentions in text order."""

    id: str  # unique within the story: "<article>/e3"
    name: str  # its fullest name in the article
    type: Literal["person", "organisation", "place", "group", "other"]
    mentions: tuple[Mention, ...]
    titles: tuple[Anchor, ...] = ()  # "interim President", "a local official"


class Attribution(Noun, frozen=True):
    """Somebody said something. `via` are the outlets or agencies between the speaker and this article, nearest
    first; `speaker` is the entity behind the source words (what "he" stands for).
    """

    id: str
    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    kind: Literal["direct", "indirect", "mixed"]
    via: tuple[Anchor, ...] = ()
    speaker: str | None = None  # the speaker's name, resolved across pronouns and titles
    speaker_entity: str | None = None  # Entity.id
    time: TimeRange | None = None  # when it was said, where the words beside the cue tell


class Polarity(StrEnum):
    """Whether a statement affirms or negates what it says."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How far a statement commits to what it says."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    UNCLEAR = "unclear"  # the article says that it is not known


class Statement(Noun, frozen=True):
    """One claim of one article: one predicate with its participants, time, place and figures."""

    id: str
    anchor: Anchor  # the claim's words
    sentence: Anchor
    predicate: Anchor  # the head word(s): "killed", "blamed"
    lemma: str
    voice: Voice
    claimer: str | None = None  # who is said to claim it; None: the outlet itself
    attributions: tuple[str, ...] = ()  # Attribution ids, innermost first
    event_type: str = ""  # PLOVER root, "" when none fits
    actor: Anchor | None = None
    recipient: Anchor | None = None
    actor_entity: str | None = None
    recipient_entity: str | None = None
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ASSERTED
    marks: tuple[Anchor, ...] = ()  # the words that decided polarity and modality
    times: tuple[TimeRange, ...] = ()
    places: tuple[Anchor, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    block: BlockKind = BlockKind.PARAGRAPH


@dataclass(slots=True, frozen=True)
class Document:
    """An article with its annotations. `doc` is a spaCy Doc over the whole of `article.text`, so token offsets are
    the article's; `meaning[i]` is the vector of the doc's token i in its sentence (float32, tokens x dim, zero for blanks).
    """

    article: Article
    doc: Doc
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeRange, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()
    meaning: np.ndarray | None = field(default=None, repr=False, compare=False)


# ---- a story and its account


class Origin(Noun, frozen=True):
    """One independent act of reporting: the articles that copy or rewrite one report. `reasons` says what tied them
    together, `passages` are pairs of shared words that show it.
    """

    id: str
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    families: tuple[str, ...]
    credited: str | None = None  # the agency or outlet the report goes back to, where the texts say so
    reasons: tuple[str, ...] = ()
    passages: tuple[tuple[Anchor, Anchor], ...] = ()


class Story(Noun, frozen=True):
    """The articles about one happening, and their lineage."""

    id: str
    articles: tuple[Article, ...]  # by publication, then id
    origins: tuple[Origin, ...]
    families: Mapping[str, str] = {}  # article id -> publisher family
    shared: tuple[tuple[Anchor, Anchor], ...] = ()  # long stretches of words that reports of two origins share

    def __hash__(self) -> int:  # the tables of a story cannot be hashed
        return hash((self.id, self.articles))


class Status(StrEnum):
    """What the reports together say on one point."""

    CORROBORATED = "corroborated"  # same value, two or more origins
    REFINED = "refined"  # compatible: other precision, unit, rounding or scope
    UPDATED = "updated"  # a later state supersedes an earlier one
    CONFLICTING = "conflicting"  # cannot both be true, or claim against denial
    SINGLE_SOURCE = "single-source"  # one origin, however many copies
    NOT_COMPARABLE = "not-comparable"  # the reasons say why


class Conflict(StrEnum):
    """In what two values differ."""

    QUANTITY = "quantity"
    UNIT = "unit"
    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    TITLE = "title"
    POLARITY = "polarity"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"
    LABEL = "label"


class Reason(Noun, frozen=True):
    """Why a finding has its status: the rule, what went into it, and where those words stand."""

    rule: str  # "quantity.disjoint", "polarity.denial", ...: docs/reference explains each
    inputs: tuple[str, ...]  # the normalised values compared, thresholds included
    anchors: tuple[Anchor, ...] = ()


class Value(Noun, frozen=True):
    """One answer to the point of a finding: `value` are words of a report, `normalised` what they were read as."""

    value: str
    evidence: tuple[Anchor, ...]
    normalised: str = ""
    claimers: tuple[str, ...] = ()  # who is said to say so; empty: the outlets themselves
    hedge: str = ""  # the hedge's words: "about", "at least", "reportedly"
    first_reported: str = ""  # earliest publication among the evidence, ISO
    origins: tuple[str, ...] = ()


class Finding(Noun, frozen=True):
    """Statements of the story on one point, with a status and its reasons."""

    id: str
    kind: Literal["event", "quantity", "date", "place", "person", "title", "cause", "quote", "other"]
    status: Status
    values: tuple[Value, ...]  # by first report, then words
    reasons: tuple[Reason, ...]
    conflict: Conflict | None = None
    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # telling words that its reports share; they name the point, they decide nothing
    score: float = 0.0  # how well the statements align, 0..1; it ranks, it never decides a status

    @property
    def sure(self) -> bool:
        """Whether more than loose likeness says that its reports tell one thing (rule `alike.loosely`)."""
        return all(reason.rule != "alike.loosely" for reason in self.reasons)


class Label(Anchor, frozen=True, order=True, kw_only=True):
    """Words by which an outlet names an actor."""

    outlet: str
    voice: Voice
    kind: Literal["name", "title", "description"]
    speaker: str | None = None  # whose words they are when voice is quoted


class Actor(Noun, frozen=True):
    """One person, organisation, place or group across the story, with the words used for it."""

    id: str
    name: str
    type: str
    names: tuple[str, ...]  # every proper name used for it
    labels: tuple[Label, ...]
    entities: tuple[str, ...]  # Entity ids


class Quote(Noun, frozen=True):
    """One quotation across outlets: the same words verbatim, shortened, spliced or altered."""

    speaker: str | None
    variants: tuple[Anchor, ...]
    attributions: tuple[str, ...]
    altered: bool = False  # the outlets do not give the same words


class TimelineEntry(Noun, frozen=True):
    """What happened (`date`) as reported (`reported`, earliest publication), with the words that say so."""

    date: str  # YYYY, YYYY-MM, YYYY-MM-DD or A..B
    evidence: tuple[Anchor, ...]
    basis: Basis
    precision: str
    reported: str = ""
    planned: bool = False
    inferred: bool = False  # the words tell the hour alone; the day is the last one that the article named before
    said: bool = False  # the day on which somebody said something, not one on which what they tell of happened


class Gap(Noun, frozen=True):
    """What no report of the story answers."""

    kind: Literal["no-source", "no-date", "no-place", "one-origin", "no-publication-date"]
    findings: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()


class ArticleEntry(Noun, frozen=True):
    """An article as the account lists it."""

    id: str
    outlet: str
    origin: str
    family: str
    sha256: str
    url: str | None
    title: str | None
    published: str | None
    published_basis: str
    date_basis: Basis  # what relative dates in it were counted from
    language: str
    credits: tuple[Credit, ...]
    notes: tuple[str, ...]


class Account(Noun, frozen=True):
    """The story's account: findings, who said what, actors with their labels, timeline, lineage, gaps."""

    story: str  # Story.id
    articles: tuple[ArticleEntry, ...]
    origins: tuple[Origin, ...]
    findings: tuple[Finding, ...]
    attributions: tuple[Attribution, ...]
    actors: tuple[Actor, ...]
    quotes: tuple[Quote, ...]
    timeline: tuple[TimelineEntry, ...]
    gaps: tuple[Gap, ...]
    statements: tuple[Statement, ...] = ()
    schema: str = "twosource.account/1"
    made_by: Mapping[str, str] = {}  # twosource and model versions

    def __hash__(self) -> int:  # the table of versions cannot be hashed
        return hash((self.story, self.articles))

    def _repr_html_(self) -> str:
        """The account in a notebook."""
        from twosource.reports.as_html import fragment

        return fragment(self)

    def to_dataframe(self) -> Any:
        """One row per piece of evidence (pandas.DataFrame). Raises ImportError where pandas is missing."""
        from twosource.reports.as_table import to_dataframe

        return to_dataframe(self)
