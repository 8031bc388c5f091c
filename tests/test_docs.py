"""Docs cannot lag: what the code can say must stand in docs/reference, and the README's examples run."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

import twosource
from docs.build import PART, PARTS, pages
from twosource import data

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", ROOT / "AGENTS.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
)
REFERENCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "reference").glob("*.md")))
CODE = set(re.findall(r"`([^`\n]+)`", REFERENCE))
PACKAGES = {"dateutil": "python-dateutil"}  # module -> package, where they differ
UNSAID = {"lxml_html_clean": "justext"}  # package -> the dependency that imports it and does not say so
PUBLIC_INDEX, PUBLIC_FILES = "https://pypi.org/simple", "files.pythonhosted.org"
RULE = re.compile(r"[a-z]+\.[a-z]+(?:-[a-z]+)*")


def dotted(room: str) -> set[str]:
    """Every constant of a room that looks like a rule id."""
    found = set()
    for path in sorted((ROOT / "twosource" / room).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value):
                found.add(node.value)
    return {rule for rule in found if not rule.startswith("twosource.") and not rule.endswith((".json", ".py"))}


def commands() -> dict[str, list[str]]:
    """Command name -> its option flags."""
    from twosource.cli import app

    listed = app.commands
    return {
        name: [flag for parameter in command.params for flag in parameter.opts if flag.startswith("--")]
        for name, command in listed.items()
    }


def test_every_rule_is_explained() -> None:
    from twosource.compare.rules import RULES

    # rules by which a date or figure was read are another table: compare only asks for them
    assert dotted("compare") - dotted("annotate") <= set(RULES)
    assert len(RULES) > 5
    assert not set(RULES) - CODE


@pytest.mark.parametrize("words", [data.Status, data.Conflict, data.Basis, data.Modality, data.BlockKind])
def test_every_word_of_an_account_is_explained(words: type) -> None:
    assert not {str(word) for word in words} - CODE  # type: ignore[attr-defined]


def test_every_command_and_option_is_explained() -> None:
    listed = commands()
    assert listed
    for name, flags in listed.items():
        assert f"twosource {name}" in REFERENCE
        assert not {flag for flag in flags if not re.search(rf"{flag}\b", REFERENCE)}


def test_every_setting_is_explained() -> None:
    from twosource.settings import SETTINGS

    assert not {setting.name for setting in SETTINGS} - CODE


def test_every_file_of_a_report_is_explained() -> None:
    from twosource.reports import FORMATS

    assert not set(FORMATS) - CODE


def test_every_key_of_an_account_is_explained() -> None:
    assert not set(data.Account.__struct_fields__) - CODE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md"])
def test_python_examples_run(page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), {})  # the pages are ours
    assert capsys.readouterr().out


def test_json_examples_are_json() -> None:
    for page in PAGES:
        for block in re.findall(r"^```json\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            json.loads(block)


@pytest.mark.parametrize("marker", ["example command", "test command"])
def test_the_readme_has_two_commands_of_one_line(marker: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {marker} -->\n```sh\n(.*)\n```", readme)
    assert found
    assert found[1].startswith("python3 -m venv .venv && ")
    subprocess.run(["sh", "-n", "-c", found[1]], check=True)


def test_continuous_integration_runs_the_readmes_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test command -->" in script
    assert "README.md" in script


def test_agents_page_is_short() -> None:
    assert len((ROOT / "AGENTS.md").read_text(encoding="utf-8").splitlines()) <= 80


def test_generated_parts_are_fresh() -> None:
    """What the code knows best is written by `python -m docs.build`: tree, commands, settings, rules, keys, figures."""
    stale = [str(path.relative_to(ROOT)) for path, text in pages() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run python -m docs.build"


def test_every_part_is_in_a_page() -> None:
    found = [part["name"] for path in PAGES for part in PART.finditer(path.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(PARTS)


def test_the_readme_lists_each_module() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    modules = {
        path.name for path in (ROOT / "twosource").rglob("*.py") if path.name not in {"__init__.py", "__main__.py"}
    }
    assert not {name for name in modules if f" {name} " not in readme}


def test_the_changelog_knows_this_version() -> None:
    assert f"## {twosource.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_dependencies_are_what_is_imported() -> None:
    """Each third-party import of the package is declared, and each declared dependency is imported."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=\[ ]", requirement)[0] for requirement in project["dependencies"]}
    extras = [project["optional-dependencies"][name] for name in ("table", "cluster")]
    optional = {re.split(r"[<>=\[ ]", requirement)[0] for extra in extras for requirement in extra} | {
        "ray"
    }  # daft[ray]
    imported = set()
    for path in (ROOT / "twosource").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add((node.module or "").partition(".")[0])
    imported -= {"twosource", "__future__", *sys.stdlib_module_names}
    imported = {PACKAGES.get(name, name) for name in imported}
    assert imported <= declared | optional
    assert declared <= imported | set(UNSAID)


def test_the_picture_is_an_account_and_loads_nothing() -> None:
    picture = (ROOT / "docs" / "account.svg").read_text(encoding="utf-8")
    words = " ".join(" ".join(ElementTree.fromstring(picture).itertext()).replace("\xa0", " ").split())
    assert "twosource compare examples/" in words
    assert "independent origins" in words
    assert "REPORTS DISAGREE" in words
    assert not re.search(r"<script|<image|@import|url\((?!#)|href=\"(?!#)", picture)
    assert "docs/account.svg" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_lock_fits_and_names_the_public_index_only() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    assert {package["source"].get("registry") for package in packages} == {None, PUBLIC_INDEX}
    wheels = [wheel["url"] for package in packages for wheel in package.get("wheels", ())]
    assert {url.split("/")[2] for url in wheels} == {PUBLIC_FILES}
    locked = next(package for package in packages if package["name"] == "twosource")["metadata"]["requires-dist"]
    wanted = project["dependencies"] + [r for extra in project["optional-dependencies"].values() for r in extra]
    names = {re.split(r"[<>=\[ ]", requirement)[0].replace("_", "-") for requirement in wanted}
    assert {requirement["name"] for requirement in locked} == names, "run just lock"


def test_examples_hold_the_stories_text() -> None:
    stories = ROOT / "benchmarks" / "stories"
    example = ROOT / "examples" / "bandar-abbas-port-explosion" / "articles.jsonl"
    assert example.read_bytes() == (stories / "01-bandar-abbas-port-explosion" / "articles.jsonl").read_bytes()
