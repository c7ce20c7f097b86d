"""What a watch remembers between its rounds and its runs: how each feed answered, and which entries hold no article.

Which articles were added is not in it: the graph knows. No credentials either: feeds go by their address without them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from diplograph.errors import StoreError
from diplograph.web.fetch import Validators

__all__ = ["FeedState", "WatchState"]

_FORMAT = 1


@dataclass(frozen=True)
class FeedState:
    """How a feed answered the last time. ``moved`` is its new address for good, ``gone`` says that it is no more."""

    validators: Validators = field(default_factory=Validators)
    failures: int = 0
    moved: str | None = None
    gone: bool = False


@dataclass
class WatchState:
    """The memory of a watch. ``passed`` are links of entries that were looked at and gave no article, with the reason, by feed."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    passed: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> WatchState:
        """The memory in a file, empty where there is none. Raises :class:`StoreError` where the file is something else."""
        if not path.exists():
            return cls()
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] != _FORMAT:
                raise ValueError("another format")
            feeds = {
                url: FeedState(**{**entry, "validators": Validators(**entry["validators"])})
                for url, entry in data["feeds"].items()
            }
            return cls(feeds, {url: dict(links) for url, links in data["passed"].items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(
                f"{path} is no memory of a watch ({error}); move it away, or name another with --state"
            ) from error

    def save(self, path: Path) -> None:
        """Write it whole or not at all. Raises :class:`StoreError`."""
        data = {
            "format": _FORMAT,
            "feeds": {url: asdict(feed) for url, feed in self.feeds.items()},
            "passed": self.passed,
        }
        unfinished = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(
                json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
            )
            unfinished.replace(path)
        except OSError as error:
            raise StoreError(
                f"{path} cannot be written ({error.strerror or error}); name another file with --state"
            ) from error

    def feed(self, url: str) -> FeedState:
        """How a feed answered the last time."""
        return self.feeds.get(url, FeedState())
