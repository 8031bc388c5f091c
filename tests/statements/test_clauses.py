import pytest
import spacy
from spacy.tokens import Doc, Span

from twosource.data import Modality
from twosource.statements.certainty import certainty
from twosource.statements.clauses import find_clauses, missed_verb, past_form

VOCAB = spacy.blank("en").vocab


def parsed(rows: str) -> Span:
    """A one-sentence Doc from lines of `word head(1-based, 0 root) relation POS`."""
    table = [line.split() for line in rows.strip().splitlines()]
    heads = [i if int(h) == 0 else int(h) - 1 for i, (_, h, _, _) in enumerate(table)]
    return next(
        Doc(
            VOCAB,
            words=[w for w, *_ in table],
            heads=heads,
            deps=["ROOT" if r == "root" else r for _, _, r, _ in table],
            pos=[p for *_, p in table],
            sent_starts=[i == 0 for i in range(len(table))],
        ).sents
    )


COORDINATED = """
The 2 det DET
blast 3 nsubj NOUN
killed 0 root VERB
28 5 nummod NUM
people 3 obj NOUN
and 7 cc CCONJ
injured 3 conj VERB
1,000 7 obj NUM
. 3 punct PUNCT
"""
REPORTED = """
Ankara 2 nsubj PROPN
said 0 root VERB
the 4 det DET
talks 5 nsubj NOUN
failed 2 ccomp VERB
. 2 punct PUNCT
"""
CONTROLLED = """
Thailand 2 nsubj PROPN
vowed 0 root VERB
to 4 mark PART
expel 2 xcomp VERB
the 6 det DET
envoy 4 obj NOUN
"""
MODIFIED = """
A 2 det DET
toll 6 nsubj NOUN
of 5 case ADP
13 5 nummod NUM
soldiers 2 nmod NOUN
includes 0 root VERB
men 6 obj NOUN
killed 7 acl VERB
on 10 case ADP
Friday 8 obl PROPN
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (COORDINATED, ["The blast killed 28 people", "injured 1,000"]),
        (REPORTED, ["Ankara said", "the talks failed"]),
        (CONTROLLED, ["Thailand vowed to expel the envoy"]),
        (MODIFIED, ["A toll of 13 soldiers includes men", "men killed on Friday"]),
    ],
)
def test_each_predicate_heads_one_clause(rows: str, expected: list[str]) -> None:
    sentence = parsed(rows)
    assert [sentence.doc[c.start : c.end].text for c in find_clauses(sentence)] == expected


def test_without_a_parse_a_sentence_is_one_clause() -> None:
    doc = Doc(VOCAB, words=["Talks", "failed", "on", "Friday"], sent_starts=[True, False, False, False])
    assert [(c.start, c.end) for c in find_clauses(next(doc.sents))] == [(0, 4)]


UNANSWERED = """
It 2 expl PRON
remains 0 root VERB
unclear 2 xcomp ADJ
what 3 obl PRON
they 6 nsubj PRON
discussed 4 acl:relcl VERB
indoors 6 advmod ADV
. 2 punct PUNCT
"""


def test_what_is_not_known_is_one_clause_about_the_question() -> None:
    sentence = parsed(UNANSWERED)
    (clause,) = find_clauses(sentence)
    assert clause.predicate.text == "discussed"
    assert sentence.doc[clause.start : clause.end].text == "It remains unclear what they discussed indoors"


BESIDE = """
Whether 3 mark SCONJ
fuel 3 nsubj NOUN
stayed 9 csubj VERB
when 6 advmod ADV
it 6 nsubj PRON
burned 9 advcl VERB
is 9 cop AUX
not 9 advmod PART
clear 0 root ADJ
. 9 punct PUNCT
"""


def test_a_clause_of_time_beside_a_question_is_no_question() -> None:
    doc = parsed(BESIDE).doc
    for token in doc:
        token.lemma_ = token.lower_
    assert certainty(doc, 0, 3, doc[2])[1] is Modality.UNCLEAR
    assert certainty(doc, 3, 6, doc[5])[1] is Modality.ASSERTED


NOUNS_ONLY = """
Exports 0 root NOUN
of 4 case ADP
timber 4 compound NOUN
rose 1 nmod NOUN
. 1 punct PUNCT
"""


def test_a_verb_read_as_a_noun_heads_the_clause() -> None:
    sentence = parsed(NOUNS_ONLY)
    sentence[3].tag_ = "NN"
    assert [c.predicate.text for c in find_clauses(sentence)] == ["rose"]
    assert missed_verb(sentence, [sentence.root]) == sentence[3]
    assert past_form(sentence[3]) == "rise"
    assert past_form(sentence[2]) is None
