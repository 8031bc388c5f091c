"""Scores twosource on public corpora and on our own stories: `python -m benchmarks TASK`."""

from twosource.settings import one_thread

one_thread()
