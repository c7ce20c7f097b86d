"""An article as the knowledge graph holds it: the name of its named graph, its metadata there, and the article again."""

from __future__ import annotations

from urllib.parse import unquote

from rdflib import SDO, URIRef

from diplograph.article import ARTICLE_NAMESPACE, Article
from diplograph.errors import SourceError, StoreError
from diplograph.merge import ArticleGraph
from diplograph.record import Extraction
from diplograph.store import Triple

__all__ = ["article_graph", "article_of", "graph_name", "metadata_of", "name_of"]


def article_graph(extraction: Extraction) -> ArticleGraph:
    """What extraction found in an article, as the named graph of the article."""
    from diplograph.triples import article_triples

    return ArticleGraph(name_of(extraction.article), article_triples(extraction))


def name_of(article: Article) -> URIRef:
    """The name of the article's graph. Raises :class:`SourceError` where its id is no text that an IRI can hold."""
    try:
        return URIRef(article.iri)
    except UnicodeEncodeError:
        raise SourceError(
            f"article id {article.id!r} has half a character (a lone surrogate); give it another"
        ) from None


def metadata_of(name: URIRef, triples: frozenset[Triple]) -> frozenset[Triple]:
    """What an article's graph says of the article itself."""
    return frozenset(triple for triple in triples if triple[0] == name)


def graph_name(given: str) -> URIRef | None:
    """The name of the graph of an article, given by id or IRI; ``None`` where no graph can have such a name."""
    id = unquote(given.removeprefix(ARTICLE_NAMESPACE)) if given.startswith(ARTICLE_NAMESPACE) else given
    try:
        return URIRef(Article(id=id, text="").iri)
    except UnicodeEncodeError:
        return None


def article_of(name: URIRef, triples: frozenset[Triple]) -> Article:
    """The article that a graph was made of. Raises :class:`StoreError` where it has no text."""
    found = {p: str(o) for s, p, o in sorted(triples) if s == name}
    if SDO.articleBody not in found:
        raise StoreError(f"{name} is no article's graph: it has no text; remove it from the store by hand")
    return Article(
        id=unquote(name.removeprefix(ARTICLE_NAMESPACE)),
        text=found[SDO.articleBody],
        title=found.get(SDO.headline),
        published=found.get(SDO.datePublished),
        publisher=found.get(SDO.publisher),
        url=found.get(SDO.url),
        author=found.get(SDO.author),
    )
