"""Files of coded events in a graph, beside articles, and out of it again."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import URIRef

from diplograph.errors import SourceError, StoreError, UnknownThingError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.importers import import_events
from diplograph.results import rows
from tests.importers.rows import ICEWS, POLECAT, icews_row, icews_rows, polecat_row
from tests.tellings import ACTOR, Did, Said, tell

ROOT = Path(__file__).parents[2]
ARTICLES = (
    tell("a", Did(("KOR",), ("PRK",), place="Panmunjom"), Said("KOR", "We met", ("PRK",))),
    tell("b", Did(("KOR", "PRK"), date=None), labels={"KOR": "The South of Korea"}, published="2018-04-29"),
)


@pytest.fixture
def icews(tmp_path: Path) -> Path:
    visit = icews_row(
        Event_ID="1",
        Event_Date="2018-04-27",
        Source_Name="Moon Jae-in",
        Source_Country="South Korea",
        CAMEO_Code="042",
        Intensity="1.9",
        Target_Name="Kim Jong-un",
        Target_Country="North Korea",
        Publisher="Yonhap",
        City="Panmunjom",
        Country="North Korea",
    )
    threat = icews_row(Event_ID="2", Event_Date="2018-02-01", Source_Name="North Korea", Source_Country="North Korea",
                       CAMEO_Code="138", Target_Name="South Korea", Target_Country="South Korea")  # fmt: skip
    talk = icews_row(Event_ID="3", Event_Date="2018-03-01", Source_Name="North Korea", Source_Country="North Korea",
                     CAMEO_Code="040", Target_Name="South Korea", Target_Country="South Korea")  # fmt: skip
    said = icews_row(Event_ID="4", Event_Date="2018-03-01", Source_Name="Japan", CAMEO_Code="010", Target_Name="China")
    path = tmp_path / "events.2018.tab"
    path.write_text("\n".join(["\t".join(ICEWS), visit, threat, talk, said, "bad row"]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def polecat(tmp_path: Path) -> Path:
    same = polecat_row(Event_ID="p1", Event_Date="2018-02-01", Event_Type="THREATEN", Event_Mode="violence",
                       Contexts="military", Actor_Name="North Korea", Actor_Country="PRK",
                       Recipient_Name="South Korea", Recipient_Country="KOR")  # fmt: skip
    path = tmp_path / "ngecEvents.txt"
    path.write_text("\n".join(["\t".join(POLECAT), same]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def kg(tmp_path: Path) -> KnowledgeGraph:
    graph = open_graph(tmp_path / "kg")
    graph.add(ARTICLES)
    return graph


def test_what_comes_in(kg: KnowledgeGraph, icews: Path) -> None:
    complaints: list[SourceError] = []
    (report,) = import_events(kg, icews, on_error=complaints.append)
    assert (report.format, report.events, report.skipped, report.rejected) == ("icews", 3, 1, 1)
    assert [(error.path, error.line) for error in complaints] == [(str(icews), 6)]
    described = rows(kg.query(f"SELECT ?p ?o WHERE {{ <{report.iri}> ?p ?o }} ORDER BY ?p"))[1]
    assert [(str(p).rpartition("/")[2].rpartition("#")[2], str(o)) for p, o in described] == [
        ("type", "https://w3id.org/diplograph/ontology#EventData"),
        ("label", "ICEWS: events.2018.tab"),
        ("wasDerivedFrom", "https://doi.org/10.7910/DVN/28075"),
        ("sha256", hashlib.sha256(icews.read_bytes()).hexdigest()),
        ("eventCount", "3"),
        ("rejectedCount", "1"),
        ("skippedCount", "1"),
    ]
    visit = rows(
        kg.query(
            """SELECT ?label ?type ?mode ?date ?cameo ?intensity ?actor ?recipient ?place ?articles WHERE {
              ?e dg:importedFrom ?data ; rdfs:label ?label ; dg:eventType ?type ; dg:mode ?mode ; dg:date ?date ;
                dg:cameo ?cameo ; dg:intensity ?intensity ; dg:actor ?actor ; dg:recipient ?recipient ;
                dg:place/rdfs:label ?place ; dg:sourceCount ?articles FILTER(?mode = plover:visit) }"""
        )
    )[1]
    assert [list(map(str, row)) for row in visit] == [
        ["Moon Jae-in visited Kim Jong Un, 2018-04-27", "https://w3id.org/diplograph/plover#CONSULT",
         "https://w3id.org/diplograph/plover#visit", "2018-04-27", "042", "1.9", f"{ACTOR}Q21001", f"{ACTOR}Q56226",
         "Panmunjom", "0"]
    ]  # fmt: skip
    named = f"SELECT ?p WHERE {{ GRAPH <{report.iri}> {{ ?e schema:publisher ?p }} }}"
    assert [str(p) for (p,) in rows(kg.query(named))[1]] == ["Yonhap"]
    ((event,),) = rows(kg.query("SELECT ?e WHERE { ?e dg:importedFrom ?data ; dg:mode plover:visit }"))[1]
    told = str(kg.explain(str(event))).splitlines()
    assert (told[0], told[-1]) == (
        "Moon Jae-in visited Kim Jong Un, 2018-04-27",
        "  took place, as this event data codes it; no article's words stand behind it",
    )
    assert {"  publisher: Yonhap", "  imported from: ICEWS: events.2018.tab"} <= set(told)
    assert kg.validate().problems == ()


def test_who_consulted_need_not_have_met(icews: Path) -> None:
    with open_graph() as kg:
        import_events(kg, icews)
        assert rows(kg.query("SELECT ?a ?b WHERE { ?a dg:met ?b } ORDER BY ?a"))[1] == [
            (URIRef(f"{ACTOR}Q21001"), URIRef(f"{ACTOR}Q56226")),
            (URIRef(f"{ACTOR}Q56226"), URIRef(f"{ACTOR}Q21001")),
        ]
        assert kg.query("ASK { actor:PRK dg:threatened actor:KOR }").askAnswer is True


def test_one_question_for_both(kg: KnowledgeGraph, icews: Path, polecat: Path) -> None:
    import_events(kg, icews, polecat)
    answer = kg.query(
        """SELECT ?from (COUNT(DISTINCT ?e) AS ?n) WHERE {
          ?e a dg:Event ; dg:actor|dg:recipient ?one , ?other . FILTER(STR(?one) < STR(?other))
          ?one dg:country ?a . ?other dg:country ?b . FILTER(?a != ?b)
          OPTIONAL { ?e dg:importedFrom/rdfs:label ?file } BIND(COALESCE(?file, "articles") AS ?from)
        } GROUP BY ?from ORDER BY ?from"""
    )
    assert [(str(name), int(str(n))) for name, n in rows(answer)[1]] == [
        ("ICEWS: events.2018.tab", 3),
        ("POLECAT: ngecEvents.txt", 1),
        ("articles", 1),
    ]
    timeline = rows(kg.ask("timeline", one="PRK", other="KOR"))[1]
    assert [str(row[2]) for row in timeline if row[4] is not None and str(row[4]) == "0"] == [
        "North Korea threatened South Korea, 2018-02-01",
        "North Korea threatened South Korea, 2018-02-01",
        "North Korea consulted South Korea, 2018-03-01",
    ]
    assert [str(row[0]) for row in rows(kg.ask("imports"))[1]] == ["ICEWS: events.2018.tab", "POLECAT: ngecEvents.txt"]
    assert kg.validate().problems == ()


def test_twice_is_once_and_removed_is_never_imported(kg: KnowledgeGraph, icews: Path, polecat: Path) -> None:
    before = kg.serialize()
    (first,) = import_events(kg, icews)
    with_first = kg.serialize()
    (again,) = import_events(kg, icews)
    assert again.unchanged
    assert (again.iri, again.events, again.skipped, again.rejected) == (first.iri, 3, 1, 1)
    assert kg.serialize() == with_first
    (second,) = import_events(kg, polecat)
    kg.remove([second.iri])
    assert kg.serialize() == with_first
    with pytest.raises(UnknownThingError, match="imports"):
        kg.remove([first.iri, second.iri])
    assert kg.serialize() == with_first
    kg.remove([first.iri])
    assert kg.serialize() == before


def test_the_order_of_articles_and_files_does_not_matter(kg: KnowledgeGraph, icews: Path, polecat: Path) -> None:
    (first, second) = import_events(kg, icews, polecat)
    whole = kg.serialize()
    with open_graph() as other:
        import_events(other, polecat)
        other.add(ARTICLES[1:])
        import_events(other, icews)
        other.add(ARTICLES)
        assert other.serialize() == whole
        other.remove(["a", "b"])
        kg.remove(["b", "a"])
        assert kg.serialize() == other.serialize()
        other.remove([first.iri, second.iri])
        assert other.serialize() == ""
    assert list(kg.articles()) == []


def test_the_same_events_in_two_files(tmp_path: Path, kg: KnowledgeGraph, icews: Path) -> None:
    more = tmp_path / "more.tab"
    more.write_text("\n".join(icews.read_text(encoding="utf-8").splitlines()[:3]) + "\n", encoding="utf-8")
    (one,) = import_events(kg, icews)
    alone = kg.serialize()
    (two,) = import_events(kg, more)
    assert str(rows(kg.query("SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e dg:importedFrom ?d }"))[1][0][0]) == "3"
    kg.remove([two.iri])
    assert kg.serialize() == alone
    import_events(kg, more)
    kg.remove([one.iri])
    assert str(rows(kg.query("SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e dg:importedFrom ?d }"))[1][0][0]) == "2"
    assert kg.validate().problems == ()


def test_a_file_that_is_none_leaves_the_rest(tmp_path: Path, kg: KnowledgeGraph, icews: Path) -> None:
    empty = tmp_path / "empty.tab"
    empty.write_text("\t".join(ICEWS) + "\n", encoding="utf-8")
    before = kg.serialize()
    complaints: list[str] = []
    assert import_events(kg, empty, tmp_path / "missing", on_error=lambda e: complaints.append(str(e))) == ()
    assert complaints == [
        f"{empty}: has no row that is an event",
        f"{tmp_path / 'missing'}: cannot be read: No such file or directory",
    ]
    assert kg.serialize() == before
    assert len(import_events(kg, empty, icews)) == 1


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "bad.tab"
    good = next(row for number, row in enumerate(icews_rows(1)) if number)
    path.write_text("\n".join(["\t".join(ICEWS), *["x"] * 50, good]) + "\n", encoding="utf-8")
    complaints: list[str] = []
    with open_graph() as kg:
        (report,) = import_events(kg, path, on_error=lambda e: complaints.append(str(e)))
    assert report.rejected == 50
    assert len(complaints) == 21
    assert complaints[-1] == f"{path}: 50 rows are left out in all"


def test_export_carries_them(tmp_path: Path, kg: KnowledgeGraph, icews: Path) -> None:
    (report,) = import_events(kg, icews)
    kg.export(tmp_path / "kg.nq")
    assert f"<{report.iri}> .\n" in (tmp_path / "kg.nq").read_text(encoding="utf-8")
    kg.export(tmp_path / "tables.csv")
    assert "Moon Jae-in visited Kim Jong Un" in (tmp_path / "tables.csv" / "events.csv").read_text(encoding="utf-8")


def test_a_graph_that_is_open_for_reading(tmp_path: Path, kg: KnowledgeGraph, icews: Path) -> None:
    kg.close()
    with open_graph(tmp_path / "kg", read_only=True) as reader, pytest.raises(StoreError, match="reading only"):
        import_events(reader, icews)


def test_readers_beside_an_import(tmp_path: Path, kg: KnowledgeGraph, icews: Path) -> None:
    with open_graph(tmp_path / "kg", read_only=True) as reader:
        before = reader.serialize()
        import_events(kg, icews)
        assert reader.serialize() == before  # as it was when it was opened
    kg.add([tell("c", Did(("USA",), ("KOR",)))])
    with open_graph(tmp_path / "kg", read_only=True) as reader:
        assert reader.serialize() == kg.serialize()
    assert sorted(entry.name for entry in (tmp_path / "kg").iterdir()) == ["diplograph.json", "quads"]


_KILLED = """
import os, random, signal, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from diplograph.graph import open_graph
from diplograph.importers import import_events
from diplograph.importers.parties import Parties
folder, path = Path(sys.argv[1]), sys.argv[3]
Parties()

