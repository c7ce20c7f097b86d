"""The view: how long it takes to make and to open, with pyvis's own defaults over the same ties beside it in the same run."""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from diplograph.graph import KnowledgeGraph, open_graph
from diplograph.network import network
from diplograph.reading import read_articles
from diplograph.resources import seeds_path
from diplograph.view import render
from tests.bench.bench_store import article
from tests.bench.common import table

CAP = 60.0  # seconds that a browser may take for one picture
ARTICLES = {"5,000 events": 334, "20,000 events": 1_334}  # of fifteen events and five statements


def measure(shared: Path | None) -> str:  # noqa: ARG001
    """Seconds to make the page, its size, and seconds to the first picture in headless Chromium."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    made = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        graphs = {"seeds": 0, **ARTICLES}
        for label, articles in graphs.items():
            folder = Path(name, label.replace(" ", "-").replace(",", ""))
            with open_graph(folder) as kg:
                chance = random.Random(2018)
                kg.add(read_articles(seeds_path()) if not articles else (article(n, chance) for n in range(articles)))
            with open_graph(folder, read_only=True) as kg:  # as `diplograph view` opens it
                made.append(_ours(kg, label, folder.with_suffix(".html"), browser))
                made.append(_pyvis(kg, label, folder.with_name(f"{folder.name}-pyvis.html"), browser))
        browser.close()
    header = ("graph", "drawn by", "made in", "size", "first picture")
    return (
        f"## View (pyvis's defaults over the same edges beside it, given {CAP:.0f} s at most)\n\n{table(header, made)}"
    )


def _ours(kg: KnowledgeGraph, label: str, page: Path, browser: Browser) -> tuple[str, ...]:
    begin = time.perf_counter()
    render(kg).save(page)
    spent = time.perf_counter() - begin
    opened = _opened(page, browser, "document.documentElement.dataset.ready === 'yes'")
    return label, "diplograph", f"{spent:.1f} s", _size(page), opened


def _pyvis(kg: KnowledgeGraph, label: str, page: Path, browser: Browser) -> tuple[str, ...]:
    """What the shortest code that its manual gives makes of the same network. Its picture is there when it stands still."""
    from pyvis.network import Network

    begin = time.perf_counter()
    plain = Network(directed=True, cdn_resources="in_line")
    found = network(kg)
    for node, attributes in found.nodes(data=True):
        plain.add_node(node, label=attributes["label"])
    for a, b, attributes in found.edges(data=True):
        plain.add_edge(a, b, title=attributes["label"])
    page.write_text(plain.generate_html(), encoding="utf-8")
    spent = time.perf_counter() - begin
    still = "window.network && network.body.nodeIndices.length > 0 && network.physics.stabilized"
    return label, "pyvis", f"{spent:.1f} s", _size(page), _opened(page, browser, still)


def _size(page: Path) -> str:
    return f"{page.stat().st_size / 1e6:.1f} MB"


def _opened(file: Path, browser: Browser, done: str) -> str:
    """Seconds until a script's condition holds and the browser has drawn twice since."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, offline=True)
    begin = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    while not page.evaluate(
        f"Boolean({done})"
    ):  # asked from outside: the page's policy lets nothing be evaluated inside
        if time.perf_counter() - begin > CAP:
            page.close()
            return f"none in {CAP:.0f} s"
        time.sleep(0.05)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    spent = time.perf_counter() - begin
    page.close()
    return f"{spent:.1f} s"
