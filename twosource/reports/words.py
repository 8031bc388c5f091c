"""The fixed words and marks of every report. All else a report shows are words of the articles.

Marks carry the status by shape, so that nothing hangs on colour alone (WCAG 2.2, criterion 1.4.1).
"""

from __future__ import annotations

import re

from twosource.data import Anchor, Status

ALIKE = "alike"  # what a finding of reports that agree is called where likeness alone, and loosely, holds them together

UNSURE = "perhaps of two things"

MARKS: dict[str, str] = {
    Status.CONFLICTING: "≠",
    Status.UPDATED: "→",
    Status.CORROBORATED: "=",
    Status.REFINED: "≈",
    ALIKE: "~",
    Status.NOT_COMPARABLE: "?",
    Status.SINGLE_SOURCE: "¹",
}

STATUSES: dict[str, str] = {
    Status.CONFLICTING: "values that cannot all be true",
    Status.UPDATED: "a later state supersedes an earlier one",
    Status.CORROBORATED: "the same value from two or more origins",
    Status.REFINED: "compatible: other precision, unit or scope",
    ALIKE: "the reports agree, but perhaps of two things: read both",
    Status.NOT_COMPARABLE: "values that cannot be held against each other",
    Status.SINGLE_SOURCE: "from one origin only, however many copies",
}

# titles of the parts of an account's findings
TITLES: dict[str, str] = {
    "disagree": "Reports disagree",
    Status.CORROBORATED: "Independent reports corroborate",
    Status.REFINED: "Reports agree, some say more",
    ALIKE: "Alike, perhaps of two things",
    Status.NOT_COMPARABLE: "Cannot be compared",
}

RULES: dict[str, str] = {
    "quantity.equal": "the figures are the same value",
    "quantity.compatible": "the figures can all be true: units, rounding and bounds let them meet",
    "quantity.disjoint": "the figures cannot both be true at one moment",
    "update.later-report": "the other figure stands in a later report",
    "update.bound-passed": "a later report has left this bound behind",
    "quantity.beyond": "one bound lies beyond what the other leaves open",
    "update.words": "words of the reports mark a figure as new or old",
    "update.none": "nothing orders the figures in time",
    "polarity.negated": "one affirms what another negates or denies",
    "polarity.beside": "a claim stands beside its denial",
    "modality.unclear": "one states what another says is not known",
    "modality.planned-then-done": "an earlier report plans what a later one has as done",
    "modality.hedged": "some assert what others hedge",
    "modality.planned": "some tell as so what others have to come",
    "event.same": "the statements say the same",
    "event.more-precise": "the statements agree, some give more detail",
    "alike.loosely": "likeness alone holds the statements together, and not by much: they may tell of two things",
    "date.meets": "the days are equal, or one lies within the other",
    "date.disjoint": "the days exclude each other",
    "date.ahead": "still to come, and done before",
    "date.years": "two years of what happened once",
    "date.since": "what one says has been so since one day began on another",
    "hour.meets": "the hours are one within what their words leave open",
    "hour.disjoint": "the hours exclude each other",
    "hour.zone": "the hours may stand in different time zones",
    "state.undone": "a later report tells that it was undone",
    "state.turned": "a later report tells of the next state",
    "plan.done": "an earlier report announces what a later one tells as done",
    "plan.reversed": "somebody did what one report has them say they would not do",
    "plan.dropped": "a later report calls off what was planned",
    "fate.apart": "one tells of the death of somebody whom another has taken alive",
    "permission.refused": "one says that it was allowed, or done, another that it was refused",
    "plan.moved": "a later report moves the planned date",
    "plan.dated": "a later report gives the date that was missing",
    "count.unknown": "a later report gives the number that nobody had",
    "count.next": "one report tells of one more death by its number",
    "count.zero": "one report counts nobody, another some",
    "length.meets": "the lengths of time fit",
    "length.apart": "reports of one day count different days",
    "minute.same": "they give one minute for it",
    "minute.apart": "they give two minutes for what happened once",
    "length.later": "a later report counts a later day",
    "quote.same": "the reports quote the same words",
    "quote.altered": "one speaker's words, but for a number, a not or its contrary",
    "quote.reworded": "one speaker's words, but for one of them",
    "quote.two-speakers": "the same words are given to two persons",
    "called.same": "one speaker calls one thing by like words",
    "called.otherwise": "one speaker calls one thing by other words",
    "asked.same": "one speaker asks for or promises the same",
    "sentence.one-change": "the sentences are the same but for this",
    "words.exclude": "only one of these words can be right",
    "name.differs": "another name stands in the same place",
    "rank.same": "they rank it alike",
    "rank.compatible": "the rankings can all hold: other scopes or scales",
    "rank.disjoint": "the places on one list exclude each other",
    "compared.same": "they compare it alike with one thing",
    "compared.compatible": "the comparisons with one thing can all hold",
    "compared.opposite": "more than another in one, less in the other",
    "place.same": "one place",
    "person.same": "one person",
    "title.same": "the same by other words",
    "title.compatible": "other words for one that can all be true",
    "title.excludes": "nobody is both at one time",
    "office.two-holders": "an office that one person holds at a time",
    "cause.same": "the same cause is given",
    "cause.ruled-out": "the same is ruled out or not believed",
    "cause.unknown": "the cause is not known yet",
    "where.same": "one place by its name",
    "where.finer": "places that can all be right",
    "where.apart": "two distances from one place, or two sides of it",
    "responsibility.two": "two who claim it",
    "where.elsewhere": "two cities or countries",
    "list.same": "the same list",
    "list.overlaps": "lists that share names",
    "origin.one": "every report of it goes back to one origin",
}

