"""`diplograph serve` as a person runs it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import Run


def test_it_answers_until_ctrl_c_and_leaves_no_process(kg: Path) -> None:
    command = [str(Path(sys.executable).with_name("diplograph")), "serve", str(kg), "--port", "0", "--limit", "1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.fullmatch(rf"{re.escape(str(kg))} is served at (http://127\.0\.0\.1:\d+/) until Ctrl-C; .*\n", said)
        assert found, said
        with httpx.Client(base_url=found[1], timeout=60) as client:
            answer = client.get(
                "/sparql", params={"query": "SELECT ?x { ?x a dg:Article } ORDER BY ?x", "format": "csv"}
            )
        assert answer.text == "x\r\nhttps://w3id.org/diplograph/id/article/first\r\n"
        assert answer.headers["x-sparql-maxrows"] == "1"
        children = _children(process.pid)
        assert len(children) >= 1
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=30)[1]
    assert rest in ("", "diplograph: stopped\n")
    for _ in range(100):
        if not any(Path(f"/proc/{child}").exists() for child in children):
            break
        time.sleep(0.05)
    else:
        pytest.fail(f"processes are left: {children}")


def _children(process: int) -> list[int]:
    """The processes below a process, all the way down."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, parent = path.parent.name, int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == process:
            found += [int(name), *_children(int(name))]
    return found


def test_what_cannot_be_served_is_said_in_a_line(diplograph: Run, kg: Path, tmp_path: Path) -> None:
    done = diplograph("serve", tmp_path / "none")
    assert (done.returncode, done.stdout) == (3, "")
    assert "holds no knowledge graph" in done.stderr
    done = diplograph("serve", "http://127.0.0.1:9/sparql")
    assert done.stderr == "diplograph: serve needs a graph in a folder; what is at a URL is served already\n"
    done = diplograph("serve", kg, "--host", "192.0.2.1")
    assert done.returncode == 3
    assert "192.0.2.1 port 8000 cannot be listened on" in done.stderr
    assert diplograph("serve", kg, "--timeout", "0").returncode == 2


def test_a_missing_extra_is_said_in_a_line(kg: Path, tmp_path: Path) -> None:
    hide = "import sys; sys.modules['uvicorn'] = None; sys.argv = ['diplograph', 'serve', sys.argv[1]]\n"
    program = hide + "from diplograph.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, str(kg)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        3,
        "diplograph: serving a graph needs uvicorn, which is not installed; install it with: pip install 'diplograph[serve]'\n",
    )
