"""The page around the picture: one file that asks nobody for anything and runs only the scripts it was made with."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from diplograph.errors import ExportError

__all__ = ["View", "document"]

_SCRIPTS = (
    "elements",
    "state",
    "picture",
    "arrange",
    "labels",
    "communities",
    "evidence",
    "panel",
    "flow",
    "filters",
    "timeline",
    "search",
    "start",
)
_FILES = files("diplograph.view") / "page"


@dataclass(frozen=True, slots=True)
class View:
    """A network as an HTML page: ``html`` is all of it. In Jupyter it shows itself."""

    html: str

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page as UTF-8; a file that was there is replaced at once.

        Raises :class:`~diplograph.errors.ExportError` where it cannot be written; what was there is kept then.
        """
        target = Path(path)
        try:
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-", suffix=".part")
        except OSError as error:
            raise ExportError(f"{target}: cannot be written ({error.strerror}); is the folder there?") from error
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(self.html)
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)
            temporary.replace(target)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise ExportError(f"{target}: cannot be written ({error.strerror})") from error

    def _repr_html_(self) -> str:
        """The page in a frame of its own, from which no script reaches the notebook."""
        return (
            '<iframe title="Network" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
            'style="width:100%;height:680px;border:1px solid #8884;border-radius:8px" '
            f'srcdoc="{html.escape(self.html, quote=True)}"></iframe>'
        )


def document(title: str, data: Any, library: str, drawing: str) -> str:
    """The page. ``data`` is put in as JSON; the policy in its head names the hashes of its scripts and style.

    Raises :class:`~diplograph.errors.ExportError` where pyvis's scripts cannot stand in a page.
    """
    own = "".join(_text(f"{name}.js") for name in _SCRIPTS)
    running = [_unix(library), _unix(drawing), f'(() => {{\n"use strict";\n{own}}})();\n']
    for script in running:
        if re.search(r"</script|<!--", script, re.IGNORECASE):
            raise ExportError("a script of the page would end early; install pyvis 0.3.2")
    style = _text("page.css")
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(_hash, running)),
            f"style-src {_hash(style)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    page = environment.from_string(_text("page.html")).render(
        title=title,
        policy=policy,
        style=Markup(style),
        data=Markup(_json(data)),
        scripts=[Markup(script) for script in running],
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _text(name: str) -> str:
    return _unix((_FILES / name).read_text(encoding="utf-8"))


def _unix(text: str) -> str:
    """Line ends as a browser will have them when it compares the hash."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def _json(data: Any) -> str:
    """JSON that no HTML parser sees a tag or a reference in, and no script parser a line end."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: _ESCAPES[match[0]], text)