GAPS: dict[str, str] = {
    "no-source": "Figures that no report names a source for",
    "no-date": "No report says when",
    "no-place": "No report says where",
    "one-origin": "All reports go back to one origin: nothing is corroborated",
    "no-publication-date": "Without a date of publication: relative dates stay unresolved",
}

BASES: dict[str, str] = {
    "text": "date as in the words",
    "publication": "counted from publication",
    "metadata": "stated by the page",
    "none": "unresolved",
}

# control characters, and those that turn the reading direction: shown by number, never sent on
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_QUOTATION = "\"'“”‘’«»„ "
ELISION = "[…]"


def visible(text: str) -> str:
    """The text with control characters and direction marks spelt out (`‹U+202E›`). Line ends and tabs stay."""
    return _HIDDEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)


def one_line(text: str) -> str:
    """The visible text on one line."""
    return " ".join(visible(text).split())


def thousands(count: int) -> str:
    """`1,204`."""
    return f"{count:,}"


def plural(count: int, noun: str) -> str:
    """`1 article`, `2 articles`, `2 families`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"


def signs(normalised: str) -> str:
    """A figure as it was read, with the signs of print: `≥12`, `24–99`."""
    return normalised.replace(">=", "≥").replace("<=", "≤").replace("..", "–")


def unquoted(words: str) -> str:
    """Words without the quotation marks around all of them, for showing them in marks of our own."""
    inner = words.strip(_QUOTATION)
    lost = words[: words.find(inner)] if inner else words
    # a mark at one end only belongs to a quotation inside: losing it would unbalance the words
    return inner if inner and len(lost.strip()) == len(words[len(lost) + len(inner) :].strip()) else words.strip()


def excerpt(anchor: Anchor, focus: str = "", *, limit: int = 200) -> tuple[str, str, str]:
    """The anchor's words in three: before the focus, the focus, after it; shortened around it to about `limit`.

    What was left out is marked `[…]`, as in print. Without a focus in them the words all stand in the first part.
    """
    words, sought = unquoted(one_line(anchor.quote)), unquoted(one_line(focus))
    at = words.find(sought) if sought and sought != words else -1
    if at < 0:
        return _cut_end(words, limit), "", ""
    before, after = words[:at], words[at + len(sought) :]
    room = max(limit - len(sought), 40)
    if len(before) + len(after) > room:
        kept = max(room // 2, room - len(before))
        after = _cut_end(after, kept)
        before = _cut_start(before, max(room - len(after), room // 3))
    return before, _cut_end(sought, limit), after


def _cut_end(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    return words[:limit].rpartition(" ")[0].rstrip(" ,;:") + f" {ELISION}"


def _cut_start(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    return f"{ELISION} " + words[-limit:].partition(" ")[2]
