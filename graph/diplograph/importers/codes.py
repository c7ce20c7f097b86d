"""CAMEO codes in PLOVER's terms, as ontology/plover.ttl matches the two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import RDF, SKOS, Graph, Namespace

from diplograph.codebook import CONTEXTS, MODES
from diplograph.resources import ontology_path

__all__ = ["Coding", "cameo_coding", "context_named", "mode_named"]

_CAMEO = Namespace("https://w3id.org/diplograph/cameo#")
_PLOVER = "https://w3id.org/diplograph/plover#"


@dataclass(frozen=True, slots=True)
class Coding:
    """What a CAMEO code is in PLOVER: the type, and the mode where the code tells one.

    ``type`` is ``None`` for what PLOVER does not code as an event: statements (01). ``host`` says that the source of the
    code is visited, and the target is the visitor, who is PLOVER's actor.
    """

    type: str | None
    mode: str | None = None
    host: bool = False


@cache
def _codings() -> dict[str, Coding]:
    graph = Graph().parse(ontology_path("plover.ttl"))
    found = {}
    for concept in graph.subjects(RDF.type, None):
        if not str(concept).startswith(_CAMEO):
            continue
        for relation in (SKOS.broadMatch, SKOS.relatedMatch):  # the second where one code is several types or modes
            matches = sorted(str(match).removeprefix(_PLOVER) for match in graph.objects(concept, relation))
            if matches:
                break
        types = list(dict.fromkeys(match.partition("-")[0] for match in matches))
        modes = {match.partition("-")[2] for match in matches}
        code = str(concept).removeprefix(str(_CAMEO))
        found[code] = Coding(
            types[0] if types else None,
            modes.pop() or None if len(modes) == 1 and len(types) == 1 else None,
            host=code.startswith("043"),
        )
    return found


def cameo_coding(code: str) -> Coding | None:
    """The coding of a CAMEO code with its leading zero, or of the code above it that PLOVER knows; ``None`` for none."""
    known = _codings()
    while len(code) >= 2:
        if code in known:
            return known[code]
        code = code[:-1]
    return None


def mode_named(type: str, name: str) -> str | None:
    """The mode of an event type that a data set may write with other capitals or signs; ``None`` where there is none."""
    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    return wanted if wanted in MODES[type] else None


def context_named(name: str) -> str | None:
    """The context that a data set may write with other capitals or signs; ``None`` where there is none."""
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    return wanted if wanted in _CONTEXTS else None


_CONTEXTS = frozenset(CONTEXTS)
