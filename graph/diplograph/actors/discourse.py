"""The mentions of one article that are resolved so far, as possible antecedents of what follows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from diplograph.actors.candidates import Candidate
from diplograph.actors.phrases import conjunct_head
from diplograph.actors.referents import Referent, Referents

__all__ = ["ROLE_WEIGHT", "Antecedent", "Discourse"]

ROLE_WEIGHT = {
    "nsubj": 3.0,
    "nsubj:pass": 2.8,
    "nsubj:outer": 3.0,
    "obj": 1.6,
    "iobj": 1.5,
    "obl:agent": 1.8,
    "nmod:poss": 1.1,
    "appos": 1.0,
}
"""How prominent an actor is in the position of its mention, by the label of its dependency."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention already resolved, as a possible antecedent."""

    candidate: Candidate
    referents: tuple[Referent, ...]
    sentence: int


class Discourse:
    """What has been spoken of, in the order of the text; ``nouns`` are the noun phrases without a name, by their head."""

    def __init__(self, doc: Doc, referents: Referents) -> None:
        self.doc = doc
        self.referents = referents
        self.past: list[Antecedent] = []
        self.named: Counter[str] = Counter()
        self.by_head: dict[int, Candidate] = {}
        self.nouns: dict[int, Candidate] = {}
        self.sentence_of: list[int] = [0] * len(doc)
        for number, sentence in enumerate(s for s in doc.sents):
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = number

    def count(self, candidate: Candidate) -> None:
        """Count a mention by name beforehand: who is named most is most likely meant."""
        self.by_head.setdefault(candidate.head, candidate)
        for iri in candidate.actors:
            self.named[iri] += 1

    def note(self, candidate: Candidate) -> None:
        """Remember a resolved mention as a possible antecedent of later ones."""
        found = tuple(self.referents.known(iri) for iri in candidate.actors)
        if found:
            self.past.append(Antecedent(candidate, found, self.sentence_of[candidate.head]))
            for referent in found:
                if candidate.head not in referent.heads:
                    referent.heads.append(candidate.head)
            self._together(candidate)

    def _together(self, candidate: Candidate) -> None:
        """Remember coordinated names as one antecedent of "they", at the last of them: "Saudi Arabia and Iran"."""
        if candidate.name is None or self.doc[candidate.head].dep_ != "conj":
            return
        first = conjunct_head(self.doc[candidate.head])
        heads = [first.i, *(t.i for t in first.conjuncts if t.i <= candidate.head)]
        parts = [self.by_head.get(i) for i in heads]
        if any(c is None or c.name is None or len(c.actors) != 1 for c in parts):
            return
        found = tuple(self.referents.known(c.actors[0]) for c in parts if c is not None)
        if len({r.id for r in found}) < 2 or len({r.kind for r in found}) > 1:
            return
        whole = replace(
            candidate, first=min(c.first for c in parts if c is not None), head=first.i, actors=(), plural=True
        )
        self.past = [p for p in self.past if not (len(p.referents) > 1 and p.candidate.head == first.i)]
        self.past.append(Antecedent(whole, found, self.sentence_of[first.i]))

    def text(self, candidate: Candidate) -> str:
        """The words of a mention."""
        return str(self.doc[candidate.first : candidate.last + 1].text)
