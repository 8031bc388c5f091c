from pathlib import Path

import pytest

from twosource.errors import UsageError
from twosource.stories.families import family_of, host_of, outlet_key


@pytest.mark.parametrize(
    ("outlet", "url", "family"),
    [
        ("BBC News", None, "BBC"),
        ("the guardian", None, "Guardian Media Group"),
        ("USA Today (print edition)", None, "Gannett"),
        ("Someone's copy", "https://www.wsj.com/articles/x", "News Corp"),
        ("Aster Echo", "https://asterecho.example/x", "Aster Echo"),
        ("Aster Echo", None, "Aster Echo"),
        ("Aster Echo", "not an address", "Aster Echo"),
        ("", None, ""),
    ],
)
def test_the_shipped_table(outlet: str, url: str | None, family: str) -> None:
    assert family_of(outlet, url) == family


def test_a_table_of_ones_own_replaces_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "families.toml"
    table.write_text('"Aster Press" = ["Aster Echo", "lunderadio.example"]\n', encoding="utf-8")
    monkeypatch.setenv("TWOSOURCE_FAMILIES", str(table))
    assert family_of("The Aster Echo") == "Aster Press"
    assert family_of("Lunde Radio", "https://www.lunderadio.example/5") == "Aster Press"
    assert family_of("BBC News") == "BBC News"


@pytest.mark.parametrize("content", ["Aster = [", "Aster Press = 3", None])
def test_a_table_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    table = tmp_path / "broken.toml"
    if content is not None:
        table.write_text(content, encoding="utf-8")
    monkeypatch.setenv("TWOSOURCE_FAMILIES", str(table))
    with pytest.raises(UsageError, match="broken.toml"):
        family_of("Aster Echo")


@pytest.mark.parametrize(
    "content", ['"Aster Press" = "Aster Echo"', '"Aster Press" = [1, 2]', '["Aster Press"]\nmembers = ["x"]']
)
def test_a_table_of_another_shape_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    table = tmp_path / "shape.toml"
    table.write_text(content, encoding="utf-8")
    monkeypatch.setenv("TWOSOURCE_FAMILIES", str(table))
    with pytest.raises(UsageError, match="list of outlets"):
        family_of("Aster Echo")


def test_an_outlet_in_two_families_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "twice.toml"
    table.write_text('"Aster Press" = ["Aster Echo"]\n"Lunde Group" = ["The Aster Echo"]\n', encoding="utf-8")
    monkeypatch.setenv("TWOSOURCE_FAMILIES", str(table))
    with pytest.raises(UsageError, match="is in 'Aster Press' and in 'Lunde Group'"):
        family_of("Aster Echo")


def test_keys() -> None:
    assert outlet_key("The Aster Echo (online)") == "aster echo"
    assert host_of("https://www.echo.example:8080/x") == "echo.example"
    assert host_of("http://[broken") == ""
    assert host_of(None) == ""
