"""The page in a browser: what a reader clicks, types and sees."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from diplograph.view import View, render
from tests.view.samples import HANDLER, SCRIPT, crowd, disputed, hostile, korea
from tests.web.conftest import Opener

_PICTURES = Path(__file__).parents[2] / "build" / "screenshots"


@pytest.fixture(scope="module")
def korean_view() -> View:
    return render(korea())


@pytest.fixture(scope="module")
def hostile_view() -> View:
    return render(hostile())


def _data(page: Page) -> Any:
    return json.loads(page.locator("#diplograph-data").text_content() or "")


def _node(page: Page, label: str) -> str:
    return next(str(actor["node"]) for actor in _data(page)["actors"] if actor["label"] == label)


def _click_picture(page: Page, *labels: str) -> None:
    """Click an actor, or the middle of the line between two."""
    script = """(nodes) => {
        const points = Object.values(network.getPositions(nodes));
        const middle = { x: 0, y: 0 };
        for (const point of points) { middle.x += point.x / points.length; middle.y += point.y / points.length; }
        const frame = document.getElementById("mynetwork").getBoundingClientRect();
        const at = network.canvasToDOM(middle);
        return [at.x + frame.left, at.y + frame.top];
    }"""
    x, y = page.evaluate(script, [_node(page, label) for label in labels])
    page.mouse.click(x, y)


def test_the_picture_is_drawn(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    expect(page.locator("h1")).to_have_text("Who did what to whom")
    expect(page.locator("#summary")).to_have_text("5 actors · 4 events · from 2 articles")
    colours = page.evaluate(
        """() => {
            const canvas = document.querySelector("#mynetwork canvas");
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            const found = new Set();
            for (let i = 0; i < data.length; i += 4) {
                if (data[i + 3] === 255) found.add([data[i], data[i + 1], data[i + 2]].join());
            }
            return [...found];
        }"""
    )
    assert {"13,138,102", "43,54,72"} <= set(colours)  # people and states


def test_a_click_on_a_tie_shows_its_sentences(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    _click_picture(page, "Kim Yo Jong", "Moon Jae-in")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Kim Yo Jong and Moon Jae-in")
    card = panel.locator(".card")
    expect(card).to_have_count(1)
    expect(card.locator("h4")).to_have_text("Kim Yo Jong met Moon Jae-in")
    expect(card.locator("time")).to_have_attribute("datetime", "2018-02-10")
    expect(card.locator(".chips span")).to_have_text(["Seoul", "2 articles"])
    expect(card.locator("blockquote > p")).to_have_text(
        ["Kim Yo Jong met Moon Jae-in in Seoul.", "On Saturday Kim Yo Jong held talks with Moon Jae-in."]
    )
    expect(card.locator("mark")).to_have_text(["met", "held talks"])
    expect(card.locator("footer")).to_have_text(
        ["A handshake in Seoul — The Han River Post, 10 Feb 2018", "Talks — Meridian Wire, 11 Feb 2018"]
    )
    link = card.locator("a")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://example.org/handshake?a=1&b=2")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")


def test_what_is_denied_or_planned_says_so(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    _click_picture(page, "Kim Yo Jong", "Mike Pence")
    expect(page.locator(".card .chips span")).to_have_text(["denied"])
    expect(page.locator(".card time")).to_have_text("Feb 2018")
    _click_picture(page, "Moon Jae-in", "North Korea")
    expect(page.locator(".card .chips span")).to_have_text(["planned", "visit"])
    expect(page.locator(".card .when")).to_contain_text("reported 11 Feb 2018")
    edges = page.evaluate("edges.get().filter((edge) => !edge.hidden).map((edge) => String(edge.dashes)).sort()")
    assert edges == ["2,4", "7,5", "false", "false"]


def test_a_click_on_an_actor_shows_what_it_did_and_said(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    _click_picture(page, "Moon Jae-in")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Moon Jae-in")
    expect(panel.locator(".facts")).to_have_text("person · KOR")
    expect(panel.locator(".office")).to_have_text("President of South Korea (10 Feb 2018 – 11 Feb 2018)")
    expect(panel.locator(".tally span")).to_have_text(["2 events", "1 statement", "0 about it"])
    statements = panel.locator("details", has_text="Statements made")
    statements.locator("summary").click()
    expect(statements.locator("h4")).to_have_text("Moon Jae-in about South Korea")
    expect(statements.locator("blockquote > p")).to_have_text("“South Korea,” Moon Jae-in said, “is ready.”")
    expect(statements.locator("mark")).to_have_text("said")
    panel.get_by_role("button", name="Only its own network").click()
    expect(page.locator("#summary")).to_have_text("4 actors · 3 events · from 2 articles · only around Moon Jae-in")
    panel.get_by_role("button", name="Show the whole network").click()
    expect(page.locator("#summary")).to_have_text("5 actors · 4 events · from 2 articles")


def test_search_completes_by_keyboard(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    page.keyboard.press("/")
    page.keyboard.type("KOR")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("South Korea")
    search = page.get_by_role("combobox")
    expect(search).to_have_attribute("aria-activedescendant", "found-0")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.press("Control+A")
    page.keyboard.type("president")
    expect(options).to_have_text([re.compile("Moon Jae-in")])
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Moon Jae-in")
    expect(page.locator("#panel h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("Read the network")


def test_search_can_choose_a_relation(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    page.get_by_role("combobox").fill("thank")
    page.get_by_role("option").click()
    expect(page.locator("#summary")).to_have_text("2 actors · 1 event · from 2 articles")
    expect(page.locator("#filters-count")).to_have_text("3")


def test_filters_take_effect_at_once(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    summary = page.locator("#summary")
    page.get_by_role("button", name="Filters").click()
    filters = page.get_by_role("form", name="Filters")
    filters.get_by_label("SUPPORT").uncheck()
    expect(summary).to_have_text("4 actors · 3 events · from 2 articles")
    filters.get_by_label("denied").uncheck()
    expect(summary).to_have_text("3 actors · 2 events · from 2 articles")
    filters.get_by_label("States").uncheck()
    expect(summary).to_have_text("2 actors · 1 event · from 2 articles")
    filters.get_by_label("from").fill("2018-02-11")
    expect(page.locator("#empty")).to_be_visible()
    page.get_by_role("button", name="Show everything").click()
    expect(summary).to_have_text("5 actors · 4 events · from 2 articles")
    filters.get_by_label("Least number of independent origins").fill("2")
    expect(summary).to_have_text("2 actors · 1 event · from 2 articles")
    filters.get_by_role("button", name="Reset").click()
    expect(summary).to_have_text("5 actors · 4 events · from 2 articles")
    page.keyboard.press("Escape")
    expect(filters).to_be_hidden()


def test_statements_are_a_picture_of_their_own(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    page.get_by_label("Statements", exact=True).check()
    expect(page.locator("#summary")).to_have_text("1 statement · from 2 articles")
    expect(page.locator("#mynetwork")).to_be_hidden()
    group = page.get_by_role("region", name="Statements: who said what about whom").locator(".flow-group")
    expect(group.locator(".speaker .who")).to_have_text("Moon Jae-in")
    expect(group.locator(".spoken")).to_have_text("“South Korea is ready”")
    expect(group.locator(".about .who")).to_have_text("South Korea")
    assert (
        group.locator("svg.threads path").count() == 2
    )  # from the speaker to the words, and on to whom they are about
    group.get_by_role("button", name="South Korea is ready").click()
    expect(page.locator("#panel .card .what")).to_have_text("said")
    expect(page.locator("#panel blockquote > p")).to_have_text("“South Korea,” Moon Jae-in said, “is ready.”")
    group.locator(".about .who").click()
    expect(page.locator("#panel h2")).to_have_text("South Korea")
    page.get_by_label("Network", exact=True).check()
    expect(page.locator("#summary")).to_have_text("2 actors · 1 statement · from 2 articles")
    _click_picture(page, "Moon Jae-in", "South Korea")
    expect(page.locator("#panel .card .what")).to_have_text("said")
    page.get_by_label("Both", exact=True).check()
    expect(page.locator("#summary")).to_have_text("5 actors · 4 events · 1 statement · from 2 articles")


def test_dragging_over_the_timeline_keeps_a_time(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    bars = page.locator("#timeline rect")
    expect(bars).to_have_count(3)  # the denied meeting is in the first week of its month
    box = bars.nth(1).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 4, box["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + 12, box["y"], steps=3)
    page.mouse.up()
    chosen = page.get_by_role("button", name="All time again")
    expect(chosen).to_contain_text("5 Feb 2018 – 11 Feb 2018")
    expect(page.locator("#summary")).to_have_text("4 actors · 3 events · from 2 articles")
    page.get_by_role("button", name="closer").click()
    expect(page.locator("#timeline text", has_text="5 Feb 2018")).to_be_visible()  # days now
    page.get_by_role("button", name="all time", exact=True).click()
    chosen.click()
    expect(page.locator("#summary")).to_have_text("5 actors · 4 events · from 2 articles")


def test_the_time_can_be_chosen_by_keyboard(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    first = page.get_by_role("slider", name="First day of the time shown")
    expect(first).to_have_attribute("aria-valuetext", "29 Jan 2018")
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="All time again")).to_contain_text("5 Feb 2018 – …")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(first).to_have_attribute("aria-valuetext", "12 Feb 2018")
    expect(page.locator("#summary")).to_have_text("4 actors · 2 events · from 2 articles")
    page.keyboard.press("Home")
    expect(page.locator("#summary")).to_have_text("5 actors · 4 events · from 2 articles")


def test_types_hold_their_relations(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    page.get_by_role("button", name="Filters").click()
    filters = page.get_by_role("form", name="Filters")
    family = filters.get_by_label("verbal cooperation")
    consult = filters.get_by_label("CONSULT")
    filters.locator("details.type", has=page.get_by_label("CONSULT")).locator("summary").click(
        position={"x": 4, "y": 10}
    )
    filters.get_by_label("visited").uncheck()
    expect(page.locator("#summary")).to_have_text("5 actors · 3 events · from 2 articles")
    for box in (family, consult):
        assert box.evaluate("(box) => [box.checked, box.indeterminate]") == [True, True]
    family.uncheck()
    expect(page.locator("#empty")).to_be_visible()
    expect(filters.get_by_label("visited")).not_to_be_checked()
    consult.check()
    expect(page.locator("#summary")).to_have_text("4 actors · 3 events · from 2 articles")


def test_only_what_sources_disagree_on(open_page: Opener) -> None:
    page = open_page(render(disputed()))
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("only what sources disagree on").check()
    expect(page.locator("#summary")).to_have_text("2 actors · 2 events · from 2 articles")
    page.locator("#panel .row").first.click()
    cards = page.locator("#panel .card")
    expect(cards).to_have_count(2)
    expect(cards.nth(0).locator(".chips")).to_contain_text("sources disagree")
    cards.nth(0).locator(".against button").click()
    expect(cards).to_have_count(1)


def test_a_community_alone(open_page: Opener) -> None:
    page = open_page(render(crowd()))
    whole = page.locator("#summary").inner_text()
    communities = page.locator("#panel section", has_text="Communities").locator(".row")
    expect(communities.nth(1)).to_contain_text("Envoy")
    name = communities.nth(1).locator(".grow").inner_text()
    communities.nth(1).click()
    expect(page.locator("#panel h2")).to_have_text(f"Around {name}")
    expect(page.locator("#summary")).to_contain_text(f"only around {name}")
    page.keyboard.press("Escape")
    expect(page.locator("#summary")).to_have_text(whole)


def test_names_cover_neither_each_other_nor_the_edge(browser: Browser, tmp_path: Path) -> None:
    """What the canvas was told to write in one drawing, with its places on the screen."""
    path = tmp_path / "view.html"
    render(crowd()).save(path)
    page = browser.new_page(viewport=ViewportSize(width=1280, height=800))
    page.add_init_script(
        """window.written = [];
        const write = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
            const { a, e, f } = this.getTransform();
            const size = Number(/(\\d+(\\.\\d+)?)px/.exec(this.font)[1]) * a;
            const width = this.measureText(text).width * a;
            if (text.length > 4) written.push([text, a * x + e, a * y + f - size / 2, a * x + e + width, a * y + f + size / 2]);
            return write.call(this, text, x, y);
        };"""
    )
    page.goto(path.as_uri())
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    page.evaluate(
        "new Promise((done) => { written.length = 0; network.redraw();"
        " requestAnimationFrame(() => requestAnimationFrame(done)); })"
    )
    found = {text: (left, top, right, bottom) for text, left, top, right, bottom in page.evaluate("written")}
    assert len(found) >= 25
    boxes = sorted(found.values())
    assert not [
        (a, b) for a, b in combinations(boxes, 2) if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert all(box[0] >= 0 and box[2] <= 896 for box in boxes)
    page.close()


def test_a_print_has_the_picture_and_the_words_and_no_controls(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    page.locator("#panel .row").first.click()
    page.emulate_media(media="print")
    for selector in (".search", "#modes", "#filters-button", "#zoom", ".handles"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator("#mynetwork canvas")).to_be_visible()
    expect(page.locator("#panel .card blockquote").first).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


def test_a_small_frame_shows_the_most_connected_first(open_page: Opener) -> None:
    page = open_page(render(crowd()), width=390, height=844)
    summary = page.locator("#summary")
    expect(summary).to_have_text(re.compile(r"^\d\d of 40 actors · \d+ events · from 1 article$"))
    slider = page.get_by_role("slider", name="Actors")
    slider.fill("40")
    expect(summary).to_have_text("40 actors · 77 events · from 1 article")
    slider.fill("10")
    expect(page.locator("#depth output")).to_have_text("10 of 40")
    page.get_by_role("combobox").fill("Envoy 25")
    page.keyboard.press("Enter")
    expect(page.locator("#depth output")).to_have_text("11 of 40")  # what is asked for is shown at any rate
    expect(page.locator("#panel .row")).to_have_count(3)


def test_everything_can_be_reached_by_keyboard(korean_view: View, open_page: Opener) -> None:
    page = open_page(korean_view)
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('[id]').id"))
        if reached[-1] == "panel":
            break
    assert {"search", "modes", "filters-button", "zoom", "panel"} <= set(reached)
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    expect(page.locator("#panel .card").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel h2")).to_have_text("Read the network")


def test_an_article_with_scripts_shows_them_as_text(hostile_view: View, open_page: Opener) -> None:
    page = open_page(hostile_view)
    page.locator("#panel .row").first.click()
    expect(page.locator("#panel h2")).to_have_text(f"{HANDLER}Mallory and {SCRIPT}Bob")
    quote = page.locator("#panel blockquote > p")
    expect(quote).to_have_text(
        f"{HANDLER}Mallory met {SCRIPT}Bob. He wrote [U+202E]gnorw[U+202C] and {{{{ 7*7 }}}} "
        "<a href='javascript:alert(1)'>href</a>."
    )
    expect(page.locator("#panel footer")).to_contain_text(f"{SCRIPT} href=x {HANDLER} [U+202E]gnorw[U+202C]")
    assert page.locator("#panel a, img, iframe").count() == 0
    node = _node(page, f"{HANDLER}Mallory")
    page.evaluate(
        "(node) => { const at = network.canvasToDOM(network.getPositions([node])[node]); window.spot = [at.x, at.y]; }",
        node,
    )
    x, y = page.evaluate("window.spot")
    frame = page.locator("#mynetwork").bounding_box()
    assert frame is not None
    page.mouse.move(frame["x"] + x, frame["y"] + y)
    expect(page.locator(".vis-tooltip")).to_contain_text(HANDLER)
    page.get_by_role("combobox").fill("mallory")
    expect(page.get_by_role("option")).to_contain_text(f"{HANDLER}Mallory")
    page.get_by_label("Statements", exact=True).check()
    expect(page.locator("#flow .spoken")).to_have_text(f"“{HANDLER}Mallory”")
    expect(page.locator("#flow .about .who")).to_have_text(f"{SCRIPT}Bob")
    page.locator("#flow .words").click()
    expect(page.locator("#panel .card")).to_contain_text(f"{HANDLER}Mallory")
    assert page.locator("#panel a, img, iframe, script[src]").count() == 0
    assert page.evaluate("typeof window.hacked") == "undefined"


def test_the_policy_stops_a_script_that_gets_in(hostile_view: View, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "view.html"
    hostile_view.save(path)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.hacked = 1";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked = 2'>");
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("typeof window.hacked") == "undefined"
    assert any("Content Security Policy" in complaint for complaint in complaints)
    page.close()


def test_a_notebook_shows_it_in_a_frame(korean_view: View, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(f"<!doctype html><body>{korean_view._repr_html_()}</body>")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#summary")).to_have_text("5 actors · 4 events · from 2 articles")
    frame.locator("#panel .row").first.click()
    expect(frame.locator("#panel .card").first).to_be_visible()
    page.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_the_screen(korean_view: View, open_page: Opener, width: int, dark: bool) -> None:
    page = open_page(korean_view, width=width, height=844, dark=dark)
    page.locator("#panel .row").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    _PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=_PICTURES / f"view-{width}-{'dark' if dark else 'light'}.png", full_page=width < 800)
