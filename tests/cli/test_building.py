"""`extract`, `build` and `remove`: the JSON of the contract, exit statuses, and bad input beside good."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from diplograph.cli.app import app
from diplograph.errors import StoreError
from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.resources import seeds_path
from tests.cli.conftest import Run


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every object with start, end and text in a JSON value."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def test_inference_is_switched_off_and_on(diplograph: Run, articles: Path, tmp_path: Path) -> None:
    graph = tmp_path / "kg"
    ask = ("query", graph, "--sparql", "ASK { ?a dg:dealtWith ?b }")
    for flags, answer in ((["--no-inference"], "no\n"), ([], "no\n"), (["--inference"], "yes\n"), ([], "yes\n")):
        assert diplograph("build", articles, "--into", graph, *flags).returncode == 0
        assert diplograph(*ask).stdout == answer


def test_extract_prints_the_objects_of_the_contract(diplograph: Run, articles: Path) -> None:
    done = diplograph("extract", articles)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = map(json.loads, done.stdout.splitlines())
    assert list(first) == ["article", "actors", "events", "statements", "relationships"]
    assert first["article"] == {
        "id": "first",
        "text": "Emmanuel Macron met Angela Merkel in Berlin on Monday. “We agree on the goal,” Merkel said.\n",
        "title": "Talks in Berlin",
        "published": "2018-04-20",
        "publisher": "A Paper",
        "url": None,
    }
    labels = {actor["id"]: (actor["label"], actor["kind"], actor["country"]) for actor in first["actors"]}
    [meeting] = first["events"]
    assert [labels[role["actor"]] for role in meeting["actor"]] == [
        ("Emmanuel Macron", "person", "FRA"),
        ("Angela Merkel", "person", "DEU"),
    ]
    assert (meeting["type"], meeting["recipient"], meeting["date"], meeting["modality"]) == (
        "CONSULT",
        [],
        "2018-04-16",
        [],
    )
    assert meeting["place"]["country"] == "DEU"
    [statement] = first["statements"]
    assert labels[statement["speaker"]["actor"]][0] == "Angela Merkel"
    assert (statement["kind"], statement["text"], statement["cue"]["text"]) == (
        "direct",
        "We agree on the goal",
        "said",
    )
    assert [(event["type"], event["modality"]) for event in second["events"]] in (
        [("AGREE", [])],  # PLOVER: a meeting to come is an agreement
        [("CONSULT", ["future"])],
    )


def test_every_span_is_the_text_at_its_offsets_whatever_the_number_of_processes(diplograph: Run) -> None:
    one, two = (diplograph("extract", seeds_path(), "--jobs", jobs) for jobs in (1, 2))
    assert (one.returncode, one.stderr) == (0, "")
    assert one.stdout == two.stdout
    for line in one.stdout.splitlines():
        found = json.loads(line)
        text = found["article"].pop("text")
        for span in spans(found):
            assert span["text"] == text[span["start"] : span["end"]]


def test_bad_articles_are_named_and_the_rest_lands(diplograph: Run, tmp_path: Path) -> None:
    bad = tmp_path / "in"
    bad.mkdir()
    (bad / "a-empty.txt").write_bytes(b"")
    (bad / "b-binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (bad / "c-latin.txt").write_bytes("Le président a dit non à Séoul.".encode("latin-1"))
    (bad / "d-lines.jsonl").write_text(
        '{"id": "good", "text": "Emmanuel Macron met Angela Merkel."}\n{"id": "broken"\n{"id": "none"}\n'
        '{"id": "good", "text": "Another text."}\n'
    )
    (bad / "e-yaml.md").write_text("---\ntitle: [\n---\nThey met.")
    (bad / "f-date.md").write_text("---\npublished: yesterday\n---\nThey met.")
    (bad / "g-long.txt").write_text("They met. " * 500_000)
    (bad / "h-word.txt").write_text("x" * 100_000)
    done = diplograph("build", bad, "--into", tmp_path / "kg")
    assert done.returncode == 1
    complaints = [line.removeprefix(f"diplograph: {bad}/") for line in done.stderr.splitlines()]
    assert [complaint.split(": ")[0] for complaint in complaints[:-1]] == [
        "a-empty.txt",
        "b-binary.txt:3",
        "c-latin.txt:1",
        "d-lines.jsonl:2",
        "d-lines.jsonl:3",
        "d-lines.jsonl:4",
        "e-yaml.md:3",
        "f-date.md:1",
        "g-long.txt",
        "h-word.txt",
    ]
    assert complaints[-1] == f"{tmp_path / 'kg'}: 1 article added, 10 failed"
    listed = diplograph("query", tmp_path / "kg", "who-met-whom", "--format", "csv")
    assert "Angela Merkel" in listed.stdout


def test_strict_stops_at_the_first(diplograph: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("They met.")
    done = diplograph("extract", tmp_path, "--strict")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"diplograph: {tmp_path / 'a.txt'}: ")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ((), 2, "Usage"),
        (("extract",), 2, "SOURCE"),
        (("extract", "nowhere.txt"), 3, "no such file"),
        (("extract", "-", "--published", "13.2.2018"), 2, "ISO 8601"),
        (("extract", "-", "--jobs", "0"), 2, "jobs"),
        (("extract", "-", "--language", "xx_no_such_pipeline"), 3, "xx_no_such_pipeline"),
        (("query", "no-such-folder", "who-met-whom"), 3, "no-such-folder"),
        (("remove", "no-such-folder", "1"), 3, "no-such-folder"),
    ],
)
def test_exit_statuses(diplograph: Run, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str) -> None:
    done = diplograph(*arguments, input='{"text": "They met."}', cwd=tmp_path)
    assert done.returncode == status, done.stderr
    assert words in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []  # a mistake leaves nothing behind


def test_build_into_a_folder_that_is_something_else(diplograph: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")
    done = diplograph("build", articles, "--into", tmp_path)
    assert done.returncode == 3
    assert str(tmp_path) in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_building_again_changes_nothing_and_removal_leaves_no_trace(
    diplograph: Run, articles: Path, tmp_path: Path
) -> None:
    assert diplograph("build", articles / "first.md", "--into", tmp_path / "kg").returncode == 0
    before = diplograph("export", tmp_path / "kg", "-o", "-").stdout
    done = diplograph("build", articles, "--into", tmp_path / "kg")
    assert done.stderr == f"{tmp_path / 'kg'}: 1 article added, 1 there already\n"
    assert diplograph("remove", tmp_path / "kg", "second").stderr == f"{tmp_path / 'kg'}: 1 article removed\n"
    assert diplograph("export", tmp_path / "kg", "-o", "-").stdout == before
    unknown = diplograph("remove", tmp_path / "kg", "first", "third")
    assert unknown.returncode == 3
    assert "third" in unknown.stderr
    assert diplograph("export", tmp_path / "kg", "-o", "-").stdout == before


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{Path(sys.executable).with_name('diplograph')} extract {seeds_path()} | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, encoding="utf-8", timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, '{"article"', "")


def test_ctrl_c_leaves_a_whole_graph_and_says_how_to_go_on(diplograph: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": str(n), "text": f"Emmanuel Macron met Angela Merkel in Berlin on {n} May 2018. " * 150})
        for n in range(1, 13)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    program = Path(sys.executable).with_name("diplograph")
    command = [str(program), "build", "a.jsonl", "--into", "kg", "--jobs", "2"]

    def interruptible() -> None:  # also where the tests run in the background, which shells let nothing interrupt
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=interruptible
    ) as build:
        try:
            while not (tmp_path / "kg" / "quads" / "CURRENT").exists():
                time.sleep(0.05)
            while not _count(tmp_path / "kg"):
                time.sleep(0.05)
            os.killpg(build.pid, signal.SIGINT)  # as a terminal does: to all processes of the command
            _, complaints = build.communicate(timeout=120)
        finally:
            if build.poll() is None:
                os.killpg(build.pid, signal.SIGKILL)
    assert (build.returncode, complaints) == (
        130,
        "diplograph: stopped; kg is whole: run the same command again to go on where it stopped\n",
    )
    added = _count(tmp_path / "kg")
    assert 0 < added < 12
    assert diplograph("validate", "kg", cwd=tmp_path).returncode == 0
    again = diplograph("build", "a.jsonl", "--into", "kg", cwd=tmp_path)
    assert again.stderr == f"kg: {_articles(12 - added)} added, {added} there already\n"


def _articles(count: int) -> str:
    return f"{count} article{'s' if count != 1 else ''}"


def _count(path: Path) -> int:
    try:
        with open_graph(path, read_only=True) as kg:
            return len(list(kg.store.graphs()))
    except StoreError:  # it is just being made
        return 0


def test_a_worker_that_cannot_start_says_why(diplograph: Run, tmp_path: Path) -> None:
    done = diplograph(
        "extract", "-", "--jobs", "2", "--language", "xx_no_such", input='{"text": "They met."}', cwd=tmp_path
    )
    assert done.returncode == 3
    assert "xx_no_such" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_into_an_endpoint_that_is_stopped_shows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("diplograph.graph.open_graph", lambda _: open_graph())
    monkeypatch.setattr(KnowledgeGraph, "add", stopped)
    done = CliRunner().invoke(app, ["build", "-", "--into", "https://kim:s3cret@host.example/query"], input="{}")
    assert done.exit_code == 130
    assert "https://host.example/query is whole" in done.stderr
    assert "s3cret" not in done.output
