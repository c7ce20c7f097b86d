"""Answers that are kept: which, for how long, and that they are those that were made."""

from __future__ import annotations

import io

from diplograph.serve.cache import Cache
from diplograph.serve.reply import Delivery

LONG = 0.5  # seconds


def made(content: bytes, status: int = 200) -> Delivery:
    return Delivery(status, {"content-type": "text/plain"}, len(content), io.BytesIO(content))


def test_what_took_long_is_given_again_whole_each_time() -> None:
    cache = Cache()
    first = cache.keep("q", made(b"answer"), LONG)
    assert first.body.read() == b"answer"
    first.body.close()
    for _ in range(2):
        again = cache.get("q")
        assert again is not None
        assert (again.status, again.headers, again.length) == (200, {"content-type": "text/plain"}, 6)
        assert again.body.read() == b"answer"
        again.body.close()
    assert cache.get("another") is None


def test_what_was_quick_is_made_anew() -> None:
    cache = Cache()
    delivery = made(b"answer")
    assert cache.keep("q", delivery, 0.01) is delivery
    assert delivery.body.read() == b"answer"
    assert cache.get("q") is None


def test_an_error_is_not_kept() -> None:
    cache = Cache()
    cache.keep("q", made(b"too long", 503), LONG)
    assert cache.get("q") is None


def test_what_is_larger_than_all_is_not_kept_and_pushes_nothing_out() -> None:
    cache = Cache(most=100)
    cache.keep("small", made(b"x" * 50), LONG)
    cache.keep("large", made(b"x" * 100), LONG)
    assert cache.get("large") is None
    assert cache.get("small") is not None


def test_what_was_asked_for_least_lately_goes_first() -> None:
    cache = Cache(most=100)
    cache.keep("a", made(b"x" * 40), LONG)
    cache.keep("b", made(b"x" * 40), LONG)
    assert cache.get("a") is not None
    cache.keep("c", made(b"x" * 40), LONG)
    assert [cache.get(name) is not None for name in "abc"] == [True, False, True]


def test_an_answer_made_twice_counts_once() -> None:
    cache = Cache(most=100)
    cache.keep("a", made(b"x" * 40), LONG)
    for content in (b"y" * 40, b"z" * 40, b"w" * 40):  # two who asked at once
        cache.keep("b", made(content), LONG)
    assert cache.get("a") is not None
    again = cache.get("b")
    assert again is not None
    assert again.body.read() == b"w" * 40
