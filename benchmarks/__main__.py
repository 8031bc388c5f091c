"""The command line of the benchmarks: `python -m benchmarks TASK [--data DIR] [--split NAME] [--json]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from benchmarks.archives import DataMissing
from benchmarks.runner import (
    TASKS,
    Outcome,
    below_floors,
    data_folder,
    measure,
    raise_floors,
    save_cases,
    table,
)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("task", type=click.Choice([*TASKS, "all"]))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="TWOSOURCE_DATA",
    help="Folder with the public corpora (or TWOSOURCE_DATA); they are never part of this repository.",
)
@click.option(
    "--stories",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="accounts, speed, engines: a folder of other stories (articles.jsonl, gold.json each); no floors apply to them.",
)
@click.option("--split", default="dev", show_default=True, help="Which part of the corpus.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--update-floors", is_flag=True, help="Raise the floors to what is reached now; it never lowers one.")
def main(task: str, data: Path | None, stories: Path | None, split: str, as_json: bool, update_floors: bool) -> None:
    """Run TASK, print its figures, and end with status 1 when one is below its floor."""
    failed = False
    for name in TASKS if task == "all" else [task]:
        try:
            outcome = measure(name, data_folder(name, data, stories), split)
        except DataMissing as missing:
            if task != "all":
                raise click.ClickException(str(missing)) from None
            click.echo(f"{name}: skipped. {missing}", err=True)
            continue
        click.echo(json.dumps(outcome.to_dict(), indent=1) if as_json else table(outcome))
        if stories is None:
            failed |= settle(outcome, update_floors=update_floors)
        failed |= complain(name, outcome.faults)
    sys.exit(int(failed))


def settle(outcome: Outcome, *, update_floors: bool) -> bool:
    """Save the per-case results, then raise the floors or hold the figures against them; whether one is missed."""
    save_cases(outcome)
    if update_floors:
        raise_floors(outcome)
    return complain(outcome.task, below_floors(outcome))


def complain(name: str, problems: list[str]) -> bool:
    """Print each problem; whether there was one."""
    for problem in problems:
        click.echo(f"{name}: {problem}", err=True)
    return bool(problems)


if __name__ == "__main__":
    main()
