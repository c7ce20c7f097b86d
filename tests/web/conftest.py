"""A real browser, cut off from every network, that fails a test on any request, error or complaint that it sees."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from diplograph.view import View

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no fault of the page's

Opener = Callable[..., Page]
Visitor = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        pytest.fail("no browser found: install the Debian package chromium (apt-get install chromium)", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def watched(
    browser: Browser, *, width: int = 1280, height: int = 800, dark: bool = False, offline: bool = False
) -> tuple[Page, list[str], list[str]]:
    """An empty page, and the lists that what it asks for and what it complains of will stand in."""
    page = browser.new_page(
        viewport=ViewportSize(width=width, height=height),
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        offline=offline,
    )
    page.set_default_timeout(20_000)
    complaints: list[str] = []
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    return page, requests, complaints


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """A function that opens an address of a site.

    At the end the browser must have asked no other host, and have had nothing to complain about but what holds ``expected``.
    """
    pages: list[tuple[str, str, Page, list[str], list[str]]] = []

    def visit(url: str, *, expected: str = "", **screen: Any) -> Page:
        page, requests, complaints = watched(browser, **screen)
        pages.append(("/".join(url.split("/")[:3]) + "/", expected, page, requests, complaints))
        page.goto(url)
        return page

    yield visit
    for origin, expected, page, requests, complaints in pages:
        page.close()
        assert [url for url in requests if not url.startswith((origin, "data:", f"blob:{origin}"))] == []
        assert [text for text in complaints if not expected or expected not in text] == []


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """A function that saves a view, opens the file and waits for its picture.

    At the end the browser must have asked for that file only, and have had nothing to complain about.
    """
    pages: list[tuple[Page, list[str], list[str]]] = []

    def open_page(view: View, *, width: int = 1280, height: int = 800, dark: bool = False) -> Page:
        path = tmp_path / f"view-{len(pages)}.html"
        view.save(path)
        page, requests, complaints = watched(browser, width=width, height=height, dark=dark, offline=True)
        page.goto(path.as_uri())
        page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        pages.append((page, requests, complaints))
        return page

    yield open_page
    for i, (page, requests, complaints) in enumerate(pages):
        page.close()
        assert requests == [(tmp_path / f"view-{i}.html").as_uri()]
        assert complaints == []
