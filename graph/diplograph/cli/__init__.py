"""The `diplograph` command."""

from __future__ import annotations

from diplograph.cli.app import main

__all__ = ["main"]
