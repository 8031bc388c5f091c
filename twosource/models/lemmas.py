"""Lemmas of inflected verbs and plural nouns by spelling, checked against a list of known words.

The reader's lemma head proposes an edit of the word; for a regular inflection it often leaves too much or too little
("deni", "stopp", "investigat"). English spelling allows two or three stems for each such form; the one that is a
known word is taken. Irregular forms are left to the head, as long as what it gives is a known word.
"""

from __future__ import annotations

import re
from collections.abc import Collection

PAST, PROGRESSIVE, S_FORM = frozenset({"VBD", "VBN"}), frozenset({"VBG"}), frozenset({"VBZ", "NNS"})
DOUBLED = re.compile(r"([bdfgklmnprtvz])\1$")
SINGLE_L = re.compile(r"[aeiouy][^aeiouy]+ell$")  # expelled, cancelled, travelled; not spelled
ONE_SHORT_SYLLABLE = re.compile(r"^(?:[^aeiouy]+|qu)?[aeiouy][^aeiouwxy]$")
WANTS_E = re.compile(
    r"(?:[cuvz]|[^s]s|[^aeiou]l|[adnr]g|at|[aeiou]t?s|[^aeo]iz|[aiou]r|(?<![aeiou])(?:[aeiou][bdgk]|ap|[iu]n|[au]m|[ou]l|ut))$"
)
# verbs with such an end that others have without an e (visit, open, abandon), and that are on no list of common words
WITH_E = frozenset(
    "postpone condone atone dethrone convene reconvene contravene intervene ignite reignite incite expedite reunite extradite "
    "delete compete secrete compile reconcile exile defile adhere interfere persevere dynamite besiege emphasise dissuade".split()
)
SIBILANT = re.compile(r"(?:ss|x|zz|ch|sh|o)es$")
# forms that the spelling rules and the list of words do not part
IRREGULAR = {
    "died": "die", "dies": "die", "dying": "die", "lied": "lie", "lies": "lie", "lying": "lie", "tied": "tie", "ties": "tie",
    "tying": "tie", "shot": "shoot", "shook": "shake", "shaken": "shake", "struck": "strike", "stood": "stand",
    "understood": "understand", "withstood": "withstand", "fought": "fight", "sought": "seek", "bought": "buy",
    "brought": "bring", "thought": "think", "taught": "teach", "caught": "catch", "fled": "flee", "bled": "bleed", "led": "lead",
    "fed": "feed", "met": "meet", "held": "hold", "upheld": "uphold", "withheld": "withhold", "laid": "lay", "paid": "pay",
    "said": "say", "fallen": "fall", "fell": "fall", "grew": "grow", "grown": "grow", "blew": "blow", "blown": "blow", "flew": "fly",
    "flown": "fly", "threw": "throw", "thrown": "throw", "drew": "draw", "drawn": "draw", "withdrew": "withdraw",
    "withdrawn": "withdraw", "knew": "know", "known": "know", "began": "begin", "begun": "begin", "sank": "sink", "sunk": "sink",
    "swam": "swim", "sang": "sing", "sung": "sing", "shrank": "shrink", "shrunk": "shrink", "rang": "ring", "rung": "ring", "ran": "run", "won": "win", "stole": "steal", "stolen": "steal",
    "hid": "hide", "hidden": "hide", "forbade": "forbid", "forbidden": "forbid", "rode": "ride", "ridden": "ride", "drove": "drive",
    "driven": "drive", "wrote": "write", "written": "write", "rose": "rise", "risen": "rise", "arose": "arise", "chose": "choose",
    "chosen": "choose", "broke": "break", "broken": "break", "spoke": "speak", "spoken": "speak", "woke": "wake", "froze": "freeze",
    "frozen": "freeze", "tore": "tear", "torn": "tear", "wore": "wear", "worn": "wear", "swore": "swear", "sworn": "swear",
    "bore": "bear", "borne": "bear", "lost": "lose", "left": "leave", "felt": "feel", "kept": "keep", "slept": "sleep",
    "wept": "weep", "swept": "sweep", "dealt": "deal", "meant": "mean", "sent": "send", "spent": "spend", "lent": "lend",
    "bent": "bend", "built": "build", "burnt": "burn", "learnt": "learn", "sat": "sit", "spat": "spit", "got": "get", "gotten": "get",
    "forgot": "forget", "forgotten": "forget", "gave": "give", "given": "give", "took": "take", "taken": "take",
    "undertook": "undertake", "overtook": "overtake", "mistook": "mistake", "made": "make", "came": "come", "became": "become",
    "overcame": "overcome", "went": "go", "gone": "go", "did": "do", "done": "do", "had": "have", "has": "have", "having": "have",
    "was": "be", "were": "be", "been": "be", "being": "be", "is": "be", "saw": "see", "seen": "see", "foresaw": "foresee", "ate": "eat",
    "eaten": "eat", "beat": "beat", "beaten": "beat", "upset": "upset", "overran": "overrun", "underwent": "undergo", "undergone": "undergo",
    "misled": "mislead", "overthrew": "overthrow", "overthrown": "overthrow", "clung": "cling", "knelt": "kneel", "crept": "creep",
    "stung": "sting", "sprang": "spring", "sprung": "spring", "leapt": "leap", "spun": "spin", "strode": "stride", "bitten": "bite", "dug": "dig", "hung": "hang", "stuck": "stick", "swung": "swing", "slid": "slide",
    "sold": "sell", "told": "tell", "heard": "hear", "found": "find", "bound": "bind", "ground": "grind", "wound": "wind", "shone": "shine",
    "showed": "show", "shown": "show", "proven": "prove", "lit": "light", "hit": "hit", "cut": "cut", "set": "set", "put": "put",
    "shut": "shut", "hurt": "hurt", "spread": "spread", "burst": "burst", "cast": "cast", "cost": "cost", "let": "let", "quit": "quit",
    "split": "split", "read": "read", "rid": "rid", "bet": "bet", "sped": "speed", "wed": "wed", "bred": "breed", "people": "people",
    "men": "man", "women": "woman", "children": "child", "wives": "wife", "lives": "life", "knives": "knife", "leaves": "leave",
    "halves": "half", "thieves": "thief", "shelves": "shelf", "wolves": "wolf", "feet": "foot", "teeth": "tooth",
}  # fmt: skip


