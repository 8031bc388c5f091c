"""How fast: words per CPU second of reading, annotation and the whole flow; start-up time of `--help`."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from twosource.annotate import annotate
from twosource.articles import read_articles
from twosource.pipeline import reconcile

HELP = "import sys; from twosource.cli import main; sys.argv = ['twosource', '--help']; main()"


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Time the steps on the stories under `data`, after one warm-up run that loads the models."""
    if data is None:
        raise FileNotFoundError("a folder of stories")
    paths = sorted(data.glob("*/articles.jsonl"))
    stories = [list(read_articles([path])) for path in paths]
    words = sum(len(article.text.split()) for story in stories for article in story)
    started = perf_counter()
    list(reconcile(stories[0]))
    first = perf_counter() - started
    return {
        "figures": {
            "read_words_per_cpu_second": words / cpu_seconds(lambda: [list(read_articles([p])) for p in paths]),
            "annotate_words_per_cpu_second": words / cpu_seconds(lambda: [list(annotate(story)) for story in stories]),
            "flow_words_per_cpu_second": words / cpu_seconds(lambda: [list(reconcile(story)) for story in stories]),
        },
        "counts": {
            "stories": len(stories),
            "words": words,
            "first_story_ms": round(first * 1000),
            "help_ms": round(help_seconds() * 1000),
        },
    }


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of this process, all threads, for one call."""
    started = process_time()
    work()
    return process_time() - started


def help_seconds(runs: int = 7) -> float:
    """Median wall time of `twosource --help` in a new process."""
    times = []
    for _ in range(runs):
        started = perf_counter()
        subprocess.run([sys.executable, "-c", HELP], check=True, stdout=subprocess.DEVNULL)
        times.append(perf_counter() - started)
    return statistics.median(times)
