"""HTML that is an article's text and no page: the content of feeds and of news services."""

from __future__ import annotations

from diplograph.extras import need
from diplograph.reading.boilerplate import load_rules
from diplograph.reading.paragraphs import paragraphs

__all__ = ["text_of_fragment"]


def text_of_fragment(html: str) -> str:
    """The paragraphs of a piece of HTML, with a blank line between them, without pictures, captions, scripts and teasers."""
    lxml_html = need("lxml.html", "web", "reading HTML")
    etree = need("lxml.etree", "web", "reading HTML")
    try:
        tree = lxml_html.document_fromstring(f"<body>{html.replace(chr(0), '')}</body>")
    except (etree.ParserError, ValueError):
        return ""
    rules = load_rules()
    for name in ("script", "style", "template", "head"):
        for element in list(tree.iter(name)):
            if element.getparent() is not None:
                element.drop_tree()
    rules.prune(tree)
    return "\n\n".join(rules.kept(paragraphs(tree), title=None))
