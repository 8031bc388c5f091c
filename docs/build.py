"""Write the parts of the docs that the code knows best: `python -m docs.build`; with `--check` only say what is stale.

A generated part stands between `<!-- made by docs.build: NAME -->` and `<!-- end -->`. What is around it is written by hand.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "docs" / "reference" / "account.schema.json"
PART = re.compile(r"(<!-- made by docs\.build: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

# the rooms of the package in the order in which a reader meets them
ROOMS = (
    "cli",
    "server",
    "scale",
    "store",
    "articles",
    "annotate",
    "statements",
    "stories",
    "compare",
    "reports",
    "models",
)
FIGURES = {
    "link_f1": "statements on one point are brought together (F1 over pairs of articles)",
    "status": "of the gold's points, found and with the right status",
    "status_by_report": "the same, where agreement of copies alone counts as a single source, as here, not as agreement",
    "disagree_f1": "disagreements and updates, with their values apart (F1)",
    "attr_content_f1": "attributions by what was said (F1)",
    "attr_full_f1": "attributions by what was said and by whom (F1)",
    "origin_f1": "articles that go back to one report (F1 over pairs)",
    "labels": "the words by which outlets name an actor (recall)",
    "timeline": "dated evidence (F1)",
    "mean": "mean of these but the third and the fifth",
    "sure_right": "of the words that findings put together as agreeing, those that tell one thing",
    "loose_right": "the same of what is told apart as *alike*",
}
REAL_FIGURES = {
    "link_f1": FIGURES["link_f1"],
    "status": FIGURES["status"],
    "disagree_p": "of what is called a disagreement or an update, what the labels call one",
    "disagree_r": "of the disagreements and updates labelled, found with their values apart",
    "single_ok": "what one report alone has, and no finding calls agreed",
}


def main() -> None:
    """Write what is stale, or name it and end with status 1."""
    stale = (
        [path for path, text in pages() if path.read_text(encoding="utf-8") != text] if SCHEMA.exists() else [SCHEMA]
    )
    names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
    if "--check" in sys.argv[1:]:
        if stale:
            sys.exit(f"stale: {names}. Run python -m docs.build")
        return
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
    click.echo(f"written: {names or 'nothing, all is up to date'}")


def pages() -> Iterator[tuple[Path, str]]:
    """Every page with generated parts, and the schema, as they should be."""
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        if PART.search(text):
            yield path, PART.sub(lambda part: part[1] + PARTS[part["name"]]() + part[3], text)
    yield SCHEMA, schema()


def schema() -> str:
    """The JSON Schema as a file."""
    from twosource.reports.as_json import schema as made

    return json.dumps(made(), indent=1, ensure_ascii=False) + "\n"


# ---- parts


def commands() -> str:
    """Each command with its arguments and options, as the command line's own help has them."""
    from twosource.cli import app

    made = []
    for name, command in sorted(app.commands.items()):
        context = click.Context(command, info_name=name)
        usage = " ".join(command.collect_usage_pieces(context)).replace("[OPTIONS] ", "")
        paragraphs = [" ".join(p.split()) for p in (command.help or "").split("\n\n")]
        lines = [
            f"## `twosource {name}`",
            "",
            "```",
            f"twosource {name} [OPTIONS] {usage}".replace("[OPTIONS] [OPTIONS]", "[OPTIONS]").strip(),
            "```",
            "",
            *_spaced(paragraphs),
        ]
        options = [p for p in command.params if isinstance(p, click.Option)]
        lines += table(("option", "does"), [(f"`{_flags(o)}`", o.help or "") for o in options]) if options else []
        made.append("\n".join(lines).rstrip() + "\n")
    return "\n".join(made)


