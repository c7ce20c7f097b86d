"""The ontology: complete, consistent, and the same as what is generated from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef

import diplograph
from diplograph.codebook import AUXILIARY_MODES, CONTEXTS, MODES, QUAD_CLASSES
from diplograph.errors import KnowledgeError
from diplograph.predicates import DIRECT_PREDICATES
from diplograph.resources import ontology_path
from diplograph.vocab import DG, PLOVER
from diplograph.vocabulary import generate, load_examples, load_ontology

ONTOLOGY = load_ontology()
ALIGNED = (
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "http://www.w3.org/ns/prov#",
    "https://schema.org/",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/2006/time#",
    "http://www.w3.org/2004/02/skos/core#",
    "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/ns/org#",
)
TERMS = sorted({term for term in ONTOLOGY.subjects() if isinstance(term, URIRef)})


def instances(kind: URIRef) -> set[str]:
    return {str(term).rpartition("#")[2] for term in ONTOLOGY.subjects(RDF.type, kind)}


@pytest.mark.parametrize("name", ["vocab.py", "codebook.py", "predicates.py"])
def test_generated_modules_are_up_to_date(name: str) -> None:
    there = Path(diplograph.__file__).with_name(name).read_text(encoding="utf-8")
    assert there == generate(ONTOLOGY)[name], "the ontology changed: run `make vocab`"


def test_plover_is_whole() -> None:
    assert len(QUAD_CLASSES) == len(MODES) == 16
    assert sorted(set(QUAD_CLASSES.values())) == [
        "material conflict",
        "material cooperation",
        "verbal conflict",
        "verbal cooperation",
    ]
    assert sum(map(len, MODES.values())) == len(instances(PLOVER.ModeOfType)) == 67
    assert len(CONTEXTS) == 37
    assert AUXILIARY_MODES == ("future", "historical", "hypothetical", "negation")
    assert QUAD_CLASSES["SANCTION"] == "material conflict"
    assert MODES["CONSULT"] == ("multilateral", "phone", "third-party", "visit")
    assert MODES["AGREE"] == ()


def test_a_name_that_several_types_share_is_one_concept() -> None:
    assert {str(pair).rpartition("#")[2] for pair in ONTOLOGY.subjects(SKOS.broader, PLOVER.withdraw)} == {
        "RETREAT-withdraw",
        "SANCTION-withdraw",
    }
    shared = instances(PLOVER.Mode) & instances(PLOVER.Context)
    assert shared == {"cyber", "misinformation", "territory"}


def test_every_mode_and_context_has_its_plain_iri() -> None:
    for name in {*CONTEXTS, *AUXILIARY_MODES, *MODES, *(mode for modes in MODES.values() for mode in modes)}:
        assert (URIRef(f"https://w3id.org/diplograph/plover#{name}"), RDFS.label, None) in ONTOLOGY
        assert PLOVER[name] == URIRef(f"https://w3id.org/diplograph/plover#{name}")


def test_names_that_there_are_not_raise() -> None:
    for namespace in (DG, PLOVER):
        with pytest.raises(AttributeError):
            namespace["metWith"]


def test_every_term_has_a_label_and_says_what_it_means() -> None:
    for term in TERMS:
        assert ONTOLOGY.value(term, RDFS.label), term
        if (term, RDF.type, PLOVER.CameoCode) not in ONTOLOGY:  # of a code the label says it all
            assert ONTOLOGY.value(term, RDFS.comment) or ONTOLOGY.value(term, SKOS.definition), term


def test_every_term_that_is_named_is_defined() -> None:
    own = "https://w3id.org/diplograph/"
    named = {term for triple in ONTOLOGY for term in triple if isinstance(term, URIRef) and term.startswith(own)}
    assert named - set(ONTOLOGY.subjects()) == set()


def test_shapes_name_defined_terms_only() -> None:
    shapes = Graph().parse(ontology_path("shapes.ttl"))
    own = ("https://w3id.org/diplograph/ontology#", "https://w3id.org/diplograph/plover#")
    named = {term for triple in shapes for term in triple if isinstance(term, URIRef) and str(term).startswith(own)}
    queries = " ".join(map(str, shapes.objects(None, SH.select)))
    named |= {URIRef(own[0] + name) for name in re.findall(r"\bdg:(\w+)", queries)}
    assert named - set(ONTOLOGY.subjects()) == set()


def test_the_ontology_is_aligned_to_the_standards() -> None:
    objects = {str(value) for value in ONTOLOGY.objects() if isinstance(value, URIRef)}
    predicates = {str(predicate) for predicate in ONTOLOGY.predicates()}
    for namespace in ALIGNED:
        assert any(iri.startswith(namespace) for iri in objects | predicates), namespace
    assert (DG.Event, RDFS.subClassOf, URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/Event")) in ONTOLOGY
    assert (DG.Mention, RDFS.subClassOf, URIRef("http://www.w3.org/ns/oa#SpecificResource")) in ONTOLOGY


def test_classes_and_properties_are_declared_as_such() -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    for term in TERMS:
        if term.startswith("https://w3id.org/diplograph/ontology#"):
            assert kinds & set(ONTOLOGY.objects(term, RDF.type)), term


def test_every_event_type_has_a_direct_predicate() -> None:
    assert {predicate.type for predicate in DIRECT_PREDICATES} == set(QUAD_CLASSES)


def test_conditions_name_modes_of_the_type_and_cameo_codes() -> None:
    codes = {
        str(code)
        for concept in ONTOLOGY.subjects(RDF.type, PLOVER.CameoCode)
        for code in ONTOLOGY.objects(concept, SKOS.notation)
    }
    for predicate in DIRECT_PREDICATES:
        modes = {*predicate.modes, *predicate.except_modes, *predicate.to_person_modes}
        assert modes <= set(MODES[predicate.type]), predicate.name
        assert {*predicate.cameo, *predicate.except_cameo} <= codes, predicate.name


def test_notations_are_unique_in_their_scheme() -> None:
    for scheme in set(ONTOLOGY.objects(None, SKOS.inScheme)):
        notations = [
            str(n) for c in ONTOLOGY.subjects(SKOS.inScheme, scheme) for n in ONTOLOGY.objects(c, SKOS.notation)
        ]
        assert len(notations) == len(set(notations)) > 100


def test_cameo_codes_lead_to_types_and_modes() -> None:
    def targets(code: str, predicate: URIRef) -> set[str]:
        concept = URIRef(f"https://w3id.org/diplograph/cameo#{code}")
        return {str(target).rpartition("#")[2] for target in ONTOLOGY.objects(concept, predicate)}

    assert targets("042", SKOS.broadMatch) == {"CONSULT-visit"}
    assert targets("041", SKOS.broadMatch) == {"CONSULT-phone"}
    assert targets("173", SKOS.broadMatch) == {"COERCE-arrest"}
    assert targets("08", SKOS.relatedMatch) == {"CONCEDE", "RETREAT"}
    assert targets("0341", SKOS.broader) == {"034"}
    assert targets("010", SKOS.broader) == {"01"}


def test_a_damaged_ontology_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "diplograph.ttl").write_text("dg:met a", encoding="utf-8")
    monkeypatch.setattr("diplograph.vocabulary.ontology_path", tmp_path.joinpath)
    with pytest.raises(KnowledgeError, match=r"diplograph\.ttl:1: not Turtle"):
        load_ontology()


def test_every_term_has_an_example_and_every_example_a_term() -> None:
    examples = load_examples()
    with_example = {term for term in examples.subjects(SKOS.example) if isinstance(term, URIRef)}
    own = {term for term in TERMS if str(term).startswith((str(DG), str(PLOVER)))}
    modes = {term for term in own if (term, RDF.type, PLOVER.Mode) in ONTOLOGY}  # those of their types stand for them
    assert sorted(own - modes - with_example) == [], "give each an example in ontology/examples.ttl"
    assert sorted(with_example - own) == []
    for mode in modes - with_example:
        assert set(ONTOLOGY.subjects(SKOS.broader, mode)) & with_example
