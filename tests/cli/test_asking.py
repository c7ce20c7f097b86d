"""`query`, `explain` and `validate`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.conftest import Run

WHO_MET = "SELECT ?a ?b WHERE { ?x dg:met ?y . ?x rdfs:label ?a . ?y rdfs:label ?b } ORDER BY ?a"


def test_sparql_over_the_merged_graph(diplograph: Run, kg: Path) -> None:
    done = diplograph("query", kg, "--sparql", WHO_MET, "--format", "csv")
    assert done.stdout == "a,b\nAngela Merkel,Emmanuel Macron\nEmmanuel Macron,Angela Merkel\n"


def test_a_query_from_a_file_and_the_other_formats(diplograph: Run, kg: Path, tmp_path: Path) -> None:
    (tmp_path / "met.rq").write_text(WHO_MET)
    done = diplograph("query", kg, "--file", tmp_path / "met.rq", "--format", "json")
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert [row["a"]["value"] for row in rows] == ["Angela Merkel", "Emmanuel Macron"]
    assert "<sparql" in diplograph("query", kg, "--sparql", WHO_MET, "--format", "xml").stdout
    graph = diplograph("query", kg, "--sparql", "CONSTRUCT WHERE { ?a dg:met ?b }", "--format", "ttl").stdout
    assert "dg:met" in graph
    table = diplograph("query", kg, "--sparql", WHO_MET).stdout
    assert table.splitlines()[0].split() == ["a", "b"]


def test_a_planned_meeting_is_listed_as_planned_and_not_as_held(diplograph: Run, kg: Path) -> None:
    held = diplograph("query", kg, "who-met-whom", "--format", "csv").stdout
    assert "Shinzo Abe" not in held


def test_named_queries_are_listed_and_take_parameters(diplograph: Run, kg: Path) -> None:
    listing = diplograph("query", kg, "--list").stdout
    assert "who-met-whom" in listing
    assert sum(not line.startswith(" ") and bool(line) for line in listing.splitlines()) >= 10
    done = diplograph("query", kg, "who-met-whom", "actor=Angela Merkel", "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert len(rows) == 2
    assert {"Angela Merkel", "Emmanuel Macron"} <= set(rows[1])


def test_wrong_queries_are_named(diplograph: Run, kg: Path) -> None:
    for arguments, words in {
        ("no-such-query",): "who-met-whom",
        ("who-met-whom", "nobody=x"): "actor",
        ("who-met-whom", "actor=Nobody At All"): "Nobody At All",
        ("--sparql", "SELECT nonsense"): "",
        ("--sparql", "DELETE WHERE { ?s ?p ?o }"): "",
    }.items():
        done = diplograph("query", kg, *arguments)
        assert (done.returncode, done.stdout) == (3, ""), arguments
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert diplograph("query", kg).returncode == 2
    assert diplograph("query", kg, "who-met-whom", "no equals sign").returncode == 2


def test_explain_shows_the_sentence_the_article_and_the_rule(diplograph: Run, kg: Path) -> None:
    text = "SELECT ?e WHERE { ?e a dg:Event ; dg:date ?d FILTER(!isBlank(?e)) } ORDER BY ?e"
    iri = diplograph("query", kg, "--sparql", text, "--format", "csv").stdout.splitlines()[1]
    done = diplograph("explain", kg, iri)
    assert done.returncode == 0
    for part in ("Emmanuel Macron met Angela Merkel in Berlin on Monday.", "Talks in Berlin", "A Paper", "2018-04-20"):
        assert part in done.stdout
    for nothing in ("https://w3id.org/diplograph/id/event/none", "no IRI", ""):
        unknown = diplograph("explain", kg, nothing)
        assert (unknown.returncode, unknown.stderr.count("\n")) == (3, 1)


def test_a_built_graph_validates(diplograph: Run, kg: Path) -> None:
    done = diplograph("validate", kg)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_graph_as_of_a_day(diplograph: Run, kg: Path, tmp_path: Path) -> None:
    for command in (["query", kg, "articles", "--format", "csv"], ["export", kg, "-o", "-"]):
        by_then = diplograph(*command, "--as-of", "2018-04-20")
        assert by_then.returncode == 0, by_then.stderr
        assert "article/first" in by_then.stdout
        assert "article/second" not in by_then.stdout
        assert "article/second" in diplograph(*command, "--as-of", "2018-04").stdout
    page = tmp_path / "view.html"
    assert diplograph("view", kg, "-o", page, "--as-of", "2018-04-20").returncode == 0
    assert "Emmanuel Macron" in page.read_text(encoding="utf-8")
    assert "Shinzo Abe" not in page.read_text(encoding="utf-8")
    article = "https://w3id.org/diplograph/id/article/second"
    assert diplograph("explain", kg, article, "--as-of", "2018-04-20").returncode == 3
    wrong = diplograph("query", kg, "articles", "--as-of", "May")
    assert wrong.returncode == 2
    assert "write a day, month or year: 2018-02-12, 2018-02 or 2018" in " ".join(wrong.stderr.split())
