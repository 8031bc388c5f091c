"""`python -m twosource`."""

from twosource.cli import main

if __name__ == "__main__":  # the process that makes accounts for a server imports this too
    main()
