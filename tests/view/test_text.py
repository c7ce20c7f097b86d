"""Text that would do something other than be read is written out, and links lead to web pages only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.view.text import link, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim met Moon.\n\tThen", "Kim met Moon.\n\tThen"),
        ("\u202egnorw\u202c", "[U+202E]gnorw[U+202C]"),
        ("a\x00b\x1bc\u2066", "a[U+0000]b[U+001B]c[U+2066]"),
        ("half \ud800", "half [U+D800]"),
        ("김여정 – Erdoğan – עברית", "김여정 – Erdoğan – עברית"),
        ("<script>&amp;", "<script>&amp;"),
    ],
)
def test_what_is_not_seen_is_written_out(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.text())
def test_shown_text_can_be_written_and_stays_as_it_is(text: str) -> None:
    shown(text).encode("utf-8")
    assert shown(shown(text)) == shown(text)


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=2#d", "HTTP://example.org", "http://[::1]/"])
def test_web_addresses_stay(url: str) -> None:
    assert link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " https://example.org",
        "https://exa mple.org",
        "https:///no-host",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://example.org/\u202e",
        "http://[",
    ],
)
def test_other_addresses_go(url: str) -> None:
    assert link(url) == ""
