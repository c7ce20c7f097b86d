"""The pages: what each says, where it leads, and what it does with a request that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDFS, Graph, Literal, URIRef

from diplograph.serve import Settings, make_server
from diplograph.serve.pages.search import full_text
from diplograph.serve.pages.site import local, plain
from tests.serve.conftest import ready, saved
from tests.view.samples import KIM, MOON, SOUTH, disputed

IDS = "https://w3id.org/diplograph/id/"
HAN = f"{IDS}article/han-river"


def links(response: httpx.Response) -> dict[str, str]:
    """Where the links of a page lead, by their text."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', response.text, re.DOTALL)
    return {re.sub(r"<[^>]*>", "", text).strip(): href for href, text in found}


def page(client: httpx.Client, path: str) -> httpx.Response:
    response = client.get(path)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response


def text(response: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.text.partition("<main")[2]).split())


@pytest.fixture
def meeting(client: httpx.Client) -> str:
    """The IRI of the meeting that both articles tell."""
    query = f"SELECT ?e {{ ?e dg:relation dg:met ; dg:actor <{KIM}> , <{MOON}> ; dg:sourceCount 2 }}"
    [row] = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return str(row["e"]["value"])


def test_home(client: httpx.Client) -> None:
    home = page(client, "/")
    assert "2 articles tell of 4 events and 1 statements of 5 actors" in text(home)
    assert links(home)["Moon Jae-in"] == local(MOON)
    assert links(home)["A handshake in Seoul"] == "/id/article/han-river"


def test_search_finds_articles_events_statements_and_actors(client: httpx.Client) -> None:
    found = links(page(client, "/search?q=invitation"))
    assert found["A handshake in Seoul"] == "/id/article/han-river"
    assert links(page(client, "/search?q=moon+jae"))["Moon Jae-in"] == local(MOON)
    assert any(
        href.startswith("/id/statement/") for href in links(page(client, "/search?q=ready&kind=statement")).values()
    )
    assert any(href.startswith("/id/event/") for href in links(page(client, "/search?q=thanked")).values())
    assert "<mark>invitation</mark>" in page(client, "/search?q=invitation").text
    assert "Nothing has all of these words" in text(page(client, "/search?q=xylophone"))


def test_a_kind_is_listed_without_words(client: httpx.Client) -> None:
    people = page(client, "/search?kind=person")
    assert {"Kim Yo Jong", "Moon Jae-in", "Mike Pence"} <= set(links(people))
    assert "North Korea" not in links(people)


@pytest.mark.parametrize(
    "q", ['"', "a OR b)", "NEAR(", "body:x", "*", "-", "^x", "'; DROP TABLE thing; --", "\x00", "a" * 400]
)
def test_no_search_is_an_error(client: httpx.Client, q: str) -> None:
    assert client.get("/search", params={"q": q}).status_code == 200


@given(st.text(max_size=60))
def test_words_are_quoted_for_the_full_text_index(query: str) -> None:
    assert re.fullmatch(r'(?:"\w+"(?: "\w+")*\*)?', full_text(query))


def test_an_event_shows_its_words_in_every_article(client: httpx.Client, meeting: str) -> None:
    event = page(client, local(meeting))
    assert "Kim Yo Jong <mark>met</mark> Moon Jae-in in Seoul." in event.text
    assert "On Saturday Kim Yo Jong <mark>held talks</mark> with Moon Jae-in." in event.text
    found = links(event)
    assert found["Kim Yo Jong"] == local(KIM)
    assert found["A handshake in Seoul"] == "/id/article/han-river#char=0,37"


def test_what_did_not_take_place_says_so(client: httpx.Client) -> None:
    query = "SELECT ?e ?m { ?e a dg:Event ; dg:sourceCount ?n ; dg:modality ?m }"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    words = {row["m"]["value"].rpartition("#")[2]: page(client, local(row["e"]["value"])).text for row in rows}
    assert '<span class="standing">denied</span>' in words["negation"]
    assert '<span class="standing">still to come</span>' in words["future"]


