"""What an article says about a statement as such: "Kim made the remarks to a delegation, KCNA reported".

Such a sentence says nothing of its own. It tells to whom the statements around it were made, and who reports them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from diplograph.actors.mention import Resolution
from diplograph.extraction.reporting import load_reporting
from diplograph.extraction.speakers import role
from diplograph.extraction.syntax import agents, children, obliques
from diplograph.language.forms import known_form
from diplograph.record import Role, Statement

__all__ = ["Remark", "apply_remarks", "find_remarks"]

_DEFINITE = frozenset({"the", "his", "her", "their", "its", "these", "those", "that", "this"})


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a statement: its offset, the speaker, and those who were told."""

    start: int
    end: int
    speaker: str
    addressee: tuple[Role, ...]


def find_remarks(doc: Any, resolution: Resolution, text: str) -> tuple[Remark, ...]:
    """The sentences of the kind "he made the remarks to …", where the speaker is a known actor."""
    found = []
    lists = load_reporting().lists
    for token in doc:
        if (
            token.dep_ != "obj"
            or not known_form(token, lists["utterance"])
            or not known_form(token.head, lists["give"])
        ):
            continue
        if not any(child.lower_ in _DEFINITE for child in children(token, "det", "nmod:poss")):
            continue
        speakers = [role(agent, resolution, text).actor for agent in agents(token.head)]
        if speakers and speakers[0] is not None:
            told = tuple(role(one, resolution, text) for one in obliques(token.head, "to") or obliques(token, "to"))
            sentence = token.sent
            found.append(Remark(sentence.start_char, sentence.end_char, speakers[0], told))
    return tuple(found)


def apply_remarks(statements: Sequence[Statement], remarks: Sequence[Remark]) -> tuple[Statement, ...]:
    """Give addressees and reporters to the statements next to each remark, before and behind it, by the same speaker.

    The reporter is the speaker of the statement that the remark stands in ("…, KCNA reported").
    """
    changed = list(statements)
    for remark in remarks:
        reporters = [s.speaker for s in statements if s.speaker and remark.start <= s.content[0].start < remark.end]
        own = [n for n, s in enumerate(changed) if s.speaker is not None and s.speaker.actor == remark.speaker]
        before = [n for n in own if changed[n].content[-1].end <= remark.start][-1:]
        behind = [n for n in own if changed[n].content[0].start >= remark.end][:1]
        for n in before + behind:
            known = {r.actor or r.text for r in changed[n].attribution}
            added = tuple(r for r in reporters if (r.actor or r.text) not in known and r.actor != remark.speaker)
            told = changed[n].addressee or remark.addressee
            changed[n] = replace(changed[n], attribution=changed[n].attribution + added, addressee=told)
    return tuple(changed)
