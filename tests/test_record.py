from __future__ import annotations

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from diplograph.record import content_iri

TEXT = st.text(st.characters(codec=None, categories=None))  # half characters too
PARTS = st.recursive(
    TEXT | TEXT.map(URIRef) | st.none() | st.integers(),
    lambda parts: st.lists(parts) | st.lists(parts).map(tuple),
    max_leaves=8,
)


@given(st.lists(PARTS))
def test_an_iri_is_a_hash_of_the_json_of_its_parts(parts: list[object]) -> None:
    text = json.dumps(parts, ensure_ascii=False)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    assert content_iri("place", *parts) == f"https://w3id.org/diplograph/id/place/{digest[:20]}"
