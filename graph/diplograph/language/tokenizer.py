"""Words of raw text: spaCy's English rules, adjusted to how the treebanks cut words.

The adjustments are general classes, measured on the training parts of UD English EWT and GUM and kept in `tokenizer.toml`:
runs of one mark are one word (`!!!`, `-----`), a prefix stays on its word (`non-state`, `pro-Beijing`), telephone numbers are
whole, `7:30PM` and `and/or` are cut. Very long stretches without a space are cut by a simple rule in linear time, where
spaCy's rules would take quadratic time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from diplograph.language.tables import load_table

LONG = 400  # characters without a space beyond which the simple rule takes over

_TABLE = load_table(Path(__file__).with_suffix(".toml"), ("prefixes", "abbreviations", "cut", "runs"))
_RUNS = (r"[!?][!?.]+", r"\.[!?][!?.]*", *(rf"{re.escape(mark)}{{2,}}" for mark in _TABLE["runs"]))
_TIMES = r"(?<=\d)(?:[AaPp]\.?[Mm]\.?)"
_AFTER_STOP = r"(?<=[A-Za-z]\.)-(?=[A-Za-z])"  # U.S.-led
_PHONE = re.compile(r"(?:\+?\d{1,3}[-.])?\(?\d{3}\)?[-.]\d{3}[-.]\d{4}$|\d{3}-\d{4}$")
_WHOLE = re.compile(rf"(?:(?i:{'|'.join(_TABLE['prefixes'])})-[A-Za-z]+)$|(?:\[\.\.\.\])$")
_LONG = re.compile(rf"\S{{{LONG},}}")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, which spaCy cannot store
_SIMPLE = re.compile(r"\w+|[^\w\s]+|\s+")


class LongWordTokenizer:
    """A spaCy tokenizer that does not choke on what is no natural text."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self.vocab = tokenizer.vocab

    def __call__(self, text: str) -> Doc:
        """The words of a text; joined, they are the text again, but for lone surrogates, which become U+FFFD."""
        text = _SURROGATE.sub("\ufffd", text)
        if not _LONG.search(text):
            doc: Doc = self._tokenizer(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for part, simple in _parts(text):
            if simple:
                found = _SIMPLE.findall(part)
                words.extend(found)
                spaces.extend([False] * len(found))
            else:
                for token in self._tokenizer(part):
                    words.append(token.text)
                    spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def blank() -> Language:
    """An empty English pipeline with the project's tokenizer."""
    nlp = spacy.blank("en")
    nlp.tokenizer = LongWordTokenizer(_tokenizer(nlp))
    return nlp


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts: runs too long for the rules (True) and what lies between them (False)."""
    at = 0
    for match in _LONG.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def _tokenizer(nlp: Language) -> Tokenizer:
    defaults = nlp.Defaults
    rules = {key: value for key, value in (defaults.tokenizer_exceptions or {}).items() if key not in _TABLE["cut"]}
    rules.update({word: [{ORTH: word}] for word in _TABLE["abbreviations"]})
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex((*_RUNS, *(defaults.prefixes or ()))).search,
        suffix_search=compile_suffix_regex((*_RUNS, _TIMES, *(defaults.suffixes or ()))).search,
        infix_finditer=compile_infix_regex((*_RUNS, _AFTER_STOP, *(defaults.infixes or ()))).finditer,
        token_match=_whole,
        url_match=defaults.url_match,
    )


def _whole(text: str) -> re.Match[str] | None:
    """Whether something is one word whatever marks it contains."""
    return _PHONE.match(text) or _WHOLE.match(text)
