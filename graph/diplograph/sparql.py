"""Which SPARQL is let through: questions, and no question that sends anything to another host."""

from __future__ import annotations

import re

from diplograph.errors import QueryError

__all__ = ["check_read_only"]

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
