"""CoNLL-U as documents: running text rebuilt from SpaceAfter, and words with their place in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word; `head` is the index of a word of the document, -1 for the root of a sentence."""

    start: int
    end: int
    head: int
    label: str
    upos: str
    lemma: str


@dataclass(slots=True)
class Tree:
    """A document: its text, its words, and the indices of the words that begin a sentence."""

    name: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    @property
    def forms(self) -> list[str]:
        """The words as they stand in the text."""
        return [self.text[word.start : word.end] for word in self.words]

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """First and last character of each sentence, half-open."""
        ends = [*self.starts[1:], len(self.words)]
        return [(self.words[a].start, self.words[b - 1].end) for a, b in zip(self.starts, ends, strict=True)]


def read_conllu(text: str) -> Iterator[Tree]:
    """The documents of a CoNLL-U file; without `# newdoc` all of it is one. Paragraphs are an empty line apart."""
    tree = Tree("")
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        marks = [line[1:].strip() for line in block.splitlines() if line.startswith("#")]
        opening = next((mark for mark in marks if mark.startswith("newdoc")), None)
        if opening is not None:
            if tree.words:
                yield tree
            tree = Tree(opening.partition("=")[2].strip())
        if tree.text and any(mark == "newpar" or mark.startswith("newpar id") for mark in marks):
            tree.text = tree.text.rstrip() + "\n\n"
        if rows:
            _add_sentence(tree, rows)
    if tree.words:
        yield tree


def _add_sentence(tree: Tree, rows: list[list[str]]) -> None:
    """Append a sentence. The words of a multiword token stand in it without a space, as English writes them."""
    base = len(tree.words)
    tree.starts.append(base)
    inside = 0  # the last word of the multiword token that is open
    for row in rows:
        number, form, misc = row[0], row[1], row[9]
        if "-" in number:
            inside, multiword_misc = int(number.partition("-")[2]), misc
            continue
        if not number.isdigit():
            continue  # an empty node of the enhanced graph
        start = len(tree.text)
        head = int(row[6])
        tree.words.append(
            Word(start, start + len(form), base + head - 1 if head else -1, universal(row[7]), row[3], row[2])
        )
        open_word = int(number) < inside
        misc = multiword_misc if int(number) == inside else misc
        tree.text += form if open_word or "SpaceAfter=No" in misc.split("|") else form + " "


def doc_of(language: Language, words: Sequence[str], starts: Sequence[int]) -> Doc:
    """Words and sentences as given, read by every component but the tokenizer and the sentence rules."""
    begun = set(starts)
    doc = Doc(language.vocab, words=list(words), sent_starts=[i in begun for i in range(len(words))])
    for name, component in language.pipeline:
        if name != "twosource_sentences":
            doc = component(doc)
    return doc


def words_of(doc: Doc) -> tuple[list[Word], list[tuple[int, int]]]:
    """A parsed Doc's words and sentences in the same form; white space is no word."""
    index = {token.i: n for n, token in enumerate(token for token in doc if not token.is_space)}
    words = []
    for token in doc:
        if token.i in index:
            head = -1 if token.head.i == token.i else index.get(token.head.i, -1)
            end = token.idx + len(token.text)
            words.append(Word(token.idx, end, head, universal(token.dep_.lower()), token.pos_, token.lemma_))
    return words, list(_bounds(doc))


def _bounds(doc: Doc) -> Iterable[tuple[int, int]]:
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield words[0].idx, words[-1].idx + len(words[-1].text)


def universal(label: str) -> str:
    """A relation without its language's subtype, as the CoNLL 2018 evaluation compares it."""
    return label.partition(":")[0]
