"""How long work takes, on whatever machine: CPU seconds of the machine on which the limits were written.

Seconds by the clock say how busy a machine is. CPU seconds too grow where a machine is throttled, up to tenfold, and by fits: it
stands still for half a second, then runs as ever. So what took too long is measured against a loop of additions that runs as long.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from time import process_time

ADDITIONS = 20_000
USUAL = 0.00055  # CPU seconds for them where the limits were written
ROUNDS = 20
PATIENCE = 500.0  # seconds by the clock for a process to end: what hangs is ended, what is slow is waited for


def slowness(seconds: float) -> float:
    """How many times slower than there this machine is in the coming CPU seconds; never less than one."""
    started, turns = process_time(), 0
    while (spent := process_time() - started) < seconds or not turns:
        total = 0
        for number in range(ADDITIONS):
            total += number
        turns += 1
    return max(1.0, spent / (turns * USUAL))


def check(spent: float, limit: float) -> None:
    """Fail if these CPU seconds are more than the limit even as this machine counts them."""
    assert spent < limit or spent < limit * slowness(spent), f"{spent:.2f} CPU seconds, of {limit} at most"


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail if the block takes more CPU seconds of the usual machine than these."""
    started = process_time()
    yield
    check(process_time() - started, seconds)


def check_growth(
    short: Callable[[], object], long: Callable[[], object], *, sizes: int, limit: float, floor: float
) -> None:
    """Fail if work `sizes` times as large takes more than `limit` times as long, or as `floor` CPU seconds, in any number of
    rounds: who was interrupted at first is not by chance in all of them.
    """
    spent = {short: 0.0, long: 0.0}
    draw = Random(1)
    for rounds in range(1, ROUNDS + 1):
        # both are at work for as long, in an order with which no fit of the machine keeps time
        for work in draw.sample([*[short] * sizes, long], sizes + 1):
            spent[work] += _cpu_seconds(work)
        if spent[long] < limit * max(spent[short] / sizes, rounds * floor):
            return
    raise AssertionError(
        f"{spent[short] / sizes:.2f} and {spent[long]:.2f} CPU seconds for work {sizes} times as large"
    )


def _cpu_seconds(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started
