"""Scores twosource on public corpora and on our own stories: `python -m benchmarks TASK`."""
