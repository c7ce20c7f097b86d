"""The colours of the picture: seen against the paper, and told apart by readers with any kind of colour vision."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from diplograph.view.picture import COLOURS

PAPER = {"light": "#fbfaf7", "dark": "#14181f"}  # as in page.css
LINES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "statement")
KINDS = ("person", "country", "organisation", "group")
# Machado, Oliveira and Fernandes 2009, severity 1.0, over linear RGB
VISION = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_Colour = NDArray[np.float64]


def _linear(colour: str) -> _Colour:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def _contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2."""
    low, high = sorted(float(np.dot([0.2126, 0.7152, 0.0722], _linear(colour))) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _lab(linear: _Colour) -> _Colour:
    matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(matrix) @ np.clip(linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_stands_out_from_the_paper(theme: str) -> None:
    assert set(COLOURS[theme]) == {*LINES, *KINDS}
    assert {name: c for name, c in COLOURS[theme].items() if _contrast(c, PAPER[theme]) < 3} == {}


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("names", "least"), [(LINES, 20), (KINDS, 12)], ids=["lines", "kinds"])
def test_they_are_told_apart(theme: str, vision: str, names: tuple[str, ...], least: float) -> None:
    """By a distance in CIELAB of which 2.3 can just be seen; kinds of actors have shapes of their own besides."""
    seen = {name: _lab(np.array(VISION[vision]) @ _linear(COLOURS[theme][name])) for name in names}
    near = [(a, b) for a, b in combinations(names, 2) if np.linalg.norm(seen[a] - seen[b]) < least]
    assert near == []
