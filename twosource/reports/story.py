"""A story as the page shows it: everything the templates need, as plain values. It chooses and groups; it adds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from twosource.data import Account, Actor, Article, Gap, Origin, Quote, Status, TimelineEntry, Voice
from twosource.reports import arrange, spread, variants
from twosource.reports.findings import finding, lone, sections, table
from twosource.reports.links import PLACES, Links
from twosource.reports.texts import article, entry, looks
from twosource.reports.words import ALIKE, BASES, GAPS, MARKS, STATUSES, one_line, plural, thousands, unquoted

PASSAGES = 5  # of an origin that are shown
TELLERS = 40  # outlets whose words for an actor are shown


def view(links: Links, texts: Mapping[str, Article], command: str = "") -> dict[str, Any]:
    """Everything the templates show of an account; `command` is what made it."""
    account = links.account
    top = arrange.headline(account)
    namings = arrange.namings(account)
    marks = looks(links) if texts else {}
    return {
        "number": links.number,
        "id": account.story,
        "title": title(account),
        "title_of": links.place(top) if top is not None else None,
        "summary": summary(account),
        "verdicts": verdicts(account),
        "tally": tally(account),
        "review": None,
        "command": command or "twosource compare SOURCE...",
        "sections": [
            {"title": t, "findings": [finding(f, links) for f in one], "more": [finding(f, links) for f in two]}
            for t, one, two in sections(account)
        ],
        "matrix": table(links),
        "chart": chart(account),
        "timeline": [dated(t, links) for t in account.timeline],
        "speakers": [speaker(s, links) for s in arrange.speakers(account)],
        "quotes": [quotation(q, links) for q in account.quotes if q.altered],
        "namings": [naming(n, links) for n in namings if n.actor.type != "other"],
        "things": [naming(n, links) for n in namings if n.actor.type == "other"],
        "lineage": lineage(links),
        "origins": [origin(o, links) for o in account.origins],
        "alone": [
            {
                "places": [links.place(e) for e in entries[:PLACES]],
                "more": max(len(entries) - PLACES, 0),
                "findings": [lone(f, links) for f in findings],
            }
            for entries, findings in arrange.alone(account)
        ],
        "gaps": [gap(g, links) for g in account.gaps],
        "entries": [entry(e, links) for e in account.articles],
        "articles": [article(e, texts[e.id], links, marks.get(e.id, {})) for e in account.articles if e.id in texts],
        "made_by": [f"{name} {version}" for name, version in sorted(account.made_by.items())],
    }  # fmt: skip


# ---- the head


def title(account: Account) -> str:
    """The headline that stands over the story: words of one of its articles, else the story's id."""
    top = arrange.headline(account)
    return one_line(top.title) if top is not None and top.title else account.story


def summary(account: Account) -> str:
    """How many articles, outlets and families, and to how many origins they go back."""
    found = arrange.counts(account)
    return (
        f"{plural(found.articles, 'article')} from {plural(found.outlets, 'outlet')} of "
        f"{plural(found.families, 'publisher family')} {'goes' if found.articles == 1 else 'go'} back to "
        f"{plural(found.origins, 'independent origin')}."
    )


def verdicts(account: Account) -> str:
    """The findings in one sentence of counts."""
    count = {how: len(found) for how, found in arrange.by_standing(account).items()}
    agreeing = count[Status.CORROBORATED] + count[Status.REFINED]
    said = [
        (count[Status.CONFLICTING], "point on which reports conflict", "points on which reports conflict"),
        (count[Status.UPDATED], "that a later report updates", "that later reports update"),
        (agreeing, "that independent reports agree on", "that independent reports agree on"),
        (count[ALIKE], "on which they may agree", "on which they may agree"),
        (count[Status.SINGLE_SOURCE], "statement of one origin only", "statements of one origin only"),
    ]
    parts = [f"{thousands(n)} {one if n == 1 else many}" for n, one, many in said if n]
    return "; ".join(parts) + "." if parts else "No statement was found."


def tally(account: Account) -> list[dict[str, Any]]:
    """How findings stand, with the count and share of each."""
    found = arrange.by_standing(account)
    total = len(account.findings) or 1
    at = 0.0
    made = []
    for how, findings in found.items():
        if findings:
            share = 100 * len(findings) / total
            made.append({
                "mark": MARKS[how], "status": str(how), "count": len(findings), "means": STATUSES[how],
                "left": round(at, 2), "share": round(share, 2),
            })  # fmt: skip
            at += share
    return made


# ---- the other parts


def chart(account: Account) -> dict[str, Any] | None:
    """Two lanes of time: when it happened, when it was reported."""
    spans, scale, before = spread.happened(account)
    if scale is None:
        return None
    return {"spans": spans, "ticks": spread.ticks(scale), "before": before}


