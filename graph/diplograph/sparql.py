"""Which SPARQL is let through: questions, and no question that sends anything to another host."""

from __future__ import annotations

import re

from diplograph.errors import QueryError

__all__ = ["check_read_only", "form_of", "within_graph"]

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_NOT_SYNTAX = re.compile(
    r"""\\.                                             # an escaped character of a prefixed name
      | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | <[^<>"{}|^`\\\x00-\x20]*>
      | \#[^\n\r]*
      | [?$]\w+ | (?<=:)[\w.:%-]+                        # variables, and prefixed names without their prefix
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATE = re.compile(r"\b(insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_QUESTION = re.compile(r"\b(select|ask|construct|describe)\b", re.IGNORECASE)


def check_read_only(text: str) -> None:
    """Raise :class:`QueryError` where SPARQL would change the graph or ask another endpoint (``SERVICE``).

    Whether it is well-formed otherwise is left to the store. It errs on the safe side: a prefix named "service" is
    refused too.
    """
    syntax = _NOT_SYNTAX.sub(" ", _CODE_POINT.sub(lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), text))
    question, update = _QUESTION.search(syntax), _UPDATE.search(syntax)
    if update and (not question or update.start() < question.start()):
        raise QueryError(
            f"a query only reads, and {update[0].upper()} changes the graph; add articles with build and take them out with remove"
        )
    if "service" in syntax.casefold():
        raise QueryError(
            "SERVICE would send parts of the query to another host, so it is not allowed here; ask that endpoint by itself"
        )


def form_of(text: str) -> str:
    """Which kind of question a query is: ``select``, ``ask``, ``construct`` or ``describe``; empty for none of them."""
    found = _QUESTION.search(_syntax(text))
    return found[1].lower() if found else ""


def within_graph(text: str, graph: str) -> str:
    """The query, asked of a named graph instead of the default graph; what it asks of other named graphs stays.

    Where the query says itself what it is about (FROM), or is no more than a DESCRIBE of an IRI, it is left as it is.
    """
    syntax = _syntax(text)
    form = form_of(text)
    start = syntax.find("{")
    if start < 0 or _FROM.search(syntax, 0, start):
        return text
    if form == "construct" and not _WHERE.search(syntax, 0, start):  # the first group is the template
        start = syntax.find("{", _end_of_group(syntax, start))
        if start < 0:
            return text
    elif form == "construct":  # CONSTRUCT WHERE { … } is template and pattern in one
        end = _end_of_group(syntax, start)
        pattern = text[start:end]
        return f"{text[:start].rstrip()[:-5]}{pattern} WHERE {{ GRAPH <{graph}> {pattern} }}{text[end:]}"
    end = _end_of_group(syntax, start)
    return f"{text[:start]}{{ GRAPH <{graph}> {text[start:end]} }}{text[end:]}"


def _syntax(text: str) -> str:
    """The text with everything blanked that is a name, a string or a comment; every character keeps its place."""
    return _NOT_SYNTAX.sub(lambda found: " " * len(found[0]), text)


def _end_of_group(syntax: str, start: int) -> int:
    depth = 0
    for place in range(start, len(syntax)):
        depth += (syntax[place] == "{") - (syntax[place] == "}")
        if depth == 0:
            return place + 1
    return len(syntax)
