from __future__ import annotations

import pytest

from diplograph.errors import UnknownThingError
from diplograph.explain import Telling
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.results import rows
from tests.tellings import ACTOR, Did, Said, tell

ONE = tell(
    "one",
    Did(("Moon",), ("Kim",), place="Panmunjom"),
    Said("Moon", "We will talk about peace", ("Kim",)),
    title="They met",
)
TWO = tell("two", Did(("Moon", "Kim")), published=None, title="They did meet")
THREE = tell("three", Did(("Kim",), ("Moon",), modality=("negation",)), title="They did not")

MEETING = """\
Moon Jae-in met Kim Jong Un, 2018-04-27
  {iri}
  type: CONSULT
  relation: met
  by: Kim Jong Un, Moon Jae-in
  date: 2018-04-27
  place: Panmunjom
  took place, as 2 articles tell:

They met (The Wire, 2018-04-28)
  https://w3id.org/diplograph/id/article/one
    “Moon Jae-in dealt with Kim Jong Un”
      “dealt”; rule deal:active; confidence 0.90; characters 0 to 34
      the telling that says most

They did meet (The Wire, no date)
  https://w3id.org/diplograph/id/article/two
    “Moon Jae-in Kim Jong Un dealt with”
      “dealt”; rule deal:active; confidence 0.90; characters 0 to 34
      the same event: the same day, the same parties (score 1.00)

But sources disagree (held or denied): Kim Jong Un met Moon Jae-in, 2018-04-27 (negation)
  {denial}
    They did not (The Wire, 2018-04-28)"""


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    graph = open_graph()
    graph.add([ONE, TWO, THREE])
    return graph


def iri(kg: KnowledgeGraph, pattern: str) -> str:
    ((found,),) = rows(kg.query(f"SELECT ?x WHERE {{ {pattern} }}"))[1]
    return str(found)


def test_a_merged_event_reads_as_text(kg: KnowledgeGraph) -> None:
    meeting = iri(kg, "?x dg:relation dg:met FILTER NOT EXISTS { ?x dg:modality ?m }")
    denial = iri(kg, "?x dg:modality plover:negation")
    assert str(kg.explain(meeting)) == MEETING.format(iri=meeting, denial=denial)


def test_what_is_denied_says_so(kg: KnowledgeGraph) -> None:
    explanation = kg.explain(iri(kg, "?x dg:modality plover:negation"))
    assert explanation.modality == ("negation",)
    assert "\n  denied, as 1 article tells:\n" in str(explanation)


def test_a_statement(kg: KnowledgeGraph) -> None:
    explanation = kg.explain(iri(kg, "?x a dg:Statement"))
    assert (explanation.kind, explanation.label) == ("statement", "Moon Jae-in: We will talk about peace")
    assert dict(explanation.facts) == {"speaker": ("Moon Jae-in",), "about": ("Kim Jong Un",), "kind": ("direct",)}
    start = ONE.article.text.index("We will")
    told = Telling(explanation.label, "We will talk about peace", start, start + 24, "said", "say:colon", 0.8)
    assert explanation.sources[0].tellings == (told,)
    assert "was said, as 1 article tells" in str(explanation)


def test_an_actor_is_explained_by_its_mentions(kg: KnowledgeGraph) -> None:
    explanation = kg.explain(ACTOR + "Kim")
    assert (explanation.kind, explanation.label, dict(explanation.facts)) == (
        "person",
        "Kim Jong Un",
        {"country": ("PRK",)},
    )
    assert [source.title for source in explanation.sources] == ["They did not", "They met", "They did meet"]
    assert [telling.quote for telling in explanation.sources[1].tellings] == ["Kim Jong Un", "Kim Jong Un"]
    assert "named in 3 articles" in str(explanation)


def test_an_article_shows_what_was_found_in_it(kg: KnowledgeGraph) -> None:
    explanation = kg.explain(ONE.article.iri)
    assert explanation.kind == "article"
    assert [telling.rule for telling in explanation.sources[0].tellings] == ["deal:active", "say:colon"]
    assert "2 events and statements were found in it" in str(explanation)


def test_an_articles_own_event(kg: KnowledgeGraph) -> None:
    explanation = kg.explain(ONE.events[0].id)
    assert [source.article for source in explanation.sources] == [ONE.article.iri]


@pytest.mark.parametrize("unknown", ["https://example.org/x", "https://w3id.org/diplograph/ontology#met"])
def test_unknown_things(kg: KnowledgeGraph, unknown: str) -> None:
    with pytest.raises(UnknownThingError, match="no event, statement, relationship, actor or article"):
        kg.explain(unknown)
