"""Names of the authority and of the reader found in a parsed text, each at its tokens and none inside another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from diplograph.actors.authority import Authority, Name
from diplograph.actors.candidates import Match
from diplograph.actors.lexicon import is_one_of
from diplograph.actors.names import fold, singular
from diplograph.actors.roles import Roles

__all__ = ["Names", "find_names"]

_WORD = re.compile(r"\w+")
_NOMINAL = frozenset(("PROPN", "NOUN", "ADJ", "X"))
_KOREAS = {"north": "PRK", "south": "KOR"}
_SKIPPED_LAYOUT = frozenset(("BYLINE", "CAPTION", "BOILERPLATE", "DATELINE"))
_BETWEEN = frozenset(("and", "or", "nor"))
_PLACES = frozenset(("LOC", "GPE", "FAC"))
_SIDES = frozenset(("side", "korea"))
_LOWER = frozenset(["anti", "pro", "non", "ex"])


@dataclass(frozen=True, slots=True)
class Names:
    """All names in a text by position, and for each token the name that covers it; ``skipped`` tokens refer to nobody."""

    matches: tuple[Match, ...]
    at: dict[int, Match]
    skipped: frozenset[int]


def find_names(doc: Doc, authority: Authority) -> Names:
    """Longest names first from left to right; a person's or organisation's name that the reader saw swallows shorter ones in it."""
    skipped = _skipped(doc)
    known = _known(doc, authority, skipped)
    seen = _recognised(doc, skipped, authority)
    at: dict[int, Match] = {}
    for match in known:
        for i in range(match.first, match.last + 1):
            at[i] = match
    for match in seen:
        inside = {id(m): m for i in range(match.first, match.last + 1) if (m := at.get(i)) is not None}
        if inside and not all(_yields(m, match, doc, authority.roles) for m in inside.values()):
            continue
        for m in inside.values():
            for i in range(m.first, m.last + 1):
                del at[i]
        for i in range(match.first, match.last + 1):
            at[i] = match
    for match in (*_given_and_family(doc, at, skipped), *_acronyms(doc, at, skipped)):
        for i in range(match.first, match.last + 1):
            at[i] = match
    _koreas(doc, authority, at, skipped)
    unique = sorted({id(m): m for m in at.values()}.values(), key=lambda m: m.first)
    return Names(tuple(unique), at, skipped)


def _skipped(doc: Doc) -> frozenset[int]:
    spans = doc.spans.get("layout", ())
    return frozenset(t.i for span in spans if span.label_ in _SKIPPED_LAYOUT for t in span)


def _known(doc: Doc, authority: Authority, skipped: frozenset[int]) -> list[Match]:
    words: list[tuple[str, str, Token]] = []
    common = _common(doc)
    for token in doc:
        if token.i in common:
            continue
        if token.is_space or token.i in skipped:
            continue
        text = token.text
        if text.isalnum():
            words.append((fold(text), text, token))
        elif text.split("-")[0].lower() not in _LOWER:
            words.extend((fold(w), w, token) for w in _WORD.findall(text))
    found: list[Match] = []
    longest, names = authority.longest, authority.names
    k, total = 0, len(words)
    while k < total:
        limit = longest.get(words[k][0], 0)
        for n in range(min(limit, total - k), 0, -1):
            part = words[k : k + n]
            readings = names.get(tuple(w[0] for w in part))
            if readings and (fitting := tuple(r for r in readings if _fits(r, part))):
                first, last = part[0][2].i, part[-1][2].i
                if not any(t.is_sent_start for t in doc[first + 1 : last + 1]):
                    found.append(Match(first, last, tuple(w[0] for w in part), fitting, doc[first : last + 1].text))
                    k += n - 1
                    break
        k += 1
    return found


def _common(doc: Doc) -> frozenset[int]:
    """Tokens that look like names only because they begin a sentence, or that are something to eat: "Turkey is served cold"."""
    lower = {t.text for t in doc if t.pos_ == "NOUN" and t.text.islower()}
    within = {t.lower_ for t in doc if t.pos_ == "PROPN" and t.text[:1].isupper() and not _begins(t)}
    return frozenset(
        t.i
        for t in doc
        if t.text[:1].isupper()
        and t.ent_type_ not in ("PERSON", "ORG")
        and (
            (_begins(t) and t.lower_ in lower and t.lower_ not in within)
            or (t.dep_ in ("obj", "nsubj:pass") and is_one_of(t.head, "kitchen") and t.lower_ not in within)
        )
    )


def _begins(token: Token) -> bool:
    """Whether a token begins its sentence or a quotation in it."""
    return bool(token.is_sent_start) or token.nbor(-1).is_punct or token.nbor(-1).is_space


def _fits(name: Name, part: list[tuple[str, str, Token]]) -> bool:
    """Whether the spelling in the text can be this name: capitals where they belong, and a noun or adjective."""
    if name.acronym:
        if not all(w[1].isupper() or w[1].isdigit() for w in part) and name.text not in (part[0][2].text,):
            return False
        token = part[0][2]
        money = "$" in token.text or (token.i + 1 < len(token.doc) and token.doc[token.i + 1].text == "$")
        return not money and not (len(part) == 1 and token.text.isupper() and token.pos_ == "PRON")
    for letter, word in zip(name.text.split()[0], part[0][1], strict=False):
        if letter.isupper() and not word[0].isupper():
            return False
        break
    if name.kind == "person" and len(part) == 1 and part[0][2].pos_ != "PROPN":
        return False
    if len(part) >= 2 and name.kind == "person":
        return True
    if len(part) >= 2 and name.kind == "organisation":
        return (
            name.text[0].islower()
            or part[-1][1][0].isupper()
            or not name.text.split()[-1][0].isupper()
            or part[-1][1].isdigit()
        )
    token = part[-1][2]
    if token.pos_ not in _NOMINAL and not token.ent_type_:
        return False
    if name.kind == "place" and len(part) == 1 and token.ent_type_ not in _PLACES:
        return False
    if name.kind in ("organisation", "metonym") and len(part) == 1 and token.pos_ != "PROPN":
        return bool(token.ent_type_)
    before = token.doc[part[0][2].i - 1] if part[0][2].i else None
    return not (before is not None and before.text in "-–" and before.i and token.doc[before.i - 1].lower_ in _LOWER)


def _recognised(doc: Doc, skipped: frozenset[int], authority: Authority) -> list[Match]:
    """The persons and organisations among the reader's names."""
    found = []
    for ent in doc.ents:
        if ent.label_ not in ("PERSON", "ORG") or ent.start in skipped:
            continue
        first, last = ent.start, ent.end - 1
        while first <= last and (doc[first].is_punct or doc[first].pos_ in ("DET", "ADP") or doc[first].is_space):
            first += 1
        while last >= first and (doc[last].is_punct or doc[last].is_space or doc[last].tag_ == "POS"):
            last -= 1
        if first > last or any(t.is_space for t in doc[first : last + 1]):
            continue
        if ent.label_ == "PERSON":
            while last + 1 < len(doc) and _continues(doc[last + 1], first, last):
                last += 1
            if doc[last].is_punct:
                last -= 1
        if tuple(fold(t.text) for t in doc[first : last + 1]) in authority.roles.titles:
            continue
        if not any(t.pos_ in ("PROPN", "NOUN", "ADJ", "X") and t.text[:1].isupper() for t in doc[first : last + 1]):
            continue
        found.append(_unknown(doc, first, last, ent.label_))
    return found


