from __future__ import annotations

import pytest

from diplograph.errors import QueryError
from diplograph.sparql import check_read_only

_HARMLESS = [
    "SELECT * WHERE { ?s ?p ?o }",
    "# SERVICE <http://x> {}\nSELECT * WHERE { ?service <http://x/SERVICE> 'SERVICE' , \"insert\" ; ex:service '''SERVICE''' }",
    "PREFIX dg: <urn:x#> ASK { ?s dg:drop ?insert FILTER(?insert < 3 && ?x > 2) }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(STR(?o) = 'DELETE DATA') }",
    "SELECT (1 AS ?with) WHERE {}",
]
_REFUSED = [
    "SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * WHERE { service SILENT ?x { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ?p 1SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }",
    "PREFIX ex: <urn:x> SELECT * WHERE { SERVICEex:y { ?s ?p ?o } }",
    "SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ex:a\\#b ?o . SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * WHERE { ?s ex:a\\'b ?o . SERVICE <http://x/> { ?s ?p ?o } . ?s ex:a\\'b ?o }",
    "SELECT * WHERE { ?s ?p '''a\\''' ''' . SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "SELECT * WHERE { FILTER(?a<?b)SERVICE<http://127.0.0.1/>{ ?s ?p ?o } }",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "PREFIX ex: <urn:x> delete where { ?s ?p ?o }",
    "DROP ALL",
    "LOAD <http://127.0.0.1/x.ttl>",
    "WITH <urn:g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { SELECT ?s WHERE { ?s ?p ?o } }",
]


@pytest.mark.parametrize("text", _HARMLESS)
def test_questions_pass(text: str) -> None:
    check_read_only(text)


@pytest.mark.parametrize("text", _REFUSED)
def test_updates_and_other_endpoints_do_not(text: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE|changes the graph"):
        check_read_only(text)