def test_an_event_that_sources_disagree_on_says_so(tmp_path: Path) -> None:
    with (
        make_server(Settings(saved(disputed(), tmp_path / "kg"), port=0)) as server,
        httpx.Client(base_url=server.url, timeout=60) as client,
    ):
        ready(client)
        query = "SELECT ?e ?other { ?e dg:disagreesWith ?other FILTER NOT EXISTS { ?e dg:modality ?m } }"
        [row] = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        event = page(client, local(row["e"]["value"]))
    assert "Where sources disagree held or denied Kim Yo Jong met Mike Pence, 2018-02-10 (negation) denied" in text(
        event
    )
    assert local(row["other"]["value"]) in links(event).values()


@pytest.mark.parametrize(
    ("label", "modality", "day", "shown"),
    [
        ("A met B, 2018-02-10", "", "2018-02-10", "A met B"),
        ("A met B, 2018-02-10 (negation)", "negation", "", "A met B, 2018-02-10"),
        ("A met B, 2018 (future, hypothetical)", "hypothetical future", "2018", "A met B"),
        ("A met B (France)", "negation", "", "A met B (France)"),
        ("A met B, 2018-02", "", "2018-02-10", "A met B, 2018-02"),
    ],
)
def test_a_label_is_without_what_stands_beside_it(label: str, modality: str, day: str, shown: str) -> None:
    assert plain(label, modality, day) == shown


def test_an_actor_has_what_it_did_said_and_was_named_in(client: httpx.Client) -> None:
    actor = page(client, local(MOON))
    assert "President of South Korea" in text(actor)
    assert links(actor)["South Korea"] == local(SOUTH)
    assert links(actor)["Network"] == f"/network?actor={MOON.replace(':', '%3A').replace('/', '%2F')}"
    assert {"Kim Yo Jong", "North Korea"} <= set(links(actor))
    assert any(name.startswith("Moon Jae-in: South Korea") for name in links(page(client, local(MOON) + "?show=said")))
    assert any(
        name.startswith("Moon Jae-in: South Korea") for name in links(page(client, local(SOUTH) + "?show=about"))
    )
    assert {"A handshake in Seoul", "Talks"} <= set(links(page(client, local(MOON) + "?show=articles")))


def test_an_article_is_marked_where_things_stand(client: httpx.Client, meeting: str) -> None:
    article = page(client, "/id/article/han-river").text
    body = article.partition("<article")[2].partition("</article>")[0].partition(">")[2]
    assert re.sub(r"<[^>]*>", "", body) == (
        "Kim Yo Jong met Moon Jae-in in Seoul. North Korea thanked South Korea for the invitation."
    )
    assert f'<a href="{local(meeting)}">met</a>' in body
    assert f'<a href="{local(KIM)}">Kim Yo Jong</a>' in body
    assert 'id="char=0,11"' in body
    assert 'id="char=0,37"' in body
    assert 'href="https://example.org/handshake?a=1&amp;b=2"' in article


def test_a_statement_shows_who_said_what(client: httpx.Client) -> None:
    statement = page(client, links(page(client, "/search?kind=statement"))["Moon Jae-in: South Korea is ready"])
    assert '<blockquote dir="auto">South Korea is ready</blockquote>' in statement.text
    assert links(statement)["Moon Jae-in"] == local(MOON)
    assert "<mark>said</mark>" in statement.text


def test_what_one_article_has_leads_to_what_it_became(client: httpx.Client, meeting: str) -> None:
    query = f"SELECT ?e {{ <{meeting}> dg:mergedFrom ?e }}"
    for row in client.get("/sparql", params={"query": query}).json()["results"]["bindings"]:
        response = client.get(local(row["e"]["value"]))
        assert (response.status_code, response.headers["location"]) == (303, local(meeting))


