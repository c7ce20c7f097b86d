from __future__ import annotations

from diplograph.extraction.colons import find_lines, find_signatures
from diplograph.extraction.quotes import find_quotations, paragraphs

TRANSCRIPT = (
    "Q: Will you meet him?\n\nLAVROV: We shall see.\n\nQ: When?\n\nLAVROV: Soon: in May, perhaps.\n\nThat was all."
)


def lines(text: str) -> list[tuple[str, str]]:
    return [
        (text[line.start : line.end], text[line.content : line.stop]) for line in find_lines(text, paragraphs(text))
    ]


def test_a_transcript() -> None:
    assert lines(TRANSCRIPT) == [
        ("Q", "Will you meet him?"),
        ("LAVROV", "We shall see."),
        ("Q", "When?"),
        ("LAVROV", "Soon: in May, perhaps."),
    ]
    assert all(line.transcript for line in find_lines(TRANSCRIPT, paragraphs(TRANSCRIPT)))


def test_a_headline() -> None:
    assert lines("Lavrov: Talks will resume in May\n\nMoscow has agreed.") == [("Lavrov", "Talks will resume in May")]


def test_labels_that_are_no_names() -> None:
    assert lines("The result: nobody came.\n\nWhat we know: little.") == []
    assert lines("Nothing.\n\nLavrov: Talks will resume.\n\nKerry: They will not.") == []


def test_a_name_behind_a_dash_signs_a_quotation() -> None:
    text = "“We shall see.” — Sergey Lavrov\n\n“No.” – and then he left.\n\n“Soon,” he said — in May.\n\nIt was “soon.” — Kerry"
    found = find_signatures(text, paragraphs(text), find_quotations(text))
    assert [(text[s.start : s.end], text[s.content : s.stop]) for s in found] == [("Sergey Lavrov", "We shall see.")]
