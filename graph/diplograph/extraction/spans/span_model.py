"""The span model at run time: two small ONNX graphs over the states of the bundled reader.

``cues.onnx`` says of every word how likely it is to report something; ``spans.onnx``, for a sentence and some of its words taken
as cues, which words are content and which name the source. Both compute in 32-bit floats, so that what comes out depends on
the sentence alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from diplograph.errors import LanguageModelError
from diplograph.extraction.spans.features import (
    Sentence,
    branches,
    cue_flags,
    distances,
    frames,
    span_flags,
)
from diplograph.language.bundle import REINSTALL, checked_files

__all__ = ["FILES", "FOLDER", "SpanModel", "load_span_model"]

FOLDER = Path(__file__).parent / "model"
FILES = ("cues.onnx", "spans.onnx", "classes.json")
_WORDS_A_RUN = 4000


@dataclass(frozen=True)
class SpanModel:
    """The graphs with the numbers of relations and tags that they know, and the probabilities from which they decide: ``new`` for
    a cue that the rules do not have, ``keep`` for one that they have, ``inside`` for a word of a span."""

    cues: onnxruntime.InferenceSession
    spans: onnxruntime.InferenceSession
    labels: dict[str, int]
    tags: dict[str, int]
    new: float
    keep: float
    inside: float

    def likely_cues(self, sentences: Sequence[Sentence]) -> list[NDArray[np.float32]]:
        """The probability of each word of each sentence to be a cue."""
        found: list[NDArray[np.float32]] = []
        for group in _groups(sentences):
            edges = np.cumsum([0, *(len(sentence.tokens) for sentence in group)])
            heads = [head + edge for sentence, edge in zip(group, edges, strict=False) for head in sentence.heads]
            feed = {
                "states": np.concatenate([sentence.states for sentence in group]).astype(np.float32),
                "labels": np.array([label for sentence in group for label in sentence.labels]),
                "tags": np.array([tag for sentence in group for tag in sentence.tags]),
                "heads": np.array(heads),
                "frames": np.array([frame for sentence in group for frame in frames(sentence)]),
                "flags": np.array([row for sentence in group for row in cue_flags(sentence)], dtype=np.float32),
            }
            (scores,) = self.cues.run(None, feed)
            found.extend(np.split(scores, edges[1:-1]))
        return found

    def read_spans(self, sentence: Sentence, cues: Sequence[int]) -> NDArray[np.float32]:
        """(cues, words, 2): the probability of each word to be content, and to be source, for each of the cues."""
        seen = [branches(sentence, cue) for cue in cues]
        feed = {
            "states": sentence.states.astype(np.float32),
            "labels": np.array(sentence.labels),
            "tags": np.array(sentence.tags),
            "places": np.array([places for places, _ in seen]),
            "branches": np.array([relations for _, relations in seen]),
            "distances": np.array([distances(sentence, cue) for cue in cues]),
            "flags": np.array([span_flags(sentence, cue) for cue in cues], dtype=np.float32),
            "cues": np.array(cues),
            "frames": np.array([sentence.marks[cue].frame if cue in sentence.marks else 0 for cue in cues]),
        }
        (scores,) = self.spans.run(None, feed)
        found: NDArray[np.float32] = scores
        return found


@lru_cache(maxsize=1)
def load_span_model(folder: Path = FOLDER) -> SpanModel:
    """The model in a folder. Raises LanguageModelError where a file is missing or not the one that was shipped."""
    content = checked_files(folder, FILES)
    try:
        data = json.loads(content["classes.json"])
        thresholds = {name: float(data["thresholds"][name]) for name in ("new", "keep", "inside")}
        labels, tags = (
            {str(name): number for number, name in enumerate(data[field], 1)} for field in ("labels", "tags")
        )
    except (ValueError, KeyError, TypeError) as error:
        raise LanguageModelError(
            f"{folder / 'classes.json'}: not the classes of a model ({error}); {REINSTALL}"
        ) from error
    return SpanModel(_session(content["cues.onnx"]), _session(content["spans.onnx"]), labels, tags, **thresholds)


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _groups(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences for one run each: whole ones, in order, of so many words at most, or a single longer one."""
    group: list[Sentence] = []
    words = 0
    for sentence in sentences:
        if group and words + len(sentence.tokens) > _WORDS_A_RUN:
            yield group
            group, words = [], 0
        group.append(sentence)
        words += len(sentence.tokens)
    if group:
        yield group
