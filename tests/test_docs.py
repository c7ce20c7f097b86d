"""The documentation's site: built as it would be published, with a warning for an error, and without asking another host."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDFS, SKOS, URIRef

import diplograph
from diplograph.cli.app import app
from diplograph.named_queries import named_queries
from diplograph.vocab import DG, PLOVER
from diplograph.vocabulary import load_examples, load_ontology
from tests.readme import REPOSITORY, blocks, run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def words(page: Path) -> str:
    text = page.read_text(encoding="utf-8")
    return " ".join(
        html.unescape(re.sub(r"<[^>]*>", "", text[text.index("<article") : text.index("</article>")])).split()
    )


@pytest.mark.parametrize(("namespace", "page"), [(DG, "ontology"), (PLOVER, "plover")])
def test_every_term_stands_there_with_label_comment_and_example(site: Path, namespace: object, page: str) -> None:
    ontology, examples = load_ontology(), load_examples()
    text = words(site / "reference" / f"{page}.html")
    terms = sorted(t for t in set(ontology.subjects()) if isinstance(t, URIRef) and t.startswith(str(namespace)))
    assert len(terms) > 100
    for term in terms:
        name = f"{'dg' if namespace is DG else 'plover'}:{term.rpartition('#')[2]}¶"
        assert name in text
        rest = text[text.index(name) :]
        about = ontology.value(term, SKOS.definition) or ontology.value(term, RDFS.comment)
        parts = [ontology.value(term, RDFS.label), about, *examples.objects(term, SKOS.example)]
        for part in parts:
            assert " ".join(str(part).split()) in rest, term


def test_every_cameo_code_stands_there(site: Path) -> None:
    text = words(site / "reference" / "cameo.html")
    assert "042 make a visit 04 plover:CONSULT-visit" in text


def test_commands_queries_and_public_names_are_in_the_reference(site: Path) -> None:
    commands = words(site / "reference" / "commands.html")
    assert [c.name for c in app.registered_commands if f"diplograph {c.name}¶" not in commands] == []
    queries = words(site / "reference" / "queries.html")
    assert [query.name for query in named_queries() if f"{query.name}¶" not in queries] == []
    python = words(site / "reference" / "python.html")
    assert [name for name in diplograph.__all__ if name not in python and name != "__version__"] == []
    assert not re.search(r":(class|func|meth|mod|data):", python)


def test_no_page_asks_another_host(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    loaded = re.compile(
        r"""<(?:script|img|iframe)\b[^>]*\bsrc=["']?(https?:)?//|<link\b[^>]*rel=["']?stylesheet[^>]*https?://"""
    )
    assert [page.name for page in pages if loaded.search(page.read_text(encoding="utf-8"))] == []


def test_the_tutorial_runs(tmp_path: Path) -> None:
    tutorial = (REPOSITORY / "docs" / "tutorial.md").read_text(encoding="utf-8")
    printed = [run(block, tmp_path) for block in blocks(tutorial) if block.language in ("sh", "python")]
    meetings = next(text for text in printed if "Angela Merkel" in text)
    [row] = re.findall(r"^ *Emmanuel Macron +Angela Merkel +(\S+) +(\S+) +(\d+) ", meetings, re.MULTILINE)
    assert row == ("2018-04-19", "Berlin", "2")  # one meeting, told by two articles
    assert (tmp_path / "network.html").is_file()
