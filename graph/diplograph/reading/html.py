"""Web pages: the article's text without what stands around it, and what the page says about it.

Trafilatura finds the text; what it leaves of navigation, credits and teasers goes by the rules of ``boilerplate.toml``. The
extracted text is the one that offsets point into, and the one that is kept: paragraphs with a blank line between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.extras import need
from diplograph.reading.boilerplate import load_rules
from diplograph.reading.encoding import decode_page
from diplograph.reading.fields import Found, article_from
from diplograph.reading.paragraphs import paragraphs
from diplograph.web.urls import is_web_address

__all__ = ["LONGEST_PAGE", "article_of_page", "fields_of_page", "read_html"]

LONGEST_PAGE = 10_000_000
"""Bytes of a web page; news pages have 50,000 to 2 million."""

_DEEPEST = 500  # elements inside one another; browsers stop at 512
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>")
# fmt: off
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "td", "tr", "th", "dd", "dt", "option",
})
# fmt: on
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}  # the default is today's


def read_html(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The one article of a saved web page."""
    yield Found(article_of_page(stream.read(LONGEST_PAGE + 1), path=path, published=published))


def article_of_page(
    data: bytes,
    *,
    path: str,
    published: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    known: Mapping[str, object] | None = None,
) -> Article:
    """The article of a page. ``url`` is where it came from, ``charset`` what the server said of it.

    ``known`` fields win over what the page says. Raises :class:`SourceError` where there is no article in it.
    """
    if len(data) > LONGEST_PAGE:
        raise SourceError(f"the page has more than {LONGEST_PAGE:,} bytes, so it is no article", path=path)
    fields = fields_of_page(decode_page(data, charset), path=path, url=url)
    fields |= {key: value for key, value in (known or {}).items() if value}
    return article_from(fields, path=path, line=None, published=published)


def fields_of_page(page: str, *, path: str, url: str | None = None) -> dict[str, object]:
    """Text, title, author, published, publisher and url of a page. Raises :class:`SourceError` where it holds no article."""
    trafilatura = need("trafilatura", "web", "reading web pages")
    if not page.strip():
        raise SourceError("the page is empty; there is no article in it", path=path)
    if _is_too_deep(page):
        raise SourceError(
            f"the page has more than {_DEEPEST} elements inside one another, so it is no article", path=path
        )
    rules = load_rules()
    about = None
    kept: list[str] = []
    try:
        tree = trafilatura.load_html(page.replace("\0", ""))
        if tree is not None:
            about = trafilatura.extract_metadata(tree, default_url=url, extensive=False, date_config=dict(_DATES))
            own = _canonical(tree)
            rules.prune(tree)
            found = trafilatura.bare_extraction(tree, favor_recall=True, include_comments=False, include_tables=False)
            kept = [] if found is None else rules.kept(paragraphs(found.body), title=about.title)
    except Exception as error:  # whatever a hostile page makes its parsers stumble over, it is this page's fault
        raise SourceError(f"the page cannot be read ({type(error).__name__}: {error})", path=path) from None
    if about is None or not kept:
        raise SourceError("no article was found in the page; save it anew, or as text", path=path)
    return {
        "text": "\n\n".join(kept),
        "title": about.title,
        "author": about.author,
        "published": about.date,
        "publisher": about.sitename or about.hostname,
        "url": own or about.url or url,
    }


def _canonical(tree: Any) -> str | None:
    """The address that the page gives as its own, as it stands there."""
    for name, key in (("link[@rel='canonical']", "href"), ("meta[@property='og:url']", "content")):
        for element in tree.iterfind(f".//{name}"):
            address = str(element.get(key) or "").strip()
            if is_web_address(address):
                return address
    return None


def _is_too_deep(page: str) -> bool:
    """Whether elements stand so deep inside one another that parsers would run out of stack."""
    depth = 0
    for closing, name, rest in _TAG.findall(page):
        if rest.endswith("/") or name.lower() in _VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > _DEEPEST:
            return True
    return False
