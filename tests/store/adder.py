"""What fills an archive and says what was acknowledged, in a process that tests can stop (`tests.store.processes`).

Vectors are drawn by the text's hash: what is tested is the database, and the encoder would take most of the time.
"""

import json
import os
import random
import resource
import signal
import sys
from functools import partial
from zlib import crc32

import numpy as np

from tests.store.small_archive import numbered, stream
from twosource import stories
from twosource.data import Article
from twosource.errors import TwosourceError
from twosource.store import open_archive


def encode(texts: list[str]) -> np.ndarray:
    """A unit vector for each text, the same for the same text."""
    rows = np.stack([np.random.default_rng(crc32(text.encode())).normal(size=384) for text in texts])
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def arm(number: int) -> None:
    """Let one article kill the process when its traits are made."""
    whole = stories.features

    def deadly(article: Article) -> stories.Traits:
        if f"bridge number {number} " in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(article)

    stories.features = deadly  # type: ignore[assignment]


def say(*words: object) -> None:
    """A line that the test reads at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(location: str, options: str) -> int:
    """Add; print the number acknowledged after each transaction."""
    chosen = json.loads(options)
    stories.features = partial(stories.features, encode=encode)
    if "bytes" in chosen:
        resource.setrlimit(resource.RLIMIT_FSIZE, (chosen["bytes"], resource.RLIM_INFINITY))
    if "deadly" in chosen:
        arm(chosen["deadly"])
    articles = stream() if chosen.get("stream") else numbered(chosen["count"])
    if chosen.get("backwards"):
        articles.reverse()
    if "seed" in chosen:  # shuffled, and this process's share of it
        random.Random(chosen["seed"]).shuffle(articles)
        share, shares = chosen["share"]
        articles = articles[share::shares] + articles[(share + 1) % shares :: shares][:5]  # some come twice
    say("ready")
    try:
        with open_archive(location, create=True) as archive:
            archive.add(articles, batch=chosen.get("batch", 5), progress=lambda step, done, total: say(step, done))
            say("digest", archive.digest())
    except TwosourceError as error:
        sys.stderr.write(str(error))
        return error.exit_code
    return 0
