"""The learned part of statements: which words report indirect speech and attitudes, what is said, and by whom.

It reads on from the states of the bundled reader and from what the rules found. How it was trained: ``spans/training``.
"""

from diplograph.extraction.spans.features import has_states
from diplograph.extraction.spans.revision import revise
from diplograph.extraction.spans.span_model import SpanModel, load_span_model

__all__ = ["SpanModel", "has_states", "load_span_model", "revise"]
