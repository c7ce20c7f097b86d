"""What a process does that answers: read a question, answer it from the graph, write the answer, and again."""

from __future__ import annotations

import socket
import traceback
from pathlib import Path
from typing import Any

from diplograph.errors import DiplographError, QueryError, UnknownThingError
from diplograph.serve.frames import read_message, write_reply
from diplograph.serve.limits import limit_memory, limit_processor
from diplograph.serve.pages import JOBS, PAGES, Ask, Site, problem
from diplograph.serve.reply import RefusedError, Reply, text_reply

__all__ = ["prepare", "respond", "work"]

_MARGIN = 5.0  # seconds of work beyond the time of a question after which the system ends the process


def prepare() -> None:
    """Import what answering needs, before there are processes to share it."""
    import diplograph.named_queries
    import diplograph.view

    diplograph.named_queries.named_queries()


def work(channel: socket.socket, options: dict[str, Any]) -> None:
    """Answer until the server is gone."""
    site = Site(Path(str(options["folder"])))
    while (message := read_message(channel)) is not None:
        limit_memory(message.get("memory"))
        seconds = message.get("seconds")
        limit_processor(None if seconds is None else seconds + _MARGIN)
        write_reply(channel, respond(site, message))


def respond(site: Site, message: dict[str, Any]) -> Reply:
    """The answer to one message; what goes wrong is an answer too."""
    ask = Ask.of(message)
    job = str(message["job"])
    try:
        site.refresh(int(message["generation"]))
        return JOBS[job](site, ask)
    except RefusedError as error:
        status, told = error.status, str(error)
    except UnknownThingError as error:
        status, told = 404, str(error)
    except QueryError as error:
        status, told = 400, str(error)
    except DiplographError as error:
        status, told = 503, str(error)
    except MemoryError:
        status, told = 503, "the answer needed more memory than there is for one, so it was given up; ask for less"
    except Exception:  # a mistake of ours must not end the process, and its text is not the visitor's business
        told = "this could not be answered, for a reason that is the server's"
        return text_reply(500, told, f"{job} failed\n{traceback.format_exc()}")
    return problem(site, status, told) if job in PAGES else text_reply(status, told)
