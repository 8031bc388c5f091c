import pytest

from tests.statements.test_speakers import read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The man, police said, was arrested at dawn.", [("arrest", "police")]),
        ("The banker, prosecutors say, stole $4m from clients.", [("steal", "prosecutors")]),
        ("Sato was quoted by the Herald as saying that nobody had died.", [("die", "Sato")]),
        ("The pilots ignored the alarm, investigators have concluded.", [("ignore", "investigators")]),
        ("The company confirmed the death of a second nurse.", [("confirm", None)]),
        ("Hale, 62, will not appeal, his lawyer Rena Moss said.", [("appeal", "Rena Moss")]),
    ],
)
def test_a_saying_makes_no_statement(text: str, told: list[tuple[str, str | None]]) -> None:
    assert [(s.lemma, s.claimer) for s in read(text).statements] == told


def test_a_subject_parted_from_its_verb_acts() -> None:
    (statement,) = read("The shelling, said the governor, damaged a school.").statements
    assert statement.actor is not None
    assert statement.actor.quote == "The shelling"


def test_what_is_said_beside_a_denial_is_not_denied() -> None:
    told = read("The army denied that it had shelled the camp, saying it had hit rebel positions.").statements
    assert [(s.lemma, s.modality.value) for s in told] == [("shell", "denied"), ("hit", "asserted")]


def test_no_statement_goes_beyond_its_sentence() -> None:
    document = read("“True,” Brandt replies. “So, I’m all over that.”")
    assert document.statements
    assert all(s.sentence.covers(s.anchor) for s in document.statements)
