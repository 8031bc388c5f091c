"""Whole jobs: the accounts of the plain flow on every engine, and nothing lost on the way."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.pace import PATIENCE
from tests.small_stories import FERRY, STRIKE, write_jsonl
from twosource import pipeline
from twosource.articles import read_articles
from twosource.errors import UsageError
from twosource.pipeline import reconcile
from twosource.reports.as_json import dumps
from twosource.scale import run
from twosource.scale.engine import SILENT

DAFT = importlib.util.find_spec("daft") is not None
needs_daft = pytest.mark.skipif(not DAFT, reason="Daft is not installed (twosource[cluster])")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with two stories in two files, a copy, and a broken line."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_jsonl(folder / "ferry.jsonl", [*FERRY, FERRY[0]])
    with write_jsonl(folder / "strike.jsonl", STRIKE).open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    return folder


def plain(folder: Path) -> str:
    """What the plain flow makes of the folder."""
    articles = read_articles([folder], on_refusal=lambda _: None)
    return "".join(dumps(account, indent=None).rstrip("\n") + "\n" for account in reconcile(articles))


def test_the_accounts_are_those_of_the_plain_flow(inputs: Path, tmp_path: Path) -> None:
    done = run([inputs], tmp_path / "out")
    assert (tmp_path / "out" / "accounts.jsonl").read_text(encoding="utf-8") == plain(inputs)
    assert (done.taken, done.articles, done.folded, done.rejects, done.accounts) == (7, 5, 1, 1, 2)
    (reject,) = [json.loads(line) for line in (tmp_path / "out" / "rejects.jsonl").read_text().splitlines()]
    assert "not valid JSON" in reject["reason"]


def test_files_named_in_another_order_give_the_same(inputs: Path, tmp_path: Path) -> None:
    run([inputs / "strike.jsonl", inputs / "ferry.jsonl"], tmp_path / "out")
    assert (tmp_path / "out" / "accounts.jsonl").read_text(encoding="utf-8") == plain(inputs)


def test_one_id_for_two_articles_keeps_the_first(inputs: Path, tmp_path: Path) -> None:
    write_jsonl(inputs / "twice.jsonl", [FERRY[1] | {"text": FERRY[1]["text"] + " It sank in May."}])
    done = run([inputs], tmp_path / "out")
    assert done.rejects == 2
    assert (tmp_path / "out" / "accounts.jsonl").read_text(encoding="utf-8") == plain(inputs)


def test_pages_of_a_folder_are_read_a_few_at_a_time(tmp_path: Path) -> None:
    from twosource.scale.job import _tasks

    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("Words.")
    (tmp_path / "0.json").write_text('{"outlet": "Harbour Post"}')
    found = _tasks([tmp_path], "work", [])
    assert [len(task.files) for task in found] == [32, 8]


@pytest.mark.engine
@needs_daft
@pytest.mark.timeout(2 * PATIENCE)
@pytest.mark.parametrize(("engine", "workers"), [("native", 2), ("native", None), ("ray", 2), ("ray", None)])
def test_engines_give_the_same_bytes(inputs: Path, tmp_path: Path, engine: str, workers: int | None) -> None:
    ran = _job(inputs, tmp_path / "out", engine, workers)
    assert ran.wait(timeout=PATIENCE) == 3  # one input was refused
    assert (tmp_path / "out" / "accounts.jsonl").read_text(encoding="utf-8") == plain(inputs)


@pytest.mark.engine
@needs_daft
@pytest.mark.timeout(2 * PATIENCE)
def test_a_driver_that_is_killed(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = _job(inputs, out, "native")
    _wait(lambda: list(out.glob("work/*.deaths")))
    ran.send_signal(signal.SIGKILL)
    ran.wait()
    assert not (out / "accounts.jsonl").exists()
    assert _job(inputs, out, "native").wait(timeout=PATIENCE) == 3
    assert (out / "accounts.jsonl").read_text(encoding="utf-8") == plain(inputs)


@pytest.mark.engine
@needs_daft
@pytest.mark.timeout(2 * PATIENCE)
@pytest.mark.parametrize("workers", [None, 2])
def test_workers_that_are_killed(inputs: Path, tmp_path: Path, workers: int | None) -> None:
    out = tmp_path / "out"
    ran = _job(inputs, out, "native", workers)
    _wait(lambda: list(out.glob("work/*.deaths")))  # a worker is at an article
    killed = _workers(ran.pid)
    for child in killed:
        os.kill(child, signal.SIGKILL)
    assert len(killed) == (workers or 1)
    assert ran.wait(timeout=PATIENCE) == 3
    assert (out / "accounts.jsonl").read_text(encoding="utf-8") == plain(inputs)


@pytest.mark.engine
@needs_daft
@pytest.mark.timeout(2 * PATIENCE)
def test_two_ray_nodes_of_which_one_is_killed(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):  # work for both nodes, at the time of the kill and after
        write_jsonl(inputs / f"ferry-{number}.jsonl", [FERRY[number % 3] | {"id": f"again-{number}"}])
    for name, value in (SILENT | {"PYTHONPATH": os.getcwd()}).items():  # as a user of a cluster sets it on each node
        monkeypatch.setenv(name, value)
    with two_nodes() as (address, kill):
        ran = _job(inputs, tmp_path / "out", "ray", RAY_ADDRESS=address)
        _wait(lambda: list(tmp_path.glob("out/work/*.deaths")))
        assert ran.poll() is None
        kill()
        assert ran.wait(timeout=PATIENCE) == 3
    assert (tmp_path / "out" / "accounts.jsonl").read_text(encoding="utf-8") == plain(inputs)


@contextmanager
def two_nodes() -> Iterator[tuple[str, Callable[[], None]]]:
    """A Ray cluster of two nodes of a core each: its address, and what kills the second node."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ray's own
        from ray.cluster_utils import Cluster

        cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
        try:
            second = cluster.add_node(num_cpus=1)
            yield cluster.address, lambda: cluster.remove_node(second, allow_graceful=False)
        finally:
            cluster.shutdown()