def in_a_process(work):
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
    return child

def finished(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

def run():
    with open_graph(folder / "kg") as kg:
        import_events(kg, path)

def dump(name):
    def write():
        with open_graph(folder / "kg", read_only=True) as kg:
            (folder / name).write_text(kg.serialize(), encoding="utf-8")
    assert finished(in_a_process(write)) == 0
    return (folder / name).read_text(encoding="utf-8")

def remove(iri):
    with open_graph(folder / "kg") as kg:
        kg.remove([iri])

import json
before = dump("before")
begin = time.perf_counter()
assert finished(in_a_process(run)) == 0
duration = time.perf_counter() - begin
after = dump("after")
iri = next(line for line in after.splitlines() if "eventCount" in line).split(">")[0][1:]
assert finished(in_a_process(lambda: remove(iri))) == 0
assert dump("removed") == before
chance = random.Random(7)
seen = []
for n in range(6):
    child = in_a_process(run)
    time.sleep(duration * (n + chance.random()) / 6)
    os.kill(child, signal.SIGKILL)
    finished(child)
    found = dump("found")
    seen.append("before" if found == before else "after" if found == after else "neither")
    if seen[-1] == "after":
        assert finished(in_a_process(lambda: remove(iri))) == 0
assert finished(in_a_process(run)) == 0
print(json.dumps({"seen": seen, "right": dump("last") == after}))
"""


def test_an_import_that_is_killed_leaves_the_graph_as_it_was(tmp_path: Path, kg: KnowledgeGraph) -> None:
    kg.close()
    path = tmp_path / "many.tab"
    path.write_text("\n".join(icews_rows(1_500)) + "\n", encoding="utf-8")
    command = [sys.executable, "-c", _KILLED, str(tmp_path), str(ROOT), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["right"]
    assert set(found["seen"]) <= {"before", "after"}
    assert found["seen"].count("before") >= 2


_FULL = """
import resource, signal, sys
from diplograph.errors import StoreError
from diplograph.graph import open_graph
from diplograph.importers import import_events
with open_graph(sys.argv[1]) as kg:
    before = kg.serialize()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))  # no file may grow beyond it
    try:
        import_events(kg, sys.argv[2])
    except StoreError as error:
        print(error)
    assert kg.serialize() == before
with open_graph(sys.argv[1], read_only=True) as kg:
    assert kg.serialize() == before
"""


def test_a_full_disk_leaves_the_graph_as_it_was(tmp_path: Path, kg: KnowledgeGraph) -> None:
    kg.close()
    path = tmp_path / "many.tab"
    path.write_text("\n".join(icews_rows(3_000)) + "\n", encoding="utf-8")
    command = [sys.executable, "-c", _FULL, str(tmp_path / "kg"), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    assert "check that the disk has space" in run.stdout
    assert sorted(entry.name for entry in (tmp_path / "kg").iterdir()) == ["diplograph.json", "quads"]
    with open_graph(tmp_path / "kg") as kg:  # with room again it goes in
        assert import_events(kg, path)[0].events == 3_000
