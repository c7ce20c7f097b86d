"""Text of articles made fit to be shown: nothing that turns the reading direction, nothing that cannot be written as UTF-8."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["link", "shown"]

# Embeddings, overrides and isolates would turn round the text of the page around a quotation; controls have no shape.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def shown(text: str) -> str:
    """The text with characters that are not seen but change how others are read written out: ``[U+202E]``."""
    if text.isascii() and text.isprintable():  # most is
        return text
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def link(url: str) -> str:
    """The address where a browser may follow it (http or https to a host, one line), else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if (
        parts.scheme.lower() not in ("http", "https")
        or not parts.hostname
        or re.search(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]", url)
    ):
        return ""
    return url if shown(url) == url else ""
