"""Verbs and adjectives by which a clause tells whether what they govern happened: "managed to", "refused to", "was kept from".

Each has a signature of two signs (Karttunen 1971; Nairn, Condoravdi and Karttunen 2006): what it says of the verb below
it where it is affirmed, and where it is negated. + it happened, - it did not, o that is left open. "Failed to" is -+,
"did not fail to win" won; "refused to" is -o; "tried to" is o-. Which one holds depends on the form of what is governed:
an infinitive, a bare gerund, or a gerund behind a preposition. The lists are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

# form > signature > governors, a particle or adverb joined by "_"
TABLE: dict[str, dict[str, str]] = {
    "to": {
        "+-": "manage remember bother deign dare happen chance able go_on get lucky fortunate",
        "+o": "force compel oblige coerce cause lead drive prompt induce impel persuade convince help enable",
        "-+": "fail neglect omit forget unable cease",
        "-o": "refuse decline unwilling powerless helpless forbid illegal unlawful impossible",
        "o-": "try attempt endeavour endeavor strive struggle seek afford allow permit authorise authorize entitle empower eligible "
        "free willing",
        "oo": "order instruct direct command tell ask urge advise encourage invite require request call appeal beg implore press "
        "pressure task offer volunteer conspire plot about poised course track keen eager anxious determined reluctant hesitant loath pretend",
        "o+": "hesitate",
    },
    "not to": {"+o": "decide opt choose elect vote"},
    "ing": {
        "+-": "end_up wind_up",
        "+o": "admit acknowledge",
        "-+": "avoid escape evade miss resist",
        "-o": "forgo hold_off",
        "oo": "consider contemplate mull weigh ponder discuss debate propose recommend suggest advocate favour favor oppose envisage "
        "envision risk",
    },
    "from": {
        "-+": "prevent keep stop hinder restrain dissuade deter discourage save",
        "-o": "bar ban block prohibit forbid exclude disqualify suspend refrain desist abstain shy_away back_away hold_back",
    },
    "of": {"-o": "stop_short fall_short", "o-": "capable", "-+": "incapable", "oo": "verge brink cusp"},
    "in": {"+-": "succeed", "-+": "fail"},
    "on": {"-o": "miss_out hold_off give_up", "oo": "plan insist intent bent"},
    "against": {"-o": "decide vote opt rule choose", "oo": "advise warn caution argue"},
    "to ing": {"+-": "resort", "+o": "admit confess", "-o": "come_close close", "oo": "object opposed commit"},
}
# nouns before an infinitive: "an attempt to kill", "its failure to act"
NOUNS = {
    "o": frozenset(
        "attempt bid plot conspiracy effort plan proposal threat order call demand request offer promise vow pledge chance opportunity "
        "right ability permission campaign talk negotiation deal agreement race hope".split()
    ),
    "-": frozenset({"failure", "refusal", "inability", "unwillingness"}),
}
SIGNS = {
    (form, governor): signature
    for form, signatures in TABLE.items()
    for signature, line in signatures.items()
    for governor in line.split()
}
# nouns before "of" and a gerund: "hopes of finding survivors"
OPEN_OF = frozenset("hope chance risk prospect danger possibility likelihood threat way".split())
SOON = frozenset({"course", "track", "verge", "brink", "cusp"})  # "is on course to win"
COMPLEMENTS = frozenset({"xcomp", "advcl", "ccomp"})
STRAYING = frozenset({"advcl", "acl"})
STOPS = frozenset({",", ";", ":"})
MEANT = frozenset({"mean", "design", "intend", "build", "aim", "use"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl"})
MAKING = frozenset({"make", "render", "leave"})  # somebody or something what stands behind
NEAR = 12  # words between a governor and what it governs
# verbs of speech: who does not speak to one reporter may speak to another, and denies nothing
SPEAKING = frozenset(
    "comment say speak answer respond reply discuss elaborate specify disclose confirm tell talk reveal provide give name identify add "
    "explain".split()
)


def governed(token: Token) -> Token | None:
    """The verb whose happening the word decides or leaves open, None for any other word."""
    below = due_verb(token) or next((c for c in token.children if c.i > token.i and signature(token, c)), None)
    return _strayed(token) if below is None else below


def due_verb(token: Token) -> Token | None:
    """The verb behind "due to", which the parse takes for "because of": "talks are due to resume"."""
    if token.lower_ != "due" or token.i + 2 >= token.sent.end or token.nbor(1).lower_ != "to":
        return None
    behind = next((t for t in token.doc[token.i + 2 : token.sent.end] if t.pos_ != "ADV"), None)
    return behind if behind is not None and behind.tag_ == "VB" else None


def _strayed(verb: Token) -> Token | None:
    """The gerund behind "from" that the parse hangs on another word than the verb that takes it: "a move designed to block him from
    making appointments", "failure to stop the crowd from entering".
    """
    if verb.pos_ != "VERB" or ("from", verb.lemma_.lower()) not in SIGNS:
        return None
    for token in verb.doc[verb.i + 1 : min(verb.i + NEAR, verb.sent.end)]:
        if token.text in STOPS or token.pos_ in {"VERB", "AUX"}:
            strays = token.dep_ in STRAYING and token.head.i != verb.i and _form(token) == "from"
            return token if strays else None
    return None


def _taker(gerund: Token) -> Token | None:
    """The verb that a gerund completes though the parse hangs it elsewhere."""
    if gerund.dep_ not in STRAYING or _form(gerund) != "from":
        return None
    before = reversed(gerund.doc[max(gerund.sent.start, gerund.i - NEAR) : gerund.i])
    verb = next((t for t in before if t.text in STOPS or t.pos_ == "VERB"), None)
    return verb if verb is not None and _strayed(verb) == gerund else None


def signature(governor: Token, below: Token) -> str:
    """The two signs of a word with the clause below it, "" where the word is none of the table with such a clause."""
    if governor.lower_ == "due" and due_verb(governor) == below:
        return "oo"
    form = _form(below)
    strays = below.head.i != governor.i or _soon(governor, below)
    if not form or not (strays or below.dep_ in COMPLEMENTS) or below.i - governor.i > NEAR:
        return ""
    if form == "to" and governor.pos_ == "ADJ" and any(c.lower_ == "too" for c in governor.children):
        return "-+"  # "too weak to stand"
    if form == "to" and governor.lemma_ == "have" and any(c.lower_ == "yet" for c in governor.children):
        return "+-"  # "has yet to answer": "yet" negates
    lemma = governor.lemma_.lower()
    if lemma in SOON and not _soon(governor, below):
        return ""
    joined = (
        f"{lemma}_{c.lower_}" for c in governor.children if c.i > governor.i and c.dep_ in {"compound:prt", "advmod"}
    )
    return next((s for name in (*joined, lemma, governor.lower_) if (s := SIGNS.get((form, name)))), "")


def _soon(governor: Token, below: Token) -> bool:
    """Whether somebody is "on course to" or "on the verge of" doing it."""
    if governor.lemma_.lower() not in SOON or below.head.i != governor.i:
        return False
    on = any(c.dep_ == "case" and c.lower_ == "on" for c in governor.children)
    return on and below.dep_ in {"acl", "csubj", "advcl", "xcomp"}


def turns(token: Token, *, negated: bool) -> bool:
    """Whether the word turns what stands on it into its opposite for the verb below: "failed to", "did not refuse to"."""
    signs = _signs(token)
    return signs[1] == "+" or signs == "-o" if negated else signs[0] == "-"


def leaves_open(token: Token, *, negated: bool) -> bool:
    """Whether the word leaves open if the verb below it happened: "tried to", "did not force him to"."""
    return _signs(token)[negated] == "o"


def _signs(token: Token) -> str:
    below = governed(token)
    return "  " if below is None else signature(token, below)


def continues(token: Token) -> bool:
    """Whether a gerund behind a preposition only completes a word of the table: "was prevented from entering"."""
    if _taker(token) is not None:
        return True
    return _soon(token.head, token) or (
        token.dep_ == "advcl"
        and token.i > token.head.i
        and _form(token) not in {"", "to", "not to"}
        and bool(signature(token.head, token))
    )


def up_to_purpose(core: Sequence[Token]) -> Iterator[Token]:
    """The words of a predicate before one that only says what for: "was built to keep bears from entering" was built."""
    return takewhile(lambda token: token.i == core[0].i or not _purpose(token), core)


def keeps_from(predicate: Token) -> bool:
    """Whether an infinitive that keeps something from happening only says what for, or what a noun is for: "used tear gas to keep
    them from entering", "a move to block the firm from selling"; not "a failure to stop them from entering".
    """
    aim = predicate.dep_ == "acl" or (predicate.dep_ == "advcl" and _purpose(predicate))
    return (
        aim
        and _form(predicate) == "to"
        and turns(predicate, negated=False)
        and noun_sign(predicate.head, predicate) != "-"
    )


def _purpose(token: Token) -> bool:
    """Whether an infinitive is no complement of the verb above it."""
    verb = token.head
    if verb.pos_ != "VERB" or _form(token) != "to" or signature(verb, token):
        return False
    return token.dep_ == "advcl" or (token.dep_ == "xcomp" and verb.lemma_.lower() in MEANT)


def noun_sign(above: Token, below: Token) -> str:
    """What the noun before an infinitive says of it, "" where none does: "a plot to bomb" leaves open if they bombed."""
    if below.dep_ == "acl" and _form(below) == "of":
        return "o" if above.lemma_.lower() in OPEN_OF else ""
    to = next((c for c in below.children if c.lower_ == "to" and c.dep_ == "mark"), None)
    if to is None or below.dep_ not in {"acl", "advcl"}:
        return ""
    noun = (
        above if below.dep_ == "acl" else next((c for c in above.children if c.dep_ == "obj" and c.i == to.i - 1), None)
    )
    return next((sign for sign, nouns in NOUNS.items() if noun is not None and noun.lemma_.lower() in nouns), "")


def told_verb(predicate: Token) -> Token:
    """The verb of what a clause tells: below the words of the table that say that it happened or did not, "refused to resign"."""
    if predicate.lemma_.lower() in MAKING:  # "made it impossible to land"
        state = next((c for c in predicate.children if c.dep_ == "xcomp" and governed(c) is not None), None)
        return predicate if state is None else told_verb(state)
    below = governed(predicate)
    if below is None or below.pos_ not in {"VERB", "AUX"}:
        return predicate
    if predicate.lemma_.lower() in {"decline", "refuse"} and below.lemma_.lower() in SPEAKING:
        return predicate
    # "tried to keep the firm from selling" tells of selling
    return told_verb(below)


def _form(below: Token) -> str:
    """How a clause is joined to its governor: "to", "ing", a preposition before a gerund; "" where it has a subject of its own,
    but for what the parse makes one of "force the ministry to publish", "bars the union from charging".
    """
    marks = [c.lower_ for c in below.children if c.dep_ in {"mark", "case"} and c.i < below.i]
    taken = "to" in marks or "from" in marks
    if any(c.dep_ in SUBJECTS for c in below.children) and (not taken or set(marks) - {"to", "from"}):
        return ""  # "before it was to begin"
    gerund = below.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_.startswith(("aux", "cop")) for c in below.children)
    if not gerund:
        negated = any(c.lower_ in {"not", "never"} and c.i < below.i for c in below.children)
        return ("not to" if negated else "to") if "to" in marks else ""
    if not marks:
        return "ing"
    return "to ing" if marks[0] == "to" else marks[0]
