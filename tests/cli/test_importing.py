"""`import`: events that others coded, named rows, exit statuses, and out again."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.importers.rows import ICEWS, gdelt_row, icews_row

GOOD = icews_row(
    Event_ID="1", Event_Date="2018-02-01", Source_Name="North Korea", CAMEO_Code="138", Target_Name="South Korea"
)
SAID = icews_row(Event_ID="2", Event_Date="2018-02-01", Source_Name="Japan", CAMEO_Code="010", Target_Name="China")


def test_a_file_goes_in_is_asked_and_goes_out(diplograph: Run, tmp_path: Path) -> None:
    file, kg = tmp_path / "events.tab", tmp_path / "kg"
    file.write_text("\n".join(["\t".join(ICEWS), GOOD, SAID, "half"]) + "\n", encoding="utf-8")
    done = diplograph("import", file, "--into", kg)
    assert (done.returncode, done.stdout) == (1, "")
    bad, said = done.stderr.splitlines()
    assert bad == f"diplograph: {file}:4: has 1 columns; expected 20, separated by tabs; the row is left out"
    told, _, iri = said.partition("; ")
    assert told == f"{file}: events of icews: 1, 1 that PLOVER codes as none, 1 malformed"
    again = diplograph("import", file, "--into", kg, "--format", "icews")
    assert (again.returncode, again.stderr) == (0, f"{file}: there already; {iri}\n")
    asked = diplograph("query", kg, "--sparql", "SELECT ?a ?b WHERE { ?a dg:threatened ?b }", "--format", "csv").stdout
    assert asked.splitlines()[1:] == [
        "https://w3id.org/diplograph/id/actor/PRK,https://w3id.org/diplograph/id/actor/KOR"
    ]
    assert diplograph("validate", kg).returncode == 0
    assert diplograph("remove", kg, iri).returncode == 0
    assert diplograph("export", kg, "-o", tmp_path / "kg.nq").returncode == 0
    assert (tmp_path / "kg.nq").read_text(encoding="utf-8") == ""


def test_files_that_are_none(diplograph: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("who,whom\n", encoding="utf-8")
    (tmp_path / "y.CSV").write_text(
        gdelt_row(GlobalEventID="1", Day="20180212", Actor1Name="X", EventCode="042") + "\n"
    )
    none = diplograph("import", tmp_path / "x.csv", tmp_path / "missing", "--into", tmp_path / "kg")
    assert none.returncode == 3
    assert [line.partition(": ")[2].partition(";")[0].partition(": ")[2][:20] for line in none.stderr.splitlines()] == [
        "is no file of events",
        "cannot be read: No s",
    ]
    some = diplograph("import", tmp_path / "x.csv", tmp_path / "y.CSV", "--into", tmp_path / "kg")
    assert some.returncode == 1
    assert f"{tmp_path / 'y.CSV'}: events of gdelt: 1; " in some.stderr
    assert diplograph("import", tmp_path / "y.CSV", "--into", tmp_path / "kg", "--format", "x").returncode == 2


def test_an_export_is_loaded_once(diplograph: Run, kg: Path, tmp_path: Path) -> None:
    assert diplograph("export", kg, "-o", tmp_path / "kg.nq").returncode == 0
    done = diplograph("load", tmp_path / "kg.nq", "--into", tmp_path / "kg")
    assert (done.returncode, done.stderr) == (0, f"{tmp_path / 'kg'}: loaded\n")
    assert diplograph("export", tmp_path / "kg", "-o", tmp_path / "again.nq").returncode == 0
    assert (tmp_path / "again.nq").read_bytes() == (tmp_path / "kg.nq").read_bytes()
    again = diplograph("load", tmp_path / "kg.nq", "--into", tmp_path / "kg")
    assert (again.returncode, again.stderr.count("empty graph only")) == (3, 1)
