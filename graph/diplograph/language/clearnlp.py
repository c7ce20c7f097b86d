"""From spaCy's English labels (the ClearNLP scheme) to Universal Dependencies v2, heads and labels.

ClearNLP: https://github.com/clir/clearnlp-guidelines/blob/master/md/specifications/dependency_labels.md; UD v2:
https://universaldependencies.org/en/. Every step replaces one head by another of the same sentence so that a tree stays a tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Labels that only ClearNLP has: a tree that uses one of them needs converting.
LABELS = frozenset(
    (
        *(
            "nsubjpass",
            "csubjpass",
            "auxpass",
            "dobj",
            "dative",
            "agent",
            "prep",
            "pobj",
            "pcomp",
            "attr",
            "acomp",
            "oprd",
        ),
        *("poss", "relcl", "neg", "npadvmod", "prt", "predet", "preconj", "quantmod", "intj", "meta"),
    )
)
_RENAMED = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "prt": "compound:prt",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "quantmod": "advmod",
    "intj": "discourse",
    "meta": "dep",
    "oprd": "xcomp",
    "attr": "xcomp",
    "acomp": "xcomp",
}
_PREDICATES = ("attr", "acomp", "oprd")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_PLACES = frozenset({"here", "there", "away", "abroad", "back", "home", "outside", "inside", "together", "alone"})


@dataclass
class Tree:
    """A sentence or a whole text; `heads` are positions, of the word itself for a root. Changed in place."""

    words: Sequence[str]
    lemmas: Sequence[str]
    tags: Sequence[str]
    upos: Sequence[str]
    heads: list[int]
    labels: list[str]

    def __post_init__(self) -> None:
        """Index the dependents of every word, so that long texts take linear time."""
        self._below: list[set[int]] = [set() for _ in self.heads]
        for word, head in enumerate(self.heads):
            if word != head:
                self._below[head].add(word)

    def children(self, head: int) -> list[int]:
        """The dependents of a word, in order."""
        return sorted(self._below[head])

    def attach(self, word: int, head: int, label: str | None = None) -> None:
        """Hang `word` from `head` (from nothing if they are the same)."""
        self._below[self.heads[word]].discard(word)
        self.heads[word] = head
        if head != word:
            self._below[head].add(word)
        if label is not None:
            self.labels[word] = label

    def promote(self, child: int, label: str) -> None:
        """Let `child` take the place and the other dependents of its head, which becomes its dependent, as `label`."""
        head = self.heads[child]
        above, role = self.heads[head], self.labels[head]
        self.attach(child, child if above == head else above, role)
        for other in self.children(head):
            self.attach(other, child)
        self.attach(head, child, label)


def to_universal(tree: Tree, people: Iterable[tuple[int, int]] = ()) -> None:
    """Convert a tree in place; `people` are the (start, end) of persons' names, which become flat."""
    size = range(len(tree.heads))
    for word in size:
        _coordination(tree, word)
    for word in reversed(size):  # the inner of two prepositions ("from behind the wall") first
        if tree.labels[word] in ("prep", "agent", "dative") or _conjoined_preposition(tree, word):
            _preposition(tree, word)
    for word in size:
        if tree.lemmas[word] == "be" and not tree.labels[word].startswith("aux"):
            _copula(tree, word)
    for word in size:
        _label(tree, word)
    for start, end in people:
        _flat(tree, start, end)


def _coordination(tree: Tree, word: int) -> None:
    """All conjuncts hang from the first, and a conjunction from the conjunct that follows it."""
    if tree.labels[word] == "conj":
        head = tree.heads[word]
        while tree.labels[head] == "conj" and tree.heads[head] != head:
            head = tree.heads[head]
        if head != tree.heads[word]:
            tree.attach(word, head)
    elif tree.labels[word] == "cc":
        first = tree.heads[word]
        following = [i for i in tree.children(first) if i > word and tree.labels[i] == "conj"]
        if following:
            tree.attach(word, following[0])


def _conjoined_preposition(tree: Tree, word: int) -> bool:
    """The second preposition of "in Seoul and in Tokyo"."""
    return tree.labels[word] == "conj" and any(tree.labels[i] in ("pobj", "pcomp") for i in tree.children(word))


