"""The notebooks run from top to bottom, from any folder, and lie in the repository without output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def output(cell: Any, kind: str) -> str:
    """What a cell shows as ``kind``, a MIME type; printed text counts as ``text/plain``."""
    shown = [item.get("data", {}).get(kind, "") for item in cell.outputs]
    if kind == "text/plain":
        shown += [item.get("text", "") for item in cell.outputs]
    return "".join(shown)


def test_there_is_one() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_committed_without_output(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Any]]:
    """A function that runs a notebook by its name and gives its cells of code with their outputs."""
    for name in ("CONFIG", "DATA", "RUNTIME"):  # nothing of the user's own set-up plays a part
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("JUPYTER_PATH", str(Path(sys.prefix, "share", "jupyter")))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(name: str) -> list[Any]:
        notebook = read(NOTEBOOKS[0].with_name(f"{name}.ipynb"))
        NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(elsewhere)}}).execute()
        assert list(elsewhere.iterdir()) == []
        return [cell for cell in notebook.cells if cell.cell_type == "code"]

    return run


def showing(cells: list[Any], tag: str) -> list[Any]:
    """The cells that show HTML with this tag."""
    return [cell for cell in cells if f"<{tag}" in output(cell, "text/html")]


@pytest.mark.filterwarnings("ignore")  # the machinery of Jupyter warns about itself
def test_explore_leads_from_articles_to_a_picture(run: Callable[[str], list[Any]]) -> None:
    code = run("explore")
    assert "AddReport(added=" in output(code[0], "text/plain")
    assert "failures=()" in output(code[0], "text/plain")
    assert "Moon Jae-in" in output(code[1], "text/html")
    tables = showing(code, "table")
    assert len(tables) == 4
    assert all(output(cell, "text/html").count("<tr") > 2 for cell in tables)
    [evidence] = [cell for cell in code if "explain" in cell.source]
    assert "Kim Yo Jong" in output(evidence, "text/plain")
    [picture] = showing(code, "iframe")
    assert "Moon Jae-in" in output(picture, "text/html")


@pytest.mark.filterwarnings("ignore")
def test_korea_2018_shows_the_thaw(run: Callable[[str], list[Any]]) -> None:
    code = run("korea_2018")
    assert [cell for cell in code if output(cell, "image/png")]
    [meetings] = [cell for cell in code if "who-met-whom" in cell.source]
    assert "Panmunjom" in output(meetings, "text/html")
    assert len(showing(code, "svg")) == len(showing(code, "iframe")) == 1
    [evidence] = [cell for cell in code if "explain" in cell.source]
    assert "<mark>" in output(evidence, "text/html")


@pytest.mark.filterwarnings("ignore")
def test_who_says_what_finds_speakers_chains_and_disagreements(run: Callable[[str], list[Any]]) -> None:
    code = run("who_says_what")
    [about] = [cell for cell in code if "who-said-what" in cell.source]
    assert "Moon Jae-in" in output(about, "text/html")
    [chains] = [cell for cell in code if "dg:attribution" in cell.source]
    assert "Chung Eui-yong" in output(chains, "text/html")
    [disagreements] = [cell for cell in code if "disagreements" in cell.source]
    assert "Mohammed bin Salman" in output(disagreements, "text/html")


@pytest.mark.filterwarnings("ignore")
def test_networks_measures_and_draws(run: Callable[[str], list[Any]]) -> None:
    code = run("networks")
    assert len(showing(code, "svg")) == 1
    [central] = [cell for cell in code if "betweenness_centrality" in cell.source]
    assert "Donald Trump" in output(central, "text/html")
    [balanced] = [cell for cell in code if "triangles" in cell.source]
    assert "triangles of countries are balanced" in output(balanced, "text/plain")
    [back] = [cell for cell in code if "read_gexf" in cell.source]
    assert output(back, "text/plain") == "(True, True)"


@pytest.mark.filterwarnings("ignore")
def test_your_own_articles_go_from_a_folder_to_a_view(run: Callable[[str], list[Any]]) -> None:
    code = run("your_own_articles")
    [reading] = [cell for cell in code if "on_error" in cell.source]
    assert "articles/broken.rss" in output(reading, "text/plain")
    assert "Scholz phones Zelenskyy" in output(reading, "text/plain")
    [said] = [cell for cell in code if "?modality" in cell.source]
    assert "negation" in output(said, "text/html")
    assert len(showing(code, "iframe")) == 1


@pytest.mark.filterwarnings("ignore")
def test_sparql_asks_twenty_questions_and_another_graph(run: Callable[[str], list[Any]]) -> None:
    code = run("sparql")
    asked = [cell for cell in code if cell.source.startswith("kg.query")]
    assert len(asked) == 19
    assert [cell.source for cell in asked if "<caption>0 rows" in output(cell, "text/html")] == []
    [federated] = [cell for cell in code if "SERVICE" in cell.source]
    assert "('Xi Jinping', 'Joe Biden')" in output(federated, "text/plain")
