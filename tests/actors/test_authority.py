"""The authority as it is shipped, and a user's own file beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from diplograph.actors import Authority, load_authority
from diplograph.actors.authority import read_authority
from diplograph.errors import KnowledgeError
from diplograph.record import Office
from diplograph.resources import ontology_path

ACTOR = "https://w3id.org/diplograph/id/actor/"


def test_every_country_of_iso_3166_is_there(authority: Authority) -> None:
    assert len([code for code in authority.countries if code not in authority.successors]) == 250
    assert authority.countries["KOR"].id == ACTOR + "KOR"
    assert authority.countries["KOR"].wikidata == "Q884"
    assert authority.successors["SUN"] == ("RUS", "1922-12-30", "1991-12-26")


@pytest.mark.parametrize(
    ("label", "country", "where"),
    [
        ("Hyderabad", "IND", (1269843, 17.384, 78.4564)),
        ("Hyderabad", "PAK", None),
        ("Mecca", "SAU", (104515, 21.4266, 39.8256)),
        ("HYDERABAD", "IND", (1269843, 17.384, 78.4564)),
        ("Springfield", "USA", None),  # several of about the same size
        ("California", "USA", None),  # a region
        ("Seoul", "PRK", None),
    ],
)
def test_where_places_lie(
    authority: Authority, label: str, country: str, where: tuple[int, float, float] | None
) -> None:
    assert authority.where(label, country) == where


def test_coordinates_are_of_places_that_are_known(authority: Authority) -> None:
    known = {
        (authority.entries[name.entry].country, *key)
        for key, names in authority.names.items()
        for name in names
        if name.kind in ("place", "capital")
    }
    assert set(authority.coordinates) <= known


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        (("south", "korea"), "country", "KOR"),
        (("blue", "house"), "metonym", "KOR"),
        (("zhongnanhai",), "metonym", "CHN"),
        (("foggy", "bottom"), "metonym", "USA"),
        (("elysee",), "metonym", "FRA"),
        (("pyongyang",), "capital", "PRK"),
        (("danes",), "people", "DNK"),
        (("finnish",), "adjective", "FIN"),
        (("soviet",), "adjective", "SUN"),
    ],
)
def test_names_of_countries(authority: Authority, text: tuple[str, ...], kind: str, code: str) -> None:
    assert (kind, ACTOR + code) in {(name.kind, name.entry) for name in authority.names[text]}


def test_the_same_office_at_two_dates(authority: Authority) -> None:
    before, after = (
        authority.holder("president", "KOR", "2014-02-13"),
        authority.holder("president", "KOR", "2018-02-13"),
    )
    assert before is not None
    assert after is not None
    assert (authority.entries[before.person].label, authority.entries[after.person].label) == (
        "Park Geun-hye",
        "Moon Jae-in",
    )


@pytest.mark.parametrize(
    ("country", "date", "leader"),
    [
        ("PRK", "2018-02-13", "Kim Jong Un"),
        ("DEU", "2018-02-13", "Angela Merkel"),
        ("RUS", "2018-02-13", "Vladimir Putin"),
        ("SAU", "2019-10-01", "Salman of Saudi Arabia"),
        ("GBR", "2019-08-01", "Boris Johnson"),
    ],
)
def test_leader(authority: Authority, country: str, date: str, leader: str) -> None:
    term = authority.holder("leader", country, date)
    assert term is not None
    assert authority.entries[term.person].label == leader


def test_office_of_a_person_at_a_date(authority: Authority) -> None:
    assert authority.office(ACTOR + "Q22686", "2018-02-13") == Office("President of the United States", "USA")
    assert authority.office(ACTOR + "Q22686", "2022-02-13") is None
    assert authority.office(ACTOR + "Q9682", "2018-02-13") == Office("Queen of the United Kingdom", "GBR")


def test_sizes(authority: Authority) -> None:
    types = [entry.type for entry in authority.entries.values() if entry.kind == "organisation"]
    assert sum(t in ("igo", "ngo") for t in types) >= 600
    assert sum(t in ("armed_group", "party", "movement") for t in types) >= 750
    assert sum(t in ("news_agency", "outlet") for t in types) >= 250
    assert sum(entry.kind == "person" for entry in authority.entries.values()) >= 8000


@pytest.mark.parametrize(
    ("name", "count", "one", "stranger"),
    [
        ("eu", 27, "IRL", "GBR"),
        ("nato", 32, "FIN", "AUT"),
        ("asean", 11, "TLS", "PNG"),
        ("african union", 55, "MAR", "YEM"),
        ("gcc", 6, "QAT", "YEM"),
        ("g7", 7, "JPN", "RUS"),
        ("g20", 19, "KOR", "ESP"),
        ("p5", 5, "CHN", "DEU"),
        ("osce", 57, "MNG", "CHN"),
        ("warsaw pact", 7, "DDR", "YUG"),
    ],
)
def test_members(authority: Authority, name: str, count: int, one: str, stranger: str) -> None:
    (found,) = {n.entry for n in authority.names[tuple(name.split())] if n.kind == "organisation"}
    members = authority.entries[found].members
    assert len(members) == count
    assert one in members
    assert stranger not in members


def test_members_of_brics_are_the_five_and_those_of_2024_and_2025(authority: Authority) -> None:
    (name,) = authority.names[("brics",)]
    assert authority.entries[name.entry].members == (
        "ARE",
        "BRA",
        "CHN",
        "EGY",
        "ETH",
        "IDN",
        "IND",
        "IRN",
        "RUS",
        "ZAF",
    )


@pytest.mark.parametrize(
    ("text", "label", "country", "type_"),
    [
        ("bimstec", "BIMSTEC", "IGO", "igo"),
        ("monuc", "MONUSCO", "IGO", "igo"),
        ("united nations peacekeeping force in cyprus", "UNFICYP", "IGO", "igo"),
        ("chatham house", "Chatham House", "GBR", "ngo"),
        ("jnim", "Jama'at Nasr al-Islam wal Muslimin", "MLI", "armed_group"),
        ("timochenko", "Rodrigo Londoño", "COL", ""),
        ("psoe", "Spanish Socialist Workers' Party", "ESP", "party"),
        ("nug", "National Unity Government", "MMR", "movement"),
        ("xinhua", "Xinhua", "CHN", "news_agency"),
    ],
)
def test_actors_by_other_names(authority: Authority, text: str, label: str, country: str, type_: str) -> None:
    (entry,) = {name.entry for name in authority.names[tuple(text.split())]}
    found = authority.entries[entry]
    assert (found.label, found.country, found.type) == (label, country, type_)


def test_an_outlet_is_run_by_a_state_or_not(authority: Authority) -> None:
    media = [e for e in authority.entries.values() if e.type in ("news_agency", "outlet")]
    assert all(e.state_run is not None for e in media)
    by_label = {e.label: (e.country, e.state_run) for e in media}
    assert by_label["Xinhua"] == ("CHN", True)
    assert by_label["Reuters"] == ("GBR", False)


@pytest.mark.parametrize(
    ("code", "name", "successor", "since", "until"),
    [
        ("YUG", "yugoslavia", "SRB", "1918-12-01", "2003-02-04"),
        ("CSK", "czechoslovakia", "CZE", "1918-10-28", "1992-12-31"),
        ("DDR", "gdr", "DEU", "1949-10-07", "1990-10-03"),
        ("YAR", "north yemen", "YEM", "1962-09-26", "1990-05-22"),
        ("RHO", "rhodesia", "ZWE", "1965-11-11", "1980-04-18"),
    ],
)
def test_former_countries(authority: Authority, code: str, name: str, successor: str, since: str, until: str) -> None:
    assert {n.entry for n in authority.names[tuple(name.split())]} == {ACTOR + code}
    assert authority.successors[code] == (successor, since, until)


def test_a_state_that_changed_its_name_is_the_same_state(authority: Authority) -> None:
    for old, code in (("zaire", "COD"), ("burma", "MMR"), ("ceylon", "LKA"), ("west germany", "DEU")):
        assert {n.entry for n in authority.names[tuple(old.split())]} == {ACTOR + code}


@pytest.mark.parametrize(
    ("role", "country", "date", "holder"),
    [
        ("foreign_minister", "SUN", "1960-05-01", "Andrei Gromyko"),
        ("foreign_minister", "DEU", "1985-05-01", "Hans-Dietrich Genscher"),
        ("foreign_minister", "USA", "1950-06-25", "Dean Acheson"),
        ("foreign_minister", "JPN", "2023-06-01", "Yoshimasa Hayashi"),
        ("prime_minister", "FRA", "2024-10-01", "Michel Barnier"),
        ("president", "SEN", "2024-06-01", "Bassirou Diomaye Faye"),
        ("prime_minister", "NPL", "2025-10-01", "Sushila Karki"),
        ("monarch", "DNK", "2024-06-01", "Frederik X of Denmark"),
    ],
)
def test_who_held_an_office(authority: Authority, role: str, country: str, date: str, holder: str) -> None:
    term = authority.holder(role, country, date)
    assert term is not None
    assert authority.entries[term.person].label == holder


def test_a_file_of_the_user_wins(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "label,kind,names,country,wikidata\nBlue House Jazz Club,organisation,Blue House,NLD,\n", encoding="utf-8"
    )
    mine = load_authority(path)
    (name,) = mine.names[("blue", "house")]
    assert mine.entries[name.entry].label == "Blue House Jazz Club"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "X,robot,,,",
            "mine.csv:2: column 'kind' holds 'robot'; expected one of 'country', 'group', 'organisation', 'person'",
        ),
        ("X,country,,,", "mine.csv:2: column 'country' holds ''; expected the code of the country"),
        (",person,,,", "mine.csv:2: column 'label' holds ''; expected some text"),
        (
            "X,person,,kor,",
            "mine.csv:2: column 'country' holds 'kor'; expected an ISO 3166-1 alpha-3 code such as KOR, IGO or nothing",
        ),
        ("X,person,,,Q", "mine.csv:2: column 'wikidata' holds 'Q'; expected a Wikidata item such as Q884, or nothing"),
    ],
)
def test_a_malformed_file_of_the_user(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"label,kind,names,country,wikidata\n{row}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_authority(path)
    assert str(caught.value).endswith(problem)


@pytest.mark.parametrize(
    ("file", "header", "row", "problem"),
    [
        (
            "offices.csv",
            "person,role,office,country,from,until",
            "Q0x,president,P,KOR,,",
            "column 'person' holds 'Q0x'",
        ),
        (
            "offices.csv",
            "person,role,office,country,from,until",
            "Q21001,president,P,KOR,2018,2017",
            "expected a date not before 2018",
        ),
        ("people.csv", "wikidata,name,aliases,country,sex", ",Ann,,XYZ,f", "column 'country' holds 'XYZ'"),
        (
            "coordinates.csv",
            "country,label,geonames,latitude,longitude",
            "KOR,Seoul,1835848,137.566,126.9784",
            "column 'latitude' holds '137.566'; expected degrees such as 37.5660, from -90 to 90",
        ),
        (
            "coordinates.csv",
            "country,label,geonames,latitude,longitude",
            "KOR,Seoul,Q8684,37.566,126.9784",
            "column 'geonames' holds 'Q8684'; expected the number of a place in GeoNames",
        ),
        ("places.csv", "wikidata,label,names,country", ",Ghent,,IGO", "column 'country' holds 'IGO'"),
        (
            "organisations.csv",
            "wikidata,label,names,type,country,members",
            ",X,,igo,IGO,QQQ",
            "column 'members' holds 'QQQ'",
        ),
        ("media.csv", "wikidata,label,names,type,country,state_run", ",X,,paper,KOR,", "column 'type' holds 'paper'"),
        ("media.csv", "wikidata,label,names,type,country,state_run", ",X,,outlet,KOR,so", "'state_run' holds 'so'"),
        ("given_names.csv", "name,sex", "ann,", "column 'sex' holds ''"),
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, file: str, header: str, row: str, problem: str) -> None:
    folder = tmp_path / "actors"
    shutil.copytree(ontology_path("actors"), folder)
    (folder / file).write_text(f"# comment\n{header}\n{row}\n", encoding="utf-8")
    if file == "people.csv":
        (folder / "offices.csv").write_text("person,role,office,country,from,until\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        read_authority(folder)
    assert f"{file}:3: " in str(caught.value)
    assert problem in str(caught.value)
