import spacy
from spacy.tokens import Doc

from twosource.statements.handed_on import antecedent, handed_on
from twosource.statements.spans import Found

VOCAB = spacy.blank("en").vocab


def parsed(rows: str) -> Doc:
    """A one-sentence Doc from lines of `word lemma head(1-based, 0 root) relation POS`."""
    table = [line.split() for line in rows.strip().splitlines()]
    return Doc(
        VOCAB,
        words=[r[0] for r in table],
        lemmas=[r[1] for r in table],
        heads=[i if r[2] == "0" else int(r[2]) - 1 for i, r in enumerate(table)],
        deps=["ROOT" if r[3] == "root" else r[3] for r in table],
        pos=[r[4] for r in table],
    )


def span(doc: Doc, words: str) -> tuple[int, int]:
    at = doc.text.index(words)
    return at, at + len(words)


QUOTED = parsed("""
Herald Herald 2 nsubj PROPN
quoted quote 0 root VERB
an an 4 det DET
official official 2 obj NOUN
as as 6 mark SCONJ
saying say 2 advcl VERB
nobody nobody 8 nsubj PRON
died die 6 ccomp VERB
""")
CITING = parsed("""
Nobody nobody 2 nsubj PRON
died die 0 root VERB
, , 7 punct PUNCT
Herald Herald 5 nsubj PROPN
reported report 2 parataxis VERB
, , 7 punct PUNCT
citing cite 5 advcl VERB
two two 9 nummod NUM
officials official 7 obj NOUN
""")
RELATIVE = parsed("""
The the 2 det DET
mayor mayor 6 nsubj NOUN
who who 4 nsubj PRON
spoke speak 2 acl:relcl VERB
first first 4 advmod ADV
left leave 0 root VERB
""")


def test_who_is_quoted_speaks_and_who_quotes_hands_on() -> None:
    found = Found(span(QUOTED, "Herald"), span(QUOTED, "quoted"), (span(QUOTED, "an official as saying nobody died"),))
    (item,) = handed_on(QUOTED, [found])
    assert (item.source, item.via) == (span(QUOTED, "an official"), span(QUOTED, "Herald"))
    assert item.content == (span(QUOTED, "nobody died"),)


def test_a_citation_gives_its_speaker_to_what_is_reported() -> None:
    report = Found(span(CITING, "Herald"), span(CITING, "reported"), (span(CITING, "Nobody died"),))
    citation = Found(span(CITING, "Herald"), span(CITING, "citing"), (span(CITING, "two officials"),))
    (item,) = handed_on(CITING, [report, citation])
    assert (item.source, item.via) == (span(CITING, "two officials"), span(CITING, "Herald"))
    assert item.content == report.content


def test_nothing_changes_where_nobody_is_cited() -> None:
    report = Found(span(RELATIVE, "The mayor"), span(RELATIVE, "spoke"), (span(RELATIVE, "first"),))
    assert handed_on(RELATIVE, [report]) == [report]


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    assert antecedent(RELATIVE, (2, 3)) == span(RELATIVE, "The mayor")
    assert antecedent(RELATIVE, (0, 2)) is None


WAS_QUOTED = parsed("""
Sato Sato 3 nsubj:pass PROPN
was be 3 aux:pass AUX
quoted quote 0 root VERB
by by 5 case ADP
Herald Herald 3 obl:agent PROPN
as as 7 mark SCONJ
saying say 3 advcl VERB
nobody nobody 9 nsubj PRON
died die 7 ccomp VERB
""")


def test_who_was_quoted_speaks() -> None:
    found = Found(span(WAS_QUOTED, "Herald"), span(WAS_QUOTED, "was quoted"), (span(WAS_QUOTED, "nobody died"),))
    (item,) = handed_on(WAS_QUOTED, [found])
    assert (item.source, item.via) == (span(WAS_QUOTED, "Sato"), span(WAS_QUOTED, "Herald"))


def test_a_citation_that_is_no_attribution_of_its_own() -> None:
    report = Found(span(CITING, "Herald"), span(CITING, "reported"), (span(CITING, "Nobody died"),))
    (item,) = handed_on(CITING, [report])
    assert (item.source, item.via) == (span(CITING, "two officials"), span(CITING, "Herald"))
