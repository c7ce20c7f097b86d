"""Recall of statements by phenomenon on PolNeAR: which constructions and which kinds of speakers are found.

The statements and their matching are the scorer's own; the phenomena are read from the annotation, and what kind of word heads a
source from the tags and names that the bundled reader gives the text.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from diplograph.language import load

__all__ = ["WANTED", "recall"]

_PRONOUNS = frozenset({"he", "she", "they", "i", "we", "you", "it", "who"})
_PASSIVE = re.compile(
    r"\bquoted as\b|\b(?:was|were|is|are|been|being) "
    r"(?:quoted|reported|said|told|asked|believed|considered|accused|expected|seen)\b"
)

WANTED = {
    "split content": 65,
    "pronoun speaker": 65,
    "organisation speaker": 55,
    "common-noun speaker": 50,
    "“according to”": 80,
    "colon": 50,
    "passive": 30,
}
"""The recall in per cent that is aimed at."""


def recall(scorer: Path, polnear: Path, split: str, predicted: Path) -> dict[str, tuple[int, int]]:
    """For each phenomenon how many attributions have it, and how many of these are found with the right speaker."""
    tools = _load(scorer)
    predictions = tools.read_preds(predicted)
    found = {name: [0, 0] for name in WANTED}
    documents = tools.load(polnear, split)
    for document, doc in zip(documents, load().pipe(one.text for one in documents), strict=True):
        document.pos = {token.idx: (token.tag_, token.ent_type_) for token in doc}
        statements = predictions.get(document.doc_id, [])
        contents = [document.tok([tuple(span) for span in statement["content"]]) for statement in statements]
        pairs, _ = tools.match([one["c"] for one in document.attributions], contents)
        for number, one in enumerate(document.attributions):
            right = (
                number in pairs
                and tools.speaker_ok(document, one, tools.norm_span(statements[pairs[number]]["speaker"]))[1]
            )
            for name, holds in _PHENOMENA.items():
                if holds(tools, document, one):
                    found[name][0] += 1
                    found[name][1] += right
    return {name: (total, right) for name, (total, right) in found.items()}


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("statement_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _cue(document: Any, one: Mapping[str, Any]) -> str:
    return " ".join(document.toks[i][2].lower() for i in sorted(one["q"]))


def _is_split(_: Any, __: Any, one: Mapping[str, Any]) -> bool:
    words: frozenset[int] = one["c"]
    return len(words) < max(words) - min(words) + 1


def _has_pronoun(_: Any, document: Any, one: Mapping[str, Any]) -> bool:
    source = [document.toks[i][2].lower() for i in one["s"]]
    return len(source) == 1 and source[0] in _PRONOUNS


def _is_organisation(tools: Any, document: Any, one: Mapping[str, Any]) -> bool:
    return _head(tools, document, one)[1] in {"ORG", "LOC"}


def _is_common_noun(tools: Any, document: Any, one: Mapping[str, Any]) -> bool:
    return _head(tools, document, one)[0] in {"NN", "NNS"}


def _head(tools: Any, document: Any, one: Mapping[str, Any]) -> tuple[str, str]:
    """The tag and the class of name of the source's head."""
    head = tools.head(document, one["source_spans"])
    return ("", "") if head is None else document.pos.get(document.toks[head][0], ("", ""))


def _is_according(_: Any, document: Any, one: Mapping[str, Any]) -> bool:
    return _cue(document, one).startswith("according")


def _has_colon(_: Any, document: Any, one: Mapping[str, Any]) -> bool:
    return not one["q"] and any(document.text[start:end].strip() == ":" for start, end in one["cue_spans"])


def _is_passive(_: Any, document: Any, one: Mapping[str, Any]) -> bool:
    return _PASSIVE.search(_cue(document, one)) is not None


_PHENOMENA: dict[str, Callable[[Any, Any, Mapping[str, Any]], bool]] = dict(
    zip(
        WANTED,
        (_is_split, _has_pronoun, _is_organisation, _is_common_noun, _is_according, _has_colon, _is_passive),
        strict=True,
    )
)