@pytest.mark.engine
@needs_daft
@pytest.mark.timeout(2 * PATIENCE)
@pytest.mark.parametrize(("engine", "workers"), [("native", None), ("native", 2), ("ray", 2)])
def test_an_article_that_kills_its_workers_is_a_reject(
    inputs: Path, tmp_path: Path, engine: str, workers: int | None
) -> None:
    wanted = plain(inputs)
    write_jsonl(
        inputs / "poison.jsonl", [FERRY[0] | {"id": "poison", "text": FERRY[0]["text"] + " It sank."}, FERRY[0]]
    )
    (tmp_path / "sitecustomize.py").write_text(DEADLY, encoding="utf-8")  # every Python started with it runs this
    path = os.pathsep.join([str(tmp_path), os.getcwd()])
    assert _job(inputs, tmp_path / "out", engine, workers, PYTHONPATH=path).wait(timeout=PATIENCE) == 3
    rejects = [json.loads(line) for line in (tmp_path / "out" / "rejects.jsonl").read_text().splitlines()]
    assert [r["reason"] for r in rejects if "poison" in r["source"]] == ["a worker died 2 times while reading it"]
    assert (tmp_path / "out" / "accounts.jsonl").read_text(encoding="utf-8") == wanted


DEADLY = """
import importlib.util, os, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name != "twosource.pipeline":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            read = module.read_documents

            def read_or_die(articles):
                if any(article.id == "poison" for article in articles):
                    os._exit(9)
                return read(articles)

            module.read_documents = read_or_die

        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Finder())
"""


def _job(
    inputs: Path | str, out: Path | str, engine: str, workers: int | None = 2, **environment: str
) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "twosource", "run", str(inputs), "--out", str(out), "--engine", engine, "-q"]
    count = [] if workers is None else ["--workers", str(workers)]
    return subprocess.Popen(
        [*command, *count], env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _wait(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _workers(pid: int) -> list[int]:
    """The workers of Daft that any thread of a process started."""
    listed = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(child) for child in listed.split() if b"udf_worker" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_copies_of_an_article_that_fails_are_one_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ValueError("poison")

    monkeypatch.setattr(pipeline, "read_documents", fail)
    write_jsonl(tmp_path / "a.jsonl", FERRY[:1])
    write_jsonl(tmp_path / "b.jsonl", FERRY[:1])
    done = run([tmp_path / "a.jsonl", tmp_path / "b.jsonl"], tmp_path / "out")
    assert (done.taken, done.articles, done.folded, done.rejects) == (2, 0, 1, 1)


@pytest.mark.parametrize(
    ("source", "reason"),
    [("-", "a job reads files"), ("https://a.example/1", "only points to"), ("nothing.jsonl", "there is no such file")]
    + [("", "an empty name"), ("a" * 300, "it cannot be read (File name too long)")],
)
def test_what_is_no_file_is_a_reject(tmp_path: Path, source: str, reason: str) -> None:
    done = run([source], tmp_path / "out")
    assert (done.taken, done.rejects, done.accounts) == (1, 1, 0)
    assert reason in (tmp_path / "out" / "rejects.jsonl").read_text(encoding="utf-8")


def test_an_engine_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no engine 'spark'"):
        run([], tmp_path / "out", engine="spark")


def test_the_tables_have_a_row_for_each_finding_and_reject(inputs: Path, tmp_path: Path) -> None:
    table = pytest.importorskip("pyarrow.parquet")
    run([inputs], tmp_path / "out")
    accounts = [json.loads(line) for line in (tmp_path / "out" / "accounts.jsonl").read_text().splitlines()]
    rows = table.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
    assert [r["finding"] for r in rows] == [f["id"] for a in accounts for f in a["findings"]]
    assert {r["status"] for r in rows} == {f["status"] for a in accounts for f in a["findings"]}
    assert table.read_table(tmp_path / "out" / "rejects.parquet").num_rows == 1
