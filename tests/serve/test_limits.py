from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from diplograph.serve.limits import lower_priority

_TWO_THREADS = """
import sys, threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process has one priority")
def test_all_threads_of_a_process_make_way() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _TWO_THREADS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        own = os.getpriority(os.PRIO_PROCESS, 0)
        lower_priority(process.pid)
        threads = [int(path.name) for path in Path(f"/proc/{process.pid}/task").iterdir()]
        assert [os.getpriority(os.PRIO_PROCESS, thread) for thread in threads] == [max(own, 10)] * 2
        process.communicate("")


def test_a_process_that_is_gone_is_none_to_mind() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    lower_priority(process.pid)
