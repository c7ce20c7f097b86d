"""Pages of the documentation's site that are made from the program and the ontology, so that they cannot go out of date.

mkdocs calls the functions ``on_…`` while it builds the site, griffe the class that reads docstrings; see mkdocs.yml.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import griffe
import typer
from mkdocs.structure.files import File, Files
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node
from typer.testing import CliRunner

from diplograph.cli.app import app
from diplograph.named_queries import NamedQuery, named_queries
from diplograph.store.namespaces import PREFIXES
from diplograph.vocabulary import load_examples, load_ontology

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

REPOSITORY = Path(__file__).resolve().parents[1]
DG = Namespace("https://w3id.org/diplograph/ontology#")
PLOVER = Namespace("https://w3id.org/diplograph/plover#")
CAMEO = Namespace("https://w3id.org/diplograph/cameo#")

FILES = {
    "benchmarks.md": "BENCHMARKS.md",
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "security.md": "SECURITY.md",
}
"""Pages that are files of the repository."""

_ROLE = re.compile(r":(?:class|func|meth|mod|data|attr|exc):`~?([^`]+)`")
_LINK = re.compile(r"\]\((?:\.\./)?([A-Z]+\.md)(#[^)]*)?\)")
_LOCAL_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#|mailto:)[^)]*\)")


class Docstrings(griffe.Extension):
    """Docstrings with their names of other things as code: the site is Markdown, and they are reStructuredText."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of a module, class, function or attribute."""
        if obj.docstring is not None:
            obj.docstring.value = _ROLE.sub(r"`\1`", obj.docstring.value)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    ontology = load_ontology() + load_examples()
    pages = {
        "reference/commands.md": commands(),
        "reference/queries.md": queries(named_queries()),
        "reference/ontology.md": ontology_page(ontology),
        "reference/plover.md": plover_page(ontology),
        "reference/cameo.md": cameo_page(ontology),
        **{page: copied(name) for page, name in FILES.items()},
    }
    for path, content in pages.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The text of a page, with links to files of the repository as links to their pages."""
    pages = {
        name: page for page, name in FILES.items()
    }  # of the folder docs itself, as the files are that link to them
    return _LINK.sub(lambda m: f"]({pages[m[1]]}{m[2] or ''})" if m[1] in pages else m[0], markdown)


def copied(name: str) -> str:
    """A file of the repository as a page; its links to other files, which the site does not have, as text."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    return _LOCAL_LINK.sub(r"\1", text)


def commands() -> str:
    """What each command says of itself."""
    group: Any = typer.main.get_command(app)
    parts = ["# Commands\n\nWhat `diplograph` and each of its commands say with `--help`.\n"]
    runner = CliRunner()
    for name in ("", *group.commands):
        result = runner.invoke(app, [*name.split(), "--help"], prog_name="diplograph", terminal_width=100)
        if result.exit_code:
            raise RuntimeError(f"diplograph {name} --help: {result.output}")
        parts.append(f"## diplograph {name}".rstrip() + f"\n\n```text\n{result.output.strip()}\n```\n")
    return "\n".join(parts)


def queries(found: Iterable[NamedQuery]) -> str:
    """The named queries with their parameters and their SPARQL."""
    parts = ["# Named queries\n\nAsk one with `diplograph query KG NAME key=value …`, or `kg.ask(NAME, key=value)`.\n"]
    for query in found:
        parts += [f"## {query.name}", f"**{text(query.title)}.** {text(query.description)}"]
        if query.parameters:
            parts.append(
                table(
                    ("parameter", "kind", "required", "meaning"),
                    ((f"`{p.name}`", p.kind, "yes" if p.required else "", text(p.meaning)) for p in query.parameters),
                )
            )
        parts.append(f"```sparql\n{query.text.strip()}\n```")
    return "\n\n".join(parts) + "\n"


def ontology_page(graph: Graph) -> str:
    """The terms of the ontology's own namespace, by kind."""
    terms = _terms(graph, DG)
    direct = {term for term in terms if (term, RDF.type, DG.DirectPredicate) in graph}
    kinds = {
        "Classes": {t for t in terms if (t, RDF.type, OWL.Class) in graph},
        "Direct predicates": direct,
        "Properties": {
            t
            for t in terms
            if t not in direct and {OWL.ObjectProperty, OWL.DatatypeProperty} & set(graph.objects(t, RDF.type))
        },
        "Annotations of direct predicates": {t for t in terms if (t, RDF.type, OWL.AnnotationProperty) in graph},
    }
    head = (
        f"# Ontology\n\nAll terms of `dg:` (`{DG}`). In the examples `…` stands for "
        "`https://w3id.org/diplograph/id`. How they fit together is told in [The graph](../graph.md)."
    )
    return _page(graph, head, kinds)


