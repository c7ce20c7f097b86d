"""Articles from files, folders and standard input, each checked before anything is made of it."""

from __future__ import annotations

from diplograph.reading.sources import ErrorHandler, read_articles

__all__ = ["ErrorHandler", "read_articles"]
