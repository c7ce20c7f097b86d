"""Parts of the package that need more than the core installs: imported where they are used, named in one line where missing."""

from __future__ import annotations

import importlib
from typing import Any

from diplograph.errors import MissingExtraError

__all__ = ["need"]


def need(module: str, extra: str, what: str) -> Any:
    """The imported ``module``, which ``extra`` installs. Raises :class:`MissingExtraError` that says what it is needed for."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"{what} needs {error.name}, which is not installed; install it with: pip install 'diplograph[{extra}]'",
            extra,
        ) from None
