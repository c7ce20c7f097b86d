"""The seeds as web pages, feed, web archive and zip give the graph that they give as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from diplograph.graph import open_graph
from diplograph.reading import read_articles
from diplograph.resources import seeds_path
from tests.intake import FORMS, said, write_form


def test_whatever_form_articles_come_in_the_graph_is_the_same(tmp_path: Path) -> None:
    seeds = [
        article if article.url else replace(article, url=f"https://seeds.example/{n}")
        for n, article in enumerate(read_articles(seeds_path()))
    ][:32]
    shares = [seeds[n :: len(FORMS)] for n in range(len(FORMS))]
    sources = [write_form(form, share, tmp_path) for form, share in zip(FORMS, shares, strict=True)]
    found = list(read_articles(*sources))
    given = [article for share in shares for article in share]
    assert [(a.title, a.url, a.date) for a in found] == [(a.title, a.url, a.date) for a in given]
    assert [a.text.split() for a in found] == [a.text.split() for a in given]
    with open_graph() as plain, open_graph() as read:
        plain.add(given)
        read.add(found)
        expected = said(plain)
        assert len(expected) > 500
        assert said(read) == expected
