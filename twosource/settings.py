"""What a user may set from outside, in one table. This module alone reads environment variables."""

from __future__ import annotations

import os
from typing import NamedTuple


class Setting(NamedTuple):
    """An environment variable, its default and what it does."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("TWOSOURCE_PIPELINE", "", "spaCy pipeline (name or folder) that replaces the shipped reader"),
    Setting("TWOSOURCE_DATA", "", "folder with the public corpora that benchmarks and training read"),
    Setting("TWOSOURCE_FAMILIES", "", "TOML file with publisher families, used instead of the shipped one"),
    Setting("NO_COLOR", "", "anything: no colours on the terminal"),
    Setting("TWOSOURCE_DEBUG", "", "1: show the traceback of an unexpected error"),
)


def setting(name: str) -> str:
    """Value of a setting: the environment's, else its default. Raises KeyError for a name not in the table."""
    known = {s.name: s for s in SETTINGS}
    return os.environ.get(name) or known[name].default


def one_thread() -> None:
    """Have numpy's products run in one thread unless the environment says otherwise; to be called before numpy is imported.

    Ours are too small to gain by more, threads that wait for each other cost a sixth of the time where other work runs, and
    the last bit of a sum then depends on how many there are.
    """
    if "OMP_NUM_THREADS" not in os.environ:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
