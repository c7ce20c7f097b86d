"""Noun phrases without a name that may refer to actors: "the South Korean officials", "his sister", "the telecoms giant"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from diplograph.actors.candidates import Candidate
from diplograph.actors.gazetteer import Names
from diplograph.actors.lexicon import is_one_of, word_list
from diplograph.actors.names import fold, singular
from diplograph.actors.phrases import conjunct_head, is_plural, phrase, preposition
from diplograph.actors.roles import Roles
from diplograph.actors.wording import Wording, sex_of
from diplograph.language.forms import known_form

__all__ = ["Nouns"]

_NOBODY = frozenset(("no", "any", "every", "each", "another", "a", "an", "some"))
_ANOTHER = frozenset(("first", "last", "previous", "later", "earlier", "only"))


class Nouns:
    """Finds the noun phrases of one text; ``titled`` are the tokens that belong to a phrase already."""

    def __init__(self, doc: Doc, roles: Roles, names: Names, wording: Wording, titled: set[int]) -> None:
        self.doc = doc
        self.roles = roles
        self.names = names
        self.wording = wording
        self.titled = titled

    def find(self, token: Token) -> Candidate | None:
        match = self.names.at.get(token.i)
        if match is not None and match.names and token.i != match.last:
            return None
        if match is not None and (match.names or match.label == "person"):
            return None
        if token.dep_ in ("compound", "nmod:desc", "flat", "fixed", "goeswith"):
            return None
        if token.pos_ == "ADJ" and not (token.dep_.startswith("nsubj") or token.dep_ in ("obj", "obl:agent")):
            return None
        if self.wording.inside(token):
            return None
        offices, office_first, office_last = self.wording.offices(token)
        group = self.wording.group(token)
        lemma = singular(fold(token.text)) if token.tag_ in ("NNS", "NNPS") else fold(token.text)
        reference = any(lemma in nouns for nouns in self.roles.references.values())
        kin = lemma in word_list("kin")
        pair = lemma in ("pair", "duo", "two", "trio", "side", "koreas", "korea")
        counted = self._counted(token)
        if counted is not None:
            return counted
        if not (offices or group or reference or kin or pair):
            return self._described_as(token, lemma)
        first, last = phrase(token, loose=True)
        end = max(office_last, group[2] if group else token.i)
        last = max(last, end)
        for part in self.doc[office_first : office_last + 1]:  # "Secretary" + "of NATO" in "Secretary-General of NATO"
            for child in part.rights:
                if child.dep_ == "nmod" and preposition(child) == "of" and child.left_edge.i == last + 1:
                    last = phrase(child, loose=False)[1]
        self.titled.update(range(token.i + 1, end + 1))
        candidate = Candidate(first, last, token.i, "noun")
        candidate.plural = is_plural(token) or (pair and lemma != "side")
        candidate.noun = lemma
        if offices:
            candidate.offices, candidate.kind = offices, "role"
        if group:
            candidate.group = group[0]
            candidate.kind = "role"
            candidate.noun = group[0].noun
        candidate.owners = self.wording.owners(token, None) or next(
            (own for part in self.doc[office_first : token.i] if (own := self.wording.owners(part, None))), ()
        )
        before = self.doc[first]
        words = [t.lower_ for t in self.doc[first : token.i]]
        candidate.definite = (
            before.lower_ in ("the", "both", "this", "that", "these", "those")
            or before.tag_ == "PRP$"
            or any(c.dep_ == "nmod:poss" for c in token.lefts)
        )
        if before.lower_ in ("a", "an", "another", "some", "no", "any"):
            candidate.definite = False
        candidate.former = any(
            w in ("former", "ex", "late", "ousted", "deposed", "exiled", "then", "next", "future", "new") for w in words
        )
        if before.lower_ in _NOBODY or any(w in _ANOTHER for w in words):
            candidate.former = True
        candidate.sex = sex_of(lemma)
        candidate.number = (
            2 if "both" in words or "two" in words or lemma in ("pair", "duo") else 3 if "three" in words else 0
        )
        for child in token.lefts:
            if child.dep_ == "nmod:poss":
                candidate.possessor = child.i
        for appos in (c for c in token.rights if c.dep_ == "appos"):
            named = self.names.at.get(appos.i)
            if named is not None and (named.of_kind("person", "organisation") or named.label):
                candidate.same_as = appos.i
        if candidate.same_as < 0 and not candidate.plural:
            candidate.same_as = self._equated(token, first)
        return candidate

    def _counted(self, token: Token) -> Candidate | None:
        """People whom a noun of quantity counts or collects: "thousands of Greek demonstrators", "two groups of experts"."""
        if token.lower_ not in word_list("quantities"):
            return None
        people = next((c for c in token.rights if c.dep_ == "nmod" and preposition(c) == "of" and is_plural(c)), None)
        group = None if people is None or people.i in self.names.at else self.wording.group(people)
        if people is None or group is None or group[0].acts != "group":
            return None
        self.titled.update(range(people.i, group[2] + 1))
        first, last = phrase(token, loose=True)
        candidate = Candidate(
            first, max(last, people.i), token.i, "role", group=group[0], noun=group[0].noun, plural=True
        )
        candidate.owners = self.wording.owners(people, None)
        return candidate

    def _described_as(self, token: Token, lemma: str) -> Candidate | None:
        """A noun that names nobody's role, where it is said of a name: "Huawei, the telecoms giant", "Kim is a pianist"."""
        if token.pos_ != "NOUN" or is_plural(token) or lemma in word_list("buildings"):
            return None
        first, last = phrase(token, loose=True)
        same_as = next((c.i for c in token.rights if c.dep_ == "appos" and self._is_person(c.i)), -1)
        if token.dep_ == "appos" and token.head.i < first and self.doc[first - 1].text in ",(–—-" and first < token.i:
            named = self.names.at.get(token.head.i)
            if named is not None and not named.of_kind("adjective", "people"):
                same_as = int(token.head.i)
        if same_as < 0 and token.dep_ not in ("appos", "compound"):
            subject = self._equated(token, first)
            if subject >= 0 and (self._is_person(subject) or sex_of(self.doc[subject].lower_)):
                same_as = subject
        if same_as < 0:
            return None
        return Candidate(first, last, token.i, "noun", noun=lemma, same_as=same_as, sex=sex_of(lemma))

    def _is_person(self, token: int) -> bool:
        match = self.names.at.get(token)
        return match is not None and (bool(match.of_kind("person")) or (not match.names and match.label == "person"))

    def _equated(self, token: Token, first: int) -> int:
        """What a noun is said to be: the name that it stands in apposition to, or the subject of "is"; -1 where neither."""
        if token.dep_ in ("appos", "conj") and first >= 2 and self.doc[first - 1].text == ",":
            before = self.names.at.get(first - 2)
            if before is not None and (before.of_kind("person") or before.label == "person"):
                return before.first
        if token.dep_ == "appos" and token.head.i < token.i and token.head.pos_ == "PROPN":
            return int(token.head.i)
        said = conjunct_head(token)
        if any(child.dep_ == "cop" and child.lower_ != "be" for child in said.lefts) and not any(
            c.dep_ == "case" for c in said.lefts
        ):
            for child in said.lefts:
                if child.dep_ == "nsubj" and child.pos_ in ("PROPN", "PRON") and child.tag_ not in ("DT", "EX"):
                    return int(child.i)
        return self._made(token)

    def _made(self, token: Token) -> int:
        """Who becomes what a noun says, or is called it: "was named as envoy", "became president"; -1 where that is not said."""
        verb = token.head
        if verb.pos_ != "VERB" or any(child.lower_ in ("not", "n't", "never") for child in verb.children):
            return -1
        called = is_one_of(verb, "calling")
        becomes = known_form(verb, ("become", "remain")) is not None
        if not (called and (token.dep_ == "xcomp" or (token.dep_ == "obj" and becomes))) and not (
            token.dep_ == "obl" and preposition(token) == "as"
        ):
            return -1
        by_role = {child.dep_: child for child in verb.children if child.i != token.i}
        for role in ("obj", "nsubj:pass", "nsubj"):
            other = by_role.get(role)
            if other is not None:
                return int(other.i) if other.pos_ in ("PROPN", "PRON") and other.tag_ not in ("DT", "EX", "WDT") else -1
        return -1
