"""Articles by the number, each like no other: made up from templates, as many as one wants, the same ones every time."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from diplograph.article import Article

__all__ = ["articles"]

_PEOPLE = (
    "Emmanuel Macron", "Angela Merkel", "Vladimir Putin", "Xi Jinping", "Shinzo Abe", "Moon Jae-in", "Kim Jong Un", "Donald Trump",
    "Theresa May", "Narendra Modi", "Justin Trudeau", "Recep Tayyip Erdoğan", "Benjamin Netanyahu", "Hassan Rouhani",
    "Sergei Lavrov", "Mike Pompeo", "Federica Mogherini", "António Guterres", "Jair Bolsonaro", "Cyril Ramaphosa",
)  # fmt: skip
_STATES = (
    "France", "Germany", "Russia", "China", "Japan", "South Korea", "North Korea", "Britain", "India", "Canada", "Turkey", "Israel",
    "Iran", "Brazil", "South Africa", "Egypt", "Ukraine", "Poland", "Greece", "Vietnam", "Chile", "Peru", "Kenya", "Norway",
)  # fmt: skip
_CITIES = (
    "Berlin",
    "Paris",
    "Moscow",
    "Beijing",
    "Tokyo",
    "Geneva",
    "Vienna",
    "Cairo",
    "Ankara",
    "Ottawa",
    "Oslo",
    "Lima",
)
_MATTERS = (
    "trade",
    "the border",
    "sanctions",
    "the ceasefire",
    "fishing rights",
    "the gas pipeline",
    "visas",
    "the nuclear accord",
)
_TEMPLATES = (
    "{person} met {other} in {city} on {day} to discuss {matter}.",
    "{state} accused {rival} of breaking the agreement on {matter}, the foreign ministry in {city} said.",
    "“We will not give way on {matter} number {number},” {person} said on {day}.",
    "{person} will visit {state} in {month}, according to a spokesman.",
    "{state} denied that it had threatened {rival} over {matter}.",
    "{person} told {other} that {state} would send {number} tonnes of aid to {rival}.",
    "Police in {city} detained {number} citizens of {state} on {day}.",
    "{state} and {rival} signed an accord on {matter} on {day} after talks in {city}.",
    "{person} thanked {other} for the help of {state} and invited him to {city}.",
)
_FIRST = datetime.date(2015, 1, 1)


def articles(count: int, *, sentences: int = 3) -> Iterator[Article]:
    """So many articles of so many sentences, from ten years."""
    for number in range(count):
        dice = random.Random(number)
        day = _FIRST + datetime.timedelta(days=dice.randrange(3650))
        lines = []
        for template in dice.sample(_TEMPLATES, min(sentences, len(_TEMPLATES))):
            (person, other), (state, rival) = dice.sample(_PEOPLE, 2), dice.sample(_STATES, 2)
            lines.append(
                template.format(
                    person=person, other=other, state=state, rival=rival, city=dice.choice(_CITIES), matter=dice.choice(_MATTERS),
                    number=dice.randrange(2, 100_000), day=dice.choice(("Monday", "Tuesday", "Thursday", "Friday")),
                    month=dice.choice(("May", "June", "October")),
                )
            )  # fmt: skip
        yield Article.make(
            " ".join(lines), id=f"synthetic-{number}", published=day.isoformat(), publisher="The Example"
        )
