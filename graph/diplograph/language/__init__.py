"""Words, sentences, heads, labels, lemmas and names: `load()` returns the pipeline that reads articles.

The bundled English model needs no download and no torch. Any other installed spaCy pipeline that has a parser can be used instead;
what it says is converted to Universal Dependencies v2, which is all that the rest of the package knows.
"""

from __future__ import annotations

import os

from spacy.language import Language

from diplograph.language.pipeline import bundled
from diplograph.language.universal import installed

__all__ = ["load"]


def load(name: str | None = None, *, threads: int | None = None) -> Language:
    """A spaCy pipeline whose Docs carry tags, UPOS, morphology, lemmas, UD v2 trees, sentences, names and layout.

    `name` is an installed spaCy pipeline; without it the bundled model is used, with `threads` threads (all cores if None; a
    worker process among others should say 1). Beside spaCy's own attributes, `doc.spans["layout"]` holds what is not running
    text (HEADING, DATELINE, BYLINE, CAPTION, BOILERPLATE) and `doc.spans["titles"]` the titles that stand before names.

    Raises `LanguageModelError` where the model is missing, damaged or has no parser.
    """
    if name is not None:
        return installed(name)
    return bundled(threads or os.cpu_count() or 1)
