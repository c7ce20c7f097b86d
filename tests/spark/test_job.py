"""Builds on a real Spark cluster, with executors that are processes of their own: nothing is lost, nothing is there twice."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from diplograph.article import Article
from diplograph.cli.app import app
from diplograph.errors import SourceError
from diplograph.graph import open_graph
from diplograph.reading import read_articles
from diplograph.resources import seeds_path
from tests.spark.cluster import build, needs_spark, quads
from tests.spark.test_steps import LINES

CLUSTER = "local-cluster[2,1,2048]"
SKEWED = "Emmanuel Macron met Angela Merkel in Berlin on 19 April 2018, the chancellery of Germany said."


def expected(*sources: Path) -> list[str]:
    failures: list[SourceError] = []
    with open_graph() as kg:
        kg.add(read_articles(*sources, on_error=failures.append))
        return kg.serialize().rstrip("\n").split("\n")


def written(path: Path, lines: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def line_of(article: Article) -> dict[str, object]:
    keys = ("id", "text", "title", "published", "publisher", "url", "author")
    return {key: value for key in keys if (value := getattr(article, key)) is not None}


def test_a_killed_executor_a_lost_attempt_a_poisoned_article_and_a_skewed_block_change_nothing(tmp_path: Path) -> None:
    needs_spark()
    seeds = [line_of(article) for article in read_articles(seeds_path())][:8]
    block: list[dict[str, object]] = [
        {"id": f"s{n}", "text": SKEWED, "published": f"2018-04-{20 + n % 3}"} for n in range(40)
    ]
    mishaps: list[dict[str, object]] = [
        {"id": "kill", "text": "The EXECUTOR IS KILLED. Shinzo Abe met Moon Jae-in in Tokyo on 9 May 2018."},
        {"id": "lose", "text": "The PARTITION IS RETRIED. Vladimir Putin phoned Xi Jinping on 8 May 2018."},
    ]
    poison: dict[str, object] = {"id": "poison", "text": "POISON. Moon Jae-in met Kim Jong Un."}
    good = [*seeds, *block, *mishaps, *LINES]
    path = written(tmp_path / "in.jsonl", [*seeds, poison, *block, *mishaps, *LINES])
    done = build(tmp_path, path, "--into", tmp_path / "out", "--master", CLUSTER, mischief=True)
    assert done.returncode == 1, done.stderr
    pid = int((tmp_path / "killed").read_text())
    assert (tmp_path / "retried").exists()
    assert not Path(f"/proc/{pid}").exists()
    said = done.stderr.splitlines()
    assert sum(str(path) in line for line in said) == 3
    poisoned = "article 'poison' cannot be read by the pipeline (RecursionError: poisoned); leave it out"
    assert sum(line.endswith(poisoned) for line in said) == 1
    assert said[-1] == f"{tmp_path / 'out'}: the quads of 56 articles written, 3 failed"
    assert quads(tmp_path / "out") == expected(written(tmp_path / "good.jsonl", good))
    assert sorted(entry.name for entry in (tmp_path / "out").iterdir()) == ["articles", "failures", "merged"]
    failures = [
        json.loads(line)
        for part in (tmp_path / "out" / "failures").glob("part-*")
        for line in part.read_text().splitlines()
    ]
    assert len(failures) == 3


def test_folders_of_several_kinds_of_files_into_parquet(tmp_path: Path) -> None:
    needs_spark()
    import pandas as pd

    folder = tmp_path / "in"
    folder.mkdir()
    written(folder / "a.jsonl", LINES[:3])
    pd.DataFrame(LINES[3:5]).to_parquet(folder / "b.parquet")
    (folder / "c.md").write_text(
        "---\nid: md\npublished: 2018-04-22\n---\nEmmanuel Macron phoned Donald Trump on Friday."
    )
    done = build(tmp_path, folder, "--into", "out", "--form", "parquet", "--master", "local[2]")
    assert done.returncode == 0, done.stderr
    frame = pd.concat(pd.read_parquet(tmp_path / "out" / name) for name in ("articles", "merged"))
    lines = [" ".join(part for part in row if isinstance(part, str)) + " ." for row in frame.itertuples(index=False)]
    same = tmp_path / "same"
    same.mkdir()
    written(same / "a.jsonl", LINES[:5])
    (same / "c.md").write_bytes((folder / "c.md").read_bytes())
    assert sorted(lines) == expected(same)
    again = build(tmp_path, folder, "--into", "out", "--master", "local[2]")
    assert (again.returncode, "out has a finished build in it; name a new or empty folder" in again.stderr) == (3, True)


def test_without_pyspark_or_sources_it_is_said_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    (tmp_path / "a.jsonl").write_text("{}")
    with pytest.raises(Exception, match=r"pip install 'diplograph\[spark\]'"):
        CliRunner().invoke(app, ["build", str(tmp_path), "--into", "x", "--engine", "spark"], catch_exceptions=False)
    with pytest.raises(SourceError, match="no such file"):
        CliRunner().invoke(app, ["build", os.devnull + "x", "--into", "x", "--engine", "spark"], catch_exceptions=False)
    done = CliRunner().invoke(app, ["build", "x", "--into", "x", "--master", "local[2]"])
    assert (done.exit_code, "go with --engine spark" in done.stderr) == (2, True)
