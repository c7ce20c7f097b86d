from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.extraction.quotes import find_quotations, paragraphs


def said(text: str) -> list[str]:
    return [text[quotation.inner_start : quotation.inner_end] for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('"We agree," she said. "It is done."', ["We agree,", "It is done."]),
        ("“We agree,” she said.", ["We agree,"]),
        ("«Nous sommes d'accord», dit-elle.", ["Nous sommes d'accord"]),
        ("»Wir sind einig«, sagte sie.", ["Wir sind einig"]),
        ("„Wir sind einig“, sagte sie.", ["Wir sind einig"]),
        ("``We agree,'' she said.", ["We agree,"]),
        ("''We agree,'' she said.", ["We agree,"]),
        ("(“We agree”)—“at last”", ["We agree", "at last"]),
        ('He is 6\'2" and said "no."', ["no."]),
        ('“Typed with one kind and closed with another", he said.', ["Typed with one kind and closed with another"]),
    ],
)
def test_each_kind_of_mark(text: str, quotations: list[str]) -> None:
    assert said(text) == quotations


def test_nested_quotations_belong_to_the_outer_one() -> None:
    assert said("\"He told me 'never' twice,\" she said.") == ["He told me 'never' twice,"]
    assert said("“He said “never” twice,” she said.") == ["He said “never” twice,"]
    assert said("‘He told me “never” twice,’ she said.") == ["He told me “never” twice,"]


class TestSingleMarks:
    def test_british_style_among_apostrophes(self) -> None:
        text = "'It isn't the envoys' fault,' said the ministers' aide. 'They're the '90s' best.' It's over."
        assert said(text) == ["It isn't the envoys' fault,", "They're the '90s' best."]

    def test_curly_closing_mark_is_an_apostrophe_inside_a_word(self) -> None:
        assert said("‘We can’t accept Russia’s terms,’ he said.") == ["We can’t accept Russia’s terms,"]

    def test_apostrophes_alone_open_nothing(self) -> None:
        assert said("The leaders' talks in the '90s weren't Seoul's idea, nor was the envoys' trip.") == []

    def test_plural_possessive_without_an_opening_mark(self) -> None:
        assert said("The ministers' aide and the envoys' driver left.") == []


class TestSeveralParagraphs:
    def test_repeated_opening_marks_give_pieces_that_belong_together(self) -> None:
        text = "“First point.\n\n“Second point.\n\n“Third point,” he said."
        found = find_quotations(text)
        assert said(text) == ["First point.", "Second point.", "Third point,"]
        assert [q.closed for q in found] == [False, False, True]
        assert [q.resumes for q in found] == [False, True, True]

    def test_a_closed_quotation_is_not_resumed(self) -> None:
        assert [q.resumes for q in find_quotations("“First point.”\n\n“Second point,” he said.")] == [False, False]

    def test_a_missing_mark_ends_with_its_paragraph(self) -> None:
        assert said("“We agree, he said.\n\nNothing else happened.") == ["We agree, he said."]

    def test_a_missing_mark_does_not_swallow_the_next_quotation(self) -> None:
        assert said("“We agree, he said. “It is done,” he added.") == ["It is done,"]

    def test_a_closing_mark_without_an_opening_one_closes_nothing(self) -> None:
        assert said('We agree," he said. Then he left.') == []


class TestParagraphs:
    def test_empty_lines_and_line_ends(self) -> None:
        assert paragraphs("One.\nTwo.\n\nThree.\n") == ((0, 4), (5, 9), (11, 17))

    def test_wrapped_lines_are_one_paragraph(self) -> None:
        text = "This line is long enough to have been wrapped by somebody who\nliked short lines."
        assert paragraphs(text) == ((0, len(text)),)

    def test_an_empty_text(self) -> None:
        assert paragraphs(" \n\n ") == ()
        assert find_quotations("") == ()


TEXTS = st.text(alphabet=st.sampled_from("\"“”„‟«»‹›'‘’`ab, .\n—s9"), max_size=120)


@given(TEXTS)
def test_laws(text: str) -> None:
    found = find_quotations(text)
    assert found == find_quotations(text)
    pieces = paragraphs(text)
    end = 0
    for quotation in found:
        assert end <= quotation.start < quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
        assert any(start <= quotation.start and quotation.end <= stop for start, stop in pieces)
        assert quotation.closed == (quotation.inner_end < quotation.end)
        end = quotation.end


@given(TEXTS)
def test_what_follows_changes_nothing_before_it(text: str) -> None:
    before = [(q.start, q.end) for q in find_quotations(text + "\n\n“New,” he said.")]
    assert before[: len(find_quotations(text))] == [(q.start, q.end) for q in find_quotations(text)]


def test_time_is_linear() -> None:
    text = "“a ‘b «c " * 100_000
    started = time.process_time()
    find_quotations(text)
    assert time.process_time() - started < 20
