"""A job whose inputs and outputs lie in an object store, against a store on this machine."""

import importlib.util
import json
import os
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.small_stories import FERRY, STRIKE, write_jsonl
from twosource.articles import read_articles
from twosource.errors import UsageError
from twosource.pipeline import reconcile
from twosource.reports.as_json import dumps
from twosource.scale import places, run
from twosource.scale.job import _objects

# moto is in no group: its botocore would hold the lock at an old python-dateutil
THERE = all(importlib.util.find_spec(name) for name in ("moto", "boto3", "pyarrow"))
needs_store = pytest.mark.skipif(not THERE, reason="needs twosource[cluster] and, installed by itself, moto[s3,server]")


@pytest.mark.parametrize(
    ("address", "expected"),
    [("s3://news/crawls", True), ("gs://b", True), ("out", False), ("https://a.example/1", False), ("C:/out", False)],
)
def test_what_is_a_store(address: str, expected: bool) -> None:
    assert places.is_store(address) is expected


def test_a_folder_keeps_files_whole(tmp_path: Path) -> None:
    address = places.joined(tmp_path / "work", "a.part")
    assert places.state(address) == "missing"
    places.keep(address, b"words")
    assert (places.exists(address), places.load(address)) == (True, b"words")
    assert os.listdir(tmp_path / "work") == ["a.part"]
    places.remove(address)
    places.remove(address)
    assert not places.exists(address)


def test_a_store_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.fs", None)
    with pytest.raises(UsageError, match="twosource\\[cluster\\]"):
        run(["s3://never-asked-for/in"], tmp_path / "out")


@pytest.mark.parametrize("address", ["s3://two words/in", "abfs://no-account/in"])
def test_an_address_that_names_no_store_is_wrong_usage(address: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(UsageError, match="no address of an object store"):
        run([address], tmp_path / "out")


@pytest.fixture(scope="module")
def store() -> Iterator[Any]:
    """A client of an S3 server in a thread, which the environment names."""
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # those of the server's libraries
        from boto3 import client
        from moto.server import ThreadedMotoServer

        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        endpoint = "http://{}:{}".format(*server.get_host_and_port())
        keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1"}
        for name, value in (keys | {"AWS_ENDPOINT_URL": endpoint, "AWS_DEFAULT_REGION": "us-east-1"}).items():
            patch.setenv(name, value)
        made = client("s3")
        made.create_bucket(Bucket="news")
        yield made
        server.stop()


@pytest.fixture
def local(tmp_path: Path, store: Any) -> Path:
    """Inputs of every kind in a folder, and the same below s3://news/in."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "ferry.jsonl", FERRY)
    (folder / "page.html").write_text(page(STRIKE[0]), encoding="utf-8")
    (folder / "page.json").write_text(json.dumps({"id": "s1", "outlet": "Sidecar Post"}), encoding="utf-8")
    (folder / "crawl.warc.gz").write_bytes(crawl("https://harbour.example/strike", page(STRIKE[1])))
    rows(folder / "rows.parquet", [FERRY[2] | {"id": "row"}, {"id": "empty", "text": None}])
    for path in sorted(folder.iterdir()):
        store.upload_file(str(path), "news", f"in/{path.name}")
    store.put_object(Bucket="news", Key="in/.hidden.jsonl", Body=b"{")
    return folder


def page(record: dict[str, str]) -> str:
    """A record as a page."""
    body = "".join(f"<p>{line}</p>" for line in record["text"].split("\n") if line.strip())
    title = record.get("title", "Strike at the harbour")
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body * 3}</article></body></html>"


def crawl(url: str, html: str) -> bytes:
    """A WARC of one response."""
    import gzip

    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-05-02T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def rows(path: Path, records: list[dict[str, Any]]) -> None:
    """Records as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(records), path)


@pytest.mark.engine
@needs_store
def test_the_bytes_of_a_folder_and_of_a_store_are_the_same(local: Path, tmp_path: Path, store: Any) -> None:
    here = run([local], tmp_path / "out")
    there = run(["s3://news/in/"], "s3://news/out")
    assert there == here
    assert (here.taken, here.rejects) == (7, 1)
    assert got(store, "out/accounts.jsonl") == (tmp_path / "out" / "accounts.jsonl").read_bytes()
    (reject,) = [json.loads(line) for line in got(store, "out/rejects.jsonl").splitlines()]
    assert reject["source"] == "s3://news/in/rows.parquet, row 2"
    import pyarrow.parquet as pq

    findings = pq.read_table(BytesIO(got(store, "out/findings.parquet"))).to_pylist()
    assert findings == pq.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    assert findings


@pytest.mark.engine
@needs_store
def test_what_is_done_in_a_store_is_not_done_again(store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.upload_file(str(write_jsonl(tmp_path / "a.jsonl", FERRY)), "news", "again/a.jsonl")
    run(["s3://news/again/a.jsonl"], "s3://news/again-out")
    first = got(store, "again-out/accounts.jsonl")
    store.delete_object(Bucket="news", Key="again-out/accounts.jsonl")

    def fail(*_: object) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patched:
        patched.setattr("twosource.pipeline.read_documents", fail)
        run(["s3://news/again/a.jsonl"], "s3://news/again-out")
    assert got(store, "again-out/accounts.jsonl") == first
    assert first.decode() == "".join(
        dumps(a, indent=None).rstrip("\n") + "\n" for a in reconcile(read_articles([tmp_path / "a.jsonl"]))
    )


@pytest.mark.engine
@needs_store
@pytest.mark.parametrize("address", ["s3://news/nothing/", "s3://no-such-bucket/a.jsonl"])
def test_what_is_not_there_is_a_reject(address: str, store: Any, tmp_path: Path) -> None:
    done = run([address], tmp_path / "out")
    assert (done.taken, done.rejects) == (1, 1)
    assert json.loads((tmp_path / "out" / "rejects.jsonl").read_text())["source"] == address


@pytest.mark.engine
@needs_store
def test_objects_are_chosen_as_files_are(local: Path, store: Any) -> None:
    store.put_object(Bucket="news", Key="in/notes.doc", Body=b"no article")
    names = [str(found).rsplit("/", 1)[-1] for found in _objects("s3://news/in")]
    assert names == ["crawl.warc.gz", "ferry.jsonl", "page.html", "rows.parquet"]


def got(store: Any, key: str) -> bytes:
    """The bytes of an object, by another client than ours."""
    data: bytes = store.get_object(Bucket="news", Key=key)["Body"].read()
    return data


def test_rows_of_a_table_are_records(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from datetime import UTC, datetime

    from twosource.data import Article
    from twosource.scale.rows import read_rows

    day = datetime(2025, 5, 2, 8, tzinfo=UTC)
    rows(
        tmp_path / "a.parquet",
        [FERRY[0] | {"published": day, "score": 2.5}, FERRY[1] | {"published": None, "score": 1.0}],
    )
    first, second = read_rows(tmp_path / "a.parquet")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.text, first.source) == (FERRY[0]["text"], f"{tmp_path}/a.parquet, row 1")
    assert (first.published or "").startswith("2025-05-02")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no table")
    (refusal,) = read_rows(tmp_path / "a.parquet")
    assert "cannot be read" in str(refusal)
