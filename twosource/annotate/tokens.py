"""The tokenizer: spaCy's English rules, with three conventions of the treebanks that the reader learned from.

A run of one mark (`!!!`, `?!`, `***`, `=====`) is one token; an affix stays with its hyphen and word (`anti-war`,
`co-founder`, `ex-president`), while other compounds are split at theirs; a telephone number is one token.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

RUNS = [r"[!?][.!?]+", r"\.[!?]+", r"[-=*_~]{2,}", r"<<+", r">>+", r"\$\$+", r"##+"]
# the affixes that the Penn Treebank's later guidelines do not split at the hyphen
AFFIXES = (
    "agro ante anti arch bi bio co counter cross cyber de e eco ex extra inter intra macro mega micro mid mini mono "
    "multi neo non over pan para post pre pro proto pseudo quasi re semi sub super trans tri u ultra un uni vice"
).split()
TELEPHONE = re.compile(r"(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}")
HYPHEN = "-|–|—|--|---|——|~"


def set_rules(language: Language) -> None:
    """Give an English pipeline's tokenizer these rules, in place."""
    defaults = language.Defaults
    tokenizer = cast(Tokenizer, language.tokenizer)
    infixes = [_after_words_only(str(rule)) for rule in defaults.infixes or ()]
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*RUNS, r"(?<=[^\W\d_])[?!](?=[^\W\d_])", *infixes]).finditer
    tokenizer.token_match = TELEPHONE.fullmatch


def _after_words_only(rule: str) -> str:
    """The rule that splits at hyphens, kept off the hyphen of an affix; every other rule as it is."""
    if HYPHEN not in rule:
        return rule
    return "".join(rf"(?<!\b(?i:{affix}))" for affix in AFFIXES) + rule
