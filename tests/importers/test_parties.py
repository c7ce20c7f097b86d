"""Whom the names of the data sets stand for."""

from __future__ import annotations

import pytest

from diplograph.importers.coded import Named, Placed
from diplograph.importers.parties import Parties

ACTOR = "https://w3id.org/diplograph/id/actor/"


@pytest.fixture(scope="module")
def parties() -> Parties:
    return Parties()


@pytest.mark.parametrize(
    ("named", "iri", "country"),
    [
        (Named("South Korea", "South Korea"), "KOR", "KOR"),
        (Named("Russian Federation", "Russian Federation"), "RUS", "RUS"),
        (Named("", "USA"), "USA", "USA"),
        (Named("", "USA", "GOV"), "USA", "USA"),
        (Named("North Korea", "PRK", "GOV"), "PRK", "PRK"),
        (Named("Romania", "ROM"), "ROU", "ROU"),
        (Named("Government (India)", "India"), "IND", "IND"),
        (Named("Japan"), "JPN", "JPN"),
        (Named("Moon Jae-in", "South Korea", "Elite,Executive"), "Q21001", "KOR"),
        (Named("United Nations", "IGO"), "Q1065", "IGO"),
    ],
)
def test_those_who_are_known(parties: Parties, named: Named, iri: str, country: str) -> None:
    party = parties.party(named)
    assert party is not None
    assert (party.iri, party.country) == (ACTOR + iri, country)


def test_the_rest_are_groups(parties: Parties) -> None:
    citizens, police = parties.party(Named("Citizen (India)", "India")), parties.party(Named("POLICE", "IND", "COP"))
    assert citizens is not None
    assert (citizens.label, citizens.kind, citizens.country) == ("Citizen (India)", "group", "IND")
    assert police is not None
    assert (police.label, police.kind, police.country) == ("POLICE (India)", "group", "IND")
    assert parties.party(Named("Citizen (India)", "")) == citizens
    someone = parties.party(Named("Qwertz Uiop"))
    assert someone is not None
    assert (someone.label, someone.kind, someone.country) == ("Qwertz Uiop", "group", None)
    armed = parties.party(Named("India", "IND", "MIL"))  # the country's name, but not the country
    assert armed is not None
    assert (armed.label, armed.kind) == ("MIL (India)", "group")


def test_a_name_is_not_taken_for_somebody_of_another_country(parties: Parties) -> None:
    namesake = parties.party(Named("Moon Jae-in", "Brazil"))
    assert namesake is not None
    assert (namesake.kind, namesake.country) == ("group", "BRA")


def test_nobody(parties: Parties) -> None:
    assert parties.party(Named("", "")) is None
    assert parties.party(Named("???", "")) is None
    assert parties.party(Named("", "AFR")) is None  # a region


def test_places(parties: Parties) -> None:
    spot = parties.spot(Placed("Panmunjom", "North Korea"))
    assert (spot.label, spot.country) == ("Panmunjom", "PRK")
    assert parties.spot(Placed("Panmunjom", "PRK")).iri == spot.iri
