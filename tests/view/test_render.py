"""The page as text: nothing from outside, nothing that an article can make it run, the same every time."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from diplograph.errors import ExportError, QueryError, UnknownThingError
from diplograph.selection import select
from diplograph.view import View, _note, render
from diplograph.view.picture import _taken_from
from diplograph.view.portion import portion
from tests.view.samples import HANDLER, SCRIPT, hostile, korea


class _Reader(HTMLParser):
    """What a browser sees of a page: its tags with their attributes, and the bodies of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.bodies: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self._open = (tag, dict(attrs))
            self.bodies.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attributes, body = self.bodies[-1]
            self.bodies[-1] = (tag, attributes, body + data)


@pytest.fixture(scope="module")
def korean() -> View:
    return render(korea())


@pytest.fixture(scope="module")
def attacked() -> View:
    return render(hostile())


def _data(view: View) -> Any:
    (body,) = (body for tag, attributes, body in _Reader(view.html).bodies if attributes.get("id") == "diplograph-data")
    return json.loads(body)


@pytest.mark.parametrize("name", ["korean", "attacked"])
def test_the_page_refers_to_nothing_outside(name: str, request: pytest.FixtureRequest) -> None:
    reader = _Reader(request.getfixturevalue(name).html)
    assert {tag for tag, _ in reader.tags} & {"link", "img", "iframe", "object", "embed", "base", "a"} == set()
    names = {name for _, attributes in reader.tags for name in attributes}
    assert names & {"src", "href", "srcset", "style", "action", "background"} == set()
    assert not [name for name in names if name.startswith("on")]


@pytest.mark.parametrize("name", ["korean", "attacked"])
def test_only_the_scripts_in_the_policy_may_run(name: str, request: pytest.FixtureRequest) -> None:
    reader = _Reader(request.getfixturevalue(name).html)
    (policy,) = (a["content"] for tag, a in reader.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy
    hashed = [
        (tag, f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'")
        for tag, attributes, body in reader.bodies
        if attributes.get("type") != "application/json"
    ]
    assert [one for tag, one in hashed if tag == "script"] == rules["script-src"].split()
    assert [one for tag, one in hashed if tag == "style"] == rules["style-src"].split()
    assert len(reader.bodies) == 5  # a style, the data, vis-network, pyvis's drawing and our own script


def test_an_article_s_markup_is_data(attacked: View) -> None:
    data = _data(attacked)
    assert {actor["label"] for actor in data["actors"]} == {f"{HANDLER}Mallory", f"{SCRIPT}Bob"}
    assert data["articles"] == [
        {
            "title": f"{SCRIPT} href=x {HANDLER} [U+202E]gnorw[U+202C]",
            "publisher": HANDLER,
            "date": "2018-02-10",
            "url": "",
            "origin": 0,
            "offices": [],
        }
    ]
    assert SCRIPT not in attacked.html
    assert "\u202e" not in attacked.html


def test_what_the_page_knows(korean: View) -> None:
    data = _data(korean)
    meeting = next(thing for thing in data["things"] if thing["sources"] == 2)
    people = [data["actors"][number]["label"] for number in meeting["by"]]
    assert people == ["Kim Yo Jong", "Moon Jae-in"]
    assert (meeting["relation"], meeting["date"], meeting["place"]) == ("met", "2018-02-10", "Seoul")
    assert [data["quotes"][number]["parts"][1] for number in meeting["quotes"]] == ["met", "held talks"]
    assert {actor["node"] for actor in data["actors"]} == {"n0", "n1", "n2", "n3", "n4"}
    assert [tie["id"] for tie in data["ties"]] == ["e0", "e1", "e2", "e3", "e4"]
    assert data["note"] == ""


def test_the_same_graph_gives_the_same_bytes(korean: View) -> None:
    assert render(korea()).html == korean.html


def test_a_title_is_text() -> None:
    view = render(korea(), title="<b>Korea & co</b>")
    assert "<title>&lt;b&gt;Korea &amp; co&lt;/b&gt;</title>" in view.html


def test_a_part_of_the_graph() -> None:
    view = render(korea(), actor="Moon Jae-in", since="2018-02-10", until="2018-02-10")
    data = _data(view)
    assert data["title"] == "The network of Moon Jae-in"
    assert sorted(actor["label"] for actor in data["actors"]) == ["Kim Yo Jong", "Moon Jae-in"]
    assert len(_data(render(korea(), relation="thanked"))["ties"]) == 1


def test_what_is_asked_for_must_be_there() -> None:
    with pytest.raises(UnknownThingError, match="'Nobody'"):
        render(korea(), actor="Nobody")
    with pytest.raises(QueryError, match="'kissed'"):
        render(korea(), relation="kissed")


def test_what_is_left_out_is_said() -> None:
    selection = select(korea())
    assert _note(portion(selection)) == ""
    assert _note(portion(selection, actors=3)) == (
        "Shown are the 3 most connected of 5 actors, with 3 of 5 ties and 4 of 5 events and statements. "
        "To see others, make the view for one actor, one relation or a shorter time."
    )


def test_a_picture_of_nothing_is_a_page_too() -> None:
    data = _data(render(korea(), since="2030"))
    assert (data["actors"], data["ties"], data["things"]) == ([], [], [])


def test_saving_replaces_at_once_and_as_utf8(korean: View, tmp_path: Path) -> None:
    target = tmp_path / "network.html"
    target.write_text("old")
    korean.save(target)
    assert target.read_bytes().decode("utf-8") == korean.html
    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]
    with pytest.raises(ExportError, match="is the folder there"):
        korean.save(tmp_path / "nowhere" / "network.html")
    with pytest.raises(ExportError, match="cannot be written"):
        korean.save(tmp_path)


def test_a_notebook_gets_a_frame_and_nothing_else(attacked: View) -> None:
    frame = attacked._repr_html_()
    reader = _Reader(frame)
    ((tag, attributes),) = reader.tags
    assert (tag, attributes["srcdoc"]) == ("iframe", attacked.html)
    assert "allow-same-origin" not in str(attributes["sandbox"])
    assert html.unescape(re.sub(r'^.*srcdoc="|"></iframe>$', "", frame, flags=re.DOTALL)) == attacked.html


def test_the_page_is_small(korean: View) -> None:
    assert len(korean.html.encode()) < 650_000


def test_another_pyvis_is_named() -> None:
    with pytest.raises(ExportError, match=r"install pyvis 0\.3\.2"):
        _taken_from("<html><script>var x = 1;</script></html>")
