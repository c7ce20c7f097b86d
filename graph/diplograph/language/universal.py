"""Other spaCy pipelines, made to speak Universal Dependencies v2 at the door.

spaCy's English models label in the ClearNLP scheme (nsubjpass, dobj, prep/pobj, …); `clearnlp.py` turns such a tree into a UD v2
tree. A pipeline that speaks UD already is left as it is. Names are reduced to the classes that the bundled model has.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc, Span

from diplograph.errors import LanguageModelError
from diplograph.language import layout
from diplograph.language.clearnlp import LABELS as CLEAR_LABELS
from diplograph.language.clearnlp import Tree, to_universal

FACTORY = "diplograph_universal"
NAMES = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "NORP": "NORP"}


def installed(name: str) -> Language:
    """The installed spaCy pipeline `name`, its trees in UD v2. Raises LanguageModelError."""
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise LanguageModelError(
            f"the language pipeline {name!r} is not installed; install it (python -m spacy download {name}), "
            "or leave the name out to use the bundled model"
        ) from error
    except (ValueError, TypeError, AttributeError, ImportError) as error:
        raise LanguageModelError(
            f"the language pipeline {name!r} does not fit the spaCy installed ({str(error).splitlines()[0]}); "
            f"install one that does (python -m spacy download {name})"
        ) from error
    return universal(nlp, name)


def universal(nlp: Language, name: str) -> Language:
    """Append the conversion to a pipeline. Raises LanguageModelError where it has no parser."""
    if not any("token.dep" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names):
        raise LanguageModelError(
            f"the language pipeline {name!r} has no parser, which extraction needs; install one that has, "
            "for example en_core_web_sm (python -m spacy download en_core_web_sm), or use the bundled model"
        )
    nlp.max_length = sys.maxsize
    nlp.add_pipe(FACTORY, last=True)
    return nlp


@Language.component(
    FACTORY, assigns=["token.dep", "token.head", "doc.ents", "doc.spans"], requires=["token.dep", "token.head"]
)
def convert(doc: Doc) -> Doc:
    """Convert one Doc in place."""
    if any(token.dep_ in CLEAR_LABELS for token in doc):
        _convert_tree(doc)
    names = [Span(doc, e.start, e.end, label=NAMES[e.label_]) for e in doc.ents if e.label_ in NAMES]
    doc.set_ents(names, default="outside")
    doc.spans["titles"] = []
    layout.mark(doc, layout.regions(doc.text, layout.paragraphs(doc.text)))
    return doc


def _convert_tree(doc: Doc) -> None:
    tree = Tree(
        words=[token.lower_ for token in doc],
        lemmas=[token.lemma_.lower() for token in doc],
        tags=[token.tag_ for token in doc],
        upos=[token.pos_ for token in doc],
        heads=[token.head.i for token in doc],
        labels=[token.dep_ for token in doc],
    )
    people = [(span.start, span.end) for span in doc.ents if NAMES.get(span.label_) == "PERSON"]
    to_universal(tree, people)
    values: Any = np.zeros((len(doc), 2), dtype=np.uint64)
    values[:, 0] = [doc.vocab.strings.add(label) for label in tree.labels]
    values[:, 1] = (np.array(tree.heads) - np.arange(len(doc))).astype(np.int64).view(np.uint64)
    doc.from_array([DEP, HEAD], values)
