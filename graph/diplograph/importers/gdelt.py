"""GDELT 2 events (data.gdeltproject.org/gdeltv2, *.export.CSV): 61 columns in CAMEO, separated by tabs, without a header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diplograph.importers.coded import CodedEvent, Named, Placed
from diplograph.importers.codes import cameo_coding
from diplograph.importers.files import Columns, Complain, Row, day, lines_of, table

__all__ = ["COLUMNS", "read_gdelt"]


def _actor(number: int) -> tuple[str, ...]:
    what = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return tuple(f"Actor{number}{name}" for name in (*what, "Type1Code", "Type2Code", "Type3Code"))


def _geography(of: str) -> tuple[str, ...]:
    what = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
    return tuple(f"{of}Geo_{name}" for name in what)


COLUMNS = (
    *("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate"),
    *_actor(1),
    *_actor(2),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *_geography("Actor1"),
    *_geography("Actor2"),
    *_geography("Action"),
    *("DATEADDED", "SOURCEURL"),
)
"""The columns, in their order, by the names of GDELT's documentation."""

_PLACES = Columns(COLUMNS)
_ID, _DAY, _CODE, _SCALE, _URL = map(
    _PLACES.place, ("GlobalEventID", "Day", "EventCode", "GoldsteinScale", "SOURCEURL")
)
_WHERE, _WHERE_TYPE = _PLACES.place("ActionGeo_Fullname"), _PLACES.place("ActionGeo_Type")
_PARTIES = tuple(
    tuple(_PLACES.place(f"Actor{number}{name}") for name in ("Name", "CountryCode", "Type1Code")) for number in (1, 2)
)


def read_gdelt(path: Path, complain: Complain, skip: Complain) -> Iterator[CodedEvent]:
    """The events of a file; ``complain`` gets rows that are malformed, ``skip`` those that PLOVER codes as no event."""
    with lines_of(path) as lines:
        for number, row in table(lines, len(COLUMNS), complain, start=1):
            date, cameo = day(row[_DAY]), row[_CODE]
            if not row[_ID].isdecimal() or date is None:
                complain(number, f"has no GlobalEventID, or {row[_DAY]!r} is no date; expected one such as 20180212")
                continue
            coding = cameo_coding(cameo)
            if coding is None:
                complain(number, f"has the CAMEO code {cameo!r}, which there is not; expected one such as 042")
                continue
            if coding.type is None:
                skip(number, cameo)
                continue
            one, other = (_party(row, places) for places in _PARTIES)
            if not one and not other:
                complain(number, "names neither actor")
                continue
            yield CodedEvent(
                row[_ID],
                date,
                coding.type,
                coding.mode,
                (),
                cameo,
                other if coding.host else one,
                one if coding.host else other,
                _place(row),
                row[_SCALE],
                "",
                row[_URL],
            )


def _party(row: Row, places: tuple[int, ...]) -> tuple[Named, ...]:
    name, country, sector = (row[place] for place in places)
    return (Named(name.title(), country, sector),) if name else (Named("", country, sector),) if country else ()


def _place(row: Row) -> Placed | None:
    """The full name is ``City, Region, Country``; types 1 is a country, of which it is the name alone."""
    parts = [part.strip() for part in row[_WHERE].split(",") if part.strip()]
    if not parts:
        return None
    return Placed(parts[0], "" if row[_WHERE_TYPE] in ("2", "3") else parts[-1])
