"""A process that fills an archive and says what was acknowledged, so that tests can stop it: `python -m tests.store.adder`."""

import json
import resource
import sys

from tests.store.small_archive import numbered
from twosource.errors import TwosourceError
from twosource.store import open_archive


def say(*words: object) -> None:
    """A line that the test reads at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(location: str, options: str) -> int:
    """Add; print the number acknowledged after each transaction."""
    chosen = json.loads(options)
    if "bytes" in chosen:
        resource.setrlimit(resource.RLIMIT_FSIZE, (chosen["bytes"], resource.RLIM_INFINITY))
    articles = numbered(chosen["count"])
    if chosen.get("backwards"):
        articles.reverse()
    say("ready")
    try:
        with open_archive(location, create=True) as archive:
            archive.add(
                articles,
                batch=chosen.get("batch", 5),
                progress=lambda step, done, total: say(step, done),
            )
            say("digest", archive.digest())
    except TwosourceError as error:
        sys.stderr.write(str(error))
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
