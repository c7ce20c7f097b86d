"""What an installation weighs, and that every extra installs, in clean environments outside the repository. Downloads packages."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from tests.bench.common import table

REPOSITORY = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")
EXTRAS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
RESOLVED_ONLY = ("train",)
"""Gigabytes that only whoever trains a model needs: that they can be had is enough."""


def measure(shared: Path | None) -> str:  # noqa: ARG001
    """Megabytes downloaded and installed, by the core and by each extra beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run(UV, "build", "--quiet", "--python", sys.executable, "-o", folder, cwd=REPOSITORY)
        [wheel] = folder.glob("*.whl")
        core, largest, fetched = _installed(folder, "core", str(wheel))
        rows = [("core", f"{core:.0f}", ", ".join(largest))]
        for extra in sorted(EXTRAS):
            if extra in RESOLVED_ONLY:
                _run(UV, "pip", "install", "--dry-run", "--python", sys.executable, f"{wheel}[{extra}]", cwd=folder)
                rows.append((extra, "resolved only", ""))
            else:
                size, largest, _ = _installed(folder, extra, f"{wheel}[{extra}]")
                rows.append((f"core and [{extra}]", f"{size:.0f}", ", ".join(largest)))
    return f"""## Installation (Python {sys.version_info.major}.{sys.version_info.minor}, wheel in clean environments)

`pip install diplograph` downloads {fetched:.0f} MB in all, the package itself included. On disk, without bytecode:

{table(("what", "MB on disk", "the largest"), rows)}"""


def _installed(folder: Path, name: str, what: str) -> tuple[float, list[str], float]:
    """The megabytes on disk, the five largest packages, and the megabytes of the files that pip fetched for the core."""
    environment = folder / name
    _run(UV, "venv", "--quiet", "--python", sys.executable, environment, cwd=folder)
    python = environment / "bin" / "python"
    _run(UV, "pip", "install", "--quiet", "--python", python, what, cwd=folder)
    _run(environment / "bin" / "diplograph", "--version", cwd=folder)
    [site] = environment.glob("lib/*/site-packages")
    sizes = {entry.name: _size(entry) for entry in site.iterdir() if not entry.name.endswith(".dist-info")}
    largest = [f"{entry} {size / 1e6:.0f}" for entry, size in sorted(sizes.items(), key=lambda item: -item[1])[:5]]
    fetched = 0.0
    if name == "core":
        frozen = _run(UV, "pip", "freeze", "--quiet", "--python", python, cwd=folder).splitlines()
        others = [line for line in frozen if not line.startswith("diplograph")]
        command = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder / "fetched")
        _run(*command, *others, cwd=folder)
        fetched = (_size(folder / "fetched") + _size(Path(what))) / 1e6
    return sum(sizes.values()) / 1e6, largest, fetched


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and file.suffix != ".pyc")


def _run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
