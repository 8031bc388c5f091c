"""Which file is what, by its name; and what to do with one of a kind that is not read."""

from __future__ import annotations

from pathlib import Path

from twosource.articles.warc import is_crawl
from twosource.errors import InputRefused

LINES = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
MARKED = frozenset({".md", ".markdown"})
TEXTS = frozenset({".txt", ".text"}) | MARKED
OBJECTS = frozenset({".json"})
LISTS = frozenset({".xml", ".rss", ".atom", ".opml", ".rdf"})
TABLES = frozenset({".csv", ".tsv"})
ADDRESSES = TABLES | {".urls"}  # a table of articles, GDELT's mentions, or an address a line
PACKED = ".gz"
ABOUT = frozenset({"readme", "changelog", "license", "licence", "contributing", "notice"})  # texts about a folder
KINDS = "Give .jsonl, .json, .csv, .html, .txt, .md, .warc or .xml (feed) files, also with .gz, or a folder of them."
_SAVED_AS_TEXT = "Save its text as .txt, in UTF-8."
_UNPACKED = "Unpack it, and give what is in it."
# kinds that people have reports in, and the way from there
INSTEAD = (
    dict.fromkeys((".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".epub", ".eml", ".msg"), _SAVED_AS_TEXT)
    | dict.fromkeys((".zip", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst"), _UNPACKED)
    | dict.fromkeys((".mhtml", ".mht", ".webarchive", ".maff"), "Save the page as HTML, or its text as .txt.")
    | {".rst": "Save it as .txt, without its markup."}
    | dict.fromkeys((".xls", ".xlsx", ".ods"), 'Save it as .csv with a column named "text".')
    | {".parquet": "Give it to `twosource run`, or save it as .jsonl."}
)


def plain(path: Path) -> Path:
    """The path without the ending that says that it is packed."""
    return path.with_suffix("") if path.suffix.lower() == PACKED else path


def kind(path: Path) -> str:
    """The ending that tells what a file holds, packed or not."""
    return plain(path).suffix.lower()


def is_read(path: Path) -> bool:
    """Whether a file found in a folder is of a kind that is read, and no text about the folder."""
    if kind(path) in TEXTS and plain(path).stem.lower() in ABOUT:
        return False
    return kind(path) in LINES | PAGES | TEXTS | OBJECTS | LISTS | TABLES or is_crawl(path)


def sidecar_of(path: Path) -> Path:
    """Where the .json would stand that describes a page or text."""
    return plain(path).with_suffix(".json")


def is_sidecar(path: Path) -> bool:
    """Whether a .json stands beside the page or text it describes."""
    if path.suffix.lower() not in OBJECTS:
        return False
    return any(path.with_suffix(s + packed).is_file() for s in sorted(PAGES | TEXTS) for packed in ("", PACKED))


def not_read(path: Path, name: str) -> InputRefused:
    """The refusal of a file of another kind."""
    ending = kind(path)
    if not ending:
        return InputRefused(name, "a name without an ending does not tell what it holds", f"Rename it. {KINDS}")
    return InputRefused(name, f"files of the kind {ending!r} are not read", INSTEAD.get(ending, KINDS))
