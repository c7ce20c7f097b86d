"""What the operating system holds a process to that answers strangers' questions."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from pathlib import Path

try:
    import resource
except ImportError:  # Windows, where a site is not served; see the package's docstring
    resource = None  # type: ignore[assignment]

__all__ = ["die_with_parent", "limit_memory", "limit_processor", "lower_priority", "work_done"]

_PR_SET_PDEATHSIG = 1
_LINUX = sys.platform == "linux"


def limit_memory(most: int | None) -> None:
    """Let allocations beyond so many bytes fail, which ends the process; ``None`` takes the limit off."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard if most is None else most, hard))


def limit_processor(seconds: float | None) -> None:
    """Let the process be killed after so many more seconds of work, should nobody else do it; ``None`` takes the limit off."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = hard if seconds is None else int(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def lower_priority(process: int, priority: int) -> None:
    """Let a process work only where others leave something (19: the least); one that is gone is none to mind."""
    with contextlib.suppress(OSError):
        threads = [int(path.name) for path in Path(f"/proc/{process}/task").iterdir()] if _LINUX else []
        for each in threads or [process]:  # on Linux each thread has a priority of its own
            os.setpriority(os.PRIO_PROCESS, each, priority)


def work_done(process: int) -> float | None:
    """The seconds that a process has worked, to a hundredth; ``None`` where the system does not tell (it is not Linux)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def die_with_parent() -> None:
    """End this process when its parent ends, however that ends (Linux; elsewhere the limits on its work must do)."""
    if _LINUX:
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
