"""The public names: complete, importable, and not loaded before they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import diplograph


def test_every_public_name_is_there() -> None:
    assert dir(diplograph) == sorted(diplograph.__all__)
    for name in diplograph.__all__:
        assert getattr(diplograph, name) is not None
    assert len(diplograph.__all__) <= 12


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = diplograph.nothing


def test_importing_the_package_loads_no_heavy_library() -> None:
    program = (
        "import sys, diplograph; print([m for m in ('spacy', 'rdflib', 'onnxruntime', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
