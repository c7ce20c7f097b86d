"""Articles as the world has them: web pages with all that stands around the text, feeds, web archives, zip files."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable

from diplograph.article import Article

__all__ = ["COOKIES", "CREDIT", "RELATED", "feed", "page", "record", "warc", "zipped"]

COOKIES = "We use cookies to improve your experience on our site. By clicking accept, Angela Merkel praised cookies."
CREDIT = "Vladimir Putin accused Barack Obama in a hall. Photo: Jane Doe/Reuters"
RELATED = "Nicolas Sarkozy threatened David Cameron with a trade war, officials say"

_LAYOUTS = (
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - {publisher}</title>
<meta property="og:site_name" content="{publisher}"><meta property="og:title" content="{title}">
<link rel="canonical" href="{url}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": {json_title},
"datePublished": "{published}",
"author": {{"@type": "Person", "name": "Jane Roe"}}}}</script><script>var a = "<p>Not text</p>";</script></head><body>
<div id="cookie-banner"><p>{cookies}</p><button>Accept</button></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>{title}</h1><figure><img src="a.jpg" alt="Two men"><figcaption>{credit}</figcaption></figure>
{paragraphs}
<aside><h3>Related articles</h3><ul><li><a href="/b">{related}</a></li></ul></aside></article></main>
<footer><p>© 2019 {publisher}. All rights reserved.</p></footer></body></html>""",
    """<html><head><title>{title} | {publisher}</title><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="{published}"><meta property="og:site_name" content="{publisher}">
<meta property="og:url" content="{url}"></head><body class="post">
<div class="header"><a href="/">Home</a> | <a href="/w">World</a></div>
<div class="content"><div class="story"><h2 class="headline">{title}</h2>
<div class="wp-caption"><img src="b.jpg"><p>{credit}</p></div>
{paragraphs}
<p>(Photo by Jane Doe/Getty Images)</p><p>READ MORE: {related}</p></div>
<div class="sidebar"><div class="related-posts"><h4>More from {publisher}</h4><p><a href="/b">{related}</a></p></div></div></div>
<div class="consent-overlay"><p>{cookies}</p></div></body></html>""",
)


def page(article: Article, layout: int = 0) -> str:
    """The article on a web page. Its paragraphs are the lines of its text."""
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    return _LAYOUTS[layout % len(_LAYOUTS)].format(
        title=html.escape(article.title or ""),
        json_title=json.dumps(article.title or ""),
        publisher=html.escape(article.publisher or ""),
        published=article.published or "",
        url=html.escape(article.url or ""),
        paragraphs="\n".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines),
        cookies=COOKIES,
        credit=CREDIT,
        related=RELATED,
    )


def feed(articles: Iterable[Article], publisher: str) -> str:
    """An RSS feed with the articles' whole texts."""
    items = "".join(
        f"<item><title>{html.escape(a.title or '')}</title><link>{html.escape(a.url or '')}</link>"
        f"<pubDate>{_rfc822(a.published or '')}</pubDate><description>{html.escape(a.text[:100])}</description>"
        f"<content:encoded>{html.escape(_body(a))}</content:encoded></item>"
        for a in articles
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{html.escape(publisher)}</title><link>https://example.org/</link><language>en-GB</language>{items}"
        "</channel></rss>"
    )


def record(url: str, body: bytes, kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """A response in a web archive."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2019-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def warc(articles: Iterable[Article], *, packed: bool = False) -> bytes:
    """A web archive of the articles' pages, as CC-NEWS has it: each record packed for itself."""
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\nContent-Length: 6\r\n\r\na: b\r\n\r\n\r\n"
    records = [info, *(record(a.url or "", page(a, n).encode()) for n, a in enumerate(articles))]
    return b"".join(gzip.compress(r, mtime=0) if packed else r for r in records)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _body(article: Article) -> str:
    lines = [line.strip() for line in article.text.split("\n") if line.strip()]
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines)


def _rfc822(published: str) -> str:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", published)
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{found[3]} {months[int(found[2]) - 1]} {found[1]} 00:00:00 GMT" if found else ""
