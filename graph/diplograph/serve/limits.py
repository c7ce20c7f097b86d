"""What the operating system holds a process to that answers strangers' questions."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from pathlib import Path

if sys.platform != "win32":  # where a site is not served; see the package's docstring
    import resource

__all__ = ["die_with_parent", "limit_memory", "limit_processor", "lower_priority", "work_done"]

_PR_SET_PDEATHSIG = 1
_LOW = 10  # 19 is the lowest, at which a question starves where other programs are busy


def limit_memory(most: int | None) -> None:
    """Let allocations beyond so many bytes fail, which ends the process; ``None`` takes the limit off."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard if most is None else most, hard))


def limit_processor(seconds: float | None) -> None:
    """Let the process be killed after so many more seconds of work, should nobody else do it; ``None`` takes the limit off."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = hard if seconds is None else int(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def lower_priority(process: int) -> None:
    """Let a process work only where others leave something; one that is gone is none to mind."""
    for thread in _threads(process):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, _LOW)


def _threads(process: int) -> list[int]:
    """What has a priority of its own: on Linux each thread."""
    try:
        return [int(path.name) for path in Path(f"/proc/{process}/task").iterdir()]
    except OSError:
        return [process]


def work_done(process: int) -> float | None:
    """The seconds that a process has worked, to a hundredth; ``None`` where the system does not tell (it is not Linux)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def die_with_parent() -> None:
    """End this process when its parent ends, however that ends (Linux; elsewhere the limits on its work must do)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
