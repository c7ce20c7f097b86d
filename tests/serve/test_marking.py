"""Marks that overlap, and the pieces that they cut a text into."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diplograph.serve.marking import Mark, segments


def mark(start: int, end: int, kind: str = "actor") -> Mark:
    return Mark(start, end, kind, f"iri:{start}-{end}-{kind}", "label")


def test_two_that_overlap_make_five_pieces() -> None:
    a, b = mark(4, 12), mark(8, 16, "event")
    pieces = list(segments("The envoys met again", [b, a]))
    assert [(piece.text, piece.marks, piece.begins) for piece in pieces] == [
        ("The ", (), ()),
        ("envo", (a,), (a,)),
        ("ys m", (a, b), (b,)),
        ("et a", (b,), ()),
        ("gain", (), ()),
    ]


def test_the_shortest_comes_first() -> None:
    long, short = mark(0, 10, "event"), mark(0, 3)
    assert next(segments("Kim met Moon", [long, short])).marks == (short, long)


def test_marks_outside_the_text_are_left_out() -> None:
    pieces = list(segments("Kim", [mark(-1, 2), mark(2, 9), mark(1, 1), mark(3, 2)]))
    assert [(piece.text, piece.marks) for piece in pieces] == [("Kim", ())]


def test_no_text_has_no_pieces() -> None:
    assert list(segments("", [mark(0, 1)])) == []


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=8))
def test_the_pieces_are_the_text_and_each_has_the_marks_that_cover_it(text: str, spans: list[tuple[int, int]]) -> None:
    marks = {mark(start, end) for start, end in spans}
    valid = {m for m in marks if 0 <= m.start < m.end <= len(text)}
    done = 0
    begun: list[Mark] = []
    for piece in segments(text, marks):
        assert piece.text
        assert set(piece.marks) == {m for m in valid if m.start <= done and done + len(piece.text) <= m.end}
        begun += piece.begins
        done += len(piece.text)
    assert "".join(piece.text for piece in segments(text, marks)) == text
    assert sorted(begun) == sorted(valid)
