"""A job: read, annotate, group, compare, each step's tasks on the engine, and the results in one place.

`OUT/accounts.jsonl` holds an account a line, `OUT/rejects.jsonl` every input that is in none with its reason, and
`OUT/work` what is done so far: a job that was stopped goes on from it. Where pyarrow is there, `findings.parquet` has a
row for each finding and `rejects.parquet` one for each reject. OUT and the inputs may lie in an object store.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from twosource.articles import article_files, distinct
from twosource.articles.folders import files_below
from twosource.articles.kinds import is_read
from twosource.data import Account, Article
from twosource.errors import InputRefused
from twosource.reports.as_json import dumps
from twosource.scale import places
from twosource.scale.engine import Progress, perform_all
from twosource.scale.places import joined
from twosource.scale.tasks import (
    PART,
    Annotate,
    Compare,
    Part,
    Read,
    ReadFiles,
    Reject,
    Task,
    account_of,
    keep_story,
    key_of,
    read,
)
from twosource.stories import group_stories

REPORT = 2_000  # bytes of a short report's record
MANY = re.compile(r"\.(?:(?:jsonl|ndjson|csv|tsv|warc)(?:\.gz)?|parquet|warc\.zst)$", re.IGNORECASE)
Perform = Callable[[str, Sequence[Task], int], list[list[str]]]


class Finished(NamedTuple):
    """What a job made of its inputs: `taken` = `articles` + `folded` + `rejects`, and the accounts of the articles."""

    taken: int
    articles: int
    folded: int
    rejects: int
    accounts: int


def run(
    sources: Iterable[str | Path],
    out: str | Path,
    *,
    engine: str = "plain",
    workers: int | None = None,
    progress: Progress | None = None,
    on_reject: Callable[[Reject], None] | None = None,
) -> Finished:
    """Run the flow over all sources on an engine and write accounts and rejects into `out`; each reject is also told."""
    out = str(out) if places.is_store(out) else str(Path(out).resolve())
    work = joined(out, "work")
    if not places.is_store(out):
        Path(work).mkdir(parents=True, exist_ok=True)

    def perform(step: str, tasks: Sequence[Task], articles: int) -> list[list[str]]:
        return perform_all(tasks, engine=engine, step=step, articles=articles, workers=workers, progress=progress)

    rejects: list[Reject] = []
    reading = _tasks(sources, work, rejects)
    guess = sum(_articles(name) for task in reading for name in task.files)
    names = [name for found in perform("read", reading, guess) for name in found]
    parts = [read(joined(work, name), Part) for name in names]
    rejects += [reject for part in parts for reject in part.rejects]
    given = [article for part in parts for article in part.articles]
    taken = len(given) + len(rejects)
    wanted = distinct(given, lambda r: rejects.append(Reject(r.source, r.reason, r.advice)))
    folded = taken - len(wanted) - len(rejects)
    annotating = [Annotate(work, name) for name in names]
    readings = [name for found in perform("annotate", annotating, len(given)) for name in found]
    where = _places(work, readings, {key_of(article) for article in wanted}, rejects)
    kept = [article for article in wanted if key_of(article) in where]
    accounts = _compared(work, kept, where, perform)
    _write_lines(joined(out, "accounts.jsonl"), (dumps(account, indent=None).rstrip("\n") for account in accounts))
    rejects.sort(key=lambda r: (r.source, r.reason))
    _write_lines(joined(out, "rejects.jsonl"), (msgspec.json.encode(reject).decode() for reject in rejects))
    _write_tables(out, accounts, rejects)
    if on_reject is not None:
        for reject in rejects:
            on_reject(reject)
    return Finished(taken, len(kept), folded, len(rejects), len(accounts))


def _tasks(sources: Iterable[str | Path], work: str, rejects: list[Reject]) -> list[ReadFiles]:
    """A task for each file of many articles, and for each few files of one; in one order."""
    files: set[str] = set()
    for source in sources:
        if str(source) == "-":
            rejects.append(Reject("standard input", "a job reads files, so that workers can", "Save it as a file."))
            continue
        for found in _objects(str(source)) if places.is_store(source) else _files(source):
            if isinstance(found, InputRefused):
                rejects.append(Reject(found.source, found.reason, found.advice))
            else:
                files.add(found)
    many = sorted(name for name in files if MANY.search(name))
    single = sorted(files.difference(many))
    groups = [tuple(single[i : i + PART]) for i in range(0, len(single), PART)]
    return [ReadFiles(work, names) for names in [*((name,) for name in many), *groups]]


def _articles(name: str) -> int:
    """How many articles a file holds, roughly; a store is not asked how long one is."""
    if not MANY.search(name):
        return 1
    return PART if places.is_store(name) else 1 + places.size(name) // REPORT


def _files(source: str | Path) -> Iterator[str | InputRefused]:
    """The files of a source; what is no file, such as an address, is refused by name when it is read."""
    path = Path(source)
    try:
        if source == "" or not path.is_dir():  # an empty name would be the folder that we are in
            yield str(path.resolve()) if source != "" and path.exists() else str(source)
            return
    except OSError as error:  # a name too long, a folder that may not be entered
        yield InputRefused(str(source), f"it cannot be read ({error.strerror})", "Check the file.")
        return
    tables = [p for p in files_below(path, ()) if isinstance(p, Path) and p.suffix.lower() == ".parquet"]
    yield from (str(table.resolve()) for table in tables)
    for found in article_files(path):
        if isinstance(found, Path):
            yield str(found.resolve())
        elif not tables or found.source != str(path):  # a folder of nothing but tables is not empty
            yield found


def _objects(address: str) -> Iterator[str | InputRefused]:
    """The objects below an address that are read, without the .json that stands beside a page or text."""
    try:
        found = places.listed(address)
    except InputRefused as refusal:
        yield refusal
        return
    except OSError as error:
        yield InputRefused(
            address, f"it cannot be read ({str(error).splitlines()[0]})", "Check the address and the keys."
        )
        return
    beside = {places.SIDECARS.sub(".json", name) for name in found if places.SIDECARS.search(name)}
    for name in found:
        if found == [address] or (name not in beside and (is_read(Path(name)) or MANY.search(name))):
            yield name


def _places(work: str, readings: Sequence[str], wanted: set[str], rejects: list[Reject]) -> dict[str, str]:
    """The file that holds each wanted article's reading; one reject for each that has none, however often it came."""
    where: dict[str, str] = {}
    failed: dict[str, Reject] = {}
    for name in readings:
        found = read(joined(work, name), Read)
        where |= {key: name for key, _ in found.readings if key in wanted and key not in where}
        failed |= {key: reject for key, reject in found.rejects if key in wanted and key not in failed}
    rejects.extend(reject for key, reject in failed.items() if key not in where)
    return where


