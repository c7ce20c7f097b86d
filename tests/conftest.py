"""Property tests look at the same examples on every run, so that a failure is about the change at hand."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
