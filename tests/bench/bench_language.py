"""The bundled reader from raw text: trees, tags, names, speed, size; beside a spaCy CNN where `tests.bench.cnn` has trained one."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
from pathlib import Path

from spacy.tokens import Doc

from diplograph.language import load
from diplograph.language.bundle import FOLDER
from diplograph.language.training.names import gmb_rows, iob2_rows, spans, titled, uner_split
from tests.bench import cnn
from tests.bench.common import need, table

_KINDS = frozenset({"PERSON", "ORG", "LOC"})
_ALL = _KINDS | {"NORP"}
_SCORE = """
import runpy, sys
import diplograph.language
from spacy.language import Language
model = sys.argv.pop(1)
if model:
    import spacy
    diplograph.language.load = lambda: spacy.load(model)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
_LOAD = (
    "import time; t = time.perf_counter(); from diplograph.language import load; load(); print(time.perf_counter() - t)"
)

Name = tuple[int, int, str]


def measure(shared: Path | None) -> str:
    """Scores on GUM's and EWT's development splits, on UNER EWT and on the last tenth of GMB."""
    scorer = need(shared, "eval", "score_parse.py")
    gum = need(shared, "corpora", "ud-english-gum", "en_gum-ud-dev.conllu")
    ewt = need(shared, "corpora", "ud-english-ewt", "en_ewt-ud-dev.conllu")
    uner = need(shared, "corpora", "uner-english-ewt", "en_ewt-ud-dev.iob2")
    models = {"bundled model": ""} | ({"spaCy CNN, same treebanks": str(cnn.MODEL)} if cnn.MODEL.is_dir() else {})
    rows = []
    for what, model in models.items():
        for corpus, gold in (("GUM", gum), ("EWT", ewt)):
            out = _score(scorer, model, gold)
            found = dict(re.findall(r"(words|tags|UAS|LAS|sentences) (\d\.\d+)", out))
            speed = re.search(r"(\d+) words/s", out)
            cells = [f"{float(found[k]):.1%}" for k in ("words", "sentences", "tags", "UAS", "LAS")]
            rows.append((what, corpus, *cells, f"{int(speed.group(1)) if speed else 0:,}"))
    names = _uner(uner)
    gmb = _gmb(need(shared, "corpora", "gmb-ner", "ner_dataset.csv.zip"))
    size = sum(file.stat().st_size for file in FOLDER.iterdir())
    seconds = [
        float(subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    header = ("what", "dev split", "words", "sentences", "tags", "UAS", "LAS", "words a second")
    return f"""## Reading English (from raw text; needs the gold data)

{table(header, rows)}

Names, exact span and type (PERSON, ORG, LOC): F1 on the third of UNER EWT dev that the model was not trained on {names:.4f};
on the last tenth of GMB {gmb[0]:.4f} as GMB annotates (a title is part of the name:
`doc.spans["titles"]` joined to `doc.ents`), {gmb[1]:.4f} without titles (`doc.ents` alone),
{gmb[2]:.4f} as GMB annotates with nationalities (NORP) counted too.
Size of the model: {size / 1e6:.1f} MB; time to import and load: {statistics.median(seconds):.2f} s."""


def _score(scorer: Path, model: str, gold: Path) -> str:
    command = [sys.executable, "-c", _SCORE, model, str(scorer), str(gold)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def _uner(path: Path) -> float:
    """F1 on the sentences held out, each read alone from its words parted by blanks."""
    _, held_out = uner_split(list(iob2_rows(path)))
    docs = load().pipe(" ".join(words) for words, _ in held_out)
    right = gold = found = 0
    for (words, tags), doc in zip(held_out, docs, strict=True):
        true, ours = _gold(list(words), tags, _KINDS), _names(doc, _KINDS)
        right, gold, found = right + len(true & ours), gold + len(true), found + len(ours)
    return 2 * right / max(1, gold + found)


def _gmb(path: Path) -> tuple[float, ...]:
    """F1 on the last tenth: with titles as part of names, without, and with titles and nationalities."""
    sentences = list(gmb_rows(path))
    held_out = sentences[len(sentences) * 9 // 10 :]
    docs = load().pipe(" ".join(words) for words, _ in held_out)
    counts = [[0, 0, 0] for _ in range(3)]
    for (words, tags), doc in zip(held_out, docs, strict=True):
        bare = titled(tuple(words), tuple(tags))
        raw = tuple(tags)
        pairs = (
            (_gold(words, raw, _KINDS), _with_titles(doc, _KINDS)),
            (_gold(words, bare, _KINDS), _names(doc, _KINDS)),
            (_gold(words, raw, _ALL), _with_titles(doc, _ALL)),
        )
        for count, (gold, found) in zip(counts, pairs, strict=True):
            count[0] += len(gold & found)
            count[1] += len(gold)
            count[2] += len(found)
    return tuple(2 * right / max(1, gold + found) for right, gold, found in counts)


def _gold(words: list[str], tags: tuple[str, ...], kinds: frozenset[str]) -> set[Name]:
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    return {(starts[a], starts[b - 1] + len(words[b - 1]), kind) for a, b, kind in spans(tags) if kind in kinds}


def _names(doc: Doc, kinds: frozenset[str]) -> set[Name]:
    return {(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in kinds}


def _with_titles(doc: Doc, kinds: frozenset[str]) -> set[Name]:
    """Names with the titles before them; a title alone is a person."""
    titles = {title.end: title for title in doc.spans["titles"]}
    found = set()
    for name in doc.ents:
        title = titles.pop(name.start, None) if name.label_ == "PERSON" else None
        if name.label_ in kinds:
            found.add((title.start_char if title else name.start_char, name.end_char, name.label_))
    return found | {(title.start_char, title.end_char, "PERSON") for title in titles.values()}
