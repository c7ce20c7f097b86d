"""The actors of one article while it is being read: what is known of each, and which mentions speak of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from diplograph.actors.authority import Authority, Entry
from diplograph.actors.candidates import Candidate
from diplograph.actors.names import words
from diplograph.record import ActorKind

__all__ = ["Referent", "Referents"]


@dataclass(slots=True)
class Referent:
    """An actor of the article. ``plural`` is set for people in number ("protesters"), ``roles`` are the offices it was
    given, ``titles`` the nouns that it was called by."""

    id: str
    label: str
    kind: ActorKind
    country: str | None
    wikidata: str | None = None
    sex: str = ""
    key: tuple[str, ...] = ()
    plural: bool = False
    type: str = ""
    noun: str = ""
    roles: set[tuple[str, str]] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)


class Referents:
    """All actors of the article by IRI, and how often each country is named in it."""

    def __init__(self, authority: Authority, candidates: list[Candidate]) -> None:
        self.authority = authority
        self.by_id: dict[str, Referent] = {}
        self.countries: Counter[str] = Counter()
        self.first_named: dict[str, int] = {}
        for candidate in candidates:
            if candidate.name is None or not candidate.name.names:
                continue
            for name in candidate.name.names[:1]:
                code = authority.entries[name.entry].country
                if code and code != "IGO":
                    self.countries[code] += (
                        1 if name.kind in ("country", "adjective", "people", "capital", "metonym", "place") else 0
                    )
                    self.first_named.setdefault(code, candidate.head)

    def entry(self, entry: Entry) -> Referent:
        """The referent of a known actor, made where the article had none yet."""
        found = self.by_id.get(entry.id)
        if found is None:
            found = Referent(
                entry.id,
                entry.label,
                entry.kind,
                entry.country,
                entry.wikidata,
                entry.sex,
                words(entry.label),
                type=entry.type,
            )
            self.by_id[entry.id] = found
        return found

    def known(self, iri: str) -> Referent:
        """The referent with this IRI, from the article or the authority."""
        found = self.by_id.get(iri)
        return found if found is not None else self.entry(self.authority.entries[iri])

    def add(self, referent: Referent) -> Referent:
        """Keep a new referent; the one that has its IRI already, where there is one."""
        return self.by_id.setdefault(referent.id, referent)

    def code(self, iri: str) -> str | None:
        """The country that the actor with this IRI acts for."""
        return self.known(iri).country

    def dominant(self) -> str | None:
        """The country that the article is evidently about: the only one named, or one named far more often than any other."""
        top = self.countries.most_common(2)
        if not top or top[0][1] == 0:
            return None
        if len(top) == 1 or top[0][1] >= 2 * top[1][1]:
            return top[0][0]
        return None
