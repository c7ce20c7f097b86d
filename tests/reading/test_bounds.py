from __future__ import annotations

import io

from diplograph.reading.bounds import Bounded


def test_what_is_unpacked_is_closed_with_its_stream() -> None:
    stream = io.BytesIO(b"They met.")
    with io.BufferedReader(Bounded(stream, "a.zip/a.txt", 9)) as member:
        assert member.read(4) == b"They"
    assert stream.closed