def plover_page(graph: Graph) -> str:
    """The concepts of PLOVER, by kind."""
    terms = _terms(graph, PLOVER)

    def of(*kinds: str) -> set[URIRef]:
        return {t for t in terms for kind in kinds if (t, RDF.type, PLOVER[kind]) in graph}

    kinds = {
        "Event types": of("EventType"),
        "Modes with their types": of("ModeOfType"),
        "Modes": of("Mode"),
        "Contexts": of("Context") - of("Mode"),
        "Auxiliary modes": of("AuxiliaryMode"),
        "Quad classes": of("QuadClass"),
        "Kinds of concepts": {t for t in terms if (t, RDF.type, OWL.Class) in graph},
    }
    head = (
        f"# PLOVER\n\nAll concepts of `plover:` (`{PLOVER}`), after the codebook of PLOVER 2.0; the definitions are in our own "
        "words. Graphs use types, plain modes, contexts and auxiliary modes."
    )
    return _page(graph, head, kinds)


def cameo_page(graph: Graph) -> str:
    """The CAMEO codes and what became of them in PLOVER."""
    codes = sorted(t for t in graph.subjects(RDF.type, PLOVER.CameoCode) if isinstance(t, URIRef))
    rows = (
        (
            f"`{_notation(graph, code)}`",
            text(graph.value(code, SKOS.prefLabel) or ""),
            ", ".join(sorted(f"`{_notation(graph, o)}`" for o in graph.objects(code, SKOS.broader))),
            " ".join(
                sorted(f"`{_curie(o)}`" for p in _MAPPINGS for o in graph.objects(code, p) if str(o).startswith(PLOVER))
            ),
        )
        for code in codes
    )
    head = (
        f"# CAMEO\n\nThe codes of `cameo:` (`{CAMEO}`), the scheme before PLOVER, with the types and modes that they became. "
        "`dg:cameo` gives an event's code."
    )
    return f"{head}\n\n{table(('code', 'label', 'below', 'PLOVER'), rows)}\n"


_MAPPINGS = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


def table(header: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def text(value: object) -> str:
    """Words as Markdown shows them unchanged, on one line."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", html.escape(" ".join(str(value).split()), quote=False))


def _page(graph: Graph, head: str, kinds: dict[str, set[URIRef]]) -> str:
    parts = [head]
    for kind, terms in kinds.items():
        parts.append(f"## {kind}")
        for term in sorted(terms):
            parts.extend(_term(graph, term))
    return "\n\n".join(parts) + "\n"


def _term(graph: Graph, term: URIRef) -> Iterator[str]:
    yield f"### {_curie(term)} {{ #{str(term).rpartition('#')[2]} }}"
    about = graph.value(term, SKOS.definition) or graph.value(term, RDFS.comment) or ""
    yield f"**{text(graph.value(term, RDFS.label) or '')}** · {text(about)}"
    facts = [
        f"{name}: " + ", ".join(f"`{_curie(value)}`" for value in values)
        for name, predicate in _FACTS.items()
        if (values := sorted(o for o in graph.objects(term, predicate) if isinstance(o, URIRef)))
    ]
    examples = [str(e) for e in examples_of(graph, term)]
    yield "\n".join(f"- {line}" for line in (*facts, *(f"Example: {_example(e)}" for e in examples)))


_FACTS = {
    "Subclass of": RDFS.subClassOf,
    "Subproperty of": RDFS.subPropertyOf,
    "Inverse of": OWL.inverseOf,
    "Of": RDFS.domain,
    "Values": RDFS.range,
    "Given by events of": DG.forEventType,
    "With mode": DG.forMode,
    "Broader": SKOS.broader,
}


def examples_of(graph: Graph, term: URIRef) -> list[Literal]:
    """The examples of a term; of a mode those that it has with its types."""
    own = [e for e in graph.objects(term, SKOS.example) if isinstance(e, Literal)]
    if own or (term, RDF.type, PLOVER.Mode) not in graph:
        return sorted(own)
    narrower = sorted(graph.subjects(SKOS.broader, term), key=str)
    return [e for one in narrower for e in graph.objects(one, SKOS.example) if isinstance(e, Literal)]


def _example(example: str) -> str:
    words, _, code = example.rpartition(": <…/") if ": <…/" in example else ("", "", example)
    if words:
        return f"{text(words)}: `<…/{code}`"
    return f"`{example}`" if example.endswith(" .") else text(example)


def _terms(graph: Graph, namespace: Namespace) -> list[URIRef]:
    return sorted({t for t in graph.subjects() if isinstance(t, URIRef) and str(t).startswith(namespace)})


def _notation(graph: Graph, code: Node) -> str:
    return str(graph.value(code, SKOS.notation) or str(code).rpartition("#")[2])


def _curie(term: object) -> str:
    for prefix, namespace in (*PREFIXES.items(), ("cameo", str(CAMEO))):
        if str(term).startswith(str(namespace)):
            return f"{prefix}:{str(term)[len(str(namespace)) :]}"
    return f"<{term}>"
