"""What `pip install twosource` brings without extras, by the lock: nothing large by the back door."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

LOCK = tomllib.loads((Path(__file__).parents[1] / "uv.lock").read_text(encoding="utf-8"))
MOST_PACKAGES = 98
MOST_MIB = 155  # of wheels to download for one machine; installed they are three to four times that


def core() -> set[str]:
    """The packages of an install without extras, on any system and Python."""
    needs: dict[str, set[str]] = {}
    for package in LOCK["package"]:
        needs.setdefault(package["name"], set()).update(d["name"] for d in package.get("dependencies", []))
    found: set[str] = set()
    todo = ["twosource"]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(needs[name])
    return found


def wheel_bytes(package: dict[str, Any]) -> int:
    """The largest wheel of a package for Linux on x86-64 and CPython 3.11, or for any."""
    names = [(wheel["url"].rsplit("/", 1)[-1], wheel["size"]) for wheel in package.get("wheels", [])]
    fit = [n for n, _ in names if n.endswith("-none-any.whl") or ("x86_64" in n and "manylinux" in n)]
    return max((size for n, size in names if n in fit and ("cp311" in n or "abi3" in n or "py3" in n)), default=0)


@pytest.mark.parametrize(
    "name",
    ["torch", "transformers", "pandas", "scipy", "scikit-learn", "pyarrow", "daft", "ray"]
    + ["sentencepiece", "playwright", "psycopg", "boto3", "matplotlib", "networkx"],
)
def test_the_core_is_free_of(name: str) -> None:
    assert name not in core()


def test_the_core_stays_small() -> None:
    packages = core()
    sizes = dict.fromkeys(packages, 0)
    for package in LOCK["package"]:
        if package["name"] in packages:  # some are locked in one version per Python
            sizes[package["name"]] = max(sizes[package["name"]], wheel_bytes(package))
    assert len(packages) <= MOST_PACKAGES
    assert sum(sizes.values()) / 2**20 <= MOST_MIB, sorted(sizes.items(), key=lambda item: -item[1])[:8]
