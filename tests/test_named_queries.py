from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from diplograph.codebook import QUAD_CLASSES
from diplograph.errors import KnowledgeError, QueryError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.named_queries import load_query, named_queries, named_query
from diplograph.results import rows
from tests.tellings import ACTOR, Did, Said, tell

ARTICLES = (
    tell(
        "a",
        Did(("Moon",), ("Kim",), place="Panmunjom"),
        Said("Moon", "We will talk about peace", ("Kim",)),
        title="They met",
    ),
    tell(
        "b",
        Did(("Moon", "Kim")),
        Did(("USA",), ("PRK",), "SANCTION", date="2018-05"),
        published="2018-04-29",
        title="They did meet",
    ),
    tell(
        "c",
        Did(("Kim",), ("Moon",), modality=("negation",)),
        Did(("USA", "PRK"), date=None, modality=("future",)),
        title="They did not",
    ),
)


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    graph = open_graph()
    graph.add(ARTICLES)
    return graph


def ask(kg: KnowledgeGraph, name: str, /, **parameters: str) -> list[list[str]]:
    """The answer without IRIs, which are hashes."""
    _, answer = rows(kg.ask(name, **parameters))
    return [["" if cell is None else str(cell) for cell in row if not isinstance(cell, URIRef)] for row in answer]


def test_who_met_whom(kg: KnowledgeGraph) -> None:
    meeting = ["2018-04-27", "Panmunjom", "2"]
    assert ask(kg, "who-met-whom") == [["Kim Jong Un", "Moon Jae-in", *meeting]]
    for name in ("Moon Jae-in", "moon jae-in", ACTOR + "Moon", "actor:Moon", "moon"):
        assert ask(kg, "who-met-whom", actor=name) == [["Moon Jae-in", "Kim Jong Un", *meeting]]
    assert ask(kg, "who-met-whom", actor="PRK") == []


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2018", "", 1),
        ("2018-04-27", "2018-04-27", 1),
        ("2018-04", "2018-04", 1),
        ("2018-04-28", "", 0),
        ("", "2018-03", 0),
        ("", "2018", 1),
    ],
)
def test_days_months_and_years_bound_a_time(kg: KnowledgeGraph, since: str, until: str, found: int) -> None:
    assert len(ask(kg, "who-met-whom", since=since, until=until)) == found


def test_a_month_lies_in_a_time_that_begins_within_it(kg: KnowledgeGraph) -> None:
    assert len(ask(kg, "relations", relation="sanctioned")) == 1
    assert [row[0] for row in ask(kg, "events-of-actor", actor="United States", since="2018-05-20")] == ["2018-05"]


def test_statements(kg: KnowledgeGraph) -> None:
    said = ["Moon Jae-in", "Kim Jong Un", "We will talk about peace", "2018-04-28", "1"]
    assert ask(kg, "who-said-what-about-whom") == [said]
    assert ask(kg, "who-said-what-about-whom", speaker="Kim Jong Un") == []
    assert ask(kg, "statements-about", speaker="Moon Jae-in", about="Kim Jong Un") == [
        ["", "We will talk about peace", "They met", "The Wire", "2018-04-28"]
    ]


def test_events(kg: KnowledgeGraph) -> None:
    assert [row[:2] + row[3:4] for row in ask(kg, "timeline", one="Kim Jong Un", other="Moon Jae-in")] == [
        ["2018-04-27", "CONSULT", "negation"], ["2018-04-27", "CONSULT", ""], ["2018-04-28", "statement", ""],
    ]  # fmt: skip
    assert ask(kg, "meetings-by-month") == [["2018-04", "1", "2"]]
    assert [row[:3] + row[5:] for row in ask(kg, "denied-or-planned-meetings")] == [
        ["Kim Jong Un", "Moon Jae-in", "negation", "They did not"], ["North Korea", "United States", "future", "They did not"],
    ]  # fmt: skip
    assert ask(kg, "conflict-and-cooperation") == [
        ["Kim Jong Un", "Moon Jae-in", "1", "0", "0", "0"], ["North Korea", "United States", "0", "0", "0", "1"],
    ]  # fmt: skip
    assert [row[0] for row in ask(kg, "single-source")] == ["2018-05"]


def test_disagreements_with_both_sides_and_their_sources(kg: KnowledgeGraph) -> None:
    held = "Moon Jae-in met Kim Jong Un, 2018-04-27"
    denied = "Kim Jong Un met Moon Jae-in, 2018-04-27 (negation)"
    told = [["held or denied", held, "They did meet; They met", "2", denied, "They did not", "1"]]
    assert ask(kg, "disagreements") == told
    assert ask(kg, "disagreements", actor="Kim Jong Un", point="held or denied") == told
    assert ask(kg, "disagreements", actor="USA") == ask(kg, "disagreements", point="date") == []


