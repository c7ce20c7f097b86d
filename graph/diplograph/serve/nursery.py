"""The process that has everything imported and makes others by forking itself, so that one that was killed is replaced in
milliseconds.

The server sends it one end of a pair of sockets, it forks, and the child answers what comes in there. It has a single thread and
no open store, so forking it is safe. It ends when the server does.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from contextlib import suppress

from diplograph.serve.frames import PID, READY
from diplograph.serve.limits import die_with_parent
from diplograph.serve.work import prepare, work

__all__ = ["main"]


def main(control: socket.socket, options: dict[str, object]) -> None:
    """Fork a process for each socket that comes in, until the server is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process by going
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that end are forgotten by themselves
    prepare()
    gc.collect()
    gc.freeze()
    control.sendall(READY)
    while True:
        data, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not data:
            return
        process = os.fork()
        if process == 0:
            control.close()
            _live(socket.socket(fileno=handles[0]), options)
        os.close(handles[0])
        control.sendall(PID.pack(process))


def _live(channel: socket.socket, options: dict[str, object]) -> None:
    status = 1
    try:
        die_with_parent()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a database that is out of memory tells it at length
        with suppress(ConnectionError):  # the server is gone
            work(channel, options)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), json.loads(sys.argv[2]))