def _continues(token: Token, first: int, last: int) -> bool:
    """Whether a token goes on with the name before it though the reader's name ends there: "Moon Jae" + "-in"."""
    if token.text in "-–" and not token.doc[token.i - 1].whitespace_ and not token.whitespace_:
        return token.i + 1 < len(token.doc) and token.doc[token.i + 1].dep_ == "flat"
    return token.dep_ == "flat" and first <= token.head.i <= last and token.pos_ in ("PROPN", "X", "NUM")


def _unknown(doc: Doc, first: int, last: int, label: str) -> Match:
    key = tuple(fold(w) for t in doc[first : last + 1] for w in _WORD.findall(t.text))
    kind = "person" if label == "PERSON" else "organisation"
    return Match(first, last, key, (), kind)


def _yields(known: Match, seen: Match, doc: Doc, roles: Roles) -> bool:
    """Whether a known name gives way to the longer name around it that the reader recognised."""
    if known.first < seen.first or known.last > seen.last or known.last - known.first == seen.last - seen.first:
        return False
    rest = [t for t in doc[seen.first : seen.last + 1] if not known.first <= t.i <= known.last and not t.is_punct]
    if not rest or all((singular(fold(t.text)),) in roles.groups or fold(t.text) in roles.qualifiers for t in rest):
        return False
    if known.of_kind("person", "organisation") and len(known.key) > 1:
        return False
    if seen.label == "person":
        return all(t.pos_ == "PROPN" for t in rest) and not known.of_kind("adjective")
    return all(t.text[:1].isupper() or len(t) < 4 for t in rest)


