"""What is wrong with a graph, as somebody who did not make it wants to read it."""

from __future__ import annotations

from dataclasses import dataclass

from diplograph.store.namespaces import PREFIXES

__all__ = ["Problem", "ValidationReport"]

_SHOWN = 100


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong: in which article's graph (``None``: the merged graph), with which node, along which property, and what.

    ``graph``, ``focus`` and ``path`` are IRIs, ``path`` is ``None`` where it is no single property; ``value`` is what is
    wrong there, if any.
    """

    graph: str | None
    focus: str
    path: str | None
    message: str
    value: str | None = None

    def __str__(self) -> str:
        path = f", {_short(self.path)}" if self.path else ""
        value = f": {_short(self.value)!r}" if self.value is not None else ""
        where = f"in {self.graph}" if self.graph else "in the merged graph"
        return f"{_short(self.focus)}{path}: {self.message}{value} ({where})"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a validation found: the number of articles and triples looked at, and all problems, sorted."""

    articles: int
    triples: int
    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def __str__(self) -> str:
        articles = "1 article" if self.articles == 1 else f"{self.articles:,} articles"
        looked_at = f"{articles}, {self.triples:,} triples in their graphs"
        if self.conforms:
            return f"The graph conforms ({looked_at})."
        lines = [f"The graph does not conform: {len(self.problems):,} problems ({looked_at})."]
        lines += [f"  {problem}" for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            lines.append(f"  … and {len(self.problems) - _SHOWN:,} more")
        return "\n".join(lines)


def _short(iri: str) -> str:
    """The IRI with a prefix in place of a namespace that everybody knows; long values shortened."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri if len(iri) <= 120 else f"{iri[:119]}…"