def _compared(work: str, articles: Sequence[Article], where: dict[str, str], perform: Perform) -> list[Account]:
    """The accounts, earliest story first, as the plain flow gives them."""
    stories = group_stories(articles)
    tasks = [Compare(work, keep_story(work, s), tuple(sorted({where[key_of(a)] for a in s.articles}))) for s in stories]
    return [account_of(work, name) for found in perform("compare", tasks, len(articles)) for name in found]


def _write_lines(address: str, lines: Iterable[str]) -> None:
    """A JSON Lines file."""
    places.keep(address, "".join(f"{line}\n" for line in lines).encode())


def _write_tables(out: str, accounts: Sequence[Account], rejects: Sequence[Reject]) -> None:
    """Parquet beside the JSON Lines: a row for each finding, and each reject. Left out where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        return

    def keep(name: str, table: Any) -> None:
        data = BytesIO()
        pq.write_table(table, data)
        places.keep(joined(out, name), data.getvalue())

    findings: list[dict[str, Any]] = [
        {
            "story": account.story,
            "finding": finding.id,
            "kind": str(finding.kind),
            "status": str(finding.status),
            "articles": list(finding.articles),
            "origins": len(finding.origins),
        }
        for account in accounts
        for finding in account.findings
    ]
    kinds = {
        "story": pa.string(),
        "finding": pa.string(),
        "kind": pa.string(),
        "status": pa.string(),
        "articles": pa.list_(pa.string()),
        "origins": pa.int64(),
    }
    keep("findings.parquet", pa.Table.from_pylist(findings, pa.schema(list(kinds.items()))))
    rows = [msgspec.structs.asdict(reject) for reject in rejects]
    fields = pa.schema([(name, pa.string()) for name in ("source", "reason", "advice")])
    keep("rejects.parquet", pa.Table.from_pylist(rows, fields))
