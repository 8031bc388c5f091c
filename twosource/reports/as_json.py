"""An account as JSON, and the JSON Schema (2020-12) of that form."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from twosource.data import Account

SCHEMA_ID = "urn:twosource:account:1"

# one line per key of an account: the schema and docs/reference/json.md are made from this table
FIELDS: dict[str, dict[str, str]] = {
    "Account": {
        "story": "id of the story, made from its articles' texts",
        "articles": "the articles of the story, by publication",
        "origins": "independent acts of reporting: articles that copy one another share one",
        "findings": "what the reports say on each point: disagreements first",
        "attributions": "who is said to have said what",
        "actors": "people, organisations, places and groups, with the words used for them",
        "quotes": "quotations across outlets",
        "timeline": "what happened on which day, and since when it is reported",
        "gaps": "what no report answers",
        "statements": "every claim of every article",
        "schema": "version of this form; the number rises when a reader would break",
        "made_by": "versions of twosource and of its models",
    },
    "ArticleEntry": {
        "id": "the input's id; anchors refer to it",
        "outlet": "who published it",
        "origin": "id of its origin; articles of one origin go back to one report",
        "family": "publisher family of the outlet",
        "sha256": "hash of the text, UTF-8, that all offsets refer to",
        "url": "address of the article",
        "title": "title as given or read",
        "published": "ISO 8601 date or date-time of publication",
        "published_basis": "where the date of publication comes from",
        "date_basis": "what relative dates in it were counted from",
        "language": "language of the text",
        "credits": "agencies and outlets that the text credits",
        "notes": "what a reader of the account should know about this article",
    },
    "Credit": {
        "name": "whom the words credit",
        "kind": "what the credit is for",
        "anchor": "the words of the credit",
    },
    "Anchor": {
        "article": "id of the article",
        "start": "first character, counted in Unicode code points from 0",
        "end": "end of the words, not included",
        "quote": "exactly text[start:end]",
    },
    "Origin": {
        "id": "id of the origin within the story",
        "articles": "ids of the articles, earliest first",
        "outlets": "their outlets",
        "families": "their publisher families",
        "credited": "agency or outlet that the report goes back to, where the texts say so",
        "reasons": "what tied the articles together",
        "passages": "pairs of anchors with words that two of the articles share",
    },
    "Finding": {
        "id": "id made from kind and evidence",
        "kind": "what the finding is about",
        "status": "what the reports together say",
        "values": "the answers given, by first report",
        "reasons": "why it has this status",
        "conflict": "in what the values differ, null where they do not",
        "articles": "ids of the articles that speak",
        "outlets": "their outlets",
        "families": "their publisher families",
        "origins": "ids of their origins: only these count as independent",
        "about": "up to three terms of a report: the telling words that its reports share, beside the values; they name the point, they decide nothing",
        "score": "how well the statements align, 0 to 1; it ranks, it never decides",
    },
    "Value": {
        "value": "words of a report",
        "evidence": "where reports say so",
        "normalised": "what the words were read as",
        "claimers": "who is said to say so; empty where the outlets say it themselves",
        "hedge": "the hedge's words",
        "first_reported": "earliest publication among the evidence",
        "origins": "ids of the origins behind this value",
    },
    "Reason": {
        "rule": "id of the rule; docs/reference/findings.md explains each",
        "inputs": "what was compared",
        "anchors": "where those words stand",
    },
    "Attribution": {
        "id": "id within the story",
        "source": "the words that name the source, null where there are none",
        "cue": "the words of saying",
        "content": "what is said",
        "kind": "in quotation marks, without, or both",
        "via": "outlets or agencies in between, nearest first",
        "speaker": "name behind the source words",
        "speaker_entity": "id of the speaker's entity",
        "time": "when it was said, null where no words beside the cue tell",
    },
    "Actor": {
        "id": "id within the account",
        "name": "fullest name in the reports",
        "type": "person, organisation, place, group or other",
        "names": "every proper name used",
        "labels": "every place where an outlet names it",
        "entities": "ids of its entities in the articles",
    },
    "Label": {
        "article": "id of the article",
        "start": "first character, counted in Unicode code points from 0",
        "end": "end of the words, not included",
        "quote": "exactly text[start:end]",
        "outlet": "whose article it is",
        "voice": "the outlet's own or a quoted one",
        "kind": "name, title or description",
        "speaker": "whose words they are in a quoted voice",
    },
    "Quote": {
        "speaker": "who is quoted",
        "variants": "the quotation in each outlet's words",
        "attributions": "ids of the attributions",
        "altered": "whether the outlets give different words",
    },
    "TimelineEntry": {
        "date": "YYYY, YYYY-MM, YYYY-MM-DD or A..B: no more precise than the words",
        "evidence": "the words that say what happened then",
        "basis": "where year, month and day come from",
        "precision": "how exact the words are",
        "reported": "earliest publication among the evidence",
        "planned": "whether the words announce it",
        "inferred": "whether the words tell the hour alone, and the day is the last one that the article named before",
        "said": "whether it is the day on which somebody said something",
    },
    "Gap": {
        "kind": "what is missing",
        "findings": "ids of the findings it is about",
        "articles": "ids of the articles it is about",
        "anchors": "the words it is about",
    },
    "Statement": {
        "id": "id within the story",
        "anchor": "the claim's words",
        "sentence": "the sentence they stand in",
        "predicate": "its head words",
        "lemma": "base form of the predicate",
        "voice": "the outlet's own or a quoted one",
        "claimer": "who is said to claim it, null for the outlet itself",
        "attributions": "ids of the attributions around it, innermost first",
        "event_type": "PLOVER root, empty where none fits",
        "actor": "who acts",
        "recipient": "whom it is done to",
        "actor_entity": "id of the actor's entity",
        "recipient_entity": "id of the recipient's entity",
        "polarity": "affirmed or negated",
        "modality": "how far it commits",
        "marks": "the words that decided polarity and modality",
        "times": "its time expressions",
        "places": "its places",
        "quantities": "its figures",
        "block": "part of the article it stands in",
    },
    "TimeRange": {
        "anchor": "the words",
        "value": "YYYY, YYYY-MM, YYYY-MM-DD or A..B; empty when unresolved",
        "first": "first day covered",
        "last": "last day covered",
        "precision": "how exact the words are",
        "basis": "where year, month and day come from",
        "kind": "a date, a duration, a set, or vague words without days",
        "approximate": "whether the words say about",
        "clock": "time of day where the words give one",
        "rule": "rule that read it",
        "timex": "TIMEX3 value of the words: 1989-W12, 1989-Q3, P3D, XXXX-WXX-1, PRESENT_REF",
    },
    "Quantity": {
        "anchor": "number, bound words and unit",
        "low": "the true value is at least this, null for open",
        "high": "the true value is at most this, null for open",
        "unit": "unit as in the words, empty for a count",
        "dimension": "what kind of measure it is",
        "si_low": "low in SI units",
        "si_high": "high in SI units",
        "approximate": "whether the words say about",
        "at_least": "whether the words give a lower bound",
        "at_most": "whether the words give an upper bound",
        "counted": "the words that say what is counted",
        "ordinal": "whether it is a rank",
        "change": "up or down where the figure is a difference, empty where it is a level",
        "named": "the numbers as written: one, or the two ends of a range, none for vague words",
        "as_of": "day the figure stood",
        "rule": "rule that read it",
    },
}


def dumps(account: Account, *, indent: int | None = 2) -> str:
    """The account as JSON text that ends in one newline; `indent=None` puts it on one line."""
    packed = msgspec.json.Encoder(order="deterministic").encode(account)
    return msgspec.json.format(packed, indent=indent if indent is not None else -1).decode() + "\n"


def loads(text: str | bytes) -> Account:
    """The account that `dumps` wrote. Raises `msgspec.ValidationError` on a wrong shape."""
    return msgspec.json.decode(text, type=Account)


@cache
def _schema_bytes() -> bytes:
    made = msgspec.json.schema(Account)
    for name, definition in made["$defs"].items():
        if "description" in definition:  # a docstring: how it is indented depends on the Python
            definition["description"] = " ".join(definition["description"].split())
        if "properties" not in definition:
            continue
        # what dumps writes always has every key, also those that have a default in Python
        definition["required"] = list(definition["properties"])
        for key, form in definition["properties"].items():
            form.pop("default", None)
            form["description"] = FIELDS[name][key]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Account of a story",
        "description": "What `twosource compare --json` prints. Unknown keys are to be ignored.",
    }
    return msgspec.json.encode({**head, **made}, order="deterministic")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an account."""
    decoded: dict[str, Any] = msgspec.json.decode(_schema_bytes())
    return decoded
