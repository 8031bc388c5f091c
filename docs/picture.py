"""Draw the picture of an account for the README: `python -m docs.picture`.

It is the head of the real terminal account of an example, as the command prints it on a terminal.
"""

from __future__ import annotations

import io
import re
from itertools import accumulate
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from twosource.articles import read_articles
from twosource.pipeline import reconcile
from twosource.reports.terminal import render

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "bandar-abbas-port-explosion"
PICTURE = ROOT / "docs" / "account.svg"
WIDTH, LINES = 92, 56


def main() -> None:
    """Write the picture."""
    (account,) = reconcile(read_articles([EXAMPLE]))
    PICTURE.write_text(draw(render(account, width=WIDTH, colour=True)), encoding="utf-8")


def draw(account: str) -> str:
    """The first blocks of a coloured account, as many as fit, as an SVG that loads nothing."""
    command = f"$ twosource compare {EXAMPLE.relative_to(ROOT)}\n\n"
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text.from_ansi(command + first_blocks(account) + "\n…"))
    svg = console.export_svg(title="twosource", theme=MONOKAI, unique_id="account")
    return re.sub(r"@font-face\s*\{.*?\}\s*|<!--.*?-->\s*", "", svg, flags=re.DOTALL)  # fonts would be fetched


def first_blocks(text: str) -> str:
    """The text up to the last empty line within the number of lines that a picture holds."""
    blocks = text.split("\n\n")
    lengths = accumulate(block.count("\n") + 2 for block in blocks)
    return "\n\n".join(block for block, length in zip(blocks, lengths, strict=True) if length <= LINES)


if __name__ == "__main__":
    main()
