"""Time expressions and the dates that they stand for, as precise as the text is and never more.

"Monday" counts from the article's date, backwards in the past and forwards in the future; "the day before" and "two
weeks later" from a time that the text has named just before. A stretch of days is given as the month, else the year,
that holds it whole; where neither does, or nothing is known to count from, the date is ``None``. Nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["TimeExpression", "cover", "find_times", "resolve_time"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1}
_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[789]|20)\d\d)"
_MONTH2, _DAY2, _YEAR2 = (
    part.replace(">", "2>", 1) for part in (_MONTH, _DAY, _YEAR)
)  # a group's name may stand once only
_MONTH3, _DAY3, _MONTH4, _DAY4 = (
    part.replace(">", number + ">", 1) for part, number in ((_MONTH, "3"), (_DAY, "3"), (_MONTH, "4"), (_DAY, "4"))
)
_TO = r"(?: ?[-–] ?| to | and | through | until )"
_WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY2 = _WEEKDAY.replace("weekday", "until")
_COUNT = rf"(?P<count>\d{{1,3}}|an?|{'|'.join(_WORDS)})"
_UNIT, _UNIT2, _UNIT3 = (rf"(?P<unit{number}>day|week|month|year)" for number in ("", "2", "22"))
_FREE = r"\s*(?:[,.;:)—–]|$|(?:in|at|on|and|but|that|by|with|when)\b)"
"""What may follow "the day before" where it counts from a time, not from what is named after it ("the day before the vote")."""
_WHICH = r"(?P<which>last|this|next)"
_PART = r"(?:early |late |mid-)?"

_PATTERNS = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE))
    for kind, pattern in (
        ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
        (
            "span",
            rf"(?:{_MONTH} {_DAY}{_TO}{_MONTH3} {_DAY3}|{_DAY2} {_MONTH2}{_TO}{_DAY4} {_MONTH4})(?:,? {_YEAR})?",
        ),
        (
            "range",
            rf"(?:{_MONTH} {_DAY}{_TO}\d{{1,2}}(?:st|nd|rd|th)?|{_DAY2}{_TO}\d{{1,2}}(?:st|nd|rd|th)? {_MONTH2})(?:,? {_YEAR})?",
        ),
        ("weekdays", rf"(?:from|between) {_WEEKDAY}{_TO}{_WEEKDAY2}"),
        (
            "anchored",
            rf"(?:the (?P<step>previous|preceding|following|same|next(?= day)) {_UNIT}"
            rf"|the {_UNIT2} (?P<side>before|after)(?={_FREE})"
            rf"|{_COUNT} {_UNIT3}s? (?:(?P<later>later|earlier|afterwards)|(?P<side2>before|after)(?={_FREE})))",
        ),
        ("written", rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}|{_MONTH2} {_DAY2},? {_YEAR2}"),
        ("yearless", rf"(?:{_DAY} (?:of )?{_MONTH}|{_MONTH2} {_DAY2})(?!,? \d{{4}})"),
        ("month-year", rf"{_MONTH},? (?:of )?{_YEAR}"),
        ("ago", rf"{_COUNT} (?P<unit>day|week|month|year)s? ago"),
        ("relative", r"(?P<which>last|this|next|past|current|coming|previous) (?P<unit>week|month|year|weekend)"),
        ("weekday", rf"(?:(?P<which>last|this|next|past|coming) )?{_WEEKDAY}(?: (?:morning|afternoon|evening|night))?"),
        ("day-word", r"(?P<word>today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night)"),
        (
            "month",
            rf"(?:(?:in|early|late|mid-|during|since|until|by|of)[ -]?{_PART}|(?P<which>last|this|next) ){_MONTH}(?! \d|,? \d)",
        ),
        ("season", rf"(?:in|last|this|next) (?:the )?(?:spring|summer|autumn|fall)(?: of)? ?{_YEAR}?"),
        ("year", rf"(?:in|during|of|since|by|until|early|late|mid-|year|from|back in) ?{_PART}{_YEAR}"),
    )
)
_NOT_WHEN = re.compile(
    r"(?:since|until|till|by|before|after|for|from|through|ahead of|as of)\s+(?:(?:early|late|the|around|about)\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TimeExpression:
    """A time expression in a text: its offsets, what kind it is, and its parts. ``dates`` is false for "since Monday"."""

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]
    dates: bool = True

    def part(self, name: str) -> str | None:
        """One part, as written, or ``None``."""
        return next((value for key, value in self.parts if key.rstrip("2") == name), None)


def find_times(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in order, none inside another."""
    found: list[TimeExpression] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if kind in {"month", "yearless", "month-year", "span", "range"} and not _is_month(match):
                continue
            parts = tuple((key, value.lower()) for key, value in match.groupdict().items() if value)
            before = text[max(0, match.start() - 24) : match.start()]
            duration = kind not in {"span", "range", "weekdays"} and (
                bool(_NOT_WHEN.search(before)) or bool(re.match(r"(?:since|until|by)\b", match[0], re.IGNORECASE))
            )
            found.append(TimeExpression(match.start(), match.end(), kind, parts, not duration))
    return tuple(sorted(found, key=lambda e: e.start))