def _given_and_family(doc: Doc, at: dict[int, Match], skipped: frozenset[int]) -> list[Match]:
    """Proper nouns with flat parts, or after a title, that neither the authority nor the reader's names cover."""
    found = []
    for token in doc:
        if (
            token.pos_ != "PROPN"
            or token.i in at
            or token.i in skipped
            or token.dep_ == "flat"
            or token.ent_type_ in ("LOC", "GPE")
        ):
            continue
        flats = [c for c in token.rights if c.dep_ == "flat" and c.pos_ in ("PROPN", "X")]
        titled = any(c.dep_ == "nmod:desc" for c in token.lefts)
        if (titled or (flats and token.ent_type_ in ("PERSON", ""))) and token.text[0].isupper():
            last = flats[-1].i if flats else token.i
            if (
                all(i not in at for i in range(token.i, last + 1))
                and token.text.isalpha()
                and (titled or token.ent_type_)
            ):
                found.append(_unknown(doc, token.i, last, "PERSON"))
    return found


def _acronyms(doc: Doc, at: dict[int, Match], skipped: frozenset[int]) -> list[Match]:
    """Short forms in brackets after a name ("… Movement (MRP)"), and the same letters wherever they stand."""
    introduced = {
        doc[i + 1].text
        for i in range(1, len(doc) - 2)
        if doc[i].text == "("
        and doc[i + 2].text == ")"
        and doc[i + 1].text.isupper()
        and 1 < len(doc[i + 1]) < 9
        and doc[i - 1].pos_ == "PROPN"
    }
    return [
        _unknown(doc, t.i, t.i, "ORG") for t in doc if t.text in introduced and t.i not in at and t.i not in skipped
    ]


def _koreas(doc: Doc, authority: Authority, at: dict[int, Match], skipped: frozenset[int]) -> None:
    """ "North and South Korea", "the North": the short names of the two Koreas where the article is about them.

    In lower case too where the article writes so of the two together: "the north and the south", then "the south side".
    """
    codes = {
        name.entry[-3:]
        for match in at.values()
        for name in match.names
        if name.kind in ("country", "adjective", "capital")
    }
    if codes.isdisjoint(("PRK", "KOR")):
        return
    sides = [t for t in doc if t.lower_ in _KOREAS and t.i not in at and t.i not in skipped and t.i + 1 < len(doc)]
    lower = any(token.text.islower() and _paired(token) for token in sides)
    for token in sides:
        if not token.text[0].isupper() and not lower:
            continue
        after = doc[token.i + 1]
        paired = after.lower_ in _BETWEEN and token.i + 3 < len(doc) and doc[token.i + 2].lower_ in _KOREAS
        alone = after.pos_ not in ("PROPN", "NOUN", "NUM") and not (after.pos_ == "ADJ" and after.text[0].isupper())
        alone = (alone or after.lower_ in _SIDES) and not (token.text.islower() and after.lower_ in ("of", "-"))
        definite = token.i and doc[token.i - 1].lower_ in ("the", "both")
        if paired or (alone and (definite or token.ent_type_)):
            iri = authority.countries[_KOREAS[token.lower_]].id
            adjective = paired and "korean" in doc[token.i + 3].lower_
            name = Name("adjective" if adjective else "country", iri, token.text, False)
            at[token.i] = Match(token.i, token.i, (token.lower_,), (name,), token.text)


def _paired(token: Token) -> bool:
    """Whether a token begins "the north and the south"."""
    after = [other.lower_ for other in token.doc[token.i : token.i + 4]]
    return (
        token.i > 0
        and token.nbor(-1).lower_ == "the"
        and after[1:3] in (["and", "the"], ["or", "the"])
        and after[-1] in _KOREAS
    )
