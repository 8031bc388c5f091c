"""`python -m twosource`."""

from twosource.cli import main

main()
