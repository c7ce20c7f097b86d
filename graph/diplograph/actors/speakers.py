"""Who speaks where a text has "I", "we" and "you": in a quotation, in an interview, in a passage set off by a colon.

Asked when everybody else is resolved, because who speaks often stands after what is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Doc, Token

from diplograph.actors.candidates import Candidate
from diplograph.actors.lexicon import is_one_of
from diplograph.actors.phrases import conjunct_head
from diplograph.actors.quotations import quotations
from diplograph.actors.referents import Referent, Referents

__all__ = ["OF_SPEAKERS", "Speakers"]

_FIRST = frozenset(["i", "me", "my", "mine", "myself"])
_FIRST_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
_SECOND = frozenset(("you", "your", "yours", "yourself"))
OF_SPEAKERS = _FIRST | _FIRST_PLURAL | _SECOND
"""The pronouns that are resolved here."""

_OPENING = 60  # tokens in which an interview says that it is one, and with whom
_OPENING_BODY = 120
_AFTER = 12  # tokens between a quotation's end and the subject of the verb that reports it
_TALKED = 6  # words of the first person, and a few questions, that make an interview of a text that does not say so
Found = tuple[tuple[str, ...], float, str]
_NOBODY: Found = ((), 0.0, "")


class Speakers:
    """The speakers of one article."""

    def __init__(self, doc: Doc, referents: Referents, body: Callable[[Referent], str | None]) -> None:
        """``body`` tells for which country or organisation a person speaks by office, if any."""
        self.doc = doc
        self.referents = referents
        self.body = body
        self.quote_of = quotations(doc)
        self.candidates: list[Candidate] = []
        self.by_head: dict[int, Candidate] = {}
        self.interviewed: tuple[str, ...] = ()
        self.house: str | None = None

    def meet(self, candidates: Sequence[Candidate]) -> None:
        """Take note of the mentions, resolved but for those of speakers; find out whether the article is an interview."""
        self.candidates = [c for c in candidates if c.actors]
        self.by_head = {c.head: c for c in reversed(self.candidates)}
        outside = [t for t in self.doc if not self.quote_of[t.i]]
        first = sum(t.lower_ in _FIRST or t.lower_ in _FIRST_PLURAL for t in outside)
        said = next((t for t in self.doc[:_OPENING] if t.lemma_.lower().startswith("interview")), None)
        if first < 4 or (said is None and (first < _TALKED or sum(t.text == "?" for t in outside) < 3)):
            return
        named = Counter(iri for c in self.candidates if c.name is not None for iri in c.actors)
        for end in (_OPENING, 4 * _OPENING):
            persons = [c for c in self.candidates if c.head < end and c.name is not None and self._person(c)]
            if end > _OPENING:
                persons = [c for c in persons if named[c.actors[0]] > 1]
            if persons:
                break
        else:
            return
        sentence = None if said is None else said.sent
        best = max(
            persons,
            key=lambda c: (
                sentence is not None and sentence.start <= c.head < sentence.end,
                named[c.actors[0]],
                -c.head,
            ),
        )
        head = conjunct_head(self.doc[best.head])
        together = [c for c in persons if c is best or conjunct_head(self.doc[c.head]) == head]
        self.interviewed = tuple(dict.fromkeys(c.actors[0] for c in together))
        bodies = [
            iri
            for c in self.candidates
            if c.head < _OPENING_BODY and c.kind == "name" and len(c.actors) == 1
            for iri in c.actors
            if named[iri] >= 3 and self.referents.known(iri).kind == "organisation"
        ]
        self.house = max(bodies, key=lambda iri: (named[iri], -bodies.index(iri)), default=None)

    def who(self, candidate: Candidate) -> Found:
        """The actors that a pronoun of the first or second person means, with score and reason."""
        token, word = self.doc[candidate.head], candidate.noun
        if not self.quote_of[token.i]:
            return self._outside(token, word)
        speaker = self._speaker(token)
        if speaker is None or word in _SECOND:
            return _NOBODY
        if word in _FIRST_PLURAL:
            return self._together(speaker)
        return (speaker.actors, 0.8, "the speaker of the quotation") if self._person(speaker) else _NOBODY

    def subject_of_saying(self, token: Token) -> Token | None:
        """The subject of the verb of saying outside the quotation that holds ``token``: in its sentence, or right after it."""
        quote = self.quote_of[token.i]
        found = self._saying(token.sent, quote)
        if found is None and quote:
            edge = token.i
            while edge < len(self.doc) and self.quote_of[edge] == quote:
                edge += 1
            found = self._saying(self.doc[edge : min(len(self.doc), edge + _AFTER)], quote)
        return found

    def _saying(self, tokens: Iterable[Token], quote: int) -> Token | None:
        for token in tokens:
            if self.quote_of[token.i] != quote and token.dep_.startswith("nsubj") and is_one_of(token.head, "speech"):
                return token
        return None

    def _speaker(self, token: Token) -> Candidate | None:
        """The mention of whom the quotation around ``token`` is from: see :meth:`subject_of_saying`; else who spoke just before.

        A quotation that has no verb of saying of its own goes on with the one before it in the paragraph, or is what
        the subject of the sentence before it says.
        """
        for _ in range(4):
            subject = self.subject_of_saying(token)
            if subject is not None:
                return self._mention(subject)
            start = token.i
            while start and self.quote_of[start - 1] == self.quote_of[token.i]:
                start -= 1
            before = start - 1
            while before >= 0 and (self.doc[before].is_space or self.doc[before].is_punct):
                if "\n" in self.doc[before].text and self.doc[max(0, before - 1)].text != ":":
                    return None
                before -= 1
            if before < 0:
                return None
            token = self.doc[before]
            if not self.quote_of[before]:
                subject = self._saying(token.sent, 0) or self._subject(token)
                return None if subject is None else self._mention(subject)
        return None

    def _subject(self, token: Token) -> Token | None:
        """The subject of the sentence that holds a token, if it is a person."""
        for other in token.sent.root.children:
            if other.dep_.startswith("nsubj") and (found := self._mention(other)) is not None and self._person(found):
                return other
        return None

    def _mention(self, token: Token) -> Candidate | None:
        found = self.by_head.get(token.i)
        return found or next((c for c in self.candidates if c.first <= token.i <= c.last), None)

    def _person(self, candidate: Candidate) -> bool:
        return len(candidate.actors) == 1 and self.referents.known(candidate.actors[0]).kind == "person"

    def _together(self, speaker: Candidate) -> Found:
        """Whom "we" means in the mouth of a speaker: the country or organisation for which it speaks."""
        if len(speaker.actors) != 1:
            return speaker.actors, 0.5, "the speakers of the quotation"
        kind = self.referents.known(speaker.actors[0]).kind
        if kind != "person":
            return (speaker.actors, 0.6, "the speaker of the quotation") if kind != "group" else _NOBODY
        for other in self.candidates:
            if other.actors == speaker.actors and other.owners and not other.former:
                return other.owners[:1], 0.5, "for whom the speaker of the quotation speaks"
        body = self.body(self.referents.known(speaker.actors[0]))
        return _NOBODY if body is None else ((body,), 0.5, "for whom the speaker of the quotation speaks")

    def _outside(self, token: Token, word: str) -> Found:
        if self.interviewed:
            question = token.sent.text.rstrip().endswith("?")
            if word in _FIRST_PLURAL and not question:
                if len(self.interviewed) > 1:
                    return self.interviewed, 0.6, "those interviewed"
                return _NOBODY if self.house is None else ((self.house,), 0.5, "for whom the one interviewed speaks")
            if len(self.interviewed) == 1 and question == (word in _SECOND) and word not in _FIRST_PLURAL:
                return self.interviewed, 0.6, "the one interviewed"
            return _NOBODY
        if word not in _FIRST:
            return _NOBODY
        start = token.i
        while start and not (self.doc[start - 1].is_space and "\n" in self.doc[start - 1].text):
            start -= 1
        while start and self.doc[start - 1].is_space:
            start -= 1
        if not start or self.doc[start - 1].text != ":":
            return _NOBODY
        before = [c for c in self.candidates if c.head < start and self._person(c)]
        if not before:
            return _NOBODY
        return max(before, key=lambda c: c.head).actors, 0.5, "who was spoken of before the passage"
