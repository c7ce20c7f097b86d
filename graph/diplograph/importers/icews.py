"""ICEWS coded event data, as Harvard Dataverse hands it out (doi:10.7910/DVN/28075): a table in CAMEO, with a header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diplograph.importers.coded import CodedEvent, Named, Placed
from diplograph.importers.codes import cameo_coding
from diplograph.importers.files import Complain, columns_of, day, lines_of, table

__all__ = ["NEEDED", "read_icews"]

NEEDED = ("Event ID", "Event Date", "Source Name", "Source Country", "CAMEO Code", "Target Name", "Target Country")
"""The columns without which a table is not ICEWS."""


def read_icews(path: Path, complain: Complain, skip: Complain) -> Iterator[CodedEvent]:
    """The events of a file; ``complain`` gets rows that are malformed, ``skip`` those that PLOVER codes as no event."""
    with lines_of(path) as lines:
        columns, width = columns_of(next(lines, ""), NEEDED, path)
        key, when, code = map(columns.place, ("Event ID", "Event Date", "CAMEO Code"))
        source, source_country, source_sector = map(columns.place, ("Source Name", "Source Country", "Source Sectors"))
        target, target_country, target_sector = map(columns.place, ("Target Name", "Target Country", "Target Sectors"))
        where = [columns.place(name) for name in ("City", "District", "Province")]
        country, publisher, intensity = map(columns.place, ("Country", "Publisher", "Intensity"))
        for number, found in table(lines, width, complain, start=2):
            row = [*found, ""]  # what place -1 stands for
            date = day(row[when])
            if not row[key] or date is None:
                complain(number, f"has no event id, or {row[when]!r} is no date; expected one such as 2018-02-12")
                continue
            cameo = row[code] if len(row[code]) > 1 else f"0{row[code]}"
            coding = cameo_coding(cameo)
            if coding is None:
                complain(number, f"has the CAMEO code {row[code]!r}, which there is not; expected one such as 042")
                continue
            if coding.type is None:
                skip(number, cameo)
                continue
            one = (Named(row[source], row[source_country], row[source_sector]),) if row[source] else ()
            other = (Named(row[target], row[target_country], row[target_sector]),) if row[target] else ()
            if not one and not other:
                complain(number, "names neither source nor target")
                continue
            name = next((row[place] for place in where if row[place]), row[country])
            yield CodedEvent(
                f"{row[key]} {date}",
                date,
                coding.type,
                coding.mode,
                (),
                cameo,
                other if coding.host else one,
                one if coding.host else other,
                Placed(name, row[country]) if name else None,
                row[intensity],
                row[publisher],
            )
