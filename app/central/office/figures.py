"""Counts over all cases: how many, where they stand, how many are late, how people judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from app.central.decisions import UNDER_REVIEW, WORDS
from app.central.office.item_names import item_of
from app.central.office.rights import office_name
from app.central.storage import oversight
from app.domain.case import STATUS_WORDS, CaseStatus
from app.domain.formats import CHINA
from app.domain.ports import Catalogue

WEEK = timedelta(days=7)
GRADE_WORDS = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
SHOWN_STATUSES = tuple(STATUS_WORDS)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """`counts` in the order of SHOWN_STATUSES; `late` of those under review."""

    name: str
    counts: tuple[int, ...]
    late: int


@dataclass(frozen=True, slots=True)
class FiguresShown:
    total: int
    under_review: int
    late: int
    items: tuple[ItemLine, ...]
    grades: tuple[tuple[str, int], ...]
    good_percent: str
    decided: tuple[tuple[str, str, int], ...]
    notices: int
    """One-time notices of the last seven days."""


def figures(connection: Connection, catalogue: Catalogue, now: datetime) -> FiguresShown:
    counted = oversight.cases_by_item(connection)
    lines = [_line(connection, catalogue, code, counts, now) for code, counts in counted.items()]
    grades = oversight.evaluations_by_grade(connection)
    decided = oversight.decisions_since(connection, now - WEEK)
    sums = {each: sum(counts.get(each, 0) for counts in counted.values()) for each in SHOWN_STATUSES}
    return FiguresShown(
        total=sum(sums.values()),
        under_review=sum(sums[each] for each in UNDER_REVIEW),
        late=sum(each.late for each in lines),
        items=tuple(sorted(lines, key=lambda each: -sum(each.counts))),
        grades=tuple((words, grades.get(grade, 0)) for grade, words in GRADE_WORDS.items()),
        good_percent=_percent(grades),
        decided=tuple(
            (office_name(catalogue, office), WORDS.get(word, word), count)
            for (office, word), count in sorted(decided.items())
        ),
        notices=oversight.notices_since(connection, now - WEEK),
    )


def _line(connection: Connection, catalogue: Catalogue, code: str, counts: dict[str, int], now: datetime) -> ItemLine:
    ordered = tuple(counts.get(each, 0) for each in SHOWN_STATUSES)
    item = item_of(catalogue, code)
    if item is None:
        return ItemLine(code, ordered, 0)
    before = late_before(catalogue, item.promised_days, now)
    return ItemLine(item.name.zh_cn, ordered, oversight.received_before(connection, code, before))


def late_before(catalogue: Catalogue, promised_days: int, now: datetime) -> datetime:
    """A case under review that came before this moment is late: the day its promise ended lies behind us."""
    today = now.astimezone(CHINA).date()
    first_good = today
    while _due(catalogue, first_good - timedelta(days=1), promised_days) >= today:
        first_good -= timedelta(days=1)
    return datetime.combine(first_good, time(), CHINA)


def _due(catalogue: Catalogue, received: date, promised_days: int) -> date:
    return catalogue.working_day_after(received, promised_days)


def _percent(grades: dict[int, int]) -> str:
    """满意 and better, of all; as GB/T 39734 counts satisfaction, 基本满意 too."""
    total = sum(grades.values())
    good = sum(count for grade, count in grades.items() if grade >= 3)
    return f"{good / total:.1%}" if total else "还没有评价"


def status_titles() -> tuple[str, ...]:
    return tuple(STATUS_WORDS[CaseStatus(each)] for each in SHOWN_STATUSES)