def test_a_plan_stands_after_what_took_place() -> None:
    graph = open_graph()
    graph.add(
        [
            tell("a", Did(("Moon",), ("Kim",), modality=("future",)), title="They will"),
            tell("b", Did(("Moon",), ("Kim",)), title="They did"),
            tell("c", Did(("Moon",), ("Kim",), date="2018-04-26"), title="They did before"),
        ]
    )
    assert [[row[0], row[2], row[5]] for row in ask(graph, "disagreements")] == [
        ["date", "They did before", "They did"],
        ["held or planned", "They did", "They will"],
    ]


def test_actors_and_articles(kg: KnowledgeGraph) -> None:
    assert ask(kg, "central-actors")[0] == ["Moon Jae-in", "person", "KOR", "1", "1", "1"]
    assert ask(kg, "actors")[0] == ["Kim Jong Un", "person", "PRK", "3", ""]
    assert [row[1] for row in ask(kg, "articles")] == ["They did not", "They met", "They did meet"]
    assert ask(kg, "articles-about", actor="PRK") == [
        ["They did not", "The Wire", "2018-04-28", "1"], ["They did meet", "The Wire", "2018-04-29", "1"],
    ]  # fmt: skip
    assert ask(kg, "relations", relation="met", actor="Moon Jae-in") == [["Moon Jae-in", "met", "Kim Jong Un"]]


def test_the_sources_of_an_event(kg: KnowledgeGraph) -> None:
    (event,) = (row[-1] for row in rows(kg.ask("who-met-whom"))[1])
    assert ask(kg, "sources-of-event", event=str(event)) == [
        ["2018-04-28", "They met", "The Wire", "Moon Jae-in dealt with Kim Jong Un", "deal:active", "0.9"],
        ["2018-04-29", "They did meet", "The Wire", "Moon Jae-in Kim Jong Un dealt with", "deal:active", "0.9"],
    ]


def test_wrong_questions_say_which_are_right(kg: KnowledgeGraph) -> None:
    for name, parameters, message in (
        ("who-met-who", {}, "did you mean who-met-whom"),
        ("who-met-whom", {"person": "Moon"}, "has no parameter person; it takes: actor \\(actor\\)"),
        ("timeline", {"one": "Moon Jae-in"}, "needs other; it takes: one \\(actor, required\\)"),
        ("actors", {"x": "y"}, "it takes none"),
        ("who-met-whom", {"actor": "Mon Jae-im"}, "near it are: Moon Jae-in"),
        ("who-met-whom", {"actor": "} DROP ALL"}, "no actor of this graph is called"),
        ("who-met-whom", {"since": "last May"}, "write 2018-02-12, 2018-02 or 2018"),
        ("relations", {"relation": "mat"}, "there are: abducted, accused"),
        ("sources-of-event", {"event": "x> } DROP"}, "is no IRI"),
    ):  # fmt: skip
        with pytest.raises(QueryError, match=message):
            kg.ask(name, **parameters)


def test_a_name_of_several_actors_is_asked_back() -> None:
    graph = open_graph()
    graph.add(
        [tell("a", Did(("Moon",), ("Kim",)), labels={"Moon": "Kim"}), tell("b", Did(("KOR",)), labels={"KOR": "Kim"})]
    )
    with pytest.raises(QueryError, match=f"the IRI of one: Kim <{ACTOR}KOR>; Kim <{ACTOR}Moon>"):
        graph.ask("who-met-whom", actor="kim")


def test_all_files_are_well_formed() -> None:
    assert len(named_queries()) >= 17
    for query in named_queries():
        assert query.title
        assert query.description.endswith(".")


def test_quad_classes_are_those_of_the_ontology() -> None:
    text = named_query("conflict-and-cooperation").text
    places = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
    for name, quad in QUAD_CLASSES.items():
        row = " ".join("1" if place == quad else "0" for place in places)
        assert f"(plover:{name} {row})" in text


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("SELECT * WHERE {}", 1, "Title"),
        ("# Title: T\n# Nonsense\nSELECT * WHERE {}", 2, "the head has lines"),
        ("# Title: T\n# Description: D\n# Parameter: a (what): b\nSELECT * WHERE {}", 3, "a parameter is written"),
        ("# Title: T\n# Description: D\n# Parameter: a (text): b\nSELECT * WHERE {}", 1, "needs one line 'VALUES"),
        (
            "# Title: T\n# Description: D\n# Parameter: a (text): b\nSELECT * WHERE {\nVALUES (?b) { (UNDEF) }\n}",
            5,
            "needs one line",
        ),
        ("# Title: T\n# Description: D\nSELECT * WHERE {\n ?a ?b\n}", 5, "cannot be answered"),
    ],
)
def test_malformed_files_are_named_with_their_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=problem) as raised:
        load_query(path)
    assert (raised.value.path, raised.value.line) == (str(path), line)
