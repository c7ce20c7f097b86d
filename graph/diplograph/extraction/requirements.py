"""Which parties a clause must have to tell an event: what its entry needs, and somebody of politics in it."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.actors.mention import Resolution
from diplograph.extraction.clause import Clause
from diplograph.extraction.conditions import complements
from diplograph.extraction.context import contexts_of
from diplograph.extraction.parties import Party, roles_of
from diplograph.extraction.politics import POLITICAL, PRESS, PRIVATE, STATE, is_called, standing
from diplograph.extraction.syntax import is_passive, objects, obliques
from diplograph.record import Actor

__all__ = ["satisfied"]

_PLAIN = 0.8
"""Entries at least this strong may tell an event where nobody in it is known to be of politics, if the sentence is."""
_BY_FORCE = frozenset({"THREATEN", "COERCE", "MOBILIZE"})
_EVERYDAY = frozenset({"economic", "crime", "gender", "health", "inequality", "technology", "disasters", "environment"})
"""Contexts that everyday life has too: a sentence of these alone is not of politics."""


def satisfied(clause: Clause, actors: tuple[Party, ...], recipients: tuple[Party, ...], resolution: Resolution) -> bool:
    """Whether the parties of a clause are what its entry needs, and politics has to do with it."""
    entry = clause.entry
    several = len(roles_of(actors)) > 1
    alone = not recipients and not (entry.equal and several)
    if alone and ("recipient" in entry.needs or (entry.equal and entry.type in {"CONSULT", "COOPERATE"})):
        return False
    if alone and entry.equal and clause.construction == "verb" and _is_about_nothing(clause):
        return False
    if not _is_of_politics(clause, actors, recipients, resolution):
        return False
    if "person" in entry.needs and not any(actor.kind == "person" for actor in _known(recipients, resolution)):
        return False
    if "persons" in entry.needs and {actor.kind for actor in _known((*actors, *recipients), resolution)} != {"person"}:
        return False
    if "abroad" in entry.needs and not _is_abroad(actors, recipients, resolution):
        return False
    countries = {actor.country for actor in _known((*actors, *recipients), resolution)}
    if "two-sided" in entry.needs and not recipients and len(countries) < 2:
        return False
    if entry.person_recipient and all(party.is_place for party in recipients):
        return False
    kinds = (clause.lexicon.parties[need] for need in entry.needs if need in clause.lexicon.parties)
    return all(any(is_called(role.text, nouns) for role in roles_of(actors)) for nouns in kinds)


def _is_about_nothing(clause: Clause) -> bool:
    """ "We agree" and "we agree on the goal" tell an opinion; to agree to something, or to do it, is an act."""
    token = clause.token
    return not (complements(token) or objects(token) or is_passive(token) or obliques(token, "to"))


def _known(parties: Iterable[Party], resolution: Resolution) -> list[Actor]:
    return [resolution.actor(role.actor) for role in roles_of(parties) if role.actor]


def _is_abroad(actors: tuple[Party, ...], recipients: tuple[Party, ...], resolution: Resolution) -> bool:
    """Whether somebody who holds an office is in another country than his own."""
    homes = {
        actor.country for actor in _known(actors, resolution) if actor.kind == "person" and actor.office is not None
    }
    places = {actor.country for actor in _known(recipients, resolution)}
    return bool(homes) and bool(places) and None not in homes | places and homes.isdisjoint(places)


def _is_told_to_the_press(parties: Iterable[Party], clause: Clause) -> bool:
    return any(is_called(role.text, clause.lexicon.parties.get("press", frozenset())) for role in roles_of(parties))


def _is_of_politics(
    clause: Clause, actors: tuple[Party, ...], recipients: tuple[Party, ...], resolution: Resolution
) -> bool:
    """Whether a state, an office or whoever acts in politics takes part; where it happens does not count."""
    entry = clause.entry
    acting = [party for party in (*actors, *recipients) if not party.is_place]
    ranks = [standing(role, resolution, clause.lexicon) for role in roles_of(acting)]
    if entry.type == "CONSULT" and (PRESS in ranks or _is_told_to_the_press(acting, clause)):
        return False  # what somebody tells a newspaper is a statement
    if entry.type in _BY_FORCE and "disasters" in contexts_of(clause.token.sent):
        return False  # a flood warning, a curfew in a storm
    if entry.type != "ACCUSE" and ranks[: len(roles_of(actors))] == [PRESS]:
        return False
    if clause.weak or "political" in entry.needs:
        return STATE in ranks or (len(ranks) > 1 and min(ranks) >= POLITICAL)
    if entry.type == "CONSULT" and entry.equal and ranks:
        return min(ranks) >= POLITICAL or STATE in ranks
    civil = not entry.needs.isdisjoint(
        clause.lexicon.parties
    )  # the entry itself says who of a country's people does it
    if civil and any(actor.kind == "group" and actor.country is not None for actor in _known(acting, resolution)):
        return True
    if max(ranks, default=PRIVATE) >= POLITICAL:
        return True
    return bool(recipients) and entry.strength >= _PLAIN and not _EVERYDAY.issuperset(contexts_of(clause.token.sent))
