from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path

import networkx
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from diplograph.errors import ExportError
from diplograph.export import TABLES, serialize
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.record import Place
from tests.tellings import ACTOR, Did, Said, tell

WORDS = 'We said "yes", =1+1\nand <script>'
ARTICLES = (
    tell("a", Did(("Moon",), ("Kim",), place="Panmunjom"), Said("Moon", WORDS, ("Kim",)), title="=They met"),
    tell("b", Did(("USA",), ("PRK",), "SANCTION", date=None, modality=("future",)), published=None),
)


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    graph = open_graph()
    graph.add(ARTICLES)
    return graph


def test_nquads_are_sorted_and_always_the_same(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.export(tmp_path / "x.nq")
    written = (tmp_path / "x.nq").read_bytes()
    lines = written.splitlines(keepends=True)
    assert lines == sorted(set(lines))
    other = open_graph()
    other.add(reversed(ARTICLES))
    for suffix in (".nq", ".nt", ".ttl", ".trig", ".jsonld"):
        assert serialize(other.store, suffix) == serialize(kg.store, suffix)
    assert len(lines) == sum(1 for _ in kg.store.quads())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
@pytest.mark.parametrize(("suffix", "form"), [(".nq", "nquads"), (".trig", "trig"), (".jsonld", "json-ld")])
def test_forms_with_the_articles(kg: KnowledgeGraph, tmp_path: Path, suffix: str, form: str) -> None:
    kg.export(str(tmp_path / f"x{suffix}"))
    read = Dataset()
    read.parse(tmp_path / f"x{suffix}", format=form)
    assert len(set(read.quads())) == sum(1 for _ in kg.store.quads())


@pytest.mark.parametrize(("suffix", "form"), [(".nt", "nt"), (".ttl", "turtle")])
def test_forms_of_the_merged_graph(kg: KnowledgeGraph, tmp_path: Path, suffix: str, form: str) -> None:
    kg.export(tmp_path / f"x{suffix}")
    merged = Graph()
    for subject, predicate, value, name in kg.store.quads():
        if name is None:
            merged.add((subject, predicate, value))
    assert isomorphic(Graph().parse(tmp_path / f"x{suffix}", format=form), merged)


def test_networks(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.export(tmp_path / "x.graphml")
    kg.export(tmp_path / "x.gexf")
    for network in (networkx.read_graphml(tmp_path / "x.graphml"), networkx.read_gexf(tmp_path / "x.gexf")):
        assert sorted(network.nodes) == [ACTOR + name for name in ("Kim", "Moon", "PRK", "USA")]
        assert network.number_of_edges() == kg.network().number_of_edges()


def test_tables(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.export(tmp_path / "tables.csv")
    tables = {
        path.stem: list(csv.DictReader(io.StringIO(path.read_bytes().decode())))
        for path in (tmp_path / "tables.csv").iterdir()
    }
    assert sorted(tables) == sorted(TABLES)
    assert [row["label"] for row in tables["actors"]] == ["Kim Jong Un", "Moon Jae-in", "North Korea", "United States"]
    assert sorted((row["type"], row["role"], row["actor"].removeprefix(ACTOR), row["modality"]) for row in tables["events"]) == [
        ("CONSULT", "actor", "Moon", ""), ("CONSULT", "recipient", "Kim", ""),
        ("SANCTION", "actor", "USA", "future"), ("SANCTION", "recipient", "PRK", "future"),
    ]  # fmt: skip
    assert [row["text"] for row in tables["statements"]] == [WORDS]
    assert [row["title"] for row in tables["articles"]] == ["=They met", "Article b"]
    texts = {extraction.article.iri: extraction.article.text for extraction in ARTICLES}
    assert len(tables["evidence"]) == 3
    for row in tables["evidence"]:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["quote"]


def test_the_table_of_events_has_the_coordinates_of_places(tmp_path: Path) -> None:
    told = tell("a", Did(("Moon",), ("Kim",), place="Seoul"), Did(("USA",), ("PRK",), "SANCTION", place="Panmunjom"))
    seoul = Place("Seoul", "KOR", geonames=1835848, latitude=37.566, longitude=126.9784)
    events = (dataclasses.replace(told.events[0], place=seoul), *told.events[1:])
    with open_graph() as kg:
        kg.add([dataclasses.replace(told, events=events)])
        kg.export(tmp_path / "tables.csv")
    with (tmp_path / "tables.csv" / "events.csv").open(encoding="utf-8", newline="") as file:
        found = {(row["place"], row["latitude"], row["longitude"]) for row in csv.DictReader(file)}
    assert found == {("Seoul", "37.566", "126.9784"), ("Panmunjom", "", "")}


def test_a_place_without_suffix_is_a_folder_of_tables(kg: KnowledgeGraph, tmp_path: Path) -> None:
    kg.export(f"{tmp_path}/tables/")
    assert (tmp_path / "tables" / "events.csv").is_file()


def test_what_cannot_be_written(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"nothing is written as \.xlsx"):
        kg.export(tmp_path / "x.xlsx")
    with pytest.raises(ExportError, match="nothing is written as"):
        kg.serialize("graphml")
    with pytest.raises(ExportError, match="check that its folder is there"):
        kg.export(tmp_path / "missing" / "x.nq")
    (tmp_path / "x.nq").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        kg.export(tmp_path / "x.nq")
    assert [path.name for path in tmp_path.iterdir()] == ["x.nq"]