@pytest.mark.parametrize(
    ("accept", "format"), [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")]
)
def test_an_iri_gives_rdf_where_asked(client: httpx.Client, accept: str, format: str) -> None:
    response = client.get(local(KIM), headers={"accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    assert "Accept" in response.headers["vary"]
    graph = Graph().parse(data=response.content, format=format)
    assert (URIRef(KIM), RDFS.label, Literal("Kim Yo Jong", lang="en")) in graph


def test_a_suffix_gives_rdf_too(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/id/article/han-river.ttl").text, format="turtle")
    assert (URIRef(HAN), RDFS.label, Literal("A handshake in Seoul", lang="en")) in graph
    assert client.get("/id/article/han-river.jsonld").headers["content-type"] == "application/ld+json"
    assert client.get("/id/article/nothing.ttl").status_code == 404
    assert client.get("/id/article/han-river.docx").status_code == 404


def test_any_iri_has_a_page_by_its_name(client: httpx.Client) -> None:
    assert client.get("/resource", params={"iri": HAN}).status_code == 200
    assert client.get("/resource", params={"iri": "https://example.org/"}).status_code == 404
    assert client.get("/resource", params={"iri": "> { } #"}).status_code == 404


def test_the_timeline_is_counted_and_filtered(client: httpx.Client) -> None:
    whole = page(client, "/timeline")
    assert 'aria-label="2018-02: 4"' in whole.text
    consult = page(client, "/timeline?type=CONSULT&since=2018-02-11")
    assert "North Korea thanked South Korea" not in consult.text
    assert "Kim Yo Jong met Mike Pence" in consult.text  # 2018-02 may be after the 11th
    assert "Mike Pence" not in page(client, "/timeline?actor=north+korea").text.partition("<ul")[2]
    assert "Nothing is there" in page(client, "/timeline?until=2017").text
    assert "South Korea is ready" in page(client, "/timeline?kind=statement").text


def test_named_queries_have_forms_and_tables(client: httpx.Client) -> None:
    assert links(page(client, "/queries"))["Who met whom"] == "/queries/who-met-whom"
    answer = page(client, "/queries/who-met-whom?actor=Moon+Jae-in")
    assert "1 row." in text(answer)
    assert links(answer)["CSV"].startswith("/sparql?format=csv&amp;query=")
    data = client.get(links(answer)["CSV"].replace("&amp;", "&"))
    assert data.text.startswith("who,met,date,place,articles,event\r\nMoon Jae-in,Kim Yo Jong,2018-02-10,")
    needy = page(client, "/queries/timeline")
    assert "<table>" not in needy.text
    assert 'name="one" value="" maxlength="500" required' in needy.text
    wrong = page(client, "/queries/who-met-whom?actor=Nobody")
    assert "no actor of this graph is called" in wrong.text
    assert client.get("/queries/nothing").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search?kind=x", 400),
        ("/search?page=0", 400),
        ("/search?page=%C2%B2", 400),
        ("/search?q=" + "x" * 501, 400),
        ("/timeline?since=yesterday", 400),
        ("/timeline?type=HUG", 400),
        ("/timeline?actor=Nobody", 404),
        ("/network/picture?actor=Nobody", 404),
        ("/network/picture?relation=hugged", 400),
        ("/id/actor/none", 404),
        ("/id/", 404),
        ("/id/actor/%00", 404),
        ("/id/actor/%22%3E", 404),
        ("/nowhere", 404),
        ("/?" + "a=1&" * 200, 400),
    ],
)
def test_what_is_wrong_is_said(client: httpx.Client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status, response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{IDS}actor/KOR", "/id/actor/KOR"),
        (f"{IDS}article/a%2Fb%3F", "/id/article/a%2Fb%3F"),
        (f"{HAN}#char=1,2", "/id/article/han-river#char=1,2"),
        (f"{IDS}article/..", "/resource?iri=https%3A%2F%2Fw3id.org%2Fdiplograph%2Fid%2Farticle%2F.."),
        ("https://example.org/x", "/resource?iri=https%3A%2F%2Fexample.org%2Fx"),
        ('javascript:alert("x")', "/resource?iri=javascript%3Aalert%28%22x%22%29"),
    ],
)
def test_things_have_their_pages_on_this_site(iri: str, path: str) -> None:
    assert local(iri) == path
