"""Settings of all tests: generated cases are the same in every run, so that a failure is a change and not a draw."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