def _is_month(match: re.Match[str]) -> bool:
    """Months are written with a capital: "may" and "march" are not."""
    for group in ("month", "month2", "month3", "month4"):
        word = match.groupdict().get(group)
        if word:
            return word[0].isupper()
    return False


def resolve_time(
    expression: TimeExpression, published: date | None, *, future: bool = False, anchor: str | None = None
) -> str | None:
    """The ISO date (``2018-02-12``, ``2018-02``, ``2018``) of an expression in an article of this day, or ``None``.

    ``future`` says that the clause is about what is to come: then "Monday" is the next one, else the last one. ``anchor`` is
    the ISO date of the time that the text has named before, from which "the day before" counts.
    """
    try:
        if expression.kind == "anchored":
            return None if anchor is None else _anchored(expression, anchor)
        return _RESOLVERS[expression.kind](expression, published, future)
    except (ValueError, OverflowError):
        return None


def cover(first: date, last: date) -> str | None:
    """The most precise ISO date that holds two days and all between: the day, the month, the year or nothing."""
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    return f"{first.year:04}" if first.year == last.year else None


_RECENT = timedelta(days=60)


def _month_of(expression: TimeExpression) -> int:
    return _month_number(expression.part("month") or "")


def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if word.startswith(name))


def _written(e: TimeExpression, published: date | None, future: bool) -> str | None:
    year = e.part("year")
    day = int(e.part("day") or 0)
    month = int(e.part("month") or 0) if e.kind == "iso" else _month_of(e)
    if year:
        return date(int(year), month, day).isoformat()
    if published is None:
        return None
    return _nearest(published, month, day, future)


def _nearest(published: date, month: int, day: int, future: bool) -> str:
    """The day without a year: the last one up to the article, the next one where it is to come.

    A day of the last weeks is not the one a year on: "was due to meet him on February 10" is to come from before then.
    """
    here = date(published.year, month, day)
    if future and here < published - _RECENT:
        here = date(published.year + 1, month, day)
    elif not future and here > published:
        here = date(published.year - 1, month, day)
    return here.isoformat()


def _range(e: TimeExpression, published: date | None, future: bool) -> str | None:
    month, year = _month_of(e), e.part("year")
    if year:
        return f"{int(year):04}-{month:02}"
    return None if published is None else _nearest(published, month, int(e.part("day") or 1), future)[:7]


def _span(e: TimeExpression, published: date | None, future: bool) -> str | None:
    numbers = [(m, d) for m, d in ((e.part("month"), e.part("day")), (_other(e, "month"), _other(e, "day"))) if m and d]
    (month, day), (last_month, last_day) = ((_month_number(m), int(d)) for m, d in numbers)
    year = e.part("year")
    if year is None:
        if published is None:
            return None
        year = _nearest(published, month, day, future)[:4]
    first = date(int(year), month, day)
    return cover(first, date(int(year) + (last_month < month), last_month, last_day))


def _other(e: TimeExpression, name: str) -> str | None:
    return next((value for key, value in e.parts if key in {f"{name}3", f"{name}4"}), None)


