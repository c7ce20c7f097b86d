"""What SECURITY.md promises of the package as a whole: nothing is unpickled, run or asked of another host by reading an article."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import diplograph
from tests.pages import feed, page, warc, zipped
from tests.reading.test_archive import ARTICLE

PACKAGE = Path(diplograph.__file__).parent
REPOSITORY = Path(__file__).resolve().parents[1]
UNSAFE = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "jsonpickle", "imp"}

PROGRAM = """
import sys
seen = []
def watch(event, arguments):
    if event in ("pickle.find_class", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"):
        seen.append((event, arguments))
sys.addaudithook(watch)
from diplograph import open_graph, read_articles
from diplograph.reading.english import foreign_language
errors = []
with open_graph() as kg:
    report = kg.add(read_articles(sys.argv[1], on_error=errors.append))
    kg.ask("who-met-whom")
    kg.validate()
    kg.view()
assert foreign_language("Der Minister sprach mit der Kanzlerin über den Handel zwischen beiden Ländern. " * 2) == "de"
print(report.added, report.unchanged, len(errors), seen)
"""


def test_reading_storing_asking_and_drawing_unpickle_nothing_start_nothing_and_ask_nobody(tmp_path: Path) -> None:
    files = {
        "a.html": page(ARTICLE).encode(),
        "b.rss": feed([ARTICLE], "The Post").encode(),
        "c.warc.gz": warc([ARTICLE], packed=True),
        "d.zip": zipped([("e.txt", b"Seoul thanked Tokyo.")]),
        "e.md": b"---\ntitle: !!python/object/apply:os.system ['true']\n---\nThey met.",
    }
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, folder], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "3 1 1 []\n"


def test_no_module_imports_what_can_unpickle() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    assert len(modules) > 100
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not UNSAFE & {name.partition(".")[0] for name in names}, path
            if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
                assert isinstance(node.value, ast.Constant), path
                assert node.value.value is False, path


def test_the_linter_forbids_it_too() -> None:
    selected = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"][
        "select"
    ]
    assert {"S301", "S307", "S506", "S602"} <= set(selected)
