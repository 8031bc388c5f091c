"""The wordpieces of BERT, uncased (Devlin and others, 2019): the ids that the shipped encoder was trained on.

Written here because the package that offers them brings a client of a model hub with it: six packages, 35 MB, for forty
lines. `tests/models/test_wordpieces.py` holds the two against each other, character by character. One difference is
meant: the words "[SEP]" and "[MASK]" in a report are text here, and no marks of the model.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

LONGEST = 100  # characters of a word that is still cut
CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPieces:
    """Cuts words and texts into the ids of a vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self.unknown = vocabulary["[UNK]"]
        self.ends = [vocabulary["[CLS]"], vocabulary["[SEP]"]]

    def encode(self, text: str) -> list[int]:
        """Ids of a text between its two ends."""
        return [self.ends[0], *self.cut(text), self.ends[1]]

    def cut(self, text: str) -> list[int]:
        """Ids of a word or text, without ends."""
        return [piece for word in _words(text) for piece in self._pieces(word)]

    def _pieces(self, word: str) -> list[int]:
        """The longest pieces from the left; the unknown one where some part has none."""
        if len(word) > LONGEST:
            return [self.unknown]
        pieces: list[int] = []
        start, mark = 0, ""
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self.vocabulary.get(mark + word[start:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            pieces.append(piece)
            start, mark = end, "##"
        return pieces


def open_wordpieces(path: Path) -> WordPieces:
    """The wordpieces of a `tokenizer.json`."""
    return WordPieces(json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"])


def _words(text: str) -> Iterator[str]:
    """Lower-cased words without accents; each mark and each Chinese character is a word."""
    word: list[str] = []
    for char in text:
        for part in _parts(char):
            if len(part) == 1:
                word.append(part)
                continue
            if word:
                yield "".join(word)
                word.clear()
            if part.strip():
                yield part.strip()
    if word:
        yield "".join(word)


@lru_cache(maxsize=1 << 16)
def _parts(char: str) -> tuple[str, ...]:
    """What a character becomes: letters of a word, and between spaces what stands alone."""
    kind = unicodedata.category(char)
    if char in "\t\n\r" or (char.isspace() and kind != "Cc"):
        return ("  ",)
    if char == "\ufffd" or kind in {"Cc", "Cf", "Co", "Cs"}:
        return ()
    if any(first <= ord(char) <= last for first, last in CJK):
        return tuple(f" {c} " for c in unicodedata.normalize("NFD", char))
    plain = [c for c in unicodedata.normalize("NFD", char) if unicodedata.category(c) != "Mn"]
    lowered = "".join(c.lower() for c in plain)
    return tuple(f" {c} " if _is_mark(c) else c for c in lowered)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "P" or char in "$+<=>^`|~"
