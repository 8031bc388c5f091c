"""How fast, in words per CPU second of one thread: the reader, the steps, the whole flow; and what a user waits for.

`words_per_cpu_second` is the reader's: tokens and sentences in, every layer on the Doc out; its words are tokens, and
`ratio` is its speed by that of the untouched MiniLM (int8, embedding only) on the same units in the same run.
`articles_per_second_two_cores` is the whole flow, pages in, accounts out, in two processes at once (`throughput.py`).
The steps' words are what spaces part. Times of new processes are wall time with CPU time beside it, memory is the peak of resident memory.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.archives import DataMissing
from benchmarks.minilm import NotHere, open_minilm
from benchmarks.throughput import throughput
from twosource.annotate import annotate
from twosource.annotate.reader import load_language, units
from twosource.articles import read_articles
from twosource.models.load import reader_model
from twosource.pipeline import reconcile

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Doc

PUBLISHED = [
    ("ratio", 0.85, "prototype of the reader, forward pass only"),
    ("words_per_cpu_second", 2_400.0, "separate models for parse, names and embedding, without attribution"),
]
SENTENCES = "twosource_sentences"
CALL = "import sys; from twosource.cli import main; sys.argv[0] = 'twosource'; main()"


def run(data: Path | None, split: str) -> dict[str, Any]:
    """Time the steps on the stories under `data`."""
    paths = sorted(data.glob("*/articles.jsonl")) if data else []
    if not paths:
        raise DataMissing(f"{data} holds no story (a folder with articles.jsonl).")
    helps = [in_new_process("--help") for _ in range(7)]
    cold = in_new_process("compare", str(paths[0]), "--json")
    stories = [list(read_articles([path])) for path in paths]
    words = sum(len(article.text.split()) for story in stories for article in story)
    list(reconcile(stories[0]))  # opens the models
    steps: dict[str, Callable[[], object]] = {
        "articles": lambda: [list(read_articles([path])) for path in paths],
        "annotate": lambda: [list(annotate(story)) for story in stories],
        "flow": lambda: [list(reconcile(story)) for story in stories],
    }
    reader, notes = reader_speed([article.text for story in stories for article in story])
    rates, pages, remarks = throughput(paths)
    return {
        "figures": rates
        | reader
        | {f"{step}_words_per_cpu_second": words / cpu_seconds(work) for step, work in steps.items()},
        "counts": {
            "stories": len(stories),
            "words": words,
            "help_ms": round(statistics.median(one["ms"] for one in helps)),
            "help_cpu_ms": round(statistics.median(one["cpu_ms"] for one in helps)),
            "first_account_ms": cold["ms"],
            "first_account_cpu_ms": cold["cpu_ms"],
            "first_account_mib": cold["mib"],
            "first_account_articles": len(stories[0]),
        }
        | pages,
        "notes": remarks + notes,
    }


def reader_speed(texts: Sequence[str], runs: int = 3) -> tuple[dict[str, float | None], list[str]]:
    """Words per CPU second of the reader and of the untouched MiniLM, taken in turns, the medians; and their ratio."""
    language = load_language()
    bounds = language.get_pipe(SENTENCES)
    parts = [component for name, component in language.pipeline if name != SENTENCES]
    counted = sum(not token.is_space for text in texts for token in language.make_doc(text))
    try:
        session, notes = open_minilm(), []
    except NotHere as missing:
        session, notes = None, [f"ratio: {missing}."]
    ours, theirs = [], []
    for _ in range(runs):
        docs = [bounds(language.make_doc(text)) for text in texts]
        if session is not None:
            theirs.append(counted / cpu_seconds(partial(embed, session, docs)))
        ours.append(counted / cpu_seconds(partial(read, parts, docs)))
    mine = statistics.median(ours)
    minilm = statistics.median(theirs) if theirs else None
    return {
        "words_per_cpu_second": mine,
        "minilm_words_per_cpu_second": minilm,
        "ratio": mine / minilm if minilm else None,
    }, notes


def read(parts: Sequence[Callable[[Doc], Doc]], docs: Sequence[Doc]) -> None:
    """Every layer on the Docs."""
    for doc in docs:
        for part in parts:
            part(doc)


def embed(session: InferenceSession, docs: Sequence[Doc]) -> None:
    """The untouched encoder over the units that the reader takes."""
    tokenizer = reader_model().tokenizer
    for doc in docs:
        for unit in units(doc):
            ids = tokenizer.encode([doc[i].text for i in unit], is_pretokenized=True).ids[:512]
            pieces = np.array([ids], dtype=np.int64)
            session.run(None, {"input_ids": pieces, "attention_mask": np.ones_like(pieces)})


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of this process, all threads, for one call."""
    started = process_time()
    work()
    return process_time() - started


def in_new_process(*arguments: str) -> dict[str, int]:
    """Milliseconds by the clock and of CPU, and peak memory (MiB), of the command line in a new process."""
    started = perf_counter()
    process = subprocess.Popen([sys.executable, "-c", CALL, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"twosource {' '.join(arguments)} ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is bytes there, KiB elsewhere
    spent = usage.ru_utime + usage.ru_stime
    return {"ms": round(took * 1000), "cpu_ms": round(spent * 1000), "mib": round(usage.ru_maxrss * unit / 2**20)}
