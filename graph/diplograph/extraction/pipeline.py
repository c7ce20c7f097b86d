"""The whole way from articles to extractions, in one process or several, with the same result."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from spacy.language import Language

from diplograph.actors import Authority, load_authority, resolve
from diplograph.article import Article
from diplograph.errors import DiplographError, LanguageModelError
from diplograph.extraction.events import find_events
from diplograph.extraction.statements import find_statements
from diplograph.language import load
from diplograph.record import Extraction

__all__ = ["Extractor", "extract"]

_CHUNK_CHARACTERS = 15_000
"""What one worker gets at a time: two seconds' work at most, so that all workers end together, and memory stays flat."""
_AHEAD = 3  # chunks waiting for each worker


class Extractor:
    """A language pipeline and an authority of actors, loaded once, that turn articles into extractions.

    ``language`` names another spaCy pipeline than the bundled one, ``actors`` is a user's own file of actors, ``attitudes``
    takes beliefs and wishes ("believes", "wants") for statements too, and ``threads`` is how many threads the reader may use
    (default: all cores). Raises :class:`LanguageModelError` and :class:`KnowledgeError`.
    """

    def __init__(
        self,
        *,
        language: str | None = None,
        actors: str | os.PathLike[str] | None = None,
        attitudes: bool = False,
        threads: int | None = None,
    ) -> None:
        self.nlp: Language = load(language, threads=threads)
        self.authority: Authority = load_authority(None if actors is None else Path(actors))
        self.attitudes = attitudes

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One extraction an article, in order."""
        for chunk in _chunks(articles):
            docs = self.nlp.pipe(article.text for article in chunk)
            for article, doc in zip(chunk, docs, strict=True):
                resolution = resolve(doc, article, self.authority)
                statements = find_statements(doc, article, resolution, attitudes=self.attitudes)
                events = find_events(doc, article, resolution, statements)
                yield Extraction(article, resolution.actors, events, statements, resolution.relationships)


def extract(
    articles: Iterable[Article],
    *,
    jobs: int = 1,
    language: str | None = None,
    actors: str | os.PathLike[str] | None = None,
    attitudes: bool = False,
) -> Iterator[Extraction]:
    """Extract actors, events and statements: one :class:`Extraction` an article, in the order given, whatever ``jobs`` is.

    ``jobs`` is the number of processes (1 or more); the rest as in :class:`Extractor`. Articles are read as they are
    needed, so that any number of them fits into memory.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}; it must be 1 or more")
    if jobs == 1:
        yield from Extractor(language=language, actors=actors, attitudes=attitudes, threads=1).extract(articles)
        return
    # Started afresh rather than forked: a fork of a process that runs onnxruntime's threads can hang.
    context = multiprocessing.get_context("spawn")
    settings = (language, None if actors is None else os.fspath(actors), attitudes)
    chunks = _chunks(articles)
    ahead = list(islice(chunks, _AHEAD * jobs))
    if not ahead:
        return
    workers = min(jobs, len(ahead))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=settings) as pool:
        waiting: deque[Future[list[Extraction]]] = deque()
        try:
            with _uninterrupted():  # the workers are started by the first of these, and inherit it
                for chunk in ahead:
                    waiting.append(pool.submit(_extract_chunk, chunk))
            while waiting:
                done = waiting.popleft().result()
                for chunk in islice(chunks, 1):
                    waiting.append(pool.submit(_extract_chunk, chunk))
                yield from done
        except BrokenProcessPool:
            raise LanguageModelError(
                "a worker process was killed, perhaps for want of memory: run the same again, with fewer jobs; what is done is "
                "kept. (A script that asks for several jobs must do so under: if __name__ == '__main__')"
            ) from None
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Without interrupts from the keyboard: these are the main process's to deal with, and the workers end with it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if size >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


_worker: Extractor | DiplographError


def _start_worker(language: str | None, actors: str | None, attitudes: bool) -> None:
    global _worker
    try:
        _worker = Extractor(language=language, actors=actors, attitudes=attitudes, threads=1)
    except DiplographError as error:  # told with the first chunk: a worker that does not start says nothing
        _worker = error


def _extract_chunk(chunk: list[Article]) -> list[Extraction]:
    if isinstance(_worker, DiplographError):
        raise _worker
    return list(_worker.extract(chunk))
