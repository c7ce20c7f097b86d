"""Which words of a text stand between quotation marks, for the pronouns in them."""

from __future__ import annotations

from spacy.tokens import Doc

__all__ = ["quotations"]

_OPEN, _CLOSE = frozenset("“«„"), frozenset("”»")


def quotations(doc: Doc) -> list[int]:
    """For each token the number of the quotation that it stands in, 0 outside; a paragraph's end closes a quotation."""
    found, number, inside = [0] * len(doc), 0, False
    for token in doc:
        if token.is_space and "\n" in token.text:
            inside = False
        elif token.text in _OPEN or (token.text in ('"', "``", "''") and not inside and token.text != "''"):
            inside, number = True, number + 1
        elif inside and (token.text in _CLOSE or token.text in ('"', "''")):
            inside = False
            continue
        if inside:
            found[token.i] = number
    return found
