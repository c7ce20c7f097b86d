from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.errors import KnowledgeError
from diplograph.extraction.reporting import FRAMES, LISTS, load_reporting

LISTING = "[lists]\n" + "\n".join(f'{name} = ["x"]' for name in sorted(LISTS)) + "\n"


def load_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "reporting.toml"
    path.write_text(text, encoding="utf-8")
    load_reporting(path=path)


def test_the_lexicon_of_the_package() -> None:
    reporting = load_reporting()
    assert {word.kind for word in reporting.verbs["say"]} == {"say"}
    assert "object" in reporting.verbs["tell"][0].addressee
    assert reporting.verbs["deny"][0].modality == ("negation",)
    assert reporting.phrases["according", "to"] == "say"
    assert all(word.frames <= FRAMES for words in reporting.verbs.values() for word in words)


def test_attitudes_are_left_out_unless_asked_for() -> None:
    assert "hope" not in load_reporting().nouns
    assert not any(word.attitude for words in load_reporting().verbs.values() for word in words)
    assert load_reporting(attitudes=True).nouns["hope"][0].attitude


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[verb]\n", r"reporting.toml:1: is not TOML"),
        ("[verbs]\nx = 1\n", r"reporting.toml:1: unknown table 'verbs'"),
        ('[lists]\ngive = ["x"]\n', r"reporting.toml:1: \[lists\] has no 'anybody'"),
        (LISTING + '[[verb]]\nkind = "say"\nlemmas = ["say"]\n', r"reporting.toml:8: the group has no 'frames'"),
        (
            LISTING + '[[verb]]\nkind = "say"\nframes = ["quote"]\nlemmas = ["say"]\n'
            '[[verb]]\nkind = "say"\nframes = ["claus"]\nlemmas = ["tell"]\n',
            r"reporting.toml:12: unknown frame 'claus'; known are",
        ),
        (LISTING + '[[noun]]\nkind = "say"\nframes = ["clause"]\nlemmas = "claim"\n', r"8: 'lemmas' must be a list"),
        (LISTING + '[[noun]]\nkind = "say"\nframes = []\nlemmas = []\nnote = ""\n', r"8: unknown key 'note'"),
        (
            LISTING + '[[noun]]\nkind = "say"\nframes = []\nlemmas = []\nmodality = "no"\n',
            r"8: unknown modality 'no'; known are",
        ),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        load_text(tmp_path, text)
