"""A text's parse depends on that text alone: not on the texts beside it in a batch, their order, or the number of threads.

Removal that is exact and `--jobs` that changes nothing both rest on this. Dynamic int8 quantisation scales a whole
batch at once, so the reader must not put sentences of two texts into one batch.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from diplograph.language import load

TEXTS = (
    "President Moon Jae-in met Kim Yo Jong in Seoul on Saturday. She invited him to Pyongyang.",
    "The talks ended without a deal.\n\nBoth sides agreed to meet again in March, officials said.",
    "Yes.",
    "",
    "“We shall talk as long as they keep the promise they gave us,” the envoy told a newspaper. " * 12,
)


def parse(doc: Doc) -> list[tuple[str, str, int, str, str]]:
    return [(t.text, t.tag_, t.head.i, t.dep_, t.ent_iob_ + t.ent_type_) for t in doc]


@settings(deadline=None, max_examples=10)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
def test_neighbours_and_order_do_not_matter(texts: list[str]) -> None:
    nlp = load()
    alone = {text: parse(nlp(text)) for text in set(texts)}
    assert [parse(doc) for doc in nlp.pipe(texts)] == [alone[text] for text in texts]


def test_threads_do_not_matter() -> None:
    one, two = load(threads=1), load(threads=2)
    assert [parse(one(text)) for text in TEXTS] == [parse(two(text)) for text in TEXTS]
