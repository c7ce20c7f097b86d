"""How hard property tests look for what breaks: the same few examples on every run, or many new ones where asked to.

FUZZ_EXAMPLES=3000 .venv/bin/pytest tests/reading/test_fuzz.py tests/extraction/test_fuzz.py
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings

__all__ = ["fuzz"]

_ASKED = os.environ.get("FUZZ_EXAMPLES")


def fuzz(examples: int) -> Callable[[Any], Any]:
    """The settings of a property test that tries so many ``examples``, unless more are asked for."""
    return settings(
        max_examples=int(_ASKED or examples),
        derandomize=_ASKED is None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )
