"""The site in a browser: what a reader clicks, types and sees, and what an article cannot do to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pytest
from playwright.sync_api import Page, expect

from diplograph import KnowledgeGraph
from diplograph.serve import Settings, make_server
from tests.serve.conftest import ready, saved
from tests.view.samples import HANDLER, MOON, SCRIPT, hostile, korea
from tests.web.conftest import Visitor

_PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
_REFUSED = "the server responded with a status of 4"
_IDS = "https://w3id.org/diplograph/"
_PAGES = {
    "home": "",
    "search": "search?q=moon",
    "actor": MOON.removeprefix(_IDS),
    "article": "id/article/meridian",
    "timeline": "timeline",
    "queries": "queries",
    "query": "queries/who-met-whom",
    "network": "network",
    "editor": "editor",
}


def _served(graph: KnowledgeGraph, folder: Path) -> Iterator[str]:
    with make_server(Settings(saved(graph, folder), port=0)) as server:
        with httpx.Client(base_url=server.url) as client:
            ready(client)
        yield server.url


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the graph of two articles."""
    yield from _served(korea(), tmp_path_factory.mktemp("site") / "kg")


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the graph of an article that tries everything."""
    yield from _served(hostile(), tmp_path_factory.mktemp("site") / "hostile")


def _one(site: str, query: str) -> str:
    """The address of the one thing that a query finds."""
    response = httpx.get(f"{site}sparql", params={"query": query, "format": "csv"}, timeout=60)
    return response.text.split()[1].replace(_IDS, site)


def _ask(page: Page) -> None:
    """Press the editor's button, and wait for the answer."""
    with page.expect_response("**/sparql"):
        page.locator(".yasqe_queryButton").click()
    expect(page.locator(".yasr_results")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_the_screen(site: str, visit: Visitor, width: int, dark: bool) -> None:
    event, statement = (
        _one(site, f"SELECT ?x {{ ?x a dg:{kind} ; dg:sourceCount ?n }} ORDER BY DESC(?n) ?x LIMIT 1")
        for kind in ("Event", "Statement")
    )
    pages = {name: site + path for name, path in _PAGES.items()} | {"event": event, "statement": statement}
    page = visit(site, width=width, height=844, dark=dark)
    _PICTURES.mkdir(parents=True, exist_ok=True)
    for name, address in pages.items():
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        if name == "editor":
            _ask(page)
        if name == "network":
            expect(page.frame_locator("iframe").locator("html[data-ready=yes]")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
        page.screenshot(path=_PICTURES / f"site-{name}-{width}-{'dark' if dark else 'light'}.png", full_page=True)


def test_a_search_leads_to_the_words_in_the_article(site: str, visit: Visitor) -> None:
    page = visit(site)
    page.get_by_role("search").last.get_by_role("searchbox").fill("moon jae")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="people 1").click()
    page.get_by_role("link", name="Moon Jae-in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Moon Jae-in")
    expect(page.get_by_role("main")).to_contain_text("President of South Korea")
    page.get_by_role("link", name="Kim Yo Jong met Moon Jae-in").click()
    expect(page.locator("figure mark")).to_have_text(["met", "held talks"])
    page.get_by_role("link", name="Talks").click()
    expect(page).to_have_url(re.compile(r"/id/article/meridian#char=0,\d+$"))
    marked = page.locator(".here:target + span")
    expect(marked).to_be_in_viewport()
    assert marked.evaluate("(span) => getComputedStyle(span).outlineStyle") == "solid"


def test_an_article_shows_its_actors_events_and_statements(site: str, visit: Visitor) -> None:
    page = visit(f"{site}id/article/meridian")
    text = page.get_by_role("article")
    expect(text.locator(".trigger")).to_have_text(["held talks", "visit", "met"])
    expect(text.locator(".cue")).to_have_text(["said"])
    assert set(text.locator(".actor").all_inner_texts()) == {
        *("Kim Yo Jong", "Moon Jae-in", "North Korea", "South Korea", "Mike Pence")
    }
    event = text.locator(".event").first
    shade = "(span) => getComputedStyle(span).backgroundColor"
    assert event.evaluate(shade) == "rgb(253, 240, 200)"
    page.get_by_label("events and the words that evoke them").uncheck()
    assert event.evaluate(shade) == "rgba(0, 0, 0, 0)"
    page.get_by_role("link", name="Moon Jae-in will visit North Korea, in the text").or_(
        page.locator("aside .where").nth(1)
    ).first.click()
    expect(page.locator(".here:target")).to_have_count(1)
    text.get_by_role("link", name="said").click()
    expect(page.get_by_role("main").get_by_role("blockquote").first).to_have_text("South Korea is ready")


def test_the_editor_runs_a_named_query(site: str, visit: Visitor) -> None:
    page = visit(f"{site}editor")
    page.get_by_label("Named query").select_option("who-met-whom")
    expect(page.locator(".CodeMirror")).to_contain_text("SELECT")
    _ask(page)
    rows = page.locator(".yasr_results tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Kim Yo Jong")
    page.locator(".yasr_results a[href*='/id/event/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kim Yo Jong met Moon Jae-in, 2018-02-10")


def test_the_editor_takes_a_query_from_the_address_and_says_what_is_wrong(site: str, visit: Visitor) -> None:
    page = visit(
        f"{site}editor#query={quote('SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }')}", expected=_REFUSED
    )
    expect(page.locator(".CodeMirror")).to_contain_text("SERVICE")
    with page.expect_response("**/sparql") as answer:
        page.locator(".yasqe_queryButton").click()
    assert answer.value.status == 400
    expect(page.locator(".yasr")).to_contain_text("SERVICE would send")


def test_the_network_is_chosen_and_read(site: str, visit: Visitor) -> None:
    page = visit(f"{site}network")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#summary")).to_have_text("5 actors · 4 events · from 2 articles")
    frame.locator("#panel .row").first.click()
    expect(frame.locator("#panel .card blockquote").first).to_be_visible()
    page.get_by_label("Actor", exact=True).fill("north korea")
    page.get_by_role("button", name="Show").click()
    expect(frame.locator("#summary")).to_contain_text("3 actors")


def test_the_timeline_is_narrowed_by_a_bar(site: str, visit: Visitor) -> None:
    page = visit(f"{site}timeline?kind=event")
    page.get_by_role("link", name="2018-02: 4").click()
    expect(page).to_have_url(re.compile("since=2018-02&until=2018-02"))
    expect(page.locator("ul.list li")).to_have_count(4)


def test_the_pages_can_be_used_by_keyboard(site: str, visit: Visitor) -> None:
    page = visit(site)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="To the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Search the graph")).to_be_focused()
    page.keyboard.type("invitation")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("invitation")


def test_pages_work_without_scripts_of_their_own(site: str, visit: Visitor) -> None:
    page = visit(f"{site}queries/who-met-whom")
    page.get_by_label("actor", exact=True).fill("Kim Yo Jong")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("tbody td").nth(1)).to_have_text("Moon Jae-in")
    assert page.locator("script").count() == 0
    page.emulate_media(media="print")
    expect(page.locator("header")).to_be_hidden()
    expect(page.locator("table")).to_be_visible()


def _harmless(page: Page) -> None:
    """Nothing of an article became markup, and nothing of it ran."""
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert page.locator("img, object, embed, base, [onerror], [onclick], main iframe:not(.network)").count() == 0
    assert page.locator("script:not([src^='/static/']):not([type='application/json'])").count() == 0
    links = page.locator("a[href], form[action]").evaluate_all(
        "(all) => all.map((e) => e.getAttribute('href') ?? e.getAttribute('action'))"
    )
    assert [link for link in links if not re.match(r"https?://|/|#", link)] == []
    assert "\u202e" not in page.content()


def test_an_article_with_scripts_shows_them_as_text_on_every_page(hostile_site: str, visit: Visitor) -> None:
    site = hostile_site
    page = visit(site, expected=_REFUSED)
    mallory = f"{HANDLER}Mallory"
    expect(page.get_by_role("link", name=mallory, exact=True)).to_be_visible()
    _harmless(page)
    title = f"{SCRIPT} href=x {HANDLER} [U+202E]gnorw[U+202C]"
    words = f"{mallory} met {SCRIPT}Bob. He wrote [U+202E]gnorw[U+202C] and {{{{ 7*7 }}}} <a href='javascript:alert(1)'>href</a>."
    shown = {
        "search?q=mallory": mallory,
        "search?q=gnorw": "[U+202E]gnorw[U+202C]",
        "search?kind=article": title,
        f"search?{urlencode({'q': SCRIPT})}": f"Found for “{SCRIPT}”",
        "id/article/hostile": words,
        "timeline": SCRIPT,
        f"timeline?{urlencode({'actor': mallory})}": mallory,
        "queries/articles": title,
        f"queries/who-met-whom?{urlencode({'actor': mallory})}": f"{SCRIPT}Bob",
        f"queries/who-met-whom?{urlencode({'actor': HANDLER})}": HANDLER,
        f"queries/{quote(HANDLER, safe='')}": HANDLER,
        f"resource?{urlencode({'iri': 'javascript:window.hacked=4'})}": "javascript:window.hacked=4",
    }
    for kind in ("Person", "Organisation", "Event", "Statement"):
        shown[_one(site, f"SELECT ?x {{ ?x a dg:{kind} }} ORDER BY STRLEN(STR(?x)) ?x").removeprefix(site)] = (
            mallory if kind != "Organisation" else f"{SCRIPT}Bob"
        )
    for path, text in shown.items():
        page.goto(site + path)
        expect(page.get_by_role("main")).to_contain_text(text)
        _harmless(page)


def test_an_article_with_scripts_shows_them_as_text_in_the_editor_and_the_network(
    hostile_site: str, visit: Visitor
) -> None:
    query = """SELECT ?s ?o ?made ?link WHERE {
        { ?s rdfs:label ?o } UNION { ?s schema:articleBody ?o } UNION { GRAPH ?g { ?s schema:url ?o } }
        BIND(STRDT(STR(?o), IRI("javascript:window.hacked=5")) AS ?made) BIND(IRI("javascript:window.hacked=6") AS ?link) }"""
    # The editor's table parses what it is to show in a document that is never shown, to take the handlers out.
    page = visit(f"{hostile_site}editor#query={quote(query)}", expected="Executing inline event handler violates")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _ask(page)
    table = page.locator(".yasr_results table")
    expect(table).to_contain_text(HANDLER)
    expect(table).to_contain_text(SCRIPT)
    expect(table).to_contain_text("[U+202E]gnorw[U+202C]")
    assert page.locator(".yasr img, .yasr iframe, .yasr [onerror]").count() == 0
    links = page.locator(".yasr_results a").evaluate_all("(all) => all.map((link) => link.href)")
    assert [link for link in links if link and not re.match(r"https?://", link)] == []
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert [url for url in asked if "/static/" not in url] == [f"{hostile_site}sparql"]
    page.goto(f"{hostile_site}network")
    frame = page.frame_locator("iframe")
    frame.locator("#panel .row").first.click()
    expect(frame.locator("#panel h2")).to_have_text(f"{HANDLER}Mallory and {SCRIPT}Bob")
    assert frame.locator("img, iframe").count() == 0
    assert page.frames[1].evaluate("typeof window.hacked") == "undefined"
