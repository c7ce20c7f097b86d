"""Role nouns and word lists: as shipped, and malformed."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.actors import Authority
from diplograph.actors.lexicon import read_word_lists, word_list
from diplograph.actors.roles import GroupNoun, OfficeNoun, load_roles
from diplograph.errors import KnowledgeError
from diplograph.resources import ontology_path


def test_offices_and_groups(authority: Authority) -> None:
    roles = authority.roles
    assert roles.offices[("foreign", "minister")] == OfficeNoun("foreign_minister", "GOV")
    assert roles.offices[("leader",)] == OfficeNoun("leader", "GOV")
    assert roles.offices[("pope",)] == OfficeNoun("pope", "GOV", "VAT")
    assert roles.groups[("government",)] == GroupNoun("government", "country", "GOV")
    assert roles.groups[("foreign", "ministry")] == GroupNoun("foreign ministry", "organisation", "GOV")
    assert roles.groups[("rebel",)] == GroupNoun("rebel", "group", "REB")
    assert ("spokesman",) in roles.titles


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('[office.monarch]\nsector = "GOV"', "[office.monarch]", "office.monarch: sector is None; expected some text"),
        (
            'acts = "country"',
            'acts = "land"',
            "group number 1: acts is 'land'; expected one of country, organisation, group",
        ),
        ('nouns = ["mayor"]', "nouns = []", "office.mayor.nouns is []; expected a list of words"),
        ("[leader]", "[lead]", "lacks the table [leader]"),
    ],
)
def test_malformed_roles(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = ontology_path("actors", "roles.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "roles.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_roles(path)
    assert str(caught.value).startswith(f"{path}: {problem}")


def test_roles_that_are_no_toml_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text("# roles\n[leader\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"roles\.toml:2: is not TOML"):
        load_roles(path)


def test_word_lists(tmp_path: Path) -> None:
    assert "sister" in word_list("kin")
    path = tmp_path / "words.toml"
    path.write_text('kin = "sister"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"words\.toml: buildings is None; expected a list of words"):
        read_word_lists(path)
