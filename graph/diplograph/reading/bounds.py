"""Unpacking that stops at a bomb: a small file that would fill memory or disk, or keep a process busy for ever."""

from __future__ import annotations

import io
import zlib
from typing import IO, TYPE_CHECKING, BinaryIO

from diplograph.errors import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Bounded", "Gunzipped"]

_FREE = 64_000_000  # bytes that any file may unpack to
_RATIO = 200  # and beyond that, so many for each packed byte; web pages pack to a fifth, logs to a fiftieth
_BLOCK = 65_536


class Bounded(io.RawIOBase):
    """A stream of unpacked bytes whose packed size is known. Reading beyond what is believable raises :class:`SourceError`.

    So does what ``stream`` raises for ``damage``.
    """

    def __init__(self, stream: IO[bytes], path: str, packed: int, *, damage: tuple[type[Exception], ...] = ()) -> None:
        self._stream = stream
        self._path = path
        self._left = max(_FREE, _RATIO * packed)
        self._damage = damage

    def readable(self) -> bool:
        """Yes."""
        return True

    def close(self) -> None:
        """Close the stream of unpacked bytes too."""
        try:
            self._stream.close()
        finally:
            super().close()

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill ``buffer`` with what comes next."""
        room = memoryview(buffer)
        try:
            data = self._stream.read(len(room))
        except self._damage as error:
            raise SourceError(f"the archive is damaged here ({error}); make it anew", path=self._path) from None
        self._left -= len(data)
        if self._left < 0:
            raise _bomb(self._path)
        room[: len(data)] = data
        return len(data)


class Gunzipped(io.BufferedReader):
    """The unpacked bytes of a gzip stream of any number of members. Raises :class:`SourceError` for bombs and for damage."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        super().__init__(_Members(stream, path), _BLOCK)


class _Members(io.RawIOBase):
    def __init__(self, stream: BinaryIO, path: str) -> None:
        self._stream = stream
        self._path = path
        self._packed = self._unpacked = 0
        self._member = zlib.decompressobj(wbits=31)
        self._ahead = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        while True:
            if not self._ahead:
                self._ahead = self._stream.read(_BLOCK)
                self._packed += len(self._ahead)
            if not self._ahead:
                return self._rest(room)
            if self._member.eof:
                self._ahead = self._ahead.lstrip(b"\0")  # padding between members
                if not self._ahead:
                    continue
                self._member = zlib.decompressobj(wbits=31)
            try:
                data = self._member.decompress(self._ahead, len(room))
            except zlib.error as error:
                raise SourceError(f"the gzip data is damaged ({error}); fetch it anew", path=self._path) from None
            self._ahead = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            self._unpacked += len(data)
            if self._unpacked > max(_FREE, _RATIO * self._packed):
                raise _bomb(self._path)
            if data:
                room[: len(data)] = data
                return len(data)

    def _rest(self, buffer: memoryview) -> int:
        """What the last member still holds back at the end of the file."""
        if self._member.eof or not self._packed:
            return 0
        data = self._member.decompress(b"", len(buffer))
        if not data:
            raise SourceError("the gzip data is cut off; fetch it anew", path=self._path)
        buffer[: len(data)] = data
        return len(data)


def _bomb(path: str) -> SourceError:
    return SourceError("the file unpacks to far more than a file of its size may; it is not read further", path=path)
