"""Fit the weights by which twosource chooses what a pronoun stands for (`twosource/annotate/antecedents.json`).

    python -m training.coref --data DIR [--out FILE] [--report FILE]

He and she: GAP development (each snippet with and without its page's title) and GUM's train documents; it and they:
GUM alone. A log-linear ranking over the candidates that the library itself finds, with an L2 penalty, fitted by
L-BFGS; where several candidates are right, or GAP only says which are wrong, the likelihood is that of any right one.
GAP's validation file is never read. Figures in the report are held out: GAP development in two halves, GUM dev.
Deterministic: no sampling, no seed. The signs of a pronoun hold the choices before it, so each round reads again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import archives
from benchmarks.tasks import coref
from training.weights import main, minimise
from twosource.annotate import annotate
from twosource.annotate.antecedents import BY_HAND, Candidate, Signs, best, kind_of
from twosource.annotate.mentions import find_entities
from twosource.articles import make_article
from twosource.data import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PENALTY = 3.0
ROUNDS = 2
FIRST = {"back@0": 3.0, "back@1": 2.0, "back@2": 1.0, "subject@0": 1.0, "subject@1": 1.5, "main@0": 1.0, "gender+": 1.0}
NOBODY = {"none": 9.0}
SAME = frozenset({"coref", "ana", "cata", "appos"})
HERE = Path(__file__).parent
OUT = HERE.parent / "twosource" / "annotate" / "antecedents.json"
REPORT = HERE / "coref_report.json"

Weights = dict[str, dict[str, float]]
Span = tuple[int, int]


@dataclass(slots=True)
class Choice:
    """One pronoun: the signs of its candidates, which of them are right, and how much the choice counts."""

    signs: list[Signs]
    right: list[bool]
    weight: float = 1.0


# ---- GAP


@dataclass(frozen=True, slots=True)
class Read:
    """A case of GAP and its snippet as read once; the ranking runs on it many times."""

    case: coref.Case
    document: Document


def read_gap(data: Path) -> list[Read]:
    """Every case of GAP development twice: with title, then without."""
    cases = coref.read_cases(data, "development")
    found = []
    for titled in (True, False):
        documents = annotate(coref.article(c, titled=titled) for c in cases)
        found += [Read(c, d) for c, d in zip(cases, documents, strict=True)]
    return found


def gap_choices(gap: Iterable[Read], weights: Weights) -> tuple[list[Choice], list[tuple[bool, bool]]]:
    """The choice at each case's pronoun, and what the weights answer."""
    choices, answers, chosen = [], [], best(weights)
    for read in gap:
        seen: list[Choice] = []

        def choose(token: Token, candidates: Sequence[Candidate], read: Read = read, seen: list[Choice] = seen) -> int:
            if token.idx == read.case.pronoun[0]:
                seen.append(Choice([s for _, s in candidates], _right(read.case, candidates), 0.5))
            return chosen(token, candidates)

        entities = find_entities(read.document.article, read.document.doc, choose=choose)
        answers.append(coref.answers(read.case, entities))
        choices += [c for c in seen if any(c.right) and not all(c.right)]
    return choices, answers


def _right(case: coref.Case, candidates: Sequence[Candidate]) -> list[bool]:
    """Candidates with the right name; where neither name is right, all that have neither."""

    def holds(candidate: Candidate, name: Span) -> bool:
        entity = candidate[0]
        return entity is not None and any(
            a < name[1] and name[0] < b for a, b, kind in entity.mentions if kind == "name"
        )

    held = [[holds(c, name) for name in case.names] for c in candidates]
    if any(case.gold):
        return [any(h and g for h, g in zip(row, case.gold, strict=True)) for row in held]
    return [not any(row) for row in held]


# ---- GUM


@dataclass(slots=True)
class Chains:
    """A GUM document: its text, and the chain of each head word."""

    document: Document
    chain: dict[int, int] = field(default_factory=dict)


