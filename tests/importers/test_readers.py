"""Rows of the data sets as coded events, and what is said of rows that are none."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from diplograph.errors import SourceError
from diplograph.importers import CodedEvent, format_of
from diplograph.importers.coded import Named, Placed
from diplograph.importers.codes import cameo_coding
from diplograph.importers.files import Complain
from diplograph.importers.gdelt import COLUMNS, read_gdelt
from diplograph.importers.icews import read_icews
from diplograph.importers.polecat import read_polecat, read_polecat_jsonl
from tests.importers.rows import ICEWS, POLECAT, gdelt_row, icews_row, polecat_row


def read(
    reader: Callable[[Path, Complain, Complain], Iterable[CodedEvent]], path: Path
) -> tuple[list[CodedEvent], list[tuple[int, str]], list[tuple[int, str]]]:
    bad: list[tuple[int, str]] = []
    skipped: list[tuple[int, str]] = []
    complain: Complain = lambda line, problem: bad.append((line, problem))  # noqa: E731
    skip: Complain = lambda line, code: skipped.append((line, code))  # noqa: E731
    return list(reader(path, complain, skip)), bad, skipped


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_cameo_in_plovers_terms() -> None:
    def of(code: str) -> tuple[str | None, str | None] | None:
        coding = cameo_coding(code)
        return None if coding is None else (coding.type, coding.mode)

    assert of("010") == (None, None)  # a statement is no event
    assert of("036") == ("AGREE", None)
    assert of("042") == ("CONSULT", "visit")
    assert of("0841") == ("RETREAT", "release")
    assert of("0811") == ("CONCEDE", None)
    assert of("1431") == ("PROTEST", None)  # strike or boycott
    assert of("195") == ("ASSAULT", None)  # from the air, with a pilot or without
    assert of("1214") == ("REJECT", "assist")  # the code above it
    assert of("99") is None
    assert of("x") is None


def test_icews(tmp_path: Path) -> None:
    call = icews_row(
        Event_ID="926687",
        Event_Date="2018-04-27",
        Source_Name="Moon Jae-in",
        Source_Sectors="Elite,Executive,Executive Office,Government",
        Source_Country="South Korea",
        Event_Text="Make a visit",
        CAMEO_Code="042",
        Intensity="1.9",
        Target_Name="Kim Jong-Un",
        Target_Country="North Korea",
        Story_ID="1",
        Sentence_Number="2",
        Publisher="Yonhap",
        City="Panmunjom",
        Country="North Korea",
    )
    hosts = icews_row(Event_ID="2", Event_Date="2018-04-28", Source_Name="Japan", Source_Country="Japan",
                      CAMEO_Code="043", Target_Name="China", Target_Country="China", Country="Japan")  # fmt: skip
    path = write(
        tmp_path / "events.tab",
        "\t".join(f'"{name}"' for name in ICEWS),
        call,
        hosts,
        icews_row(Event_ID="3", Event_Date="2018-04-28", Source_Name="Japan", CAMEO_Code="010", Target_Name="China"),
        icews_row(Event_ID="4", Event_Date="28 April", Source_Name="Japan", CAMEO_Code="042", Target_Name="China"),
        icews_row(Event_ID="5", Event_Date="2018-04-28", Source_Name="Japan", CAMEO_Code="999", Target_Name="China"),
        icews_row(Event_ID="6", Event_Date="2018-04-28", CAMEO_Code="042"),
        "half a row",
        "",
    )
    events, bad, skipped = read(read_icews, path)
    assert events == [
        CodedEvent(
            "926687 2018-04-27",
            "2018-04-27",
            "CONSULT",
            "visit",
            (),
            "042",
            (Named("Moon Jae-in", "South Korea", "Elite,Executive,Executive Office,Government"),),
            (Named("Kim Jong-Un", "North Korea", ""),),
            Placed("Panmunjom", "North Korea"),
            "1.9",
            "Yonhap",
        ),
        CodedEvent(
            "2 2018-04-28",
            "2018-04-28",
            "CONSULT",
            "visit",
            (),
            "043",
            (Named("China", "China"),),
            (Named("Japan", "Japan"),),
            Placed("Japan", "Japan"),
        ),
    ]
    assert skipped == [(4, "010")]
    assert [line for line, _ in bad] == [5, 6, 7, 8]
    assert [problem for _, problem in bad] == [
        "has no event id, or '28 April' is no date; expected one such as 2018-02-12",
        "has the CAMEO code '999', which there is not; expected one such as 042",
        "names neither source nor target",
        "has 1 columns; expected 20, separated by tabs",
    ]


def test_polecat(tmp_path: Path) -> None:
    row = polecat_row(
        Event_ID="20180427-1-a_CONSULT_N",
        Event_Date="2018-04-27",
        Event_Type="CONSULT",
        Event_Mode="third_party",
        Intensity="1.5",
        Contexts="diplomatic;military;nothing",
        Actor_Name="Moon Jae-in;Kim Jong Un",
        Actor_Country="KOR;PRK",
        Primary_Actor_Sector="GOV",
        Recipient_Name="None",
        Placename="Panmunjom",
        Country="PRK",
        Source="yonhap",
    )
    path = write(
        tmp_path / "ngecEvents.txt",
        "\t".join(POLECAT),
        row + "\t\t",
        polecat_row(
            Event_ID="2", Event_Date="2018-04-27", Event_Type="DEMAND", Actor_Name="Japan", Actor_Country="JPN"
        ),
        polecat_row(Event_ID="3", Event_Date="2018-04-27", Event_Type="SMILE", Actor_Name="Japan"),
    )
    events, bad, _ = read(read_polecat, path)
    assert events[0] == CodedEvent(
        "20180427-1-a_CONSULT_N",
        "2018-04-27",
        "CONSULT",
        "third-party",
        ("diplomatic", "military"),
        None,
        (Named("Moon Jae-in", "KOR", "GOV"), Named("Kim Jong Un", "PRK", "GOV")),
        (),
        Placed("Panmunjom", "PRK"),
        "1.5",
        "yonhap",
    )
    assert [event.type for event in events] == ["CONSULT", "REQUEST"]
    assert [line for line, _ in bad] == [4]


def test_polecat_as_its_coder_writes_it(tmp_path: Path) -> None:
    record = {
        "id": "20190801-2309-4e08_RETREAT_access",
        "event_type": "RETREAT",
        "event_mode": ["access"],
        "contexts": ["pro_democracy"],
        "attributes": {
            "ACTOR": [{"text": "Maduro", "wiki": "Nicolás Maduro", "country": "VEN", "code_1": "GOV"}],
            "RECIP": [
                {"text": "the envoys", "wiki": "", "country": None, "code_1": ""},
                {"text": "UN", "country": "IGO"},
            ],
        },
        "event_geolocation": {"reason": "…", "geo": {"resolved_placename": "Barbados", "country_code3": "BRB"}},
        "date_resolved": "2019-07-31",
        "pub_date": "2019-08-01",
        "publisher": "translateme2-pt",
    }
    columns = {"Event ID": "2", "Event Date": "2019-08-01", "Event Type": "AID", "Actor Name": "Japan", "Intensity": 7}
    lines = (json.dumps(record), json.dumps(columns), "{", "[1]", '{"event_type": "AID", "attributes": 3}')
    events, bad, _ = read(read_polecat_jsonl, write(tmp_path / "events.jsonl", *lines))
    assert events == [
        CodedEvent(
            "20190801-2309-4e08_RETREAT_access",
            "2019-07-31",
            "RETREAT",
            "access",
            ("pro_democracy",),
            None,
            (Named("Nicolás Maduro", "VEN", "GOV"),),
            (Named("the envoys", "", ""), Named("UN", "IGO", "")),
            Placed("Barbados", "BRB"),
            "",
            "translateme2-pt",
        ),
        CodedEvent("2", "2019-08-01", "AID", None, (), None, (Named("Japan"),), (), None, "7"),
    ]
    assert [line for line, _ in bad] == [3, 4, 5]


def test_gdelt(tmp_path: Path) -> None:
    assert len(COLUMNS) == 61
    row = gdelt_row(
        GlobalEventID="410412347",
        Day="20180212",
        Actor1Code="PRKGOV",
        Actor1Name="NORTH KOREA",
        Actor1CountryCode="PRK",
        Actor1Type1Code="GOV",
        Actor2CountryCode="USA",
        EventCode="138",
        GoldsteinScale="-7.0",
        ActionGeo_Type="4",
        ActionGeo_Fullname="Pyongyang, P'yongyang-si, North Korea",
        SOURCEURL="http://example.org/a?b=1",
    )
    path = write(tmp_path / "20180212.export.CSV", row, gdelt_row(GlobalEventID="1", Day="20180212", EventCode="042"),
                 gdelt_row(GlobalEventID="2", Day="20181399", EventCode="042", Actor1Name="X"), "a\tb")  # fmt: skip
    events, bad, _ = read(read_gdelt, path)
    assert events == [
        CodedEvent(
            "410412347",
            "2018-02-12",
            "THREATEN",
            "violence",
            (),
            "138",
            (Named("North Korea", "PRK", "GOV"),),
            (Named("", "USA", ""),),
            Placed("Pyongyang", "North Korea"),
            "-7.0",
            "",
            "http://example.org/a?b=1",
        )
    ]
    assert [line for line, _ in bad] == [2, 3, 4]


def test_packed_files_and_other_encodings(tmp_path: Path) -> None:
    row = icews_row(Event_ID="1", Event_Date="2018-04-28", Source_Name="José", CAMEO_Code="042", Target_Name="China")
    content = f"\ufeff{chr(9).join(ICEWS)}\r\n".encode() + row.encode("latin-1") + b"\r\n" + row.encode() + b"\r\n"
    plain, packed, zipped = (tmp_path / name for name in ("a.tab", "a.tab.gz", "a.zip"))
    plain.write_bytes(content)
    packed.write_bytes(gzip.compress(content))
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("a.tab", content)
    for path in (plain, packed, zipped):
        events, bad, _ = read(read_icews, path)
        assert [event.actors[0].name for event in events] == ["José", "José"]
        assert bad == []
        assert format_of(path) == "icews"


def test_which_data_set_a_file_is_of(tmp_path: Path) -> None:
    assert format_of(write(tmp_path / "p", "\t".join(POLECAT))) == "polecat"
    assert format_of(write(tmp_path / "j", "", '{"id": 1}')) == "polecat"
    assert format_of(write(tmp_path / "g", gdelt_row(GlobalEventID="1"))) == "gdelt"
    (tmp_path / "bad.zip").write_bytes(b"PK not really")
    for path, message in (
        (write(tmp_path / "x", "who,did,what"), "is no file of events that is known"),
        (tmp_path / "missing", "cannot be read"),
        (tmp_path / "bad.zip", "cannot be read"),
    ):
        with pytest.raises(SourceError, match=message) as error:
            format_of(path)
        assert error.value.path == str(path)


def test_a_header_without_a_column_that_is_needed(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="lacks the column 'Event Date'"):
        read(read_icews, write(tmp_path / "x", "Event ID\tCAMEO Code"))
