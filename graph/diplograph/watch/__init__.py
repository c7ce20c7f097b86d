"""Feeds looked at again and again: what is new in them goes into a graph."""

from diplograph.watch.state import FeedState, WatchState
from diplograph.watch.watcher import Round, Watcher

__all__ = ["FeedState", "Round", "WatchState", "Watcher"]
