"""CoNLL-U into documents with their running text."""

from benchmarks.trees import read_conllu, universal

TWO = """# newdoc id = one
# newpar id = one-p1
# sent_id = one-1
1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_
2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = one-2
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
3.1\tgone\tgo\tVERB\tVB\t_\t_\t_\t_\t_
4\t!\t!\tPUNCT\t.\t_\t3\tpunct:x\t_\tSpaceAfter=No

# newpar
# sent_id = one-3
1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\t_

# newdoc id = two
# sent_id = two-1
1-2\twe'll\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\twe\twe\tPRON\tPRP\t_\t0\troot\t_\t_
2\t'll\twill\tAUX\tMD\t_\t1\taux\t_\t_
3\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_
"""


def test_documents_with_their_text() -> None:
    one, two = read_conllu(TWO)
    assert (one.name, one.text) == ("one", "Rain fell. Don't go!\n\nStay ")
    assert (two.name, two.text) == ("two", "we'll. ")
    assert one.forms == ["Rain", "fell", ".", "Do", "n't", "go", "!", "Stay"]
    assert one.starts == [0, 3, 7]
    assert one.sentences == [(0, 10), (11, 20), (22, 26)]
    assert [word.head for word in one.words] == [1, -1, 1, 5, 5, -1, 5, -1]
    assert [word.label for word in one.words][3:7] == ["aux", "advmod", "root", "punct"]


def test_a_file_without_document_marks_is_one() -> None:
    (tree,) = read_conllu("\n\n".join(block for block in TWO.replace("newdoc", "x").split("\n\n")))
    assert len(tree.words) == 11


def test_relations_lose_their_subtype() -> None:
    assert universal("acl:relcl") == universal("acl") == "acl"