def read_gum(data: Path, split: str) -> list[Chains]:
    """The documents of a split, read by the library, with the chains of their mentions' head words."""
    found = []
    for name, text in archives.texts(data, "coref-gum-free", f"{split}/*.tsv"):
        plain, spans = gum_chains(text)
        (document,) = annotate([make_article(plain, id=name, outlet="GUM")])
        found.append(Chains(document, _heads(document.doc, spans)))
    return found


@dataclass(slots=True)
class Marked:
    """A GUM file: its words joined by blanks, one sentence a line, and its mentions by number."""

    plain: str = ""
    spans: dict[str, Span] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)  # person, organization, place ...
    links: list[tuple[str, str]] = field(default_factory=list)  # mentions of one thing


def gum_mentions(text: str) -> Marked:
    """The mentions of a WebAnno file."""
    made = Marked()
    for line in text.splitlines():
        if line.startswith("#Text="):
            made.plain = made.plain.rstrip(" ") + ("\n" if made.plain else "")
        cells = line.split("\t")
        if line.startswith("#") or len(cells) < 10:
            continue
        start, made.plain = len(made.plain), made.plain + cells[2] + " "
        for key, kind in _mention_keys(cells):
            made.spans[key] = (made.spans.get(key, (start, 0))[0], start + len(cells[2]))
            made.types[key] = kind
        made.links += list(_links(cells))
    return made


