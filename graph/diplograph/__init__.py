"""diplograph: news articles into a diplomatic-event knowledge graph."""

__version__ = "0.1.0"
