"""The house rules that imports and line counts can show."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "twosource"
STEPS = {"articles", "annotate", "statements", "stories", "compare", "reports"}
BASE = {"data", "errors", "settings"}

# room -> rooms it may import; a step may also import itself
MAY_IMPORT = {
    "__init__": {"articles", "pipeline"} | BASE,  # for type checkers; it loads names lazily
    "__main__": {"cli"},
    "cli": {"cli", "__init__", "pipeline", "scale", "server", "store", "models"} | STEPS | BASE,
    "server": {"server", "__init__", "store", "reports"} | BASE,
    "scale": {"scale", "store", "pipeline", "models"} | STEPS | BASE,
    "store": {"store", "pipeline", "models"} | STEPS | BASE,
    "pipeline": {"models"} | STEPS | BASE,
    **{step: {step, "models"} | BASE for step in STEPS},
    "models": {"models"} | BASE,
    "settings": {"errors"},
    "errors": set(),
    # its two conveniences for notebooks and data frames call reports when they are called, never on import
    "data": {"reports"},
}
LONG_MODULES = {"data.py"}  # the nouns stand together: the first file to read
MODULE_LINES = 400
FUNCTION_LINES = 80
PARAMETERS = 8
MANY_PARAMETERS = {"make_article"}  # one per field of the article that a caller may know


def modules(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            module = node.module or ""
            # the version is a constant anyone may state
            shared = [alias.name for alias in node.names if alias.name != "__version__"]
            names = [f"twosource.{name}" for name in shared] if module == "twosource" else [module]
        else:
            continue
        for name in names:
            top, _, rest = name.partition(".")
            if top == "twosource":
                room = rest.partition(".")[0]
                known = (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").is_file()
                yield room if room and known else "__init__"


@pytest.mark.parametrize("path", modules("twosource"), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"{room} is a new room: say in MAY_IMPORT what it may import"
    wrong = set(imported_rooms(ast.parse(path.read_text(encoding="utf-8")))) - MAY_IMPORT[room]
    assert not wrong, f"{room} must not import {sorted(wrong)}"


@pytest.mark.parametrize("path", modules("twosource"), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_imports_the_workshop(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {name.partition(".")[0] for name in names} & {"training", "benchmarks", "tests"}


@pytest.mark.parametrize(
    "path", modules("twosource", "benchmarks", "training"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_sizes(path: Path) -> None:
    if path == ROOT / "benchmarks" / "score.py":
        pytest.skip("the evaluation's scorer is kept as it is")
    source = path.read_text(encoding="utf-8")
    lines = len(source.splitlines())
    assert lines <= MODULE_LINES or path.name in LONG_MODULES, f"{lines} lines; split it along its subjects"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= FUNCTION_LINES, f"{node.name} has {length} lines"
            count = len(node.args.posonlyargs) + len(node.args.args) + len(node.args.kwonlyargs)
            if not is_command(node) and node.name not in MANY_PARAMETERS:
                assert count <= PARAMETERS, f"{node.name} has {count} parameters"


def is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A click command's parameters are the options of its interface."""
    return any("click" in ast.dump(d) or "command" in ast.dump(d) for d in node.decorator_list)


def test_no_drawer_for_odds_and_ends() -> None:
    names = {path.name for path in modules("twosource", "benchmarks", "training")}
    assert not names & {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}


@pytest.mark.parametrize("path", modules("twosource"), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not source.strip() or ast.get_docstring(ast.parse(source))
