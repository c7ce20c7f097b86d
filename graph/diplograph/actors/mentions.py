"""References to actors in a parsed text: names with their titles, role nouns with the country they belong to, pronouns.

Nothing is resolved here: a :class:`Candidate` says what the words of the phrase say, and no more.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from diplograph.actors.authority import Authority
from diplograph.actors.candidates import Candidate, Match
from diplograph.actors.gazetteer import Names, find_names
from diplograph.actors.names import fold
from diplograph.actors.phrases import conjunct_head, is_agent, is_location, is_plural, phrase, preposition, root_of
from diplograph.actors.roles import GroupNoun, OfficeNoun

__all__ = ["find_candidates"]

_PERSONAL = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves i me my mine myself we us our ours"
    " ourselves".split()
)
_RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))
_FEMALE = frozenset("mrs ms miss queen princess lady dame baroness spokeswoman congresswoman chairwoman actress duchess first-lady sister mother wife"
                    " daughter widow woman girl she businesswoman policewoman".split())  # fmt: skip
_MALE = frozenset("mr king prince sir lord spokesman congressman chairman actor duke brother father husband son man boy emperor emir sultan pope"
                  " businessman policeman sheikh ayatollah".split())  # fmt: skip
_KIN = frozenset("sister brother father mother wife husband son daughter widow uncle aunt nephew niece cousin grandson granddaughter grandfather"
                 " grandmother".split())  # fmt: skip
_RULE = frozenset(("administration", "government", "regime", "cabinet", "presidency"))
_RULERS = (OfficeNoun("president", "GOV"), OfficeNoun("prime_minister", "GOV"))
_NAMED = ("country", "capital", "metonym", "place", "organisation", "people", "adjective")
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
        self.titled: set[int] = set()

    def run(self) -> list[Candidate]:
        found: list[Candidate] = []
        for match in self.names.matches:
            found.extend(self._named(match))
        taken = {c.head for c in found if c.kind in ("name", "title", "metonym")}
        for token in self.doc:
            if token.i in self.names.skipped or token.is_space:
                continue
            if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP", "WP$", "WDT"):
                pronoun = self._pronoun(token)
                if pronoun is not None:
                    found.append(pronoun)
            elif token.i not in self.titled and token.i not in taken and token.pos_ in ("NOUN", "PROPN", "ADJ"):
                noun = self._noun(token)
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
        modifies = head.dep_ in ("amod", "compound", "nmod:desc") or (head.dep_ == "conj" and conjunct_head(head).dep_ in ("amod", "compound"))
        nominal = head.pos_ in ("NOUN", "PROPN") or head.tag_ in ("NNS", "NNPS")
        others = match.of_kind("country", "capital", "metonym", "place", "organisation")
        if adjectives and (modifies or not (people or others)) and not (others and not modifies):
            yield Candidate(match.first, match.last, head.i, "demonym", match, owners=tuple(dict.fromkeys(n.entry for n in adjectives)))
        elif people and (not others or nominal and is_plural(head)):
            first, last = phrase(head, loose=True)
            yield Candidate(
                min(first, match.first), max(last, match.last), head.i, "demonym", match, noun="people", plural=is_plural(head) or not adjectives,
                owners=tuple(dict.fromkeys(n.entry for n in people)), definite=True, ethnic=self._ethnic(match.first),
            )  # fmt: skip
        elif others or not match.names:
            yield from self._thing(match, head, modifies)

    def _ethnic(self, first: int) -> bool:
        """Whether a demonym names an ethnic group, which need not act for the country of that name."""
        return first > 0 and self.doc[first - 1].lower_ == "ethnic"

    def _thing(self, match: Match, head: Token, modifies: bool) -> Iterator[Candidate]:
        """A country, city, seat of power or organisation by name."""
        doc = self.doc
        inner = modifies and head.head.i not in range(match.first, match.last + 1)
        if inner and not match.of_kind("organisation", "country") and head.head.pos_ == "PROPN" and self._group(head.head) is None:
            return  # "the Washington Monument": part of another name
        first, last = (match.first, match.last) if modifies else phrase(head, loose=False)
        group = None if match.names else self._group(head)
        candidate = Candidate(min(first, match.first), max(last, match.last), head.i, "name", match, location=is_location(head) and not is_agent(head))
        candidate.plural = head.tag_ == "NNPS" and not match.names
        if not match.names:
            candidate.owners = self._owners(head, match)
            candidate.group = group[0] if group else None
            if group and match.first >= group[1]:
                return  # "Foreign Ministry": a role noun in capitals, found as such
            words = [t.lower_ for t in doc[match.first : match.last + 1]]
            if group and all(self._plain(t) for t in doc[match.first : match.last + 1]):
                return
            if len(words) == 1 and head.ent_type_ in _PLACES:
                return
        if match.of_kind("metonym") and not match.of_kind("country", "capital"):
            candidate.kind = "metonym"
        yield candidate

    def _plain(self, token: Token) -> bool:
        """Whether a token of a capitalised phrase is a role noun, a demonym or a small word, so that the phrase is no name."""
        match = self.names.at.get(token.i)
        word = fold(token.lemma_.lower())
        return (
            bool(match is not None and match.names)
            or (word,) in self.roles.groups
            or word in self.roles.qualifiers
            or token.pos_ in ("ADP", "DET", "PUNCT")
        )

    def _person(self, match: Match, head: Token) -> Candidate:
        """A person's name with the titles before it."""
        doc = self.doc
        first, last = match.first, match.last
        candidate = Candidate(first, last, head.i, "name", match)
        kind = "name"
        if head.dep_ in ("compound", "nmod:poss") and head.head.lemma_.lower() in _RULE:
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
        owners = self._owners(head, match, start)
        if start < match.first:
            title = doc[match.first - 1]
            owners = tuple(dict.fromkeys((*owners, *self._owners(title, match, start))))
        candidate.owners = owners
        for appos in (c for c in head.rights if c.dep_ == "appos"):
            self._described(candidate, appos)
        if head.dep_ == "appos" and head.head.pos_ in ("NOUN", "PROPN") and head.head.i not in self.names.at:
            self._described(candidate, head.head)
        return candidate

    def _described(self, candidate: Candidate, noun: Token) -> None:
        """Take over what an apposition says: "Kofi Annan, U.N. secretary-general"."""
        offices, first = self._offices(noun)
        candidate.offices = tuple(dict.fromkeys((*candidate.offices, *offices)))
        if not candidate.owners and noun.lemma_.lower() not in _KIN:
            candidate.owners = self._owners(noun, None)
        candidate.sex = candidate.sex or _sex(noun.lower_)

    def _titles(self, match: Match, candidate: Candidate) -> int:
        """Go left from a name over its titles; returns where the phrase begins, and notes the offices that the titles name."""
        doc = self.doc
        start = match.first
        seen_title = False
        i = match.first - 1
        while i >= 0 and match.first - i <= 9:
            token = doc[i]
            if token.is_space or token.is_sent_end or i in self.names.skipped:
                break
            word = fold(token.text.rstrip("."))
            lemma = fold(token.lemma_.lower())
            other = self.names.at.get(i)
            if (word,) in self.roles.titles or (lemma,) in self.roles.titles or (word,) in self.roles.groups:
                if not seen_title and token.pos_ not in ("NOUN", "PROPN", "ADJ", "X"):
                    break
                if is_plural(token) and token.tag_ in ("NNS", "NNPS"):
                    break
                seen_title = True
                start = i
                self.titled.add(i)
                candidate.sex = candidate.sex or _sex(word)
            elif not seen_title:
                if token.text == "." and i and (fold(doc[i - 1].text),) in self.roles.titles:
                    i -= 1
                    continue
                break
            elif word in self.roles.qualifiers or token.text in ("-", "–", ".", "'s", "’s", "s") or token.tag_ == "POS":
                candidate.former = candidate.former or word in ("former", "ex", "late", "ousted", "deposed")
                if word in self.roles.qualifiers:
                    start = i
            elif other is not None and other.names and not other.of_kind("person"):
                start = other.first
                i = other.first
            elif token.dep_ in ("amod", "compound", "nmod:poss", "det", "nummod", "nmod:desc") and token.pos_ in ("ADJ", "DET", "NOUN", "PROPN", "PRON"):
                if token.pos_ == "PROPN" and other is not None and other.label == "person":
                    break
                start = i
            else:
                break
            i -= 1
        if not seen_title:
            return match.first
        title = doc[match.first - 1]
        offices, _ = self._offices(title)
        candidate.offices = offices or candidate.offices
        candidate.titles = tuple(t.lower_ for t in doc[start : match.first])
        while start < match.first and doc[start].text in ("-", "–", ".", ",", "'s", "’s"):
            start += 1
        return start

    # Nouns

    def _noun(self, token: Token) -> Candidate | None:
        match = self.names.at.get(token.i)
        if match is not None and match.names and token.i != match.last:
            return None
        if match is not None and (match.names or match.label == "person"):
            return None
        if token.dep_ in ("compound", "nmod:desc", "flat", "fixed", "goeswith") and not (token.dep_ == "compound" and token.pos_ == "NOUN" and False):
            return None
        if token.pos_ == "ADJ" and not (token.dep_.startswith("nsubj") or token.dep_ in ("obj", "obl:agent")):
            return None
        offices, office_first = self._offices(token)
        group = self._group(token)
        lemma = fold(token.lemma_.lower())
        reference = any(lemma in nouns for nouns in self.roles.references.values())
        kin = lemma in _KIN
        pair = lemma in ("pair", "duo", "two", "trio", "side", "koreas", "korea")
        if not (offices or group or reference or kin or pair):
            return None
        first, last = phrase(token, loose=True)
        candidate = Candidate(first, last, token.i, "noun")
        candidate.plural = is_plural(token) or pair and lemma != "side"
        candidate.noun = lemma
        if offices:
            candidate.offices, candidate.kind = offices, "role"
        if group:
            candidate.group = group[0]
            candidate.kind = "role"
            candidate.noun = group[0].noun
        candidate.owners = self._owners(token, None)
        before = self.doc[first]
        words = [t.lower_ for t in self.doc[first : token.i]]
        candidate.definite = before.lower_ in ("the", "both", "this", "that", "these", "those") or before.tag_ == "PRP$" or any(c.dep_ == "nmod:poss" for c in token.lefts)
        if before.lower_ in ("a", "an", "another", "some", "no", "any"):
            candidate.definite = False
        candidate.former = any(w in ("former", "ex", "late", "ousted", "deposed", "exiled", "then", "next", "future", "new") for w in words)
        candidate.sex = _sex(lemma)
        candidate.number = 2 if "both" in words or "two" in words or lemma in ("pair", "duo") else 3 if "three" in words else 0
        for child in token.lefts:
            if child.dep_ == "nmod:poss":
                candidate.possessor = child.i
        for appos in (c for c in token.rights if c.dep_ == "appos"):
            named = self.names.at.get(appos.i)
            if named is not None and (named.of_kind("person", "organisation") or named.label):
                candidate.same_as = appos.i
        return candidate

    def _offices(self, token: Token) -> tuple[tuple[OfficeNoun, ...], int]:
        """The offices that the noun at ``token`` names with the words before it: ("prime minister"), and where they begin."""
        key = self._longest(token, self.roles.offices.keys())
        if key is None:
            return (), token.i
        office = self.roles.offices[key]
        first = token.i - len(key) + 1
        qualifier = fold(self.doc[first - 1].text) if first else ""
        if qualifier in ("vice", "deputy", "assistant", "under", "junior", "former") and office.office not in ("vice_president", "deputy_prime_minister"):
            if qualifier != "former":
                return (), token.i
        return (office,), first

    def _group(self, token: Token) -> tuple[GroupNoun, int] | None:
        key = self._longest(token, self.roles.groups.keys())
        return None if key is None else (self.roles.groups[key], token.i - len(key) + 1)

    def _longest(self, token: Token, keys: object) -> tuple[str, ...] | None:
        last, plain = fold(token.lemma_.lower().replace("-", "")), fold(token.text.lower().replace("-", ""))
        tail: list[str] = []
        for i in range(token.i - 1, max(-1, token.i - 6), -1):
            other = self.doc[i]
            if other.is_space:
                break
            if other.text in ("-", "–", "'s", "’s"):
                if other.text[0] not in "-–":
                    tail.insert(0, "s")
                continue
            tail.insert(0, fold(other.text))
        for n in range(min(len(tail), self.roles.longest - 1), -1, -1):
            for word in dict.fromkeys((last, plain)):
                key = (*(tail[-n:] if n else ()), word)
                if key in keys:  # type: ignore[operator]
                    return key
        return None

    def _owners(self, head: Token, own: Match | None, start: int | None = None) -> tuple[str, ...]:
        """The countries and organisations that a phrase names as those of its actor: before the noun, else after it."""
        found: dict[str, None] = {}
        lefts = [t.i for c in head.lefts if c.dep_ in ("amod", "compound", "nmod:poss", "nmod:desc", "nmod", "nmod:unmarked") for t in c.subtree]
        if start is not None and own is not None:
            lefts.extend(range(start, own.first))
        for i in sorted(lefts):
            self._own(i, own, found)
        if found:
            return tuple(found)
        for child in head.rights:
            if child.dep_ == "nmod" and preposition(child) in ("of", "in", "from", "for", "at", "to", "inside", "within", "throughout", "across"):
                for t in [child, *(c for c in child.subtree if c.dep_ == "conj" and c.head is child)]:
                    self._own(t.i, own, found)
                    if t.i not in self.names.at:
                        for c in t.children:
                            if c.dep_ in ("amod", "compound", "nmod:poss", "nmod"):
                                self._own(c.i, own, found)
        return tuple(found)

    def _own(self, i: int, own: Match | None, found: dict[str, None]) -> None:
        match = self.names.at.get(i)
        if match is not None and match is not own and not self._ethnic(match.first):
            for name in match.of_kind(*_NAMED)[:1]:
                found[name.entry] = None
            if not match.names and match.label == "organisation":
                return

    # Pronouns

    def _pronoun(self, token: Token) -> Candidate | None:
        word = token.lower_
        if token.dep_ == "expl":
            return None
        if word in _PERSONAL:
            candidate = Candidate(token.i, token.i, token.i, "pronoun", noun=word)
            candidate.plural = word in ("they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves")
            candidate.sex = "f" if word in ("she", "her", "hers", "herself") else "m" if word in ("he", "him", "his", "himself") else ""
            return candidate
        if word in _RELATIVE:
            clause = token
            while clause.dep_ != "acl:relcl" and clause.head is not clause and clause.dep_ != "root":
                clause = clause.head
            if clause.dep_ == "acl:relcl" and clause.head.i < token.i:
                return Candidate(token.i, token.i, token.i, "pronoun", noun="who", same_as=clause.head.i)
        if word in ("both", "two") and token.dep_.startswith("nsubj"):
            return Candidate(token.i, token.i, token.i, "noun", noun="both", plural=True, definite=True, number=2)
        return None


def _sex(word: str) -> str:
    return "f" if word in _FEMALE else "m" if word in _MALE else ""
