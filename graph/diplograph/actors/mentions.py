"""References to actors in a parsed text: names with their titles, role nouns with the country they belong to, pronouns.

Nothing is resolved here: a :class:`Candidate` says what the words of the phrase say, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from diplograph.actors.authority import Authority
from diplograph.actors.candidates import Candidate, Match
from diplograph.actors.gazetteer import Names, find_names
from diplograph.actors.lexicon import is_one_of, word_list
from diplograph.actors.names import fold, singular
from diplograph.actors.nouns import Nouns
from diplograph.actors.phrases import conjunct_head, is_agent, is_location, is_plural, phrase, root_of
from diplograph.actors.pronouns import find_pronoun
from diplograph.actors.roles import OfficeNoun
from diplograph.actors.wording import Wording, sex_of

__all__ = ["find_candidates"]

_RULERS = (OfficeNoun("president", "GOV"), OfficeNoun("prime_minister", "GOV"))
_PLACES = frozenset(("LOC", "GPE", "FAC"))


def find_candidates(doc: Doc, authority: Authority) -> list[Candidate]:
    """All phrases and pronouns of a text that may refer to actors, by position; an outer phrase before the ones inside it."""
    finder = _Finder(doc, authority)
    return finder.run()


class _Finder:
    """One pass over one text."""

    def __init__(self, doc: Doc, authority: Authority) -> None:
        self.doc = doc
        self.authority = authority
        self.roles = authority.roles
        self.names: Names = find_names(doc, authority)
        self.wording = Wording(doc, authority.roles, self.names)
        self.titled: set[int] = set()
        self.nouns = Nouns(doc, authority.roles, self.names, self.wording, self.titled)

    def run(self) -> list[Candidate]:
        found: list[Candidate] = []
        for match in self.names.matches:
            found.extend(self._named(match))
        taken = {c.head for c in found if c.kind in ("name", "title", "metonym")}
        for token in self.doc:
            if token.i in self.names.skipped or token.is_space:
                continue
            if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP", "WP$", "WDT"):
                pronoun = find_pronoun(token)
                if pronoun is not None:
                    found.append(pronoun)
            elif token.i not in self.titled and token.i not in taken and token.pos_ in ("NOUN", "PROPN", "ADJ"):
                noun = self.nouns.find(token)
                if noun is not None:
                    found.append(noun)
        found.sort(key=lambda c: (c.first, -c.last, c.head))
        return found

    # Names

    def _named(self, match: Match) -> Iterator[Candidate]:
        doc = self.doc
        head = doc[root_of(doc, match.first, match.last)]
        persons = match.of_kind("person")
        if persons or (not match.names and match.label == "person"):
            yield self._person(match, head)
            return
        adjectives, people = match.of_kind("adjective"), match.of_kind("people")
        modifies = head.dep_ in ("amod", "compound", "nmod:desc") or (
            head.dep_ == "conj" and conjunct_head(head).dep_ in ("amod", "compound")
        )
        nominal = head.pos_ in ("NOUN", "PROPN") or head.tag_ in ("NNS", "NNPS")
        others = match.of_kind("country", "capital", "metonym", "place", "organisation")
        if adjectives and (modifies or not (people or others)) and not (others and not modifies):
            yield Candidate(
                match.first,
                match.last,
                head.i,
                "demonym",
                match,
                owners=tuple(dict.fromkeys(n.entry for n in adjectives)),
            )
        elif people and (not others or (nominal and is_plural(head))):
            first, last = phrase(head, loose=True)
            yield Candidate(
                min(first, match.first),
                max(last, match.last),
                head.i,
                "demonym",
                match,
                noun="people",
                plural=is_plural(head) or not adjectives,
                owners=tuple(dict.fromkeys(n.entry for n in people)),
                definite=True,
                ethnic=self.wording.ethnic(match.first),
            )
        elif others or not match.names:
            yield from self._thing(match, head, modifies)

    def _thing(self, match: Match, head: Token, modifies: bool) -> Iterator[Candidate]:
        """A country, city, seat of power or organisation by name."""
        doc = self.doc
        inner = modifies and head.head.i not in range(match.first, match.last + 1)
        if (
            inner
            and not match.of_kind("organisation", "country")
            and head.head.pos_ == "PROPN"
            and self.wording.group(head.head) is None
        ):
            return  # "the Washington Monument": part of another name
        if match.names and len(match.key) == 1 and match.of_kind("organisation") and self._longer(match):
            return  # "the Peace House": not the House
        first, last = (match.first, match.last) if modifies else phrase(head, loose=False)
        group = None if match.names else self.wording.group(head)
        candidate = Candidate(
            min(first, match.first),
            max(last, match.last),
            head.i,
            "name",
            match,
            location=is_location(head) and not is_agent(head),
        )
        candidate.plural = head.tag_ == "NNPS" and not match.names
        if match.of_kind("organisation"):
            candidate.owners = self.wording.owners(head, match)
        if not match.names and self._nobody(head, match):
            return
        if not match.names:
            candidate.owners = self.wording.owners(head, match)
            candidate.group = group[0] if group else None
            words = [t.lower_ for t in doc[match.first : match.last + 1]]
            if group and all(self._plain(t) for t in doc[match.first : match.last + 1]):
                return
            if len(words) == 1 and head.ent_type_ in _PLACES:
                return
        if match.of_kind("metonym") and not match.of_kind("country", "capital"):
            candidate.kind = "metonym"
        yield candidate

    def _longer(self, match: Match) -> bool:
        """Whether a name of one word is the end of a longer one that nobody is known by."""
        if not match.first:
            return False
        before = self.doc[match.first - 1]
        return (
            before.pos_ == "PROPN"
            and before.text[:1].isupper()
            and before.dep_ == "compound"
            and before.head.i == match.first
            and before.i not in self.names.at
            and fold(before.text) not in self.roles.qualifiers
            and (fold(before.text),) not in self.roles.titles
        )

    def _nobody(self, head: Token, match: Match) -> bool:
        """Whether a name that nobody is known by names a building that does not speak, a text, a deed or a day."""
        speaks = head.dep_ == "nsubj" and is_one_of(head.head, "speech")
        of = next(
            (t.i for t in self.doc[match.first : match.last + 1] if t.lower_ in ("of", "for", "on")), match.last + 1
        )
        word = fold(self.doc[of - 1].text)
        if (word in word_list("buildings") and not speaks) or word in word_list("writings"):
            return True
        above = head  # "the Declaration for Peace, Prosperity and Unification"
        while above.dep_ in ("nmod", "conj") and above.head != above:
            above = above.head
            if above.pos_ == "PROPN" and fold(above.text) in word_list("writings") and above.i not in self.names.at:
                return True
        return False

    def _plain(self, token: Token) -> bool:
        """Whether a token of a capitalised phrase is a role noun, a demonym or a small word, so that the phrase is no name."""
        match = self.names.at.get(token.i)
        word = singular(fold(token.text))
        return (
            bool(match is not None and match.names)
            or (word,) in self.roles.groups
            or word in self.roles.qualifiers
            or (fold(token.text),) in self.authority.names
            or token.pos_ in ("ADP", "DET", "PUNCT")
        )

    def _person(self, match: Match, head: Token) -> Candidate:
        """A person's name with the titles before it."""
        doc = self.doc
        first, last = match.first, match.last
        candidate = Candidate(first, last, head.i, "name", match)
        kind = "name"
        if head.dep_ in ("compound", "nmod:poss") and is_one_of(head.head, "rule"):
            candidate.offices = _RULERS
        start = self._titles(match, candidate)
        if start < match.first:
            kind = "title"
            first = start
        before, after = phrase(head, loose=False) if match.first <= head.i <= match.last else (first, last)
        candidate.first = min(first, before) if doc[min(first, before)].sent == head.sent else first
        candidate.last = max(last, after if doc[last].dep_ != "nmod" else last)
        top = doc[root_of(doc, candidate.first, candidate.last)]
        candidate.head = top.i if candidate.first <= top.i <= candidate.last else head.i
        candidate.kind = "title" if kind == "title" else "name"
        owners = self.wording.owners(head, match, start)
        if start < match.first:
            title = doc[match.first - 1]
            owners = tuple(dict.fromkeys((*owners, *self.wording.owners(title, match, start))))
        candidate.owners = owners
        for appos in (c for c in head.rights if c.dep_ == "appos" and c.left_edge.i <= candidate.last + 3):
            self._described(candidate, appos)
        if head.dep_ == "appos" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i not in self.names.at:
            self._described(candidate, head.head)
        return candidate

    def _described(self, candidate: Candidate, noun: Token) -> None:
        """Take over what an apposition says: "Kofi Annan, U.N. secretary-general"."""
        offices = self.wording.offices(noun)[0]
        candidate.offices = tuple(dict.fromkeys((*candidate.offices, *offices)))
        if not candidate.owners and not is_one_of(noun, "kin"):
            candidate.owners = self.wording.owners(noun, None)
        candidate.sex = candidate.sex or sex_of(noun.lower_)

    def _titles(self, match: Match, candidate: Candidate) -> int:
        """Go left from a name over its titles; returns where the phrase begins, and notes the offices that the titles name."""
        doc = self.doc
        start = match.first
        seen_title = False
        i = self._before_area(match.first - 1)
        while i >= 0 and match.first - i <= 9:
            token = doc[i]
            if token.is_space or token.is_sent_end or i in self.names.skipped:
                break
            word = fold(token.text.rstrip("."))
            other = self.names.at.get(i)
            if (word,) in self.roles.titles or (word,) in self.roles.groups:
                if not seen_title and token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
                    break
                if is_plural(token) and token.tag_ in ("NNS", "NNPS"):
                    break
                seen_title = True
                start = i
                self.titled.add(i)
                candidate.sex = candidate.sex or sex_of(word)
            elif not seen_title:
                if token.text == "." and i and (fold(doc[i - 1].text),) in self.roles.titles:
                    i -= 1
                    continue
                break
            elif word == "of" and i and self.wording.offices(doc[i - 1])[2] > i:
                start = i
            elif word in self.roles.qualifiers or token.text in ("-", "–", ".", "'s", "’s", "s") or token.tag_ == "POS":
                candidate.former = candidate.former or word in ("former", "ex", "late", "ousted", "deposed")
                if word in self.roles.qualifiers:
                    start = i
            elif other is not None and other.names and not other.of_kind("person"):
                start = other.first
                i = other.first
            elif token.dep_ in ("amod", "compound", "nmod:poss", "det", "nummod", "nmod:desc") and token.pos_ in (
                "ADJ",
                "DET",
                "NOUN",
                "PROPN",
                "PRON",
            ):
                if token.pos_ == "PROPN" and other is not None and other.label == "person":
                    break
                start = i
            else:
                break
            i -= 1
        if not seen_title:
            return match.first
        offices = max(
            (self.wording.offices(doc[k]) for k in range(start, match.first)),
            key=lambda o: (len(o[0]), o[2] - o[1], o[2]),
        )[0]
        candidate.offices = offices or candidate.offices
        candidate.titles = tuple(t.lower_ for t in doc[start : match.first])
        while start < match.first and doc[start].text in ("-", "–", ".", ",", "'s", "’s"):
            start += 1
        return start

    def _before_area(self, i: int) -> int:
        """The title before "for Yemen" in "UN envoy for Yemen Martin Griffiths", where ``i`` is at the name of the area."""
        area = self.names.at.get(i)
        if area is None or not area.of_kind("country", "place", "organisation") or area.first < 2:
            return i
        if self.doc[area.first - 1].lower_ not in ("for", "to", "on", "in"):
            return i
        noun = self.doc[area.first - 2]
        known = (fold(noun.text),) in self.roles.titles and noun.pos_ in ("NOUN", "PROPN")
        return int(noun.i) if known else i
