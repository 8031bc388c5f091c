"""A reader in which some words are deadly, for tests: `START` takes the place of `guarded.START`."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from twosource.articles import child, feeds, files, pages, records

START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from tests.articles.deadly import arm; arm(); "
    "from twosource.articles.child import serve; serve(sys.argv[2])"
)
WORDS = (
    "The ferry left the port of Aster with 140 passengers and sank off Lunde Island, the coast guard said on Tuesday."
)
SECONDS = "TWOSOURCE_TEST_SECONDS"  # the variable that tells how long one input may be computed upon
DEADLY = ("segfault", "loop", "hang", "memory")


def arm() -> None:
    """Let texts with `[word]` do what the word says to the process that reads them."""
    whole = records.complete

    def complete(text: str, *arguments: Any, **options: Any) -> Any:
        for word, deed in DEEDS.items():
            if f"[{word}]" in text:
                deed(text)
        return whole(text, *arguments, **options)

    for module in (records, files, feeds, pages):
        module.complete = complete  # type: ignore[attr-defined]
    child.CPU_SECONDS = int(os.environ.get(SECONDS, child.CPU_SECONDS))


def loop(text: str) -> None:
    """Never end, at work."""
    while True:
        pass


def once(text: str) -> None:
    """Die, but only the first time: the file that the text names tells."""
    flag = Path(text.split()[-1])
    if not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def fail(text: str) -> None:
    """An error that nobody foresaw."""
    raise ZeroDivisionError("by zero")


DEEDS = {
    "segfault": lambda _: os.kill(os.getpid(), signal.SIGSEGV),
    "loop": loop,
    "hang": lambda _: time.sleep(1000),
    "memory": lambda _: bytearray(8 << 30),
    "error": fail,
    "once": once,
    "parent": lambda _: os.kill(os.getppid(), signal.SIGKILL),
}
