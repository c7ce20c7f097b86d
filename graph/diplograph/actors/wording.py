"""What the words of a noun phrase say about the actor: its office or role, whose it is, its sex."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

from diplograph.actors.candidates import Match
from diplograph.actors.gazetteer import Names
from diplograph.actors.lexicon import word_list
from diplograph.actors.names import fold, singular
from diplograph.actors.phrases import preposition
from diplograph.actors.roles import GroupNoun, OfficeNoun, Roles

__all__ = ["LOWER_RANK", "Wording", "longest_noun", "sex_of"]

LOWER_RANK = frozenset(("vice", "deputy", "assistant", "under", "junior"))
_NAMED = ("country", "capital", "metonym", "place", "organisation", "people", "adjective")


def sex_of(word: str) -> str:
    """The sex (``f``, ``m`` or unknown) of whom a title or noun is said."""
    return "f" if word in word_list("feminine") else "m" if word in word_list("masculine") else ""


class Wording:
    """Reads the noun phrases of one text against the role nouns and the names found in it."""

    def __init__(self, doc: Doc, roles: Roles, names: Names) -> None:
        self.doc = doc
        self.roles = roles
        self.names = names

    def ethnic(self, first: int) -> bool:
        """Whether a demonym names an ethnic group, which need not act for the country of that name."""
        return first > 0 and self.doc[first - 1].lower_ == "ethnic"

    def offices(self, token: Token) -> tuple[tuple[OfficeNoun, ...], int, int]:
        """The office that the noun at ``token`` names with the words around it ("prime minister", "secretary of state").

        With the first and last token of the words that name it.
        """
        found = longest_noun(token, self.roles.offices.keys(), self.roles.longest)
        if found is None:
            return (), token.i, token.i
        key, first, last = found
        office = self.roles.offices[key]
        qualifier = fold(self.doc[first - 1].text) if first else ""
        if qualifier in LOWER_RANK and office.office not in ("vice_president", "deputy_prime_minister"):
            return (), token.i, token.i
        return (office,), first, last

    def inside(self, token: Token) -> bool:
        """Whether a noun is part of the office that the next word names with it: "secretary" in "secretary general"."""
        if token.i + 1 >= len(self.doc) or self.doc[token.i + 1].pos_ not in ("NOUN", "PROPN"):
            return False
        after = self.doc[token.i + 1]
        found = longest_noun(after, self.roles.offices.keys(), self.roles.longest)
        return found is not None and found[1] <= token.i and found[2] >= after.i

    def group(self, token: Token) -> tuple[GroupNoun, int, int] | None:
        """The role noun at ``token`` with the words around it, and the first and last token of them."""
        found = longest_noun(token, self.roles.groups.keys(), self.roles.longest)
        return None if found is None else (self.roles.groups[found[0]], found[1], found[2])

    def owners(self, head: Token, own: Match | None, start: int | None = None) -> tuple[str, ...]:
        """The countries and organisations that a phrase names as those of its actor: before the noun, else after it."""
        found: dict[str, None] = {}
        lefts = [
            t.i
            for c in head.lefts
            if c.dep_ in ("amod", "compound", "nmod:poss", "nmod:desc", "nmod", "nmod:unmarked")
            for t in c.subtree
        ]
        if start is not None and own is not None:
            lefts.extend(range(start, own.first))
        for i in sorted(lefts):
            self._own(i, own, found)
        if found:
            return tuple(found)
        for child in head.rights:
            if child.dep_ == "nmod" and preposition(child) in (
                "of",
                "in",
                "from",
                "for",
                "at",
                "to",
                "inside",
                "within",
                "throughout",
                "across",
            ):
                for t in [child, *(c for c in child.subtree if c.dep_ == "conj" and c.head == child)]:
                    self._own(t.i, own, found)
                    if t.i not in self.names.at:
                        for c in t.children:
                            if c.dep_ in ("amod", "compound", "nmod:poss", "nmod"):
                                self._own(c.i, own, found)
                if found and preposition(child) == "of":
                    break  # "the president of Ukraine in Tbilisi"
        return tuple(found)

    def _own(self, i: int, own: Match | None, found: dict[str, None]) -> None:
        match = self.names.at.get(i)
        if match is not None and match is not own and not self.ethnic(match.first):
            for name in match.of_kind(*_NAMED)[:1]:
                found[name.entry] = None
            if not match.names and match.label == "organisation":
                return


def longest_noun(
    token: Token, keys: Collection[tuple[str, ...]], longest: int
) -> tuple[tuple[str, ...], int, int] | None:
    """The longest of ``keys`` that the words around a noun spell, those after it ("of state") first, then those before.

    With the first and last token of the words; ``longest`` is the greatest number of words of any key.
    """
    forms = tuple(dict.fromkeys((fold(token.text), singular(fold(token.text)), fold(token.lemma_))))
    doc = token.doc
    after = _words(doc, range(token.i + 1, min(len(doc), token.i + 6)))
    before = _words(doc, range(token.i - 1, max(-1, token.i - 6), -1))
    for m in range(min(3, len(after)), -1, -1):
        if m and after[0][0] != "of" and after[0][1] == token.i + 1:
            continue
        for n in range(min(len(before), longest - 1), -1, -1):
            for word in forms:
                key = (*(w for w, _ in reversed(before[:n])), word, *(w for w, _ in after[:m]))
                if key in keys:
                    return key, before[n - 1][1] if n else token.i, after[m - 1][1] if m else token.i
    return None


def _words(doc: Doc, span: range) -> list[tuple[str, int]]:
    """The folded words at some tokens, hyphens left out, up to a line break or mark of punctuation."""
    found: list[tuple[str, int]] = []
    for i in span:
        other = doc[i]
        if other.text in ("-", "–"):
            continue
        if other.is_space or other.is_punct:
            break
        found.append(("s" if other.text in ("'s", "’s") else fold(other.text), i))
    return found