def _preposition(tree: Tree, word: int) -> None:
    """The object of a preposition takes its place; the preposition becomes its case or mark."""
    role = tree.labels[word]
    objects = [i for i in tree.children(word) if tree.labels[i] in ("pobj", "pcomp")]
    if not objects:
        inner = [i for i in tree.children(word) if tree.labels[i] in ("obl", "nmod")]  # of a preposition done before
        if inner and role in ("prep", "agent"):
            tree.promote(inner[0], "case")
            tree.labels[inner[0]] = _oblique(tree, inner[0], role)
        elif role != "conj":
            tree.labels[word] = "iobj" if role == "dative" else "obl"  # "give him", "the place he came from"
        return
    thing = objects[0]
    clause = tree.labels[thing] == "pcomp" and tree.upos[thing] in ("VERB", "AUX")
    tree.promote(thing, "mark" if clause else "case")
    if role == "conj":
        tree.labels[thing] = "conj"
    elif clause:
        tree.labels[thing] = "acl" if tree.upos[tree.heads[thing]] in _NOMINAL else "advcl"
    else:
        tree.labels[thing] = _oblique(tree, thing, role)
    for other in objects[1:]:
        tree.labels[other] = "conj"


def _oblique(tree: Tree, word: int, role: str) -> str:
    if role == "agent":
        return "obl:agent"
    return "nmod" if tree.upos[tree.heads[word]] in _NOMINAL and tree.heads[word] != word else "obl"


def _copula(tree: Tree, verb: int) -> None:
    """The predicate of "be" takes its place: "Seoul is happy", "is a city", "is in Korea", "is here"."""
    children = tree.children(verb)
    labels = {tree.labels[i] for i in children}
    predicates = [i for i in children if tree.labels[i] in _PREDICATES]
    if any(tree.labels[i] == "expl" and tree.words[i] == "there" for i in children):
        for i in predicates:
            tree.labels[i] = "nsubj"  # "there is a plan"
        return
    if not predicates and labels & _SUBJECTS and not labels & {"ccomp", "xcomp", "nsubjpass", "csubjpass"}:
        predicates = [i for i in children if i > verb and _is_place(tree, i)]
    if predicates:
        tree.promote(predicates[0], "cop")


def _is_place(tree: Tree, word: int) -> bool:
    label = tree.labels[word]
    return label == "obl" or (label == "advmod" and tree.words[word] in _PLACES)


def _label(tree: Tree, word: int) -> None:
    """Labels that change without their heads."""
    label, head = tree.labels[word], tree.heads[word]
    if label == "aux" and tree.tags[word] == "TO":
        label = "mark"
    elif label == "npadvmod":
        label = "nmod:unmarked" if tree.upos[head] in ("NOUN", "PROPN", "PRON") else "obl:unmarked"
    elif label == "nmod" and tree.upos[word] in ("NOUN", "PROPN") and word < head and not _has_case(tree, word):
        label = "compound"
    elif label in ("pobj", "pcomp"):
        label = "obl"
    if head == word:
        label = "root"
    tree.labels[word] = _RENAMED.get(label, label)


def _has_case(tree: Tree, word: int) -> bool:
    return any(tree.labels[i] == "case" for i in tree.children(word))


def _flat(tree: Tree, start: int, end: int) -> None:
    """The first word of a person's name is its head; a title before the name describes it."""
    inside = range(start, end)
    tops = [i for i in inside if tree.heads[i] not in inside or tree.heads[i] == i]
    if len(tops) != 1:
        return
    top = tops[0]
    if top != start:
        above, role = tree.heads[top], tree.labels[top]
        tree.attach(start, start if above == top else above, role)
        for child in tree.children(top):
            if child != start:
                tree.attach(child, start)
        tree.attach(top, start, "flat")
    for i in inside[1:]:
        if tree.heads[i] in inside and tree.labels[i] in ("compound", "flat", "nmod"):
            tree.attach(i, start, "flat")
    for child in tree.children(start):
        if child < start and tree.labels[child] == "compound":
            tree.labels[child] = "nmod:desc"