def gum_chains(text: str) -> tuple[str, list[list[Span]]]:
    """The words joined by blanks, one sentence a line, and the spans of each chain."""
    marked = gum_mentions(text)
    parent = {key: key for key in marked.spans}

    def top(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for a, b in marked.links:
        if a in parent and b in parent:
            parent[top(a)] = top(b)
    chains: dict[str, list[Span]] = {}
    for key, span in marked.spans.items():
        chains.setdefault(top(key), []).append(span)
    return marked.plain, list(chains.values())


def _mention_keys(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Number and type of each mention a word belongs to; one without a number is the word's own."""
    for part in cells[3].split("|") if cells[3] != "_" else ():
        kind, _, number = part.rstrip("]").partition("[")
        yield number or f"at {cells[0]}", kind


def _links(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    if cells[8] == "_":
        return
    for relation, target in zip(cells[8].split("|"), cells[9].split("|"), strict=False):
        place = re.match(r"([\d-]+)(?:\[(\d+)_(\d+)\])?$", target)
        if relation.partition(":")[0] in SAME and place:
            to, source = place.group(2) or "0", place.group(3) or "0"
            yield (f"at {cells[0]}" if source == "0" else source), (f"at {place.group(1)}" if to == "0" else to)


def _heads(doc: Doc, chains: Iterable[Iterable[Span]]) -> dict[int, int]:
    """Head word to chain; of two mentions with one head the shorter counts."""
    rows = []
    for number, spans in enumerate(chains):
        for start, end in spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(span):
                rows.append((start - end, number, span.root.i))
    return {head: number for _, number, head in sorted(rows)}


def gum_choices(
    documents: Iterable[Chains], weights: Weights, kind: str, *, teach: bool = True
) -> tuple[list[Choice], dict[str, int]]:
    """The choices at pronouns of a kind. `teach` goes on with the right answer, not the weights' own."""
    choices: list[Choice] = []
    counts = dict.fromkeys(("pronouns", "right", "named", "named_right", "answered"), 0)
    chosen = best(weights)
    for chains in documents:

        def choose(token: Token, candidates: Sequence[Candidate], chains: Chains = chains) -> int:
            at = chosen(token, candidates)
            chain = chains.chain.get(token.i)
            if chain is None:
                return at
            right = [_in_chain(chains, c, chain) for c in candidates[:-1]]
            right.append(not any(right))
            if kind_of(token) == kind:
                _count(counts, right, at)
                if not all(right):
                    choices.append(Choice([s for _, s in candidates], right))
            return right.index(True) if teach else at

        find_entities(chains.document.article, chains.document.doc, choose=choose)
    return choices, counts


def _in_chain(chains: Chains, candidate: Candidate, chain: int) -> bool:
    entity = candidate[0]
    heads = []
    for start, end, kind in entity.mentions if entity is not None else ():
        span = chains.document.doc.char_span(start, end, alignment_mode="expand")
        if kind != "pronoun" and span is not None and len(span):
            heads.append(span.root.i)
    return any(chains.chain.get(h) == chain for h in heads)


def _count(counts: dict[str, int], right: Sequence[bool], at: int) -> None:
    counts["pronouns"] += 1
    counts["right"] += right[at]
    counts["named"] += not right[-1]
    counts["named_right"] += right[at] and not right[-1]
    counts["answered"] += at != len(right) - 1


# ---- fitting


def fit(choices: Sequence[Choice], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of greatest penalised likelihood that some right candidate is chosen."""
    names = sorted({name for c in choices for signs in c.signs for name in signs})
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((sum(len(c.signs) for c in choices), len(names)))
    for row, signs in enumerate(s for c in choices for s in c.signs):
        for name, value in signs.items():
            matrix[row, place[name]] = value
    group = np.repeat(np.arange(len(choices)), [len(c.signs) for c in choices])
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    right = np.array([r for c in choices for r in c.right], dtype=float)
    weight = np.array([c.weight for c in choices])

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ theta
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        all_of = np.add.reduceat(scores, starts)
        good = np.maximum(np.add.reduceat(scores * right, starts), 1e-300)
        pull = (scores / all_of[group] - scores * right / good[group]) * weight[group]
        value = float(-(weight * (np.log(good) - np.log(all_of))).sum() + penalty / 2 * (theta**2).sum())
        return value, matrix.T @ pull + penalty * theta

    theta = minimise(loss, np.zeros(len(names)))
    return {name: round(float(value), 4) for name, value in zip(names, theta, strict=True) if abs(value) >= 0.0005}


def fit_persons(gap: Sequence[Read], gum: Sequence[Chains]) -> dict[str, float]:
    """He and she: GUM's choices as taught, GAP's anew each round."""
    weights: Weights = {"person": dict(FIRST), "it": NOBODY, "they": NOBODY}
    taught, _ = gum_choices(gum, weights, "person")
    for _ in range(ROUNDS):
        choices, _ = gap_choices(gap, weights)
        weights["person"] = fit([*choices, *taught])
    return weights["person"]


def halves(gap: Sequence[Read], gum: Sequence[Chains]) -> dict[str, float]:
    """F1 on each half of GAP development of weights fitted on the other, with and without titles."""
    cases = len(gap) // 2
    figures = {}
    for fold in (0, 1):
        weights = {"person": fit_persons(gap[1 - fold :: 2], gum), "it": NOBODY, "they": NOBODY}
        for name, part in (("titled", gap[:cases][fold::2]), ("plain", gap[cases:][fold::2])):
            _, answers = gap_choices(part, weights)
            figures[f"{name}_f1_half_{fold}"] = coref.count([r.case for r in part], answers).f1
    return figures


def train(data: Path) -> tuple[dict[str, Weights], dict[str, Any]]:
    """What is shipped, and the report."""
    gap, gum, dev = read_gap(data), read_gum(data, "train"), read_gum(data, "dev")
    report: dict[str, Any] = {"penalty": PENALTY, "rounds": ROUNDS, "gap_development": halves(gap, gum)}
    weights: Weights = {"person": fit_persons(gap, gum), "it": NOBODY, "they": NOBODY}
    for kind in ("it", "they"):
        choices, _ = gum_choices(gum, weights, kind)
        weights[kind] = fit(choices)
    report["gum_dev"] = {kind: gum_choices(dev, weights, kind, teach=False)[1] for kind in weights}
    report["signs"] = {kind: len(table) for kind, table in weights.items()}
    # these weigh what is written there, whatever was fitted beside them
    shipped = {kind: {sign: w for sign, w in table.items() if sign not in BY_HAND} for kind, table in weights.items()}
    return {"weights": shipped}, report


if __name__ == "__main__":
    main(__doc__, train, out=OUT, report=REPORT)
