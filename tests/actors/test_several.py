"""Mentions of several actors, and of one whom the text says to be another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = list[tuple[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "mention", "labels"),
    [
        ("Greece and Turkey held talks. The two sides agreed.", "The two sides", ["Greece", "Turkey"]),
        ("China and India signed a deal. Both countries will cut tariffs.", "Both countries", ["China", "India"]),
        (
            "Xi Jinping hosted Narendra Modi in Wuhan. The pair took a walk.",
            "The pair",
            ["Xi Jinping", "Narendra Modi"],
        ),
        (
            "Saudi Arabia and Iran agreed. In a joint statement with China, the two countries affirmed it.",
            "the two countries",
            ["Saudi Arabia", "Iran"],
        ),
        (
            "Kim Jong Un met Moon Jae-in. Suh Hoon and Kim Yong Chol took part. The two leaders signed it.",
            "The two leaders",
            ["Kim Jong Un", "Moon Jae-in"],
        ),
        ("Israel and Hamas traded fire. The two sides blamed each other.", "The two sides", ["Israel", "Hamas"]),
        ("Saudi Arabia and Iran agreed to reopen their embassies.", "their", ["Saudi Arabia", "Iran"]),
        ("Norway and Cuba, which hosted the talks, welcomed it.", "which", ["Norway", "Cuba"]),
        ("He thanked Iraq and Oman, which hosted earlier rounds.", "which", ["Iraq", "Oman"]),
        ("France and Germany, which borders Poland, agreed.", "which", ["Germany"]),
        (
            "Their foreign ministers, Nikos Kotzias and Nikola Dimitrov, signed it.",
            "Their foreign ministers",
            ["Nikos Kotzias", "Nikola Dimitrov"],
        ),
        (
            "Hungarian and Romanian officials met in Budapest.",
            "Hungarian and Romanian officials",
            ["officials (Hungary)", "officials (Romania)"],
        ),
        (
            "French, German and Italian ministers met.",
            "French, German and Italian ministers",
            ["ministers (France)", "ministers (Germany)", "ministers (Italy)"],
        ),
        (
            "Polish and Lithuanian troops trained with American and British soldiers.",
            "American and British soldiers",
            ["soldiers (United States)", "soldiers (United Kingdom)"],
        ),
        (
            "Dozens of Greek demonstrators marched in Athens.",
            "Dozens of Greek demonstrators",
            ["demonstrators (Greece)"],
        ),
        (
            "Seoul and Pyongyang: the north and the south will stop. The south side agreed.",
            "The south side",
            ["South Korea"],
        ),
        ("In North Korea, the north and the south agreed. The north thanked him.", "The north", ["North Korea"]),
    ],
)
def test_whom_a_mention_means(told: Callable[[str], Found], text: str, mention: str, labels: list[str]) -> None:
    assert dict(told(text))[mention] == labels


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "Kang Kyung-wha, the foreign minister of South Korea, and Taro Kono, the foreign minister of Japan, met.",
            {"the foreign minister of South Korea": "Kang Kyung-wha", "the foreign minister of Japan": "Taro Kono"},
        ),
        (
            "Emmanuel Macron, the president of France, and Jens Stoltenberg, the head of NATO, spoke.",
            {"the president of France": "Emmanuel Macron", "the head of NATO": "Jens Stoltenberg"},
        ),
        (
            "Theresa May, the prime minister, and Boris Johnson, her foreign secretary, met Rex Tillerson.",
            {"the prime minister": "Theresa May", "her foreign secretary": "Boris Johnson"},
        ),
        (
            "Mike Pompeo, the US secretary of state, Sergei Lavrov, the Russian foreign minister, and Federica Mogherini, "
            "the EU foreign policy chief, attended.",
            {
                "the US secretary of state": "Mike Pompeo",
                "the Russian foreign minister": "Sergey Lavrov",
                "the EU foreign policy chief": "Federica Mogherini",
            },
        ),
    ],
)
def test_each_of_two_in_apposition_has_its_own_office(
    told: Callable[[str], Found], text: str, offices: dict[str, str]
) -> None:
    found = dict(told(text))
    assert {phrase: found[phrase] for phrase in offices} == {phrase: [label] for phrase, label in offices.items()}


@pytest.mark.parametrize(
    ("text", "mention", "label"),
    [
        ("Sergei Lavrov phoned his Japanese counterpart.", "his Japanese counterpart", "Taro Kono"),
        ("Shinzo Abe phoned his Australian counterpart.", "his Australian counterpart", "Malcolm Turnbull"),
        ("The crown prince arrived in Riyadh on Monday.", "The crown prince", "Mohammed bin Salman"),
        (
            "Jordan's crown prince met Donald Trump. The crown prince thanked him.",
            "The crown prince",
            "Hussein bin Abdullah",
        ),
        (
            "Crown Prince Mohammed bin Salman visited Egypt. The crown prince left.",
            "The crown prince",
            "Mohammed bin Salman",
        ),
        ("RIYADH, Feb 13 — The crown prince received a Jordanian.", "The crown prince", "Mohammed bin Salman"),
        ("SEOUL — The president received Mike Pence.", "The president", "Moon Jae-in"),
        ("Dmitry Peskov met Putin, and Peskov, his spokesman, left.", "his spokesman", "Dmitry Peskov"),
        ("Emmanuel Macron praised Angela Merkel for her patience.", "her", "Angela Merkel"),
        ("Moon praised Trump for his leadership.", "his", "Donald Trump"),
        ("The Movement for Rivers and Lakes (MRL) protested.", "The Movement for Rivers and Lakes", "MRL"),
        (
            "Macky Sall of Senegal and Azali Assoumani of the Comoros, who chairs the union, left.",
            "who",
            "Azali Assoumani",
        ),
        (
            "All sanctions that Donald Trump imposed must go, Abbas Araghchi said. Trump lied, he said.",
            "he",
            "Abbas Araghchi",
        ),
    ],
)
def test_who_is_meant(told: Callable[[str], Found], text: str, mention: str, label: str) -> None:
    assert [labels for phrase, labels in told(text) if phrase == mention][-1] == [label]


def test_a_crown_prince_at_two_dates(told: Callable[..., Found]) -> None:
    text = "The Saudi crown prince met Barack Obama."
    assert told(text, "2014-05-05")[0] == ("The Saudi crown prince", ["Salman of Saudi Arabia"])
    assert told(text, "2016-05-05")[0] == ("The Saudi crown prince", ["Mohammed bin Nayef"])


@pytest.mark.parametrize("phrase", ["the secretary general of NATO", "the Secretary-General of NATO"])
def test_no_mention_of_half_an_office(told: Callable[[str], Found], phrase: str) -> None:
    found = [text for text, labels in told(f"On Monday {phrase} spoke.") if labels == ["Jens Stoltenberg"]]
    assert found == [phrase]