def lemma_of(word: str, tag: str, proposed: str, known: Collection[str]) -> str:
    """The lemma of a word with its Penn tag; `proposed` is the head's, `known` the words that may be lemmas."""
    form = word.lower()
    if tag not in PAST | PROGRESSIVE | S_FORM or not form.isalpha():
        return proposed
    if form in IRREGULAR and (tag, form) != ("VBZ", "lives"):
        return "live" if form == "lives" and tag == "VBZ" else IRREGULAR[form]
    if tag == "NNS" and form.endswith(("men", "children")):
        return form.removesuffix("ren") if form.endswith("ren") else form[:-2] + "an"  # gunmen, grandchildren
    stems = _stems(form, tag)
    fitting = [stem for stem in stems if stem in known or stem in WITH_E]
    if fitting:
        return fitting[0]
    if stems and (proposed not in known or proposed == form):
        return stems[0]
    return proposed


def _stems(form: str, tag: str) -> list[str]:
    """The lemmas that English spelling allows for a regular form, the likeliest first."""
    if tag in S_FORM:
        return _without_s(form)
    ending = "ing" if tag in PROGRESSIVE else "ed"
    if not form.endswith(ending) or len(form) < len(ending) + 2:
        return []
    if form.endswith("ied"):
        return [form[:-3] + "y"]
    stem = form[: -len(ending)]
    if not re.search(r"[aeiouy]", stem):
        return []  # "red", "bring"
    if DOUBLED.search(stem):
        # "stopped" is stop, "killed" is kill, "added" is add
        if len(stem) == len("add"):
            return [stem]
        long = stem.endswith(("ll", "ff", "zz")) and not SINGLE_L.search(stem)
        return [stem, stem[:-1]] if long else [stem[:-1], stem]
    if stem.endswith("e"):
        return [stem + "e", stem]  # agreed, freed
    with_e_first = bool(WANTS_E.search(stem) or ONE_SHORT_SYLLABLE.match(stem))
    return [stem + "e", stem] if with_e_first else [stem, stem + "e"]


def _without_s(form: str) -> list[str]:
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y", form[:-1]]
    if SIBILANT.search(form):
        return [form[:-2], form[:-1]]
    return [form[:-1]] if form.endswith("s") and len(form) > len("abs") else []
