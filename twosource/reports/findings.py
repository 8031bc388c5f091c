"""The findings as the page shows them: in full, as lines of the matrix, and as strips of figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from twosource.data import Account, Finding, Reason, Value
from twosource.reports import arrange, matrix, strips
from twosource.reports.links import Links
from twosource.reports.words import ALIKE, MARKS, RULES, TITLES, UNSURE, excerpt, one_line, plural, signs

STANCES = {"affirmed": "yes", "negated": "no", "planned": "plan", "unclear": "?"}
DOTS = 24  # origins that are drawn as a row of dots
COUNTED = ("article", "outlet", "publisher family", "origin")

Section = tuple[str, tuple[Finding, ...], tuple[Finding, ...]]


def sections(account: Account) -> list[Section]:
    """Title, findings told in full, and those that repeat them, of each part of the findings."""
    found = arrange.by_standing(account)
    apart = tuple(f for status in arrange.DISAGREE for f in found[status])
    made: list[Section] = [(TITLES["disagree"], apart, ())] if apart else []
    told = arrange.told_once([f for how in arrange.AGREE for f in found[how]], account)
    chosen = {f.id for f in told}
    for how in arrange.AGREE:
        if found[how]:
            repeating = tuple(f for f in found[how] if f.id not in chosen)
            made.append((TITLES[how], tuple(f for f in told if arrange.standing(f) == how), repeating))
    return made


def finding(found: Finding, links: Links) -> dict[str, Any]:
    """A finding in full."""
    numbers = arrange.finding_counts(found)
    given = zip(found.values, letters(found), strict=True)
    return {
        "id": links.finding_id(found.id),
        "number": links.finding_numbers[found.id],
        "name": found.id,
        "kind": str(found.conflict or found.kind),
        "about": ", ".join(one_line(w) for w in found.about),
        "status": arrange.standing(found),
        "mark": MARKS[arrange.standing(found)],
        "unsure": UNSURE if not found.sure and arrange.standing(found) != ALIKE else "",
        "brief": arrange.is_brief(found),
        "new": matrix.is_new(found, links.account),
        "dots": [o.id in found.origins for o in links.account.origins] if len(links.account.origins) <= DOTS else [],
        "origins": plural(numbers.origins, "origin"),
        "counts": [plural(n, noun) for n, noun in zip(numbers, COUNTED, strict=True)],
        "strip": strip(found, links),
        "values": [value(v, letter, links) for v, letter in given],
        "reasons": [reason(r, links) for r in found.reasons],
        "score": f"{found.score:.2f}",
        "sides": [links.order[a] for a in found.articles if a in links.inside],
    }


def value(given: Value, letter: str, links: Links) -> dict[str, Any]:
    """One answer with its wordings."""
    account = links.account
    found = arrange.one_each(arrange.wordings_of(given.evidence, account), account)
    hedge = given.hedge if given.hedge.casefold() not in given.value.casefold() else ""
    read = given.normalised.casefold() != given.value.casefold()
    return {
        "letter": letter,
        "value": one_line(given.value) if arrange.is_heading(given) else "",
        "normalised": given.normalised if read else "",
        "hedge": one_line(hedge),
        "claimers": [one_line(c) for c in given.claimers],
        "origins": plural(len(given.origins), "origin"),
        "words": [links.words(w, given.value) for w in found],
    }


def reason(given: Reason, links: Links) -> dict[str, Any]:
    """Why: the rule, what went into it, and where those words stand."""
    return {
        "rule": given.rule,
        "says": RULES.get(given.rule, ""),
        "inputs": [one_line(i) for i in given.inputs],
        "words": links.wordings(given.anchors),
    }


def letters(found: Finding) -> list[str]:
    """A short name for each value: its stance where values are stances, else A, B, …; none for a single value."""
    if len(found.values) == 1:
        return [""]
    stances = [STANCES.get(v.normalised, "") for v in found.values]
    if all(stances) and len(set(stances)) == len(stances):
        return stances
    return arrange.letters(len(found.values))


def lone(found: Finding, links: Links) -> dict[str, Any]:
    """A finding of one origin: its words are all there is to show."""
    return {
        "id": links.finding_id(found.id),
        "number": links.finding_numbers[found.id],
        "name": found.id,
        "words": links.wordings(arrange.evidence(found)),
        "claimers": sorted({one_line(c) for v in found.values for c in v.claimers}),
    }


def strip(found: Finding, links: Links) -> dict[str, Any] | None:
    """The numeric dispute strip of a finding."""
    made = strips.strip(found, links.account)
    if made is None:
        return None
    marks = [m._asdict() | {"place": links.place(links.entries[m.anchor.article], m.anchor)} for m in made.marks]
    return made._asdict() | {"marks": marks}


def table(links: Links) -> dict[str, Any]:
    """The claim matrix."""
    account = links.account
    columns, left = matrix.columns(account)
    told = [f for _, one, two in sections(account) for f in (*one, *two)]
    alone = [f for _, findings in arrange.alone(account) for f in findings]
    heads = [
        {
            "origin": c.origin.id,
            "folded": c.folded,
            "count": len(c.origin.articles),
            "inside": not c.folded and len(c.origin.articles) > 1,
            "place": links.place(links.entries[c.article or c.origin.articles[0]]),
        }
        for c in columns
    ]
    listed = (*told, *alone)
    rows = [row(f, number, columns, links) for number, f in enumerate(listed[: matrix.MOST_ROWS])]
    kinds = sorted({r["kind"] for r in rows})
    return {
        "columns": heads,
        "rows": rows,
        "left": left,
        "left_rows": len(listed) - len(rows),
        "states": matrix.STATES,
        "kinds": kinds,
    }


def row(found: Finding, number: int, columns: Sequence[matrix.Column], links: Links) -> dict[str, Any]:
    """A line of the matrix: what each article does on the finding."""
    account = links.account
    wordings = arrange.one_each(arrange.wordings_of(arrange.evidence(found), account), account)
    said = [
        None if cell is None else {
            "state": cell.state,
            "short": signs(cell.short) if len(found.values) > 1 else "",
            "more": cell.articles,
            "href": links.to_words(cell.anchor),
            "outlet": one_line(links.entries[cell.anchor.article].outlet),
        }
        for cell in matrix.cells(found, columns)
    ]  # fmt: skip
    return {
        "href": "#" + links.finding_id(found.id),
        "number": number,
        "kind": str(found.conflict or found.kind),
        "about": ", ".join(one_line(w) for w in found.about),
        "status": arrange.standing(found),
        "mark": MARKS[arrange.standing(found)],
        "new": matrix.is_new(found, account),
        "words": excerpt(wordings[0].anchor, found.values[0].value, limit=110) if wordings else ("", "", ""),
        "origins": len(found.origins),
        "first": min((v.first_reported for v in found.values if v.first_reported), default=""),
        "cells": said,
    }
