"""What would be published: sdist and wheel, built, checked, and used outside the repository. That alone shows data files that were
left out.

The environment borrows the dependencies of the running environment, so that nothing is downloaded, but not its diplograph.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from rdflib import OWL

import diplograph
from diplograph.vocabulary import load_ontology

REPOSITORY = Path(__file__).resolve().parents[1]
UV = Path(sys.executable).with_name("uv")
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "UV_"))}


def run(*command: str | Path, cwd: Path, input: str | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=ENVIRONMENT, input=input, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(UV, "build", "--no-build-isolation", "--python", sys.executable, "-o", folder, cwd=REPOSITORY)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel and nothing else of this repository."""
    folder = tmp_path_factory.mktemp("wheel")
    [wheel] = built.glob("*.whl")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    python = folder / "env" / "bin" / "python"
    run(UV, "pip", "install", "--offline", "--no-deps", "--python", python, wheel, cwd=folder)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python.parent


def test_an_index_would_take_them(built: Path) -> None:
    files = sorted(file for file in built.iterdir() if file.suffix in (".gz", ".whl"))
    assert [file.name for file in files] == [
        f"diplograph-{diplograph.__version__}-py3-none-any.whl",
        f"diplograph-{diplograph.__version__}.tar.gz",
    ]
    checked = run(sys.executable, "-m", "twine", "check", "--strict", *files, cwd=built)
    assert checked.count("PASSED") == 2


def test_the_sdist_holds_what_the_tests_and_the_documentation_need(built: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "CITATION.cff",
        "LICENSE",
        "NOTICE",
        "SECURITY.md",
        "mkdocs.yml",
        "docs/pages.py",
        "tests/test_wheel.py",
    } <= names
    assert not {name for name in names if name.startswith((".ci", "build", ".venv"))}


def test_the_wheel_holds_the_package_alone(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        top = {name.partition("/")[0] for name in archive.namelist()}
        size = sum(info.compress_size for info in archive.infolist())
    assert top == {"diplograph", f"diplograph-{diplograph.__version__}.dist-info"}
    assert size < 60_000_000


def test_the_version_stands_in_one_place_and_others_follow_it() -> None:
    version = diplograph.__version__
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == version
    assert [str(v) for v in load_ontology().objects(None, OWL.versionInfo)] == [version]
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    latest = re.search(r"^## \[([\d.]+)\]", changelog, re.MULTILINE)
    assert latest is not None
    assert latest[1] == version


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import diplograph; print(diplograph.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_articles_go_in_and_answers_come_out(installed: Path, tmp_path: Path) -> None:
    article = {"id": "1", "text": "Emmanuel Macron met Angela Merkel in Berlin on Monday.", "published": "2018-04-20"}
    output = run(installed / "diplograph", "extract", "-", cwd=tmp_path, input=json.dumps(article))
    [event] = json.loads(output)["events"]
    assert (event["type"], [role["text"] for role in event["actor"]], event["date"]) == (
        "CONSULT",
        ["Emmanuel Macron", "Angela Merkel"],
        "2018-04-16",
    )
    (tmp_path / "a.jsonl").write_text(json.dumps(article))
    run(installed / "diplograph", "build", "a.jsonl", "--into", "kg", cwd=tmp_path)
    answer = run(installed / "diplograph", "query", "kg", "who-met-whom", "--format", "csv", cwd=tmp_path)
    assert "Angela Merkel" in answer
    run(installed / "diplograph", "validate", "kg", cwd=tmp_path)
    run(installed / "diplograph", "view", "kg", "-o", "network.html", cwd=tmp_path)
    assert "Angela Merkel" in (tmp_path / "network.html").read_text(encoding="utf-8")


def test_the_seeds_are_in_it(installed: Path, tmp_path: Path) -> None:
    program = "from diplograph.resources import seeds_path; print(len(list(seeds_path().glob('*.md'))))"
    assert int(run(installed / "python", "-c", program, cwd=tmp_path)) >= 30


def test_a_consumer_can_check_its_types(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "consumer.py").write_text(
        "from diplograph import Article, extract, open_graph, read_articles\n"
        "def people(path: str) -> list[str]:\n"
        "    return [actor.label for found in extract(read_articles(path)) for actor in found.actors]\n"
        "def add(article: Article) -> int:\n"
        "    with open_graph('kg') as kg:\n"
        "        return kg.add([article]).added\n"
    )
    command = (
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--python-executable",
        str(installed / "python"),
        "consumer.py",
    )
    assert "Success" in run(*command, "--cache-dir", tmp_path / "cache", cwd=tmp_path)
