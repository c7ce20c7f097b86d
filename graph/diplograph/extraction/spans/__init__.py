"""The learned part of statements: which words report indirect speech and attitudes, what is said, and by whom.

It reads on from the states of the bundled reader and from what the rules found. How it was trained: ``spans/training``.
"""

from diplograph.extraction.spans.model import SpanModel, load_span_model
from diplograph.extraction.spans.revision import revise

__all__ = ["SpanModel", "load_span_model", "revise"]
