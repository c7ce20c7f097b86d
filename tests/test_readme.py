"""What README.md tells a newcomer to type works as printed, in the order in which it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.readme import README, REPOSITORY, blocks, prepare, run

TEXT = README.read_text(encoding="utf-8")
COMMANDS = ("extract", "build", "query", "explain", "remove", "validate", "export", "view", "serve")


def test_each_block_runs(tmp_path: Path) -> None:
    prepare(tmp_path)
    ran = [
        block.language
        for block in blocks(TEXT)
        if block.language in ("sh", "python") and run(block, tmp_path) is not None
    ]
    assert {"sh", "python"} <= set(ran)


def test_the_steps_of_the_makefile_exist() -> None:
    targets = re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(
        r"^make (\w+)", "".join(block.text for block in blocks(TEXT) if block.language == "sh"), re.MULTILINE
    )
    assert named
    assert set(named) <= set(targets)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_shown_at_work(command: str) -> None:
    assert re.search(rf"^diplograph {command} ", "".join(block.text for block in blocks(TEXT)), re.MULTILINE)


def test_links_into_the_repository_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", TEXT)
    assert links
    assert [link for link in links if not (REPOSITORY / link).exists()] == []