def dated(given: TimelineEntry, links: Links) -> dict[str, Any]:
    """What happened then, and when it was first reported."""
    first, _, last = given.date.partition("..")
    return {
        "date": first,
        "until": last,
        "precision": given.precision,
        "planned": given.planned,
        "said": given.said,
        "inferred": given.inferred,
        "reported": given.reported[:10],
        "basis": BASES.get(given.basis, ""),
        "words": links.wordings(given.evidence),
    }


def speaker(given: arrange.Speaker, links: Links) -> dict[str, Any]:
    """Who is said to have said what."""
    said = [
        {
            "cue": arrange.cue(s.attribution),
            "when": arrange.when(s.attribution),
            "direct": s.attribution.kind != "indirect",
            "via": [one_line(v.quote) for v in s.attribution.via],
            "words": [links.words(w) for w in s.words],
        }
        for s in given.said
    ]
    return {"name": one_line(given.name), "outlets": plural(len(given.outlets), "outlet"), "said": said}


def quotation(given: Quote, links: Links) -> dict[str, Any]:
    """One quotation in each outlet's words; what the first one does not have is marked."""
    found = arrange.wordings_of(given.variants, links.account)
    first = unquoted(one_line(found[0].anchor.quote)) if found else ""
    return {
        "speaker": one_line(given.speaker or ""),
        "variants": [
            links.words(w) | {"runs": variants.differing(first, unquoted(one_line(w.anchor.quote)))} for w in found
        ],
    }


def naming(given: arrange.Naming, links: Links) -> dict[str, Any]:
    """An actor by outlet: in its own words, and in words it quotes."""
    most, left = _tellers(given)
    rows = []
    for outlet in most:
        own, quoted = (
            [_called(w, outlet, links) for w in given.wordings if w.voice is voice and outlet in w.by_outlet]
            for voice in (Voice.NARRATOR, Voice.QUOTED)
        )
        if own or quoted:
            rows.append({"outlet": one_line(outlet), "own": own, "quoted": quoted})
    actor: Actor = given.actor
    return {
        "name": one_line(actor.name),
        "type": actor.type,
        "rows": rows,
        "any_quoted": any(r["quoted"] for r in rows),
        "left": left,
    }


def _tellers(given: arrange.Naming) -> tuple[list[str], int]:
    """The outlets that are shown, in their order, each wording's first ones before any other; and how many are not."""
    if len(given.outlets) <= TELLERS:
        return list(given.outlets), 0
    chosen: dict[str, None] = {}
    for turn in range(TELLERS):
        for wording in given.wordings:
            chosen |= dict.fromkeys(list(wording.by_outlet)[turn : turn + 1])
        if len(chosen) >= TELLERS:
            break
    shown = set(list(chosen)[:TELLERS])
    return [o for o in given.outlets if o in shown], len(given.outlets) - len(shown)


def _called(wording: arrange.Wording, outlet: str, links: Links) -> dict[str, Any]:
    labels = wording.by_outlet[outlet]
    return {
        "words": wording.words,
        "count": len(labels),
        "href": links.to_words(labels[0]),
        "speakers": sorted({one_line(label.speaker) for label in labels if label.speaker}),
    }


def lineage(links: Links) -> dict[str, Any]:
    """The graph of copies: a row per article, copies hang on the article whose words they have."""
    nodes, scale = spread.copying(links.account)
    made = [
        node._asdict() | {
            "row": number,
            "place": links.place(links.entries[node.article]),
            "from": None if node.parent is None else nodes[node.parent].at,
        }
        for number, node in enumerate(nodes)
    ]  # fmt: skip
    return {"nodes": made, "ticks": spread.ticks(scale, most=4) if scale is not None else []}


def origin(given: Origin, links: Links) -> dict[str, Any]:
    """An origin with what tied its articles together."""
    return {
        "id": given.id,
        "places": [links.place(links.entries[a]) for a in given.articles[:PLACES]],
        "more": max(len(given.articles) - PLACES, 0),
        "credited": one_line(given.credited or ""),
        "reasons": [one_line(r) for r in given.reasons],
        "passages": [links.wordings(pair) for pair in given.passages[:PASSAGES]],
        "left": max(len(given.passages) - PASSAGES, 0),
    }


def gap(given: Gap, links: Links) -> dict[str, Any]:
    """What no report answers."""
    known = [links.entries[a] for a in given.articles if a in links.entries]
    return {
        "says": GAPS[given.kind],
        "places": [links.place(e) for e in known[:PLACES]],
        "more": max(len(known) - PLACES, 0),
        "words": links.wordings(given.anchors),
    }
