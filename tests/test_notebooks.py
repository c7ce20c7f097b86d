"""The notebooks run from top to bottom, from any folder, and lie in the repository without output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # it has no types


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


@pytest.mark.filterwarnings("ignore")  # the machinery of Jupyter warns about itself
def test_explore_leads_from_articles_to_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "RUNTIME"):  # nothing of the user's own set-up plays a part
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name.lower()))
    monkeypatch.setenv("JUPYTER_PATH", str(Path(sys.prefix, "share", "jupyter")))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    [path] = [path for path in NOTEBOOKS if path.stem == "explore"]
    notebook = read(path)
    (tmp_path / "elsewhere").mkdir()
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(tmp_path / "elsewhere")}})
    client.execute()

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert "AddReport(added=" in output(code[0], "text/plain")
    assert "failures=()" in output(code[0], "text/plain")
    assert "Moon Jae-in" in output(code[1], "text/html")
    tables = [cell for cell in code if "<table" in output(cell, "text/html")]
    assert len(tables) == 4
    assert all(output(cell, "text/html").count("<tr") > 2 for cell in tables)
    [evidence] = [cell for cell in code if "explain" in cell.source]
    assert "Kim Yo Jong" in output(evidence, "text/plain")
    [picture] = [cell for cell in code if "<iframe" in output(cell, "text/html")]
    assert "Moon Jae-in" in output(picture, "text/html")
    assert list((tmp_path / "elsewhere").iterdir()) == []
