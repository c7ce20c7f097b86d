"""Event data that others coded, beside what articles tell: ICEWS, POLECAT (PLOVER) and GDELT 2.

    from diplograph.importers import import_events
    with open_graph("kg") as kg:
        import_events(kg, "events.2018.tab")

    file -> rows -> coded events -> quads in a named graph of the file's own, and in the merged graph

A file is streamed: memory grows with the number of different actors and places in it, not with that of events.
"""

from diplograph.importers.coded import CodedEvent
from diplograph.importers.load import FORMATS, Format, ImportReport, format_of, import_events

__all__ = ["FORMATS", "CodedEvent", "Format", "ImportReport", "format_of", "import_events"]
