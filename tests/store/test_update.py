from __future__ import annotations

from rdflib import Literal, URIRef

from diplograph.store.protocol import Changes
from diplograph.store.terms import n3
from diplograph.store.update import update_text, update_texts

A, B, P, Q, GRAPH = (URIRef(f"https://example.org/{name}") for name in ("a", "b", "p", "q", "graph"))


def test_what_goes_comes_before_what_comes_and_triples_are_sorted() -> None:
    changes = Changes(
        graphs={GRAPH: frozenset({(B, P, A), (A, Q, B), (A, P, B)})},
        dropped=frozenset({Q}),
        insert=frozenset({(B, Q, Literal('"x"\n')), (A, Q, Literal(1))}),
        delete=frozenset({(A, P, A)}),
    )
    assert (
        update_text(changes, n3)
        == """\
DROP SILENT GRAPH <https://example.org/q>;
DELETE DATA {
<https://example.org/a> <https://example.org/p> <https://example.org/a> .
};
INSERT DATA {
<https://example.org/a> <https://example.org/q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://example.org/b> <https://example.org/q> "\\"x\\"\\n" .
GRAPH <https://example.org/graph> {
<https://example.org/a> <https://example.org/p> <https://example.org/b> .
<https://example.org/a> <https://example.org/q> <https://example.org/b> .
<https://example.org/b> <https://example.org/p> <https://example.org/a> .
}
}"""
    )


def test_no_changes_are_no_text() -> None:
    assert update_text(Changes(), n3) == ""
    assert update_texts(Changes(), n3, limit=1) == []
