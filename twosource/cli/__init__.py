"""The command line. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import sys

import click

from twosource.cli import archive, correcting
from twosource.cli.files import compare, schema
from twosource.cli.output import EXIT_INTERRUPTED, EXITS, say
from twosource.cli.run import run
from twosource.cli.serve import serve
from twosource.cli.watch import watch
from twosource.settings import one_thread, setting

__all__ = ["EXITS", "app", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="twosource", message="%(prog)s %(version)s")
def app() -> None:
    """Turn news reports of one event into one sourced account."""


for command in (compare, schema, *archive.COMMANDS, *correcting.COMMANDS, watch, run, serve):
    app.add_command(command)


def main() -> None:
    """Run the command line; every error ends in one line that says what to do."""
    from twosource.errors import TwosourceError

    one_thread()
    try:
        app(prog_name="twosource", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        sys.exit(EXIT_INTERRUPTED)
    except TwosourceError as error:
        say(str(error))
        sys.exit(error.exit_code)
    except Exception as error:
        if setting("TWOSOURCE_DEBUG"):
            raise
        say(f"unexpected {type(error).__name__}: {error}. Run again with TWOSOURCE_DEBUG=1 and report what it prints.")
        sys.exit(1)
