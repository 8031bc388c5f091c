"""GUM's mentions and their types, without the reader."""

from training.coref import gum_chains, gum_mentions

ROW = "{0}\t0-1\t{1}\t{2}\t_\t_\t_\t_\t{3}\t{4}\t"
TEXT = "\n".join([
    "#Text=The old captain saw",
    ROW.format("1-1", "The", "person[1]", "_", "_"),
    ROW.format("1-2", "old", "person[1]", "_", "_"),
    ROW.format("1-3", "captain", "person[1]", "ana", "2-1[0_1]"),
    ROW.format("1-4", "saw", "_", "_", "_"),
    "#Text=He left Velden",
    ROW.format("2-1", "He", "person", "_", "_"),
    ROW.format("2-2", "left", "_", "_", "_"),
    ROW.format("2-3", "Velden", "place", "_", "_"),
])  # fmt: skip


def test_types_and_places_of_mentions() -> None:
    marked = gum_mentions(TEXT)
    said = {marked.plain[a:b]: marked.types[key] for key, (a, b) in marked.spans.items()}
    assert said == {"The old captain": "person", "He": "person", "Velden": "place"}


def test_chains() -> None:
    plain, chains = gum_chains(TEXT)
    assert sorted(sorted(plain[a:b] for a, b in spans) for spans in chains) == [["He", "The old captain"], ["Velden"]]
