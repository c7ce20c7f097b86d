"""Web archives (WARC, ISO 28500), as Common Crawl's CC-NEWS and Heritrix write them: one article a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from diplograph.errors import SourceError
from diplograph.extras import need
from diplograph.reading.bounds import Gunzipped
from diplograph.reading.fields import Found
from diplograph.reading.html import LONGEST_PAGE, article_of_page

__all__ = ["read_gzipped_warc", "read_warc"]

_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def read_gzipped_warc(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The articles of a ``.warc.gz`` file."""
    yield from read_warc(Gunzipped(stream, path), path, published)


def read_warc(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The articles of the pages in a ``.warc`` file, in its order, and an error in the place of each page that holds none.

    Other records, and answers with a status other than 200, are passed over.
    """
    archive = need("warcio.archiveiterator", "warc", "reading web archives")
    exceptions = need("warcio.exceptions", "warc", "reading web archives")
    pages = 0
    try:
        for record in archive.ArchiveIterator(stream):
            if not _is_page(record):
                continue
            pages += 1
            try:
                yield Found(_article(record, path, published))
            except SourceError as error:
                yield Found(error)
    except (exceptions.ArchiveLoadFailed, EOFError, ValueError, AttributeError, IndexError) as error:
        raise SourceError(
            f"the archive is damaged after {pages} pages ({error or type(error).__name__}); fetch it anew", path=path
        ) from None
    if not pages:
        raise SourceError("the archive holds no web page", path=path)


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers
    if record.rec_type == "response":
        if headers is None or headers.get_statuscode() != "200":
            return False
        kind = headers.get_header("Content-Type") or ""
    else:
        kind = record.rec_headers.get_header("Content-Type") or ""
    return kind.partition(";")[0].strip().lower() in _HTML


def _article(record: Any, path: str, published: str | None) -> Any:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<> ")
    name = f"{path}#{url}"
    headers = record.http_headers
    encoding = ((headers.get_header("Content-Encoding") if headers else "") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise SourceError(f"the page is packed with {encoding}, which is not read; unpack it first", path=name)
    data = _read(record.content_stream(), LONGEST_PAGE + 1)
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    charset = _CHARSET.search(kind)
    return article_of_page(
        data, path=name, published=published, url=url or None, charset=charset and charset[1], known={"url": url}
    )


def _read(stream: Any, most: int) -> bytes:
    """At most ``most`` bytes; warcio's streams give as much at a time as they like."""
    parts, size = [], 0
    while size < most and (part := stream.read(min(65_536, most - size))):
        parts.append(part)
        size += len(part)
    return b"".join(parts)
