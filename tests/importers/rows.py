"""Rows of event data made up in the columns of the real data sets, for tests and benchmarks."""

from __future__ import annotations

import random
from collections.abc import Iterator

from diplograph.importers.gdelt import COLUMNS as GDELT

__all__ = ["GDELT", "ICEWS", "POLECAT", "gdelt_row", "icews_row", "icews_rows", "polecat_row"]

ICEWS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *("Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude"),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)
_COUNTRIES = (
    *("United States", "Russian Federation", "China", "Iran", "Israel", "India", "Pakistan", "United Kingdom"),
    *("France", "Germany", "Turkey", "South Korea", "North Korea", "Japan", "Syria", "Ukraine", "Egypt", "Brazil"),
)
_ROLES = ("Citizen", "Police", "Military", "Government", "Lawmaker", "Protester", "Foreign Affairs", "Business")
_CODES = (
    "036",
    "040",
    "042",
    "043",
    "051",
    "057",
    "061",
    "070",
    "0841",
    "111",
    "112",
    "120",
    "130",
    "141",
    "173",
    "190",
)


def icews_row(**cells: str) -> str:
    """A line of ICEWS, with ``_`` for the blanks in the names of columns."""
    return _row(ICEWS, cells)


def polecat_row(**cells: str) -> str:
    """A line of POLECAT, with ``_`` for the blanks in the names of columns."""
    return _row(POLECAT, cells)


def gdelt_row(**cells: str) -> str:
    """A line of GDELT 2 events."""
    return "\t".join(cells.get(name, "") for name in GDELT)


def _row(columns: tuple[str, ...], cells: dict[str, str]) -> str:
    given = {name.replace("_", " "): cell for name, cell in cells.items()}
    assert given.keys() <= set(columns)
    return "\t".join(given.get(name, "") for name in columns)


def icews_rows(count: int, first: int = 10_000_000) -> Iterator[str]:
    """A header and so many events, without line ends: countries, offices and some thousand people, as often as in the news."""
    chance = random.Random(first)
    weights = [1 / (rank + 1) for rank in range(len(_COUNTRIES))]
    yield "\t".join(ICEWS)
    for number in range(count):
        one, other, where = chance.choices(_COUNTRIES, weights, k=3)
        yield icews_row(
            Event_ID=str(first + number),
            Event_Date=f"{chance.randint(1995, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            Source_Name=_name(one, chance),
            Source_Country=one,
            Event_Text="Make something",
            CAMEO_Code=chance.choice(_CODES),
            Intensity=f"{chance.randint(-100, 100) / 10}",
            Target_Name=_name(other, chance),
            Target_Country=other,
            Story_ID=str(chance.randint(1, 10**8)),
            Sentence_Number=str(chance.randint(1, 6)),
            Publisher="The Wire",
            City=f"City {chance.randint(1, 200)}",
            Country=where,
            Latitude="0",
            Longitude="0",
        )


def _name(country: str, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.4:
        return country
    return f"{chance.choice(_ROLES)} ({country})" if kind < 0.7 else f"Somebody Number{chance.randint(1, 5000)}"
