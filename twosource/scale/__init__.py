"""Many inputs on many workers: the steps of the plain flow over parts, on Daft (one machine or a Ray cluster).

    for account in run(["crawls/"], Path("out"), engine="native"):
        ...

Every task is a function of its input that leaves its result in a file named after that input, so a task that is done
is never done again: not after a dead worker, nor after a dead driver. The accounts are those of the plain flow, byte
for byte.
"""

from __future__ import annotations

from twosource.scale.job import Finished, run

__all__ = ["Finished", "run"]
