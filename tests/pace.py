"""How long work takes, on whatever machine: CPU seconds of the machine on which the limits were written.

Seconds by the clock say how busy a machine is. CPU seconds too grow where a machine is throttled, up to tenfold; so a limit is
stretched by what a loop of additions costs beside the work.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time

ADDITIONS = 200_000
USUAL = 0.015  # CPU seconds for them where the limits were written
PATIENCE = 500.0  # seconds by the clock for a process to end: what hangs is ended, what is slow is waited for


def slowness() -> float:
    """How many times slower than there this machine is now; never less than one."""
    started, total = process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return max(1.0, (process_time() - started) / USUAL)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail if the block takes more CPU seconds of the usual machine than these."""
    before, started = slowness(), process_time()
    yield
    spent = process_time() - started
    limit = seconds * max(before, slowness())
    assert spent < limit, f"{spent:.2f} CPU seconds; at most {limit:.2f} on this machine"


def cpu_seconds(work: Callable[[], object], tries: int = 3) -> float:
    """What some work costs when nothing disturbs it: the least of several tries."""
    return min(_once(work) for _ in range(tries))


def _once(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started
