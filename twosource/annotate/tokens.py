"""The tokenizer: spaCy's English rules, with the conventions of the treebanks that the reader learned from.

A run of one mark (`!!!`, `?!`, `***`, `=====`) is one token; an affix stays with its hyphen and word (`anti-war`,
`co-founder`, `ex-president`), while other compounds are split at theirs, those before a number too (`COVID-19`); a
telephone number, a date of three numbers and a hashtag are one token; an abbreviation keeps its full stop; what was
written without a space is parted (`gone(he`, `over.You'll`, `7:30PM`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

if TYPE_CHECKING:
    from spacy.language import Language

RUNS = [r"[!?][.!?]+", r"(?<!\.)\.[!?]+", r"[-=*_~]{2,}", r"<<+", r">>+", r"\$\$+", r"##+"]
# the affixes that the Penn Treebank's later guidelines do not split at the hyphen
AFFIXES = (
    "agro ante anti arch bi bio co counter cross cyber de e eco ex extra inter intra macro mega micro mid mini mono "
    "multi neo non over pan para post pre pro proto pseudo quasi re semi sub super trans tri u ultra un uni vice"
).split()
# abbreviations that spaCy does not know
SHORT = (
    "al. approx. cf. dept. esp. est. ext. fig. figs. lb. lbs. oz. pp. viz. vol. vols. "
    "Approx. Assn. Assoc. Atty. Attn. Ave. Blvd. Brig. Cal. Capt. Cmdr. Col. Comdr. Cpl. Dept. Det. Drs. Esp. Esq. Est. Fig. Figs. Fri. "
    "Ft. Gens. Hon. Insp. Lt. Maj. Mlle. Mme. Mon. Profs. Pvt. Rd. Reps. Rs. Sat. Sens. Sgt. Spc. Sr. Sts. Supt. Tex. Thu. Thur. Thurs. Tue. "
    "Tues. Univ. Vol. Wed. Wyo. CORP. DR. GEN. INC. LTD. MR. MRS. PVT. ST. Yahoo!"
).split()
SPOKEN = {
    **{"wanna": 3, "Wanna": 3, "outta": 3, "Outta": 3, "dunno": 2, "Dunno": 2},
    **{"CANNOT": 3, "CANT": 2, "DONT": 2, "WONT": 2},
}  # where they are cut
# spaCy's exceptions that are other words in the news: a day and a verb; a thousand and a million before a full stop;
# two marks that are hardly ever a face
DROPPED = ("and/or", "id", "Id", "wed", "Wed", "hed", "Hed", "):", "k.", "m.")
TELEPHONE = r"(?:\d-)?(?:\d{3}[-/])?\d{3}-\d{4}|\d-\d{4}|\d{5}-\d{4}"
DATE = r"\d{1,4}-\d{1,2}-\d{1,4}"
DECADE = r"(?:\d\d)?\d0['’]s|['’]\d0s|’\d\d"  # and a year without its century
WHOLE = re.compile(rf"{TELEPHONE}|{DATE}|{DECADE}")
COMPOUND = frozenset("-–—/")
HYPHEN = "-|–|—|--|---|——|~"
PREFIXES = [r"[-~](?=[^\W\d_])", r"\.(?=[A-Z][a-z])"]
SUFFIXES = [
    r"(?<=[^\W\d_])[-`~]",
    r"(?<=\d)[-–]",
    r"(?<=[^\W\d_])`s",
    r"(?<=\d)(?:[AaPp][Mm]|b|k|K|hrs?|Hz|kHz|MHz|GHz|mins?|secs?|lbs?|watts?|bn)",
]
INFIXES = [
    r"(?<=[^\W\d_])[?!](?=[^\W\d_])",
    r"(?<=[^\W\d_])(?i:n['’]t|['’](?:ll|re|ve|m|d|s))(?!\w)",
    r"(?<=\w)[(\[](?=[^\W\d_])",
    r"(?<=[^\W\d_])[(\[:](?=\d)",
    r"(?<=\d)(?:[AaPp][Mm])?[-–](?=[$£€])",
    r"(?<=[-–])[$£€](?=\d)",
    r"(?<=\d)[AaPp][Mm](?=[-–])",
    r"(?<=[AaPp][Mm])[-–](?=\d)",
    r"[)\]](?=[(\[,.;:]*[^\W\d_])",
    r"(?<=[)\]])[(\[,.;:](?=[^\W\d_])",
    r"(?<=[^\W\d_])[\"”](?=[<(\w.]|--)",
    r"(?<=[^\W\d_])\.(?=\[\d)",
    r"(?<=\d)[–—](?=\d)",
]
BEFORE_NUMBER = rf"(?<=[^\W\d_])(?:{HYPHEN})(?=\d)"


# words that nothing possessive stands before: "its a pity" was meant as "it's"
BARE = frozenset(
    "a an the this that these those i you he she we they it my his her our their not n't been really definitely nothing "
    "anything gonna gon going getting because for from in on at to with like if when what how why".split()
)
MEANT = {"its": 2, "your": 3}  # where they are cut then


class Parting(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer, which also parts `its` and `your` where they were meant as "it's" and "you're"."""

    def __call__(self, string: str) -> Doc:
        """The tokens of a text."""
        doc: Doc = super().__call__(string)
        low = doc.to_array("LOWER")
        found = np.flatnonzero(np.isin(low, [doc.vocab.strings[word] for word in MEANT])).tolist()
        meant = {i for i in found if _is_meant(doc, i)}
        if not meant:
            return doc
        words, spaces = [], []
        for token in doc:
            at = MEANT[token.lower_] if token.i in meant else len(token)
            words += [part for part in (token.text[:at], token.text[at:]) if part]
            spaces += [False] * (token.i in meant) + [bool(token.whitespace_)]
        return Doc(doc.vocab, words=words, spaces=spaces)


def _is_meant(doc: Doc, at: int) -> bool:
    """Whether a word follows that nothing possessive stands before, and it is no part of a compound ("in-house")."""
    after = doc[at + 1 : at + 3]
    return bool(after) and after[0].lower_ in BARE and not (len(after) > 1 and after[1].text in COMPOUND)


def set_rules(language: Language) -> None:
    """Give an English pipeline's tokenizer these rules, in place."""
    defaults = language.Defaults
    given = cast(Tokenizer, language.tokenizer)
    tokenizer = Parting(language.vocab, rules=given.rules, url_match=given.url_match)
    language.tokenizer = tokenizer
    infixes = [_after_words_only(str(rule)) for rule in (*(defaults.infixes or ()), BEFORE_NUMBER)]
    prefixes = ["#(?![^\\W\\d_])" if rule == "#" else rule for rule in defaults.prefixes or ()]
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *PREFIXES, *prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *SUFFIXES, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*RUNS, *INFIXES, *infixes]).finditer
    tokenizer.token_match = WHOLE.fullmatch
    tokenizer.rules = {text: rule for text, rule in (tokenizer.rules or {}).items() if text not in DROPPED}
    for text in SHORT:
        tokenizer.add_special_case(text, [{"ORTH": text}])
    for text, at in SPOKEN.items():
        tokenizer.add_special_case(text, [{"ORTH": text[:at]}, {"ORTH": text[at:]}])


def _after_words_only(rule: str) -> str:
    """The rule that splits at hyphens, kept off the hyphen of an affix; every other rule as it is."""
    if HYPHEN not in rule:
        return rule
    return "".join(rf"(?<!\b(?i:{affix}))" for affix in AFFIXES) + rule
