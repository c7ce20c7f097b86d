"""Real SPARQL servers, started on free ports of this machine for as long as a test needs them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

__all__ = ["Server", "oxigraph", "virtuoso"]

_INI = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
DefaultGraph = http://example.org/somebody-elses
"""


@dataclass(frozen=True)
class Server:
    """A running server: where it takes queries, and the URL with a name and password for the part that asks for them."""

    kind: str
    url: str
    guarded: str | None

    def clear(self) -> None:
        """Drop everything that diplograph wrote."""
        update = self.url.replace("/query", "/update")
        if self.kind.startswith("oxigraph"):
            httpx.post(update, data={"update": "CLEAR ALL"}).raise_for_status()
            return
        question = 'SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "https://w3id.org/")) }'
        answer = httpx.post(
            update, data={"query": question}, headers={"Accept": "application/sparql-results+json"}, timeout=60
        )
        for row in answer.json()["results"]["bindings"]:
            httpx.post(update, data={"update": f"DROP SILENT GRAPH <{row['g']['value']}>"}, timeout=60)


@contextmanager
def oxigraph(folder: Path, *, union: bool = False) -> Iterator[Server]:
    """Oxigraph's own server, with a default graph of its own or with the union of all graphs as default graph."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert program is not None, "the tests need the package oxigraph; run: make install"
    port = _free_port()
    command = [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    command += ["--union-default-graph"] if union else []
    kind = "oxigraph-union" if union else "oxigraph"
    with _running(command, folder, f"http://127.0.0.1:{port}/query"):
        yield Server(kind, f"http://127.0.0.1:{port}/query", None)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Virtuoso, with leave to write for everybody and a second door that asks for a name and password (Digest)."""
    program, shell = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    assert program is not None, "the tests need Virtuoso: install the Debian package virtuoso-opensource-7-bin"
    assert shell is not None, "isql-vt comes with virtuoso-t, in the Debian package virtuoso-opensource-7-bin"
    sql, http = _free_port(), _free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http), encoding="utf-8")
    url = f"http://127.0.0.1:{http}/sparql"
    with _running([program, "-f", "-c", "virtuoso.ini"], folder, url):
        for statement in (
            'GRANT SPARQL_UPDATE TO "SPARQL"',
            "DB.DBA.RDF_DEFAULT_USER_PERMS_SET ('nobody', 7)",
        ):
            subprocess.run(
                [shell, f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement};"], check=True, capture_output=True
            )
        yield Server("virtuoso", url, f"http://dba:dba@127.0.0.1:{http}/sparql-auth")


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(1200):
                assert process.poll() is None, f"{command[0]} ended at once"
                try:
                    httpx.get(url, params={"query": "ASK {}"}, timeout=5)
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            yield
        finally:
            process.kill()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
