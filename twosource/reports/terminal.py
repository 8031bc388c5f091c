"""An account for the terminal: readable at 80 columns, without colour, and read aloud.

What stands in “…” are words of a report; all else are fixed labels, names, dates and counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from twosource.data import Account, Anchor, ArticleEntry, Finding, Reason, Status, Value, Voice
from twosource.reports import arrange
from twosource.reports.words import (
    ALIKE,
    GAPS,
    MARKS,
    RULES,
    STATUSES,
    TITLES,
    UNSURE,
    excerpt,
    one_line,
    plural,
    unquoted,
)

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST = 40
MOST = {
    "agree": 6,
    "brief": 3,
    "quotes": 2,
    "speakers": 6,
    "said": 2,
    "namings": 5,
    "wordings": 5,
    "timeline": 14,
    "dated": 2,
    "alone": 2,
}
COLOURS: dict[str, str] = {
    Status.CONFLICTING: "red",
    Status.UPDATED: "yellow",
    Status.CORROBORATED: "green",
    Status.REFINED: "cyan",
    ALIKE: "bright_black",
    Status.NOT_COMPARABLE: "magenta",
    Status.SINGLE_SOURCE: "blue",
}


def render(account: Account, *, width: int | None = None, colour: bool = False) -> str:
    """The account as text of at most `width` columns (80 unless told), with terminal colours only where wanted."""
    console = _console(width, colour)
    for part in (_head, _disagree, _agree, _timeline, _speakers, _namings, _origins, _alone, _gaps):
        part(account, console)
    return _text(console)


def render_head(account: Account, *, width: int | None = None, colour: bool = False) -> str:
    """The first lines of `render`: what was compared, and how many findings of each status."""
    console = _console(width, colour)
    _head(account, console)
    return _text(console)


def render_finding(account: Account, id: str, *, width: int | None = None, colour: bool = False) -> str:
    """One finding with every value, rule and input. Raises KeyError where the account has none of this id."""
    finding = {f.id: f for f in account.findings}[id]
    console = _console(width, colour)
    _finding(finding, account, console)
    for reason in finding.reasons:
        _line(console, ("why ", "dim"), RULES.get(reason.rule, ""), (f"  [{reason.rule}]", "dim"), indent=2, hang=6)
        for given in reason.inputs:
            _line(console, one_line(given), indent=6, hang=8)
    return _text(console)


def _console(width: int | None, colour: bool) -> Console:
    from rich.console import Console

    # every setting is given, so that no environment variable changes a report
    return Console(
        file=StringIO(),
        width=max(width or 80, NARROWEST),
        height=100,
        color_system="standard" if colour else None,
        force_terminal=colour,
        force_interactive=False,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _text(console: Console) -> str:
    assert isinstance(console.file, StringIO)  # made so in _console
    return "\n".join(line.rstrip() for line in console.file.getvalue().split("\n")).strip("\n") + "\n"


# ---- pieces of lines


def _line(console: Console, *parts: str | tuple[str, str], indent: int = 0, hang: int | None = None) -> None:
    """Print parts (words, or words with a style) wrapped, later lines indented by `hang`."""
    from rich.text import Text

    whole = Text.assemble(*parts)
    first, rest = indent, indent if hang is None else hang
    lines = whole.wrap(console, max(console.width - max(first, rest), 20))
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(Text(" " * (first if number == 0 else rest)) + line, soft_wrap=True)


def _section(console: Console, title: str, note: str = "") -> None:
    from rich.text import Text

    head = Text(title.upper(), style="bold")
    if note and head.cell_len + len(note) + 3 <= console.width:
        head += Text(f"  {note}", style="dim not bold")
    console.print()
    console.print(head + Text(" " + "─" * (console.width - head.cell_len - 1), style="dim"), soft_wrap=True)


def _quoted(anchor: Anchor, focus: str = "", *, limit: int = 200) -> list[str | tuple[str, str]]:
    before, focus, after = excerpt(anchor, focus, limit=limit)
    return ["“", before, (focus, "bold"), after, "”"]


def _quote(words: str) -> str:
    return f"“{unquoted(one_line(words))}”"


def _outlets(entries: Iterable[ArticleEntry], account: Account, *, dates: bool = True) -> str:
    """`Herald 2024-03-05; Post 2024-03-06 (copy)`."""
    copied = arrange.copies(account)
    shown = []
    for entry in entries:
        day = f" {entry.published[:10]}" if dates and entry.published else ""
        shown.append(f"{one_line(entry.outlet)}{day}{' (copy)' if entry.id in copied else ''}")
    return "; ".join(shown)


def _more(console: Console, left: int, noun: str, *, where: str = "", indent: int = 2) -> None:
    if left > 0:
        _line(console, (f"+ {plural(left, f'more {noun}')}{where}, see --html or --json", "dim"), indent=indent)


# ---- sections


def _head(account: Account, console: Console) -> None:
    found = arrange.counts(account)
    top = arrange.headline(account)
    if top is not None and top.title:
        _line(console, (_quote(top.title), "bold"), (f"  {_outlets([top], account)}", "dim"))
        console.print()
    _line(
        console,
        f"{plural(found.articles, 'article')} from {plural(found.outlets, 'outlet')} of "
        f"{plural(found.families, 'publisher family')} {'goes' if found.articles == 1 else 'go'} back to ",
        (plural(found.origins, "independent origin"), "bold"),
        ".",
    )
    listed = [(how, findings) for how, findings in arrange.by_standing(account).items() if findings]
    for how, findings in listed:
        _line(
            console,
            (f"{MARKS[how]} {len(findings):>3} {how:<14}", COLOURS[how]),
            (f"  {STATUSES[how]}", "dim"),
            indent=2,
            hang=2,
        )
    if not listed:
        _line(console, "No findings.")


def _disagree(account: Account, console: Console) -> None:
    found = arrange.by_standing(account)
    chosen = [f for status in arrange.DISAGREE for f in found[status]]
    if not chosen:
        return
    _section(console, TITLES["disagree"])
    for number, finding in enumerate(chosen):
        if number:
            console.print()
        _finding(finding, account, console)
        _why(finding.reasons, console)


def _agree(account: Account, console: Console) -> None:
    found = arrange.by_standing(account)
    told = arrange.told_once([f for how in arrange.AGREE for f in found[how]], account)
    for how in arrange.AGREE:
        chosen = [f for f in told if arrange.standing(f) == how]
        if not found[how]:
            continue
        _section(console, TITLES[how])
        full = [f for f in chosen if not arrange.is_brief(f)][: MOST["agree"]]
        for number, finding in enumerate(full):
            if number:
                console.print()
            _finding(finding, account, console)
        brief = [f for f in chosen if arrange.is_brief(f)][: MOST["brief"]]
        if full and brief:
            console.print()
        for finding in brief:
            _brief(finding, account, console)
        _more(
            console,
            len(found[how]) - len(full) - len(brief),
            "finding",
            where="" if chosen else " on words that stand above",
        )


def _finding(finding: Finding, account: Account, console: Console) -> None:
    numbers = arrange.finding_counts(finding)
    kind = f"{finding.conflict} " if finding.conflict else f"{finding.kind} " if finding.kind != "other" else ""
    count = " · ".join(
        [plural(numbers.articles, "article"), plural(numbers.outlets, "outlet"), plural(numbers.origins, "origin")]
    )
    how = arrange.standing(finding)
    mark = f"{MARKS[how]} {how}"
    about = f"{', '.join(map(one_line, finding.about))}  " if finding.about else ""
    count += f"; {UNSURE}" if not finding.sure and how != ALIKE else ""
    _line(console, (mark, f"bold {COLOURS[how]}"), f"  {kind}", (about, "bold"), (f"({count})", "dim"), hang=2)
    for letter, value in zip(arrange.letters(len(finding.values)), finding.values, strict=True):
        _value(value, account, console, letter=letter if len(finding.values) > 1 else "", most=MOST["quotes"])


def _brief(finding: Finding, account: Account, console: Console) -> None:
    """A shared name or day on one line: its words and who has them."""
    articles = set(finding.articles)
    words = " / ".join(dict.fromkeys(_quote(v.value) for v in finding.values))
    entries = [e for e in account.articles if e.id in articles]
    how = arrange.standing(finding)
    mark = (f"{MARKS[how]} {finding.kind}", COLOURS[how])
    _line(console, mark, f"  {words}", (f"  {_outlets(entries, account, dates=False)}", "dim"), hang=2)


def _value(value: Value, account: Account, console: Console, *, letter: str, most: int) -> None:
    about: list[str | tuple[str, str]] = []
    if arrange.is_heading(value):
        about += [(_quote(value.value), "bold"), "  "]
    elif value.normalised and letter:
        about += [(value.normalised, "bold"), "  "]
    if value.hedge and value.hedge.casefold() not in value.value.casefold():
        about += [("hedged ", "dim"), _quote(value.hedge), "  "]
    if letter and about:
        about += [(f"{plural(len(value.origins), 'origin')}  ", "dim")]
    if value.claimers:
        about += [("according to ", "dim"), ", ".join(one_line(c) for c in value.claimers)]
    if about:
        _line(console, (f"{letter} " if letter else "", "bold"), *about, indent=2, hang=4)
    found = arrange.one_each(arrange.wordings_of(value.evidence, account), account)
    most = len(found) if len(found) == most + 1 else most  # "+ 1 more" would take its place
    for number, words in enumerate(found[:most]):
        lead = f"{letter} " if letter and not about and number == 0 else ""
        place = (f"  {_outlets(words.entries, account)}", "dim")
        _line(console, lead, *_quoted(words.anchor, value.value), place, indent=2 if lead else 4, hang=6)
    _more(console, len(found) - most, "wording", indent=4)


def _why(reasons: Sequence[Reason], console: Console) -> None:
    said = "; ".join(RULES[r.rule] for r in reasons if r.rule in RULES)
    _line(console, ("why ", "dim"), f"{said} ", (f"[{', '.join(r.rule for r in reasons)}]", "dim"), indent=2, hang=6)


def _timeline(account: Account, console: Console) -> None:
    if not account.timeline:
        return
    _section(console, "Timeline", "what happened when, in the reports' words")
    happened = [entry for entry in account.timeline if not entry.said]
    for entry in happened[: MOST["timeline"]]:
        found = arrange.wordings_of(entry.evidence, account)
        about = [f"reported {entry.reported[:10]}"] if entry.reported else []
        about += ["planned"] if entry.planned else []
        about += ["the day is the last one named before the hour"] if entry.inferred else []
        _line(console, (entry.date.replace("..", " to "), "bold"), (f"  {' · '.join(about)}", "dim"))
        found = arrange.one_each(found, account)
        for words in found[: MOST["dated"]]:
            _line(
                console,
                *_quoted(words.anchor, limit=160),
                (f"  {_outlets(words.entries, account, dates=False)}", "dim"),
                indent=2,
                hang=4,
            )
        _more(console, len(found) - MOST["dated"], "wording")
    shown = min(len(happened), MOST["timeline"])
    _more(console, len(account.timeline) - shown, "entry", indent=0)


def _speakers(account: Account, console: Console) -> None:
    found = arrange.speakers(account)
    if not found:
        return
    _section(console, "Who says what")
    for speaker in found[: MOST["speakers"]]:
        _line(
            console, (one_line(speaker.name), "bold"), (f"  in {plural(len(speaker.outlets), 'outlet')}", "dim"), hang=2
        )
        for said in speaker.said[: MOST["said"]]:
            by, day = arrange.cue(said.attribution), arrange.when(said.attribution)
            parts: list[str | tuple[str, str]] = [f"{by}: " if by else ""]
            for words in said.words:
                parts += [*_quoted(words.anchor, limit=180), " "]
            entries = {e.id: e for words in said.words for e in words.entries}
            outlets = _outlets(entries.values(), account, dates=False)
            _line(console, *parts, (f" {outlets}{f', said {day}' if day else ''}", "dim"), indent=2, hang=4)
        _more(console, len(speaker.said) - MOST["said"], "statement")
    _more(console, len(found) - MOST["speakers"], "speaker", indent=0)


def _namings(account: Account, console: Console) -> None:
    found = arrange.namings(account)
    if not found:
        return
    _section(console, "How they call them")
    for naming in found[: MOST["namings"]]:
        _line(console, (one_line(naming.actor.name), "bold"), (f"  {naming.actor.type}", "dim"))
        for voice, label in ((Voice.NARRATOR, "own words"), (Voice.QUOTED, "quoted")):
            chosen = [w for w in naming.wordings if w.voice is voice]
            if chosen:
                _line(console, (f"{label:<10}", "dim"), *_wordings(chosen), indent=2, hang=12)
    _more(console, len(found) - MOST["namings"], "actor", indent=0)


def _wordings(wordings: Sequence[arrange.Wording]) -> list[str | tuple[str, str]]:
    parts: list[str | tuple[str, str]] = []
    for wording in wordings[: MOST["wordings"]]:
        outlets = list(wording.by_outlet)
        named = ", ".join(one_line(o) for o in outlets[:3]) + (f" + {len(outlets) - 3}" if len(outlets) > 3 else "")
        parts += ["; " if parts else "", f"“{wording.words}” ", (named, "dim")]
    left = len(wordings) - MOST["wordings"]
    return [*parts, (f"; + {left} more", "dim")] if left > 0 else parts


def _origins(account: Account, console: Console) -> None:
    if len(account.articles) < 2:
        return
    _section(
        console,
        "Who copies whom",
        f"{plural(len(account.articles), 'article')}, {plural(len(account.origins), 'origin')}",
    )
    entry = {e.id: e for e in account.articles}
    for origin in account.origins:
        if len(origin.articles) < 2:
            continue
        credited = f"  credited: {one_line(origin.credited)}" if origin.credited else ""
        _line(
            console,
            (origin.id, "bold"),
            f"  {_outlets([entry[a] for a in origin.articles], account)}",
            credited,
            hang=4,
        )
        for reason in origin.reasons[:3]:
            _line(console, (one_line(reason), "dim"), indent=4, hang=6)
        for one, _ in origin.passages[:1]:
            _line(console, *_quoted(one, limit=120), indent=4, hang=6)
    single = [entry[o.articles[0]] for o in account.origins if len(o.articles) == 1]
    if single:
        _line(console, ("own report  ", "dim"), _outlets(single, account), hang=2)


def _alone(account: Account, console: Console) -> None:
    found = arrange.alone(account)
    if not found:
        return
    _section(console, "Only here", STATUSES[Status.SINGLE_SOURCE])
    for entries, findings in found:
        _line(
            console, (_outlets(entries, account, dates=False), "bold"), (f"  {plural(len(findings), 'finding')}", "dim")
        )
        for finding in arrange.telling(findings, MOST["alone"]):
            _line(console, *_quoted(finding.values[0].evidence[0], limit=160), indent=2, hang=4)
    _line(console, ("all of them: --html or --json", "dim"))


def _gaps(account: Account, console: Console) -> None:
    if not account.gaps:
        return
    _section(console, "Gaps", "what no report answers")
    entry = {e.id: e for e in account.articles}
    for gap in account.gaps:
        _line(console, GAPS[gap.kind], hang=2)
        for anchor in gap.anchors[:3]:
            _line(console, *_quoted(anchor, limit=160), indent=2, hang=4)
        _more(console, len(gap.anchors) - 3, "place")
        if gap.articles and not gap.anchors:
            _line(console, _outlets([entry[a] for a in gap.articles if a in entry], account), indent=2, hang=4)
