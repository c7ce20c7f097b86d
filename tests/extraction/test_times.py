"""Time expressions: what they resolve to on a known day, and that nothing is guessed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.extraction.times import cover, find_times, resolve_time

TUESDAY = date(2018, 2, 13)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("They met on Monday.", "2018-02-12", "2018-02-19"),
        ("They met on Tuesday.", "2018-02-13", "2018-02-13"),
        ("They met Wednesday.", "2018-02-07", "2018-02-14"),
        ("They met last Tuesday.", "2018-02-06", "2018-02-06"),
        ("They meet next Tuesday.", "2018-02-20", "2018-02-20"),
        ("They met on Sunday evening.", "2018-02-11", "2018-02-18"),
        ("They met yesterday.", "2018-02-12", "2018-02-12"),
        ("They met today.", "2018-02-13", "2018-02-13"),
        ("They meet tomorrow.", "2018-02-14", "2018-02-14"),
        ("They met last night.", "2018-02-12", "2018-02-12"),
        ("They met this morning.", "2018-02-13", "2018-02-13"),
        ("They met last week.", "2018-02", "2018-02"),
        ("They meet next week.", "2018-02", "2018-02"),
        ("They met last month.", "2018-01", "2018-01"),
        ("They met earlier this month.", "2018-02", "2018-02"),
        ("They meet next month.", "2018-03", "2018-03"),
        ("They met last year.", "2017", "2017"),
        ("They met this year.", "2018", "2018"),
        ("They met in March.", "2017-03", "2018-03"),
        ("They met in January.", "2018-01", "2019-01"),
        ("They met in early January.", "2018-01", "2019-01"),
        ("They met in March 2016.", "2016-03", "2016-03"),
        ("They met in 2015.", "2015", "2015"),
        ("They met on 2018-01-30.", "2018-01-30", "2018-01-30"),
        ("They met on 5 February 2018.", "2018-02-05", "2018-02-05"),
        ("They met on February 5, 2018.", "2018-02-05", "2018-02-05"),
        ("They met on Feb. 5.", "2018-02-05", "2018-02-05"),
        ("They met on the 5th of December.", "2017-12-05", "2018-12-05"),
        ("They met on 20 February.", "2017-02-20", "2018-02-20"),
        ("They met on March 5-7, 2017.", "2017-03", "2017-03"),
        ("They met 5-7 March 2017.", "2017-03", "2017-03"),
        ("They met three days ago.", "2018-02-10", "2018-02-10"),
        ("They met two weeks ago.", "2018", "2018"),
        ("They met a month ago.", "2018-01", "2018-01"),
        ("They met six months ago.", "2017-08", "2017-08"),
        ("They met ten years ago.", "2008", "2008"),
        ("They met in the summer of 2016.", "2016", "2016"),
        ("They met last weekend.", "2018-02", "2018-02"),
        ("They met from 5 to 7 March 2017.", "2017-03", "2017-03"),
        ("They met between January 3 and 5.", "2018-01", "2018-01"),
        ("They met 30 March to 2 April 2016.", "2016", "2016"),
        ("They met from December 30 to January 2.", None, None),
        ("They met from Monday to Wednesday.", "2018-02", "2018-02"),
        ("They met between Friday and Sunday.", "2018-02", "2018-02"),
    ],
)
def test_expression_resolves(text: str, past: str | None, future: str | None) -> None:
    (expression,) = find_times(text)
    assert resolve_time(expression, TUESDAY) == past
    assert resolve_time(expression, TUESDAY, future=True) == future


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("They had met the day before.", "2018-02-01", "2018-01-31"),
        ("They met the day after, and then again.", "2018-02-28", "2018-03-01"),
        ("They met the following day in Berlin.", "2017-12-31", "2018-01-01"),
        ("They met the next day.", "2018-02-05", "2018-02-06"),
        ("They met the same day.", "2018-02-05", "2018-02-05"),
        ("They met two days later.", "2018-02-05", "2018-02-07"),
        ("They met three days earlier.", "2018-02-05", "2018-02-02"),
        ("They met a week later.", "2018-02-05", "2018-02"),
        ("They met a week later.", "2018-02-22", "2018"),
        ("They met the following week.", "2018-02-05", "2018-02"),
        ("They met the previous month.", "2018-01-05", "2017-12"),
        ("They met two months later.", "2017-11", "2018-01"),
        ("They met the following year.", "2017", "2018"),
        ("They met two years earlier.", "2017-05-05", "2015"),
        ("They met the day before.", "2018-02", None),
        ("They met the previous month.", "2018", None),
        ("They met the day before.", None, None),
    ],
)
def test_what_counts_from_an_earlier_time(text: str, anchor: str | None, expected: str | None) -> None:
    (expression,) = find_times(text)
    assert expression.kind == "anchored"
    assert resolve_time(expression, TUESDAY, anchor=anchor) == expected


@pytest.mark.parametrize("text", ["They met the day before the vote.", "They met two days after the talks in Oslo."])
def test_what_counts_from_an_event_is_no_time(text: str) -> None:
    assert find_times(text) == ()


def test_week_across_two_months_is_the_year_and_across_two_years_unknown() -> None:
    (expression,) = find_times("They met last week.")
    assert resolve_time(expression, date(2018, 2, 7)) == "2018"
    assert resolve_time(expression, date(2018, 1, 9)) == "2018-01"
    assert resolve_time(expression, date(2020, 1, 7)) is None


@pytest.mark.parametrize(
    "text", ["They may march.", "It may take 2000 troops.", "A second meeting.", "Mr March left.", "100 days"]
)
def test_no_expression(text: str) -> None:
    assert [e for e in find_times(text) if resolve_time(e, TUESDAY)] == []


@pytest.mark.parametrize(
    "text", ["since Monday", "until March 5", "by Friday", "before March 2015", "after January 2017"]
)
def test_bounds_do_not_date(text: str) -> None:
    assert [e.dates for e in find_times("They have met " + text + ".")] == [False]


@pytest.mark.parametrize(
    "text", ["They met on Monday.", "They met in March.", "They met yesterday.", "They met two years ago."]
)
def test_without_a_date_of_the_article_nothing_is_guessed(text: str) -> None:
    (expression,) = find_times(text)
    assert resolve_time(expression, None) is None


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(DAYS))
def test_weekday_is_that_weekday_within_a_week(published: date, day: str) -> None:
    (expression,) = find_times(f"They met on {day}.")
    past = date.fromisoformat(resolve_time(expression, published) or "")
    future = date.fromisoformat(resolve_time(expression, published, future=True) or "")
    assert DAYS[past.weekday()] == DAYS[future.weekday()] == day
    assert timedelta(0) <= published - past < timedelta(7)
    assert timedelta(0) <= future - published < timedelta(7)


@given(st.dates(date(1000, 1, 1)))
def test_written_dates_come_back(day: date) -> None:
    for form in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        found = find_times(f"They met on {form}.")
        if 1700 <= day.year <= 2099:
            assert [resolve_time(e, None) for e in found] == [day.isoformat()]


@given(st.dates(), st.dates())
def test_cover_holds_both_ends(first: date, second: date) -> None:
    held = cover(min(first, second), max(first, second))
    assert held is None or (first.isoformat().startswith(held) and second.isoformat().startswith(held))


@given(st.text(max_size=80))
def test_offsets_are_in_order_and_apart(text: str) -> None:
    found = find_times(text)
    assert all(0 <= e.start < e.end <= len(text) for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
