import pytest

from tests.statements.test_speakers import read


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The minister came on Monday. She said the dam had failed at dawn.", "The minister"),
        ("The minister came on Monday. She said the dam had failed. She added that repairs would take a year.", "The minister"),
        ("The bridge is closed, the minister said. It will not reopen this year, he added.", "the minister"),
        ("The company will close two plants, it said on Thursday.", "The company"),
        ("The police said two men were held. They said the men had been armed.", "The police"),
        ("The bridge will close, it said on Thursday.", "it"),
        ("A spokeswoman said the road was closed. He said it would reopen.", "He"),
        ("The spokeswoman said the road was closed. She said it would reopen.", "The spokeswoman"),
        ("The minister and the mayor met. He said the dam was safe.", "He"),
    ],
)  # fmt: skip
def test_a_pronoun_that_speaks(text: str, speaker: str) -> None:
    assert read(text).attributions[-1].speaker == speaker
