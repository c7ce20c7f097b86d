"""What a job is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from diplograph.serve.reply import RefusedError

__all__ = ["Ask"]

_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
_LONGEST = 500  # characters of a field
_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Ask:
    """The fields of a request, the thing it is about, and what its answer must keep to.

    ``rows`` and ``size`` are the most that an answer may have. ``index`` is the file of the index, empty while it is being made.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    accept: str = ""
    form: str = ""
    base: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    rows: int = 1000
    size: int = 1 << 20
    index: str = ""

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Ask:
        """The question in a message between processes."""
        return cls(
            fields=dict(message.get("fields", {})),
            name=message.get("name", ""),
            accept=message.get("accept", ""),
            form=message.get("form", ""),
            base=message.get("base", ""),
            default_graphs=tuple(message.get("default_graphs", ())),
            named_graphs=tuple(message.get("named_graphs", ())),
            rows=int(message.get("rows", 1000)),
            size=int(message.get("size", 1 << 20)),
            index=message.get("index", ""),
        )

    def text(self, name: str) -> str:
        """A field of the request on one line, empty where it is not given. Raises :class:`RefusedError` where it is too long."""
        value = " ".join(self.fields.get(name, "").replace("\x00", "").split())
        if len(value) > _LONGEST:
            raise RefusedError(400, f"{name} is longer than {_LONGEST} characters")
        return value

    def date(self, name: str) -> str:
        """A day, month or year. Raises :class:`RefusedError` where the field is something else."""
        value = self.text(name)
        if value and not _DATE.fullmatch(value):
            raise RefusedError(400, f"{name} is {value!r}; write a day, month or year: 2018-02-12, 2018-02 or 2018")
        return value

    def page(self) -> int:
        """The number of the page in a long list, from 1. Raises :class:`RefusedError` for what is none."""
        value = self.text("page") or "1"
        if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= _PAGES:
            raise RefusedError(400, f"page is {value!r}; it is a number from 1 to {_PAGES:,}")
        return int(value)
