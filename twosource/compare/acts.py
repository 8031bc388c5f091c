"""Which acts a statement tells, beyond its verb: what something stays, what a court found, what befell whom."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.data import Statement

DEADLY, HARMFUL = frozenset({"kill", "die"}), frozenset({"injure", "wound", "hurt"})


def told_acts(statement: Statement) -> frozenset[str]:
    """The verb of a statement, alone and with the particle that follows it ("strike", "strike_down"), what something stays, and
    what befell whom: "shot dead".
    """
    behind = max(0, statement.predicate.end - statement.anchor.start)
    return _acts(statement.lemma, statement.anchor.quote, behind)


@lru_cache(maxsize=1 << 15)
def _acts(lemma: str, words: str, behind: int) -> frozenset[str]:
    after = PARTICLE.match(words, behind)
    particle = {f"{lemma}_{after[1].lower()}"} if after else set()
    staying = {match[1].lower() for match in STAYING.finditer(words)}
    said = {name for name, phrase in SAID if phrase.search(words)}
    return frozenset({lemma} | particle | staying | said | _harm(lemma, words, behind))


FORCES = r"(?:police(?:man|men|woman)?|officers?|troops|soldiers|guards?|agents|deput(?:y|ies)|commandos|marksm[ae]n|snipers?|security forces)"
# acts that the noun tells, more than the verb
SAID = (
    (
        "kill_self",
        re.compile(
            r"\b(?:kill|shoot|shot|hang|hung|blew|drown)\w* (?:him|her|them)sel\w+|\b(?:took|taken|takes|taking) (?:his|her|their) own li\w+|"
            r"\bturned (?:the|his|her|a|their) \w+ on (?:him|her|them)sel\w+|\bdied by suicide\b|\bcommitted suicide\b|\bself-inflicted\b",
            re.IGNORECASE,
        ),
    ),
    (
        "killed_by",
        re.compile(
            rf"\b(?:shot dead|shot and killed|killed|gunned down|fatally shot) by (?:[\w-]+ ){{0,2}}{FORCES}\b|"
            rf"\b{FORCES} (?:\w+ )?(?:shot (?:\S+ ){{1,4}}dead|shot dead|shot and killed|killed|gunned down|fatally shot)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "break_down_itself",
        re.compile(
            r"\b(?:technical|mechanical|engine|electrical) (?:fault|failure|problem|malfunction|trouble|defect)s?\b|\b(?:pilot|human) error\b|\bbird strike\b",
            re.IGNORECASE,
        ),
    ),
    (
        "deny_charge",
        re.compile(
            r"\bple(?:ad(?:s|ed)?|d) not guilty\b|\bnot[- ]guilty pleas?\b|"
            r"\bden(?:y|ies|ied) (?:all |any )?(?:the )?(?:charges?|wrongdoing|allegations?|accusations?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "admit_charge",
        re.compile(
            r"\bple(?:ad(?:s|ed)?|d) guilty\b|(?<!not[- ])\bguilty pleas?\b|\b(?:admit(?:s|ted)?|confess(?:es|ed)?)(?: to)? (?:\w+ ){0,3}?"
            r"(?:charges?|counts?|guilt|wrongdoing|murder|manslaughter|killing|stabbing|fraud|theft|stealing|robbery|rape|assault|bribery|"
            r"corruption|laundering|conspiracy|embezzlement|perjury|arson|spying|espionage|terrorism|possession)\b",
            re.IGNORECASE,
        ),
    ),
    ("convict", re.compile(r"\bfound\b(?:(?!\bnot\b)[^.;]){0,60}? guilty\b", re.IGNORECASE)),
    (
        "acquit",
        re.compile(
            r"\bfound\b[^.;]{0,60}? not guilty\b|\b(?:was|were|been|is|are) cleared (?:of|by)\b|\bclear(?:s|ed) [^.;,]{0,60}? of\b",
            re.IGNORECASE,
        ),
    ),
    (
        "drop_case",
        re.compile(
            r"\b(?:clos|drop|dismiss|end|abandon|shelv)\w* (?:\w+ ){0,2}(?:investigation|probe|inquiry|case|charges)\b|"
            r"\b(?:investigation|probe|inquiry|case|charges) (?:\w+ ){0,8}?(?:was|were|has been|have been) (?:closed|dropped|dismissed|abandoned|shelved)\b",
            re.IGNORECASE,
        ),
    ),
    ("as_planned", re.compile(r"\b(?:as (?:planned|scheduled)|on schedule)\b", re.IGNORECASE)),
    (
        "carry_weapon",
        re.compile(
            r"\b(?:armed with|carrying|holding|wielding|brandish\w+|pointed) (?:an?|his|her|the|two) (?:\w+ ){0,2}"
            r"(?:kni(?:fe|ves)|guns?|pistols?|rifles?|weapons?|handguns?|machetes?|axe|hammer|sword|firearms?)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "no_verdict",
        re.compile(
            r"\bhung jury\b|\bmistrial\b|\bjur(?:y|ors)\b[^.;]{0,40}? (?:deadlocked|failed to (?:agree|reach a verdict)|(?:could not|was unable to|were unable to) "
            r"(?:agree|reach))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "unchanged",
        re.compile(
            r"\b(?:left|leav\w+|kept|keep\w*|held|hold\w*)\b[^.;,]{0,40} (?:unchanged|steady|on hold)\b", re.IGNORECASE
        ),
    ),
    (
        "holding",
        re.compile(r"\b(?:truce|cease-?fire|armistice|peace) (?:\w+ ){0,2}h(?:eld|olds|olding)\b", re.IGNORECASE),
    ),
    (
        "bailed",
        re.compile(
            r"\b(?:releas|free)[^.;,]{0,40}? on (?:\S+ )?bail\b|\b(?:grant(?:s|ed)?|posted) (?:\w+ ){0,3}bail\b|\bbail (?:was|has been) granted\b",
            re.IGNORECASE,
        ),
    ),
    (
        "unbailed",
        re.compile(
            r"\b(?:den(?:y|ies|ied)|refuse[sd]?) (?:\w+ ){0,3}bail\b|\bbail (?:was|has been) (?:denied|refused)\b|\bwithout bail\b|"
            r"\bremanded (?:in(?:to)?|back (?:in)?to) (?:custody|prison|jail)\b",
            re.IGNORECASE,
        ),
    ),
)


def _harm(lemma: str, words: str, behind: int) -> set[str]:
    """What befell somebody where the verb alone does not say it: one of the injured died, shot dead, shot and wounded."""
    if lemma in DEADLY | HARMFUL:
        return {"injure"} if lemma == "die" and INJURED.search(words, 0, behind) else set()
    if FATAL.search(words):
        return {"kill"}
    return {"injure"} if HURT.search(words) else set()


INJURED = re.compile(r"\bof the (?:injured|wounded)\b", re.IGNORECASE)
STRUCK = r"(?:shot|stabbed|knifed|beaten|struck|hit|run over|attacked)"
FATAL = re.compile(rf"\b(?:{STRUCK} (?:dead|to death|and killed)|fatally {STRUCK})\b", re.IGNORECASE)
HURT = re.compile(
    rf"\b(?:{STRUCK} and (?:\w+ly )?(?:wounded|injured|hurt)|in (?:an? )?(?:critical|serious|grave|stable) condition)\b",
    re.IGNORECASE,
)


STAYING = re.compile(r"\b(?:stay|remain|keep|kept)\w*\b[^.;,]{0,40}?\b(open|closed|shut)\b", re.IGNORECASE)
PARTICLE = re.compile(r"\s(down|out|up|off|over|in|away|back|ahead|short)\b", re.IGNORECASE)
