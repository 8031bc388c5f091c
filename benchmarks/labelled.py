"""Real reports whose findings we labelled: stories of ECB+ and Giveme5W1H, each read whole by one annotator.

    python -m benchmarks.labelled NAME --data DIR        # the labels of a story with their words, to be read

`labels/NAME.json` holds the corpus, the articles by their id there, the sha256 of the text that the places count in, and
the findings as the stories of `stories/` have them: kind, status, and for each value the places (article, start, end)
that give it. No text of a corpus stands in this repository. Findings of two or more articles are meant to be
exhaustive, at the grain of a claim; single-source ones are a selection. ECB+ has no days of publication.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import click

from benchmarks import news, score
from benchmarks.archives import DataMissing, texts
from twosource.articles.make import make_article
from twosource.data import Article

LABELS = Path(__file__).parent / "labels"
SPLITS = ("train", "dev")  # ECB+ train; ECB+ dev and Giveme5W1H


@dataclass(frozen=True, slots=True)
class Labelled:
    """One story: its articles, and the gold in the form that the scorer reads."""

    name: str
    articles: list[Article]
    gold: dict[str, Any]
    texts: score.Texts


def read_labelled(data: Path | None, split: str) -> Iterator[Labelled]:
    """The labelled stories of a split, in order of their names. Raises `DataMissing` where a text is not the labelled one."""
    for path in sorted(LABELS.glob("*.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        if labels["split"] == split:
            yield _story(data, path.stem, labels)


def _story(data: Path | None, name: str, labels: dict[str, Any]) -> Labelled:
    found = _rows(data, labels["corpus"], labels["split"])
    made, read = [], score.Texts()
    for entry in labels["articles"]:
        outlet, published, text = found.get(entry["source"], ("", None, ""))
        if hashlib.sha256(text.encode()).hexdigest() != entry["sha256"]:
            raise DataMissing(
                f"{name}: the text of {entry['source']} in {labels['corpus']} is not the one that was labelled."
            )
        article = make_article(text, id=entry["id"], outlet=outlet or entry["id"], published=published)
        made.append(article)
        read[article.id] = article.text
    findings = [
        {
            "id": f"f{i}",
            "kind": finding["kind"],
            "status": finding["status"],
            "values": [{"spans": [tuple(place) for place in places]} for places in finding["values"]],
        }
        for i, finding in enumerate(labels["findings"], start=1)
    ]
    return Labelled(name, made, {"findings": findings}, read)


@cache
def _rows(data: Path | None, corpus: str, split: str) -> dict[str, tuple[str, str | None, str]]:
    """Outlet, day and text of each article of a corpus, by its id."""
    if corpus == "ecbplus":
        return {a.id: (a.outlet if a.outlet != a.id else "", None, a.text) for a in news.ecbplus(data, split)}
    rows = (json.loads(line) for _, text in texts(data, "stories-giveme5w1h", "*.jsonl") for line in text.splitlines())
    return {row["id"]: (row["outlet"], row["date"] or None, f"{row['title']}\n\n{row['text']}") for row in rows}


@click.command()
@click.argument("name", type=click.Choice(sorted(path.stem for path in LABELS.glob("*.json"))), metavar="NAME")
@click.option(
    "--data", type=click.Path(path_type=Path), envvar="TWOSOURCE_DATA", help="Folder with the public corpora."
)
def main(name: str, data: Path | None) -> None:
    """Print the labels of a story with their words."""
    try:
        story = _story(data, name, json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8")))
    except DataMissing as error:
        raise click.ClickException(str(error)) from error
    for finding in story.gold["findings"]:
        click.echo(f"{finding['id']} {finding['kind']}, {finding['status']}")
        for value in finding["values"]:
            click.echo("  - " + "; ".join(f"{a}: {story.texts[a][start:end]}" for a, start, end in value["spans"]))


if __name__ == "__main__":
    main()
