"""What stands beside what articles say: the authority's facts of their actors, and what is inferred."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import ORG, RDF, RDFS, SKOS, Literal, URIRef

from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.record import Extraction
from diplograph.results import rows
from diplograph.store import AUTHORITY, INFERRED, Triple
from diplograph.vocab import DG
from tests.tellings import ACTOR, PRESIDENT, Did, Said, tell

MOON, KIM, KOR, PRK, USA = (URIRef(ACTOR + name) for name in (PRESIDENT, "Kim", "KOR", "PRK", "USA"))
OF_MOON = URIRef(AUTHORITY + PRESIDENT)

_PARTIES = st.sampled_from(["KOR", "PRK", "USA", "Moon", PRESIDENT])
_DID = st.builds(
    Did,
    actors=st.tuples(_PARTIES) | st.tuples(_PARTIES, _PARTIES),
    recipients=st.just(()) | st.tuples(_PARTIES),
    type=st.sampled_from(["CONSULT", "SANCTION"]),
    mode=st.sampled_from([None, "visit"]),
    date=st.sampled_from([None, "2018-04-27", "2018-04"]),
    modality=st.sampled_from([(), (), ("negation",)]),
)
_ARTICLES = st.lists(st.lists(_DID, max_size=3), min_size=1, max_size=5).map(
    lambda every: [tell(f"a{n}", *told, published=f"2018-04-2{n}") for n, told in enumerate(every)]
)


def graph(*articles: Extraction, inference: bool = True) -> KnowledgeGraph:
    made = open_graph()
    made.infer(inference)
    made.add(articles)
    return made


def merged(kg: KnowledgeGraph) -> set[Triple]:
    return {(s, p, o) for s, p, o, name in kg.store.quads() if name is None}


@settings(max_examples=40)
@given(_ARTICLES, st.randoms(use_true_random=False), st.booleans())
def test_it_is_a_function_of_the_set_of_articles(
    articles: list[Extraction], chance: random.Random, inference: bool
) -> None:
    kept = [article for article in articles if chance.random() < 0.6]
    kg = graph(*chance.sample(articles, len(articles)), inference=inference)
    assert kg.as_of("2018").serialize() == kg.serialize() == graph(*articles, inference=inference).serialize()
    assert kg.validate().problems == ()
    kg.remove([str(article.article.id) for article in articles if article not in kept])
    assert kg.serialize() == graph(*kept, inference=inference).serialize()
    kg.infer(not inference)
    assert kg.serialize() == graph(*kept, inference=not inference).serialize()


def test_an_officials_terms_come_with_the_first_article_and_go_with_the_last() -> None:
    kg = graph(tell("a", Did((PRESIDENT,), ("Kim",))), tell("b", Did((PRESIDENT,), ("PRK",), "SANCTION")))
    ((office, since, until),) = rows(
        kg.query(
            f"SELECT ?l ?since ?until {{ ?m dg:member <{MOON}> ; dg:post/rdfs:label ?l ; dg:since ?since ; dg:until ?until }}"
        )
    )[1]
    assert [str(cell) for cell in (office, since, until)] == ["President of South Korea", "2017-05-10", "2022-05-09"]
    kg.remove(["a"])
    assert (MOON, DG.authority, OF_MOON) in merged(kg)
    kg.remove(["b"])
    assert kg.serialize() == ""


def test_what_the_authority_knows_is_told_apart_from_what_articles_say() -> None:
    kg = graph(tell("a", Did((PRESIDENT,), ("Kim",)), labels={PRESIDENT: "Moon"}))
    known = kg.store.graph(OF_MOON)
    assert (MOON, RDFS.label, Literal("Moon Jae-in", lang="en")) in known
    assert (OF_MOON, RDF.type, DG.AuthorityGraph) in known
    assert [o for s, p, o in merged(kg) if s == MOON and p == RDFS.label] == [Literal("Moon", lang="en")]
    assert not {o for s, p, o in merged(kg) if s == MOON and p == SKOS.altLabel}
    assert OF_MOON not in set(kg.store.graphs())
    assert not kg.store.graph(URIRef(AUTHORITY + "Kim"))  # whom the authority does not know
    assert not kg.store.graph(URIRef(AUTHORITY + "KOR"))  # whom no article names


def test_an_office_stays_while_an_article_or_the_authority_has_it() -> None:
    kg = graph(tell("a", Did((PRESIDENT,), ("Kim",))), tell("b", Did((PRESIDENT,))))
    (office,) = {s for s, p, o in merged(kg) if p == ORG.postIn}
    for gone in ("a", "b"):
        assert (office, RDFS.label, Literal("President of South Korea", lang="en")) in merged(kg)
        kg.remove([gone])
    assert office not in {s for s, _, _ in merged(kg)}


def test_offices_at_a_date() -> None:
    kg = graph(tell("a", Did((PRESIDENT,), ("Kim",))))
    held = [["President Moon", "President of South Korea", "KOR", "2017-05-10", "2022-05-09"]]
    for on, expected in {
        "2018-02-10": held, "2017-05-10": held, "2022": held, "2022-05": held, "2017-05-09": [], "2022-06": [], "": held,
    }.items():  # fmt: skip
        assert [[str(cell) for cell in row[:-1]] for row in rows(kg.ask("offices", on=on))[1]] == expected, on
    assert rows(kg.ask("offices", country="PRK"))[1] == []


def test_states_met_when_their_officials_did() -> None:
    kg = graph(
        tell("a", Did((PRESIDENT,), ("PRK",)), published="2018-04-28"),
        tell("b", Did((PRESIDENT, "PRK"), date="2018-05-26"), published="2018-05-27"),
        tell("c", Did(("USA",), ("PRK",), "SANCTION", date=None)),
    )
    assert {(KOR, DG.stateRelation, PRK), (PRK, DG.stateRelation, KOR), (USA, DG.stateRelation, PRK)} <= merged(kg)
    assert (PRK, DG.stateRelation, USA) not in merged(kg)
    told = [[str(cell) for cell in row[:6]] for row in rows(kg.ask("state-relations"))[1]]
    assert told == [
        ["KOR", "met", "North Korea", "2", "2018-04-27", "2018-05-26"],
        ["North Korea", "met", "KOR", "2", "2018-04-27", "2018-05-26"],
        ["United States", "sanctioned", "North Korea", "1", "None", "None"],
    ]
    later = rows(kg.ask("state-relations", relation="met", other="PRK", since="2018-05"))[1]
    assert [str(cell) for cell in later[0][:6]] == ["KOR", "met", "North Korea", "1", "2018-05-26", "2018-05-26"]
    labels = {str(o) for s, p, o in kg.store.graph(INFERRED) if p == RDFS.label}
    assert labels == {
        "South Korea met North Korea", "North Korea met South Korea", "United States sanctioned North Korea",
    }  # fmt: skip


@pytest.mark.parametrize(
    "told",
    [
        Did((PRESIDENT,), ("PRK",), modality=("negation",)),
        Did((PRESIDENT,), ("PRK",), modality=("future",)),
        Did((PRESIDENT, "KOR")),
        Did(("Moon",), ("PRK",)),  # of whom no article says that he holds an office
        Said("KOR", "We have met the North"),
    ],
)
def test_what_gives_no_relation_of_states(told: Did | Said) -> None:
    assert DG.stateRelation not in {p for _, p, _ in merged(graph(tell("a", told)))}


def test_a_visit_is_a_meeting_only_where_somebody_was_met() -> None:
    abroad = merged(graph(tell("a", Did((PRESIDENT,), ("PRK",), mode="visit"))))
    assert {p for s, p, o in abroad if (s, o) == (MOON, PRK)} == {DG.visited, DG.dealtWith}
    assert {p for s, p, o in abroad if (s, o) == (PRK, MOON)} == {DG.hosted, DG.dealtWith}
    guest = merged(graph(tell("a", Did((PRESIDENT,), ("Kim",), mode="visit"))))
    assert {p for s, p, o in guest if (s, o) == (MOON, KIM)} == {DG.visited, DG.met, DG.dealtWith}
    assert {p for s, p, o in guest if (s, o) == (KIM, MOON)} == {DG.hosted, DG.met, DG.dealtWith}


def test_all_that_is_inferred_is_marked_and_no_article_says_it() -> None:
    kg = graph(tell("a", Did((PRESIDENT,), ("PRK",))), tell("b", Did((PRESIDENT,), ("Kim",))))
    inferred = kg.store.graph(INFERRED)
    own = {DG.dealtWith, DG.stateRelation, DG.actorState, DG.recipientState}
    assert inferred <= merged(kg)
    assert {t for t in merged(kg) if t[1] in own} == {t for t in inferred if t[1] in own}
    for name in kg.store.graphs():
        assert not inferred & kg.store.graph(name)


def test_inference_switched_off() -> None:
    articles = (tell("a", Did((PRESIDENT,), ("PRK",))), tell("b", Did((PRESIDENT,), ("Kim",))))
    kg = graph(*articles)
    whole = kg.serialize()
    assert kg.inference
    kg.infer(on=False)
    assert not kg.inference
    assert not kg.store.graph(INFERRED)
    assert not {DG.dealtWith, DG.stateRelation, DG.actorState} & {p for _, p, _ in merged(kg)}
    kg.remove(["b"])
    kg.add(articles)
    kg.infer()
    assert kg.serialize() == whole