def _spaced(paragraphs: list[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in (paragraph, "")]


def _flags(option: click.Option) -> str:
    flags = ", ".join(sorted(option.opts, key=len, reverse=True))
    return flags if option.is_flag else f"{flags} {option.metavar or option.name.upper() if option.name else ''}"


def exits() -> str:
    """Exit statuses of the command line."""
    from twosource.cli import EXITS

    return "\n".join(table(("status", "means"), [(f"`{code}`", words) for code, words in EXITS.items()])) + "\n"


def settings() -> str:
    """Environment variables."""
    from twosource.settings import SETTINGS

    rows = [(f"`{s.name}`", f"`{s.default}`" if s.default else "not set", s.help) for s in SETTINGS]
    return "\n".join(table(("name", "default", "does"), rows)) + "\n"


def rules() -> str:
    """The rules that a finding's reasons name."""
    from twosource.compare.rules import RULES

    return "\n".join(table(("rule", "says"), [(f"`{rule}`", words) for rule, words in RULES.items()])) + "\n"


def fields() -> str:
    """Every key of an account, with the type that the JSON Schema gives it."""
    from twosource.reports.as_json import FIELDS
    from twosource.reports.as_json import schema as made

    lines: list[str] = []
    definitions = made()["$defs"]
    for name, keys in FIELDS.items():
        properties = definitions[name]["properties"]
        rows = [(f"`{key}`", _type(properties[key]), words) for key, words in keys.items()]
        lines += [f"### {name}", *table(("key", "type", "holds"), rows), ""]
    return "\n".join(lines).rstrip() + "\n"


def _type(form: dict[str, object]) -> str:
    if "$ref" in form:
        name = str(form["$ref"]).rpartition("/")[2]
        return (
            f"[{name}](#{name.lower()})"
            if not is_word(name)
            else "one of: " + ", ".join(f"`{w}`" for w in words_of(name))
        )
    if "anyOf" in form:
        options = [option for option in form["anyOf"] if isinstance(option, dict)]  # type: ignore[attr-defined]
        return " or ".join(sorted((_type(o) for o in options), key=lambda t: t == "null"))
    if "enum" in form:
        return "one of: " + ", ".join(f"`{word}`" for word in form["enum"])  # type: ignore[attr-defined]
    if form.get("type") == "array":
        items = form.get("prefixItems") or [form.get("items")]
        return "list of " + " and ".join(_type(i) if isinstance(i, dict) else "anything" for i in items)  # type: ignore[attr-defined]
    if form.get("type") == "object":
        return "object"
    return str(form.get("type", "anything"))


def words_of(name: str) -> list[str]:
    """The words of an enumeration of the schema."""
    from twosource.reports.as_json import schema as made

    return list(made()["$defs"][name].get("enum", []))


def is_word(name: str) -> bool:
    """Whether a definition of the schema is a list of words."""
    return bool(words_of(name))


def figures() -> str:
    """What `python -m benchmarks accounts` last measured, on the stories that rules were made with and on others."""
    results = [
        json.loads((ROOT / "benchmarks" / "results" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("accounts", "accounts-fresh", "accounts-unread")
    ]
    rows = [(name, words, *(f"{r['figures'][name]:.2f}" for r in results)) for name, words in FIGURES.items()]
    open_, fresh, unread = (len(r["cases"]) for r in results)
    number = "Measured by `python -m benchmarks accounts` (`--split fresh`, `--split unread`):\n\n"
    heads = ("figure", "is", f"{open_} open stories", f"{fresh} fresh ones", f"{unread} unread ones")
    real = json.loads((ROOT / "benchmarks" / "results" / "findings.json").read_text(encoding="utf-8"))
    more = [(name, words, f"{real['figures'][name]:.2f}") for name, words in REAL_FIGURES.items()]
    and_real = (
        f"\n{len(real['cases'])} stories of real reports (ECB+ dev and Giveme5W1H, findings labelled by us, copies counted as "
        "agreement), measured by `python -m benchmarks findings --data DIR`:\n\n"
    )
    tables = [table(heads, rows), table(("figure", "is", "value"), more)]
    return number + "\n".join(tables[0]) + "\n" + and_real + "\n".join(tables[1]) + "\n"


def benchmarks() -> str:
    """Every benchmark's pinned figures as they were last saved."""
    from benchmarks.overview import rows

    return "\n".join(table(("task", "figure", "value", "floor", "others"), list(rows()))) + "\n"


def records() -> str:
    """What the archive answers with: each record with its keys, as `records.py` has them."""
    path = ROOT / "twosource" / "store" / "records.py"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    made = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            rows = []
            for field in node.body:
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    comment = lines[field.lineno - 1].partition("  # ")[2]
                    rows.append((f"`{field.target.id}`", f"`{ast.unparse(field.annotation)}`", comment))
            made += [f"### {node.name}", " ".join((ast.get_docstring(node) or "").split()), ""]
            made += [*table(("key", "type", "holds"), rows), ""]
    return "\n".join(made).rstrip() + "\n"


def tree() -> str:
    """The house: each module with the first sentence of its docstring."""
    lines = ["```", "twosource/"]
    for path in sorted((ROOT / "twosource").glob("*.py")):
        if path.name not in {"__init__.py", "__main__.py"}:
            lines.append(_leaf(path, "  ", path.name))
    for room in ROOMS:
        folder = ROOT / "twosource" / room
        lines.append(_leaf(folder / "__init__.py", "  ", f"{room}/"))
        lines += [_leaf(p, "    ", p.name) for p in sorted(folder.rglob("*.py")) if p.name != "__init__.py"]
    lines += [f"{name:<24}{words}" for name, words in AROUND.items()]
    return "\n".join([*lines, "```"]) + "\n"


AROUND = {
    "benchmarks/": "scores on our stories and on public corpora; floors; results per case",
    "training/": "how the shipped models were made, with seeds, data sets and reports",
    "tests/": "follow twosource/ path by path",
    "docs/": "guide, concepts, reference; build.py writes what the code knows best",
    "examples/": "two stories to try",
}


def _leaf(path: Path, indent: str, name: str) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    sentence = re.split(r"(?<=\w)[.;](?:\s|$)", " ".join(docstring.partition("\n\n")[0].split()))[0].rstrip(".")
    return f"{indent + name:<24}{sentence}"


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A table in Markdown."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return lines + [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]


PARTS: dict[str, Callable[[], str]] = {
    "benchmarks": benchmarks,
    "commands": commands,
    "exits": exits,
    "fields": fields,
    "records": records,
    "figures": figures,
    "rules": rules,
    "settings": settings,
    "tree": tree,
}


if __name__ == "__main__":
    main()
