"""JSON: the contract of the evaluation, the schema, and the way back."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from tests.reports.conftest import Told
from twosource import data
from twosource.articles import read_articles
from twosource.pipeline import reconcile
from twosource.reports.as_json import FIELDS, dumps, loads, schema

ROOT = Path(__file__).parent.parent.parent
PUBLISHED = ROOT / "docs" / "reference" / "account.schema.json"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())


def validator() -> jsonschema.Draft202012Validator:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    return jsonschema.Draft202012Validator(published)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_example_fits_the_published_schema(example: Path) -> None:
    for account in reconcile(read_articles([example])):
        validator().validate(json.loads(dumps(account)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("findings", 0, "status"), "true"),
        (("findings", 0, "values", 0, "evidence", 0, "start"), "12"),
        (("articles", 0, "origin"), None),
        (("timeline", 0, "date"), 2024),
    ],
)
def test_the_schema_refuses_what_is_wrong(ferry: Told, path: tuple[Any, ...], value: Any) -> None:
    plain = ferry.account.to_dict()
    place: Any = plain
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(plain)


@pytest.mark.parametrize("key", sorted(FIELDS["Account"]))
def test_every_key_is_always_there(ferry: Told, key: str) -> None:
    plain = json.loads(dumps(ferry.account))
    del plain[key]
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(plain)


def test_each_key_is_described() -> None:
    for name, keys in FIELDS.items():
        assert tuple(getattr(data, name).__struct_fields__) == tuple(keys) or set(
            getattr(data, name).__struct_fields__
        ) == set(keys)
    assert all("description" in form for form in schema()["$defs"]["Account"]["properties"].values())


def test_it_holds_the_contract_of_the_scorer(ferry: Told) -> None:
    from benchmarks import score

    plain = json.loads(dumps(ferry.account))
    assert not score.anchors_exact(plain, {article.id: article.text for article in ferry.articles})
    assert {entry["id"] for entry in plain["articles"]} == {article.id for article in ferry.articles}
    assert all({"id", "status", "values"} <= finding.keys() for finding in plain["findings"])
    assert all({"source", "cue", "content", "kind"} <= said.keys() for said in plain["attributions"])
    assert all({"name", "labels"} <= actor.keys() for actor in plain["actors"])
    assert all({"date", "evidence"} <= entry.keys() for entry in plain["timeline"])


@pytest.mark.parametrize("indent", [None, 1, 2])
def test_the_way_back(ferry: Told, indent: int | None) -> None:
    text = dumps(ferry.account, indent=indent)
    assert text.endswith("\n")
    assert (text.count("\n") == 1) is (indent is None)
    assert loads(text) == ferry.account


def test_an_account_says_what_made_it(ferry: Told) -> None:
    assert set(ferry.account.made_by) == {"twosource", "model", "pair_model"}
    assert all(ferry.account.made_by.values())


def test_from_dict_refuses_a_wrong_shape(ferry: Told) -> None:
    plain = deepcopy(ferry.account.to_dict())
    plain["findings"][0]["values"][0]["evidence"] = "somewhere"
    with pytest.raises(msgspec.ValidationError, match="evidence"):
        data.Account.from_dict(plain)
