import pytest

from tests.statements.test_speakers import read


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Ten people died, said the mayor, and six were hurt.", "the mayor", ["Ten people died", "and six were hurt"]),
        ("The shelling, said the governor, damaged a school and a clinic.", "the governor", ["The shelling", "damaged a school and a clinic"]),
        ("The banker, prosecutors say, stole $4m from clients.", "prosecutors", ["The banker", "stole $4m from clients"]),
        ("The plan would cost €3bn, argues the opposition.", "the opposition", ["The plan would cost €3bn"]),
        ("He was shot twice, his brother said.", "his brother", ["He was shot twice"]),
        ("Ruiz, the mayor, said the bridge, a landmark, was closed.", "Ruiz, the mayor", ["the bridge, a landmark, was closed"]),
    ],
)  # fmt: skip
def test_who_speaks_in_the_middle_of_what_is_said(text: str, source: str, content: list[str]) -> None:
    (found,) = read(text).attributions
    assert found.source is not None
    assert (found.source.quote, [c.quote for c in found.content]) == (source, content)
