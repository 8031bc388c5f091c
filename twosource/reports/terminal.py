"""The account for a terminal: disagreements first, every line words of a report."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from twosource.data import Account, Anchor, Finding, Status, Value
from twosource.reports.summary import actor_words, counts, shown_actors

if TYPE_CHECKING:
    from rich.console import Console

COLOURS = {
    Status.CONFLICTING: "red", Status.UPDATED: "yellow", Status.CORROBORATED: "green", Status.REFINED: "cyan", Status.SINGLE_SOURCE: "white",
    Status.NOT_COMPARABLE: "white",
}  # fmt: skip
MARKS = {
    Status.CONFLICTING: "≠", Status.UPDATED: "↑", Status.CORROBORATED: "✓", Status.REFINED: "≈", Status.SINGLE_SOURCE: "1", Status.NOT_COMPARABLE: "?",
}  # fmt: skip
SECTIONS: tuple[tuple[str, tuple[Status, ...], int], ...] = (
    ("Reports disagree", (Status.CONFLICTING,), 12),
    ("Updated", (Status.UPDATED,), 12),
    ("Independent reports agree", (Status.CORROBORATED, Status.REFINED), 14),
)
LONG = 150


def render(account: Account, *, width: int | None = None, colour: bool = False) -> str:
    """The account as text, `width` columns wide (the terminal's when None), with colours when `colour`."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, width=width or 80, force_terminal=colour, no_color=not colour, highlight=False, emoji=False, markup=False, legacy_windows=False)
    _head(console, account)
    for title, statuses, limit in SECTIONS:
        _findings(console, account, title, [f for f in account.findings if f.status in statuses], limit)
    for section in (_timeline, _said, _names, _lineage, _alone, _gaps):
        section(console, account)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def clean(text: str) -> str:
    """One line of text without control characters: nothing in an article may steer the terminal."""
    plain = "".join(" " if c in "\n\t" else c for c in text)
    return "".join(c for c in " ".join(plain.split()) if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def _short(text: str) -> str:
    plain = clean(text)
    return plain if len(plain) <= LONG else plain[: LONG - 1].rsplit(" ", 1)[0] + " …"


def _write(console: Console, text: str, *, indent: int = 0, style: str = "", hanging: int = 2) -> None:
    from rich.padding import Padding
    from rich.text import Text

    lines = Text(text, style=style).wrap(console, max(20, console.width - indent - hanging))
    for number, line in enumerate(lines):
        console.print(Padding(line, (0, 0, 0, indent + (hanging if number else 0))))


def _head(console: Console, account: Account) -> None:
    n = counts(account)
    title = next((a.title for a in account.articles if a.title), account.story)
    _write(console, f"“{clean(title)}”", style="bold")
    _write(console, f"{n['articles']} articles · {n['outlets']} outlets · {n['families']} publisher families · {n['origins']} independent origins")
    _write(console, " · ".join(f"{MARKS[s]} {n[str(s)]} {s}" for s in MARKS if n[str(s)]))


def _heading(console: Console, title: str) -> None:
    console.print()
    _write(console, title.upper(), style="bold")


def _findings(console: Console, account: Account, title: str, findings: Sequence[Finding], limit: int) -> None:
    if not findings:
        return
    _heading(console, f"{title} ({len(findings)})")
    outlets = {a.id: a.outlet for a in account.articles}
    for finding in findings[:limit]:
        style = COLOURS[finding.status]
        typed = f" · {finding.conflict}" if finding.conflict else ""
        rule = finding.reasons[-1].rule if finding.reasons else ""
        _write(console, f"{MARKS[finding.status]} {finding.kind} · {finding.status}{typed} · {_origins(finding)} · {rule}", style=style)
        for value in finding.values[:6]:
            _value(console, value, outlets)
        if len(finding.values) > 6:
            _write(console, f"… {len(finding.values) - 6} more values (--json)", indent=4)
    if len(findings) > limit:
        _write(console, f"… {len(findings) - limit} more (--json, --html)", indent=2)


def _origins(finding: Finding) -> str:
    return f"{len(finding.articles)} articles, {len(finding.outlets)} outlets, {len(finding.origins)} origin{'s' if len(finding.origins) != 1 else ''}"


def _value(console: Console, value: Value, outlets: dict[str, str]) -> None:
    names = sorted({outlets[a.article] for a in value.evidence})
    tail = f" — {', '.join(clean(n) for n in names)}"
    if value.first_reported:
        tail += f", {value.first_reported}"
    if value.claimers:
        tail += f"; says: {', '.join(clean(c) for c in value.claimers[:3])}"
    quote = min(value.evidence, key=lambda a: (abs(len(a.quote) - 80), a))
    head = f"[{value.normalised}] " if value.normalised and value.normalised not in {"affirmed"} else ""
    _write(console, f"{head}“{_short(quote.quote)}”{tail}", indent=4)


def _timeline(console: Console, account: Account) -> None:
    if not account.timeline:
        return
    _heading(console, f"Timeline ({len(account.timeline)})")
    for entry in account.timeline[:16]:
        planned = " (planned)" if entry.planned else ""
        _write(console, f"{entry.date:<12}{planned} “{_short(_best(entry.evidence).quote)}”", indent=2, hanging=13)
    if len(account.timeline) > 16:
        _write(console, f"… {len(account.timeline) - 16} more (--json)", indent=2)


def _best(anchors: Sequence[Anchor]) -> Anchor:
    return min(anchors, key=lambda a: (abs(len(a.quote) - 70), a))


def _said(console: Console, account: Account) -> None:
    if not account.quotes:
        return
    _heading(console, f"Who said what ({len(account.quotes)} quotations, {len(account.attributions)} attributions)")
    outlets = {a.id: a.outlet for a in account.articles}
    for quote in account.quotes[:10]:
        names = ", ".join(dict.fromkeys(clean(outlets[v.article]) for v in quote.variants))
        altered = ", in different words" if quote.altered else ""
        _write(console, f"{clean(quote.speaker or 'no speaker named')}: {_short(quote.variants[0].quote)} — {names}{altered}", indent=2)
    if len(account.quotes) > 10:
        _write(console, f"… {len(account.quotes) - 10} more (--json)", indent=2)


def _names(console: Console, account: Account) -> None:
    actors = shown_actors(account)[:10]
    if not actors:
        return
    _heading(console, "How they call them")
    for actor in actors:
        _write(console, clean(actor.name), indent=2, style="bold")
        for outlet, voice, words in actor_words(actor):
            _write(console, f"{clean(outlet)}{' (quoted)' if voice == 'quoted' else ''}: {', '.join(clean(w) for w in words)}", indent=4)


def _lineage(console: Console, account: Account) -> None:
    copied = [o for o in account.origins if len(o.articles) > 1]
    if not copied:
        return
    _heading(console, f"Who copies whom ({len(account.origins)} independent origins)")
    for origin in copied:
        credited = f", credited to {clean(origin.credited)}" if origin.credited else ""
        _write(console, f"{origin.id}: {', '.join(clean(o) for o in origin.outlets)}{credited}", indent=2)
        for reason in origin.reasons[:3]:
            _write(console, clean(reason), indent=4)


def _alone(console: Console, account: Account) -> None:
    alone = [f for f in account.findings if f.status is Status.SINGLE_SOURCE]
    if not alone:
        return
    _heading(console, f"Only here ({len(alone)})")
    by_outlet: dict[str, list[Finding]] = {}
    for finding in alone:
        by_outlet.setdefault(", ".join(finding.outlets), []).append(finding)
    for names, findings in sorted(by_outlet.items()):
        _write(console, f"{clean(names)} ({len(findings)})", indent=2)
        longest = sorted(findings, key=lambda f: (-len(f.values[0].evidence[0].quote), f.id))[:2]
        for finding in longest:
            _write(console, f"“{_short(finding.values[0].evidence[0].quote)}”", indent=4)
    _write(console, "all of them: --json, --html", indent=2)


GAP_WORDS = {
    "no-source": "figures for which no report names a source",
    "no-date": "no report gives a date",
    "no-place": "no report names a place",
    "one-origin": "all reports go back to one origin: nothing here is corroborated",
    "no-publication-date": "articles without a publication date: their relative dates stay unresolved",
}


def _gaps(console: Console, account: Account) -> None:
    if not account.gaps:
        return
    _heading(console, "What is missing")
    for gap in account.gaps:
        named = f": {', '.join(gap.articles)}" if gap.articles else ""
        quotes = f": {'; '.join('“' + _short(a.quote) + '”' for a in gap.anchors[:4])}" if gap.anchors else ""
        _write(console, f"{GAP_WORDS[gap.kind]}{named}{quotes}", indent=2)
