"""Markdown into the words of its article: front matter into fields, marks of headings, emphasis, links and lists away.

Lines that follow each other are one paragraph, as Markdown has them. What it marks as a picture is no word of a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

FRONT = re.compile(r"\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
FIELD = re.compile(r"(\w[\w -]*?)\s*:\s+(\S.*)")
# as web clippers and makers of pages write them
RENAMED = {
    "author": "byline", "link": "url", "canonical": "url", "source": "url", "date": "published", "lastmod": "modified",
}  # fmt: skip
HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
FENCE = re.compile(r" {0,3}(?:```|~~~)")
DEFINED = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+")
QUOTED = re.compile(r"(?: {0,3}>[ \t]?)+")
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+(?=\S)")
PLACE = r"(?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|\[[^\]\n]{0,200}\])"  # of a link or picture
MARKS = (
    (re.compile(r"!\[[^\[\]\n]{0,500}\]" + PLACE), ""),  # pictures
    (re.compile(r"!?\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]"), r"\1"),
    (re.compile(r"\[\^[^\[\]\n]{1,50}\]"), ""),  # footnotes
    (re.compile(r"\[([^\[\]\n]{1,500})\]" + PLACE), r"\1"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"<!--.{0,2000}?-->|</?[a-zA-Z][^<>\n]{0,500}>"), ""),
    (re.compile(r"(?<![\w\\*_])([*_]{1,3})(?![\s*_])([^\n]{0,300}?)(?<![\s\\*_])\1(?![\w*_])"), r"\2"),
    (re.compile(r"(?<!\\)(`+|~~)(?=\S)([^\n`~]{1,300})\1"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|~])"), r"\1"),
)


class Markdown(NamedTuple):
    """The words of a Markdown text, the heading it begins with, and what its front matter says."""

    text: str
    heading: str
    fields: dict[str, str]


def read_markdown(text: str) -> Markdown:
    """A Markdown text as plain words, one block a line, with an empty line between two."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = FRONT.match(text)
    body = text[front.end() :] if front else text
    blocks = [(words, is_heading) for marked, is_heading in _blocks(body) if (words := bare(marked))]
    heading = blocks[0][0] if blocks and blocks[0][1] else ""
    return Markdown("\n\n".join(words for words, _ in blocks), heading, _fields(front[1]) if front else {})


def bare(words: str) -> str:
    """The words of a block without the marks within them."""
    for mark, instead in MARKS:
        words = mark.sub(instead, words)
    return " ".join(words.split())


def _fields(front: str) -> dict[str, str]:
    """The plain values of a front matter, under our names; lists and what stands indented are left out."""
    fields: dict[str, str] = {}
    for line in front.split("\n"):
        found = FIELD.match(line)
        if found is None or found[2][0] in "[{|>&*!":
            continue
        name, value = found[1].lower(), found[2].strip().strip("\"'")
        if name != "source" or re.match(r"https?://", value):
            fields.setdefault(RENAMED.get(name, name), value)
    return fields


def _blocks(body: str) -> Iterator[tuple[str, bool]]:
    """Each heading, item or paragraph, and whether it is a heading."""
    lines: list[str] = []
    within = False  # a quotation
    for line in [*body.split("\n"), ""]:
        quoted = QUOTED.match(line)
        plain = line[quoted.end() :] if quoted else line
        heading, item = HEADING.match(plain), ITEM.match(plain)
        underlined = bool(lines) and UNDERLINE.match(plain) is not None
        parts = underlined or _parts(plain)
        if lines and (parts or heading or item or bool(quoted) != within):
            yield " ".join(lines), underlined
            lines = []
        within = bool(quoted)
        if heading:
            yield heading[1], True
        elif not parts:
            lines.append(plain[item.end() if item else 0 :].strip())


def _parts(line: str) -> bool:
    """Whether a line parts what stands before it from what follows, and has no words of its own."""
    return not line.strip() or any(mark.match(line) for mark in (RULE, FENCE, DEFINED))
