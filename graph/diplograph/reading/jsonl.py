"""JSON Lines: one article a line. A line that is wrong is named and the next one read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from diplograph.errors import SourceError
from diplograph.reading.encoding import decode
from diplograph.reading.fields import LONGEST_TEXT, Found, article_from

__all__ = ["read_jsonl"]

_LONGEST_LINE = LONGEST_TEXT * 12  # a character takes up to twelve bytes in JSON: \ud83d\ude00


def read_jsonl(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The articles of a ``.jsonl`` file in their order, and an error in the place of each line that holds none.

    ``path`` is what errors call the file. Blank lines are passed over.
    """
    number, empty = 0, True
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        cut = len(line) == _LONGEST_LINE and not line.endswith(b"\n")
        if cut:
            while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        if not line.strip():
            continue
        empty = False
        try:
            if cut:
                raise SourceError(
                    f"the line is longer than an article of {LONGEST_TEXT:,} characters can be; split it",
                    path=path,
                    line=number,
                )
            yield Found(article_from(_object(line, path, number), path=path, line=number, published=published), number)
        except SourceError as error:
            yield Found(error, number)
    if empty:
        yield Found(SourceError("the file is empty; there is no article in it", path=path))


def _object(line: bytes, path: str, number: int) -> dict[str, object]:
    text = decode(line, path=path, line=number)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"the line is not JSON ({error.msg} at column {error.colno}); write one JSON object a line",
            path=path,
            line=number,
        ) from None
    except (RecursionError, ValueError) as error:
        raise SourceError(f"the line is not JSON that can be read ({error})", path=path, line=number) from None
    if not isinstance(value, dict):
        raise SourceError('the line holds no JSON object; write one as {"text": "…"}', path=path, line=number)
    return value
