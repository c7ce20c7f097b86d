"""Web archives (WARC, ISO 28500), as Common Crawl's CC-NEWS and Heritrix write them: one article a web page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from diplograph.article import Article
from diplograph.errors import SourceError
from diplograph.extras import need
from diplograph.reading.bounds import Gunzipped
from diplograph.reading.fields import Found
from diplograph.reading.html import LONGEST_PAGE, article_of_page
from diplograph.web.urls import split_credentials

__all__ = ["read_gzipped_warc", "read_warc"]

_HTML = ("text/html", "application/xhtml+xml")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r\n")
_LONGEST_ANSWER = 2 * LONGEST_PAGE
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def read_gzipped_warc(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The articles of a ``.warc.gz`` file."""
    yield from read_warc(Gunzipped(stream, path), path, published)


def read_warc(stream: BinaryIO, path: str, published: str | None) -> Iterator[Found]:
    """The articles of the pages in a ``.warc`` file, in its order, and an error in the place of each page that holds none.

    Other records, and answers with a status other than 200, are passed over.
    """
    fastwarc = need("fastwarc.warc", "warc", "reading web archives")
    kinds = fastwarc.WarcRecordType
    pages = 0
    quiet = _Quiet(stream)
    try:
        for record in fastwarc.ArchiveIterator(quiet, record_types=kinds.response | kinds.resource):
            if not _is_page(record):
                continue
            pages += 1
            article: Article | SourceError
            try:
                article = _article(record, path, published)
            except SourceError as error:
                article = error
            if quiet.error is not None:
                break
            yield Found(article)
    except (OSError, ValueError, RuntimeError) as error:
        raise SourceError(
            f"the archive is damaged after {pages} pages ({error or type(error).__name__}); fetch it anew", path=path
        ) from None
    if quiet.error is not None:
        raise quiet.error
    if not pages:
        raise SourceError("the archive holds no web page", path=path)


class _Quiet(io.RawIOBase):
    """A stream that ends where another raises an error, and keeps the error: FastWARC does not bear any."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        try:
            data = b"" if self.error is not None else self._stream.read(size)
        except (SourceError, OSError) as error:
            self.error = error
            return b""
        self._at += len(data)
        return data


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None:
        kind = record.headers.get("Content-Type") or ""
    elif headers.status_code == 200:
        kind = headers.get("Content-Type") or ""
    else:
        return False
    return kind.partition(";")[0].strip().lower() in _HTML


def _article(record: Any, path: str, published: str | None) -> Article:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    name = f"{path}#{split_credentials(url)[0]}"
    headers = record.http_headers if record.http_headers is not None else record.headers
    packing = (headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise SourceError(f"the page is packed with {packing}, which is not read; unpack it first", path=name)
    stream = record.reader
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = io.BytesIO(_joined(stream.read(_LONGEST_ANSWER)))
    if packing != "identity":
        stream = Gunzipped(stream, name)
    charset = _CHARSET.search(headers.get("Content-Type") or "")
    return article_of_page(
        stream.read(LONGEST_PAGE + 1),
        path=name,
        published=published,
        url=url or None,
        charset=charset and charset[1],
        known={"url": url},
    )


def _joined(data: bytes) -> bytes:
    """The body of a chunked answer (RFC 9112, 7.1); as it is where crawlers joined its chunks and kept the header."""
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(data, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(data[found.end() : found.end() + size])
        at = found.end() + size + 2
    return b"".join(parts) if parts else data
