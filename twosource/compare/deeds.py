"""Whether a statement tells an act as done: not by a noun, as a wish, behind a preposition, or in a clause of time to come.

What came after an earlier report's words is told by a finite verb or a participle: "the committee cancelled the vote". That
there is support for cancelling it, or an order among the issues, is no step of it.
"""

from __future__ import annotations

import re

from twosource.data import Statement


def told_as_done(statement: Statement) -> bool:
    """Whether the words of a statement may tell its act as done, as far as its verb's form and place say."""
    before = statement.sentence.quote[: max(0, statement.predicate.start - statement.sentence.start)]
    verb = statement.predicate.quote.lower()
    if verb.endswith("ing"):
        return not (GOVERNED.search(before) or RECALLING.match(before))
    if not verb.endswith("ed") and NOUN.search(before):
        return False
    return not (WISHED.search(before) or INFINITIVE.search(before) or to_come(statement))


def inflected(statement: Statement) -> bool:
    """Whether the verb is inflected: "ditch the peso and slash spending" may stand in a list of plans."""
    verb = statement.predicate.quote.lower()
    return not verb.endswith("ing") and (verb != statement.lemma or verb in UNCHANGED)


def to_come(statement: Statement) -> bool:
    """Whether the verb is in the present tense of a clause for what is to come: "when the storm hits", "once it is lifted"."""
    verb = statement.predicate.quote.lower()
    present = verb.rstrip("s").rstrip("e") == statement.lemma.rstrip("s").rstrip("e") and verb not in UNCHANGED
    return present and CLAUSE.match(statement.anchor.quote) is not None


# in the past tense
UNCHANGED = frozenset("hit cut shut put set quit split spread hurt cost beat burst cast bet".split())
# "support for scrapping", "a precursor to fining": but "is scrapping", "after scrapping"
GOVERNED = re.compile(
    r"\b(?:for|against|of|about|on|to|from|towards?|by|without|at|like|than)\s(?:\w+ly\s)?$", re.IGNORECASE
)
# before what the sentence tells: "eight days after scrapping the talks, the envoy flew to Geneva"
RECALLING = re.compile(
    r"\W*(?:(?:[\w-]+ ){1,2}(?:minutes?|hours?|days?|weeks?|months?|years?) |(?:shortly|soon|just|even|long|not long) )?(?:after|since|despite)\s"
    r"(?:\w+ly\s)?$",
    re.IGNORECASE,
)
# "is among the issues", "was a lasting release"
NOUN = re.compile(
    r"(?:\b(?:an?|the|his|its|their|our|my|your|every|each|no)\s|\b(?:is|are|was|were|been?|remains?)\s(?:an?|the)\s(?:\S+\s){1,2})$",
    re.IGNORECASE,
)
WISHED = re.compile(r"(?<!\bto\s)\bbe\s(?:\w+ly\s)?$", re.IGNORECASE)  # "her suggestion that it be lifted"
# "cleared the way for her to become", "the names to be announced"; "went on to win" tells that they won
INFINITIVE = re.compile(r"(?<!\bon\s)\bto\s(?:be\s|have\s(?:been\s)?)?(?:\w+ly\s)?$", re.IGNORECASE)
CLAUSE = re.compile(r"(?:when|once|until|till|before|if|unless|as soon as|by the time)\s", re.IGNORECASE)