def _weekdays(e: TimeExpression, published: date | None, future: bool) -> str | None:
    if published is None:
        return None
    first, last = (
        next(number for number, name in enumerate(_DAYS) if name.startswith(e.part(group) or "?"))
        for group in ("weekday", "until")
    )
    back = (published.weekday() - last) % 7
    end = published + timedelta(days=-back % 7) if future else published - timedelta(days=back)
    return cover(end - timedelta(days=(last - first) % 7), end)


def _anchored(e: TimeExpression, anchor: str) -> str | None:
    """ "The day before", "the same week", "two months later", counted from the anchor; as precise as the two allow."""
    unit, step = e.part("unit") or "day", e.part("step")
    word = e.part("count")
    count = (_NUMBERS.get(word) or int(word)) if word else int(step != "same")
    if step in {"previous", "preceding"} or e.part("side") == "before" or e.part("later") == "earlier":
        count = -count
    parts = [int(part) for part in anchor.split("-")]
    if unit == "year":
        return f"{parts[0] + count:04}"
    if unit == "month" and len(parts) > 1:
        months = parts[0] * 12 + parts[1] - 1 + count
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if len(parts) < 3:
        return None
    day = date(parts[0], parts[1], parts[2])
    if unit == "day":
        return (day + timedelta(days=count)).isoformat()
    if word is None:
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * count)
        return cover(monday, monday + timedelta(days=6))
    day += timedelta(days=7 * count)
    return cover(day - timedelta(days=3), day + timedelta(days=3))


def _month_year(e: TimeExpression, _published: date | None, _future: bool) -> str | None:
    return f"{int(e.part('year') or 0):04}-{_month_of(e):02}"


def _month(e: TimeExpression, published: date | None, future: bool) -> str | None:
    if published is None:
        return None
    month, which = _month_of(e), e.part("which")
    year = published.year
    if future or which == "next":
        year += month < published.month or (which == "next" and month == published.month)
    elif month > published.month or (which == "last" and month == published.month):
        year -= 1
    return f"{year:04}-{month:02}"


def _year(e: TimeExpression, _published: date | None, _future: bool) -> str | None:
    return e.part("year")


def _season(e: TimeExpression, _published: date | None, _future: bool) -> str | None:
    return e.part("year")


def _day_word(e: TimeExpression, published: date | None, _future: bool) -> str | None:
    if published is None:
        return None
    word = e.part("word") or ""
    shift = -1 if word in {"yesterday", "last night"} else int(word == "tomorrow")
    return (published + timedelta(days=shift)).isoformat()


def _weekday(e: TimeExpression, published: date | None, future: bool) -> str | None:
    if published is None:
        return None
    wanted = next(number for number, name in enumerate(_DAYS) if name.startswith(e.part("weekday") or "?"))
    which = e.part("which")
    back = (published.weekday() - wanted) % 7
    if which in {"next", "coming"} or (future and which not in {"last", "past"}):
        ahead = -back % 7
        return (published + timedelta(days=ahead or (7 if which in {"next", "coming"} else 0))).isoformat()
    return (published - timedelta(days=back or (7 if which in {"last", "past"} else 0))).isoformat()


def _relative(e: TimeExpression, published: date | None, _future: bool) -> str | None:
    if published is None:
        return None
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(e.part("which") or "", 0)
    unit = e.part("unit")
    if unit == "year":
        return f"{published.year + shift:04}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        return f"{months // 12:04}-{months % 12 + 1:02}"
    monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * shift)
    return cover(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6))


def _ago(e: TimeExpression, published: date | None, _future: bool) -> str | None:
    if published is None:
        return None
    word = e.part("count") or ""
    count = _NUMBERS.get(word) or int(word)
    unit = e.part("unit")
    if unit == "day":
        return (published - timedelta(days=count)).isoformat()
    if unit == "week":
        day = published - timedelta(days=7 * count)
        return cover(day - timedelta(days=3), day + timedelta(days=3))
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{published.year - count:04}"


_RESOLVERS = {
    "iso": _written, "written": _written, "yearless": _written, "range": _range, "month-year": _month_year, "month": _month,
    "year": _year, "season": _season, "day-word": _day_word, "weekday": _weekday, "span": _span, "weekdays": _weekdays,
    "relative": _relative, "ago": _ago,
}  # fmt: skip
