"""What can go wrong, as a small tree. The CLI turns each into a message and an exit code once.

TwosourceError
├── UsageError          the call itself is off                               exit 2
├── InputRefused        one input cannot be used; the others go on           exit 3
├── ModelError          a shipped model is missing, altered or does not fit  exit 5
└── ArchiveError        the archive cannot be opened, read or written        exit 6
"""

from __future__ import annotations


class TwosourceError(Exception):
    """Root of every error this library raises on purpose; its text is meant for the user."""

    exit_code = 1


class UsageError(TwosourceError):
    """The call cannot be carried out as given."""

    exit_code = 2


class InputRefused(TwosourceError):
    """One input cannot be used. `source` names it, `reason` says why, `advice` what to do."""

    exit_code = 3

    def __init__(self, source: str, reason: str, advice: str) -> None:
        super().__init__(f"{source}: {reason}. {advice}")
        self.source = source
        self.reason = reason
        self.advice = advice

    def __reduce__(self) -> tuple[type[InputRefused], tuple[str, str, str]]:
        """Its parts, so that it can be sent to another process."""
        return type(self), (self.source, self.reason, self.advice)


class ModelError(TwosourceError):
    """A model file is missing, was altered, or its labels do not fit this version of the code."""

    exit_code = 5


class ArchiveError(TwosourceError):
    """The archive cannot be opened, read or written: missing, damaged, locked, disk full; its text says what to do."""

    exit_code = 6
