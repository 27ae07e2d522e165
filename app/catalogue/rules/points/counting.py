"""How many points a row brings, and what would bring more. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from app.catalogue.rules.calendar_days import years_after
from app.catalogue.rules.points.known import figure, filled, first_unknown, joined, lacking, said, truth
from app.catalogue.rules.points.pack import Fact, Row, RowKind
from app.domain.local_text import LocalText
from app.domain.points import points_text
from app.domain.several import chosen_of

NOTHING = Decimal(0)
Word = LocalText | str
"""What fills a brace of a sentence."""


@dataclass(frozen=True, slots=True)
class Counted:
    """`points` after the row's own bound. `lacks`: the fact that is not known, then it brings nothing. `expired`: it
    counted once. `more`: points that the next step would bring, with the words to say so; nothing: there is none."""

    row: Row
    points: Decimal = NOTHING
    text: LocalText = field(default_factory=lambda: LocalText(""))
    counted_from: LocalText = field(default_factory=lambda: LocalText(""))
    lacks: str = ""
    expired: bool = False
    more: Decimal = NOTHING
    more_words: Mapping[str, Word] = field(default_factory=dict)


def count(row: Row, facts: Mapping[str, Fact], known: Mapping[str, str], on: date) -> Counted:
    match row.kind:
        case RowKind.TABLE:
            counted = _table(row, facts, known)
        case RowKind.EACH:
            counted = _each(row, facts, known, on)
        case RowKind.BANDS:
            counted = _bands(row, facts, known, on)
        case RowKind.FIXED:
            counted = _fixed(row, facts, known)
    return counted if row.validity is None or not counted.points else _dated(counted, known, on)


def _bounded(row: Row, points: Decimal) -> Decimal:
    return points if row.most is None else min(points, row.most)


def _told(
    row: Row,
    points: Decimal,
    facts: Mapping[str, Fact],
    names: list[str],
    known: Mapping[str, str],
    **words: Word,
) -> Counted:
    spelt: dict[str, Word] = {"value": "", "count": "", **words}
    return Counted(row, points, filled(row.text, spelt), said(facts, names, known))


def _with_more(row: Row, counted: Counted, more: Decimal, **words: Word) -> Counted:
    if more <= NOTHING or not row.more.zh_cn:
        return counted
    most = "" if row.most is None else points_text(row.most)
    return replace(counted, more=more, more_words={"value": "", "count": "", "most": most, **words})


def _table(row: Row, facts: Mapping[str, Fact], known: Mapping[str, str]) -> Counted:
    values, fact = row.values or {}, facts[row.of]
    if row.of not in known:
        return Counted(row, lacks=row.of)
    chosen = [each for each in chosen_of(known[row.of]) if values.get(each, NOTHING)]
    counted = chosen if row.adds_up else sorted(chosen, key=lambda each: values[each], reverse=True)[:1]
    points = _bounded(row, sum((values[each] for each in counted), NOTHING))
    told = _told(row, points, facts, [row.of], known, value=joined(fact.values[each] for each in counted))
    better = _better(row, values, chosen, points)
    return told if better is None else _with_more(row, told, better[1], value=fact.values[better[0]])


def _better(row: Row, values: Mapping[str, Decimal], chosen: list[str], points: Decimal) -> tuple[str, Decimal] | None:
    """The next value that brings more: the smallest step, for it is the nearest."""
    steps = {
        each: _bounded(row, points + value if row.adds_up else value) - points
        for each, value in values.items()
        if each not in chosen
    }
    rising = [(each, more) for each, more in steps.items() if more > NOTHING]
    return min(rising, key=lambda each: each[1], default=None)


def _each(row: Row, facts: Mapping[str, Fact], known: Mapping[str, str], on: date) -> Counted:
    if row.counts is None:
        return Counted(row)
    found = figure(row.counts, known, on)
    if found is None:
        return Counted(row, lacks=lacking(row.counts, known))
    steps = max(found // row.per, NOTHING)
    points = _bounded(row, steps * row.points)
    names = sorted(row.counts.figures | row.counts.ages)
    told = _told(row, points, facts, names, known, count=points_text(steps * row.per))
    missing = row.per * (steps + 1) - found
    more = _bounded(row, (steps + 1) * row.points) - points
    return _with_more(row, told, more, count=points_text(missing.quantize(Decimal("0.01"))))


def _bands(row: Row, facts: Mapping[str, Fact], known: Mapping[str, str], on: date) -> Counted:
    if row.counts is None:
        return Counted(row)
    found = figure(row.counts, known, on)
    if found is None:
        return Counted(row, lacks=lacking(row.counts, known))
    points = next((each.points for each in row.bands if each.least <= found <= each.most), NOTHING)
    names = sorted(row.counts.figures | row.counts.ages)
    told = _told(row, _bounded(row, points), facts, names, known, count=points_text(found))
    ahead = [each for each in row.bands if each.least > found and each.points > points]
    if not ahead:
        return told
    nearest = min(ahead, key=lambda each: each.least)
    return _with_more(row, told, nearest.points - points, count=points_text(nearest.least - found))


def _fixed(row: Row, facts: Mapping[str, Fact], known: Mapping[str, str]) -> Counted:
    if row.when is None:
        return Counted(row)
    holds = truth(row.when, known)
    if holds is None:
        return Counted(row, lacks=first_unknown(row.when, known))
    names = [part.field for _, part in row.when.parts() if part.field]
    points = _bounded(row, row.points) if holds else NOTHING
    told = _told(row, points, facts, list(dict.fromkeys(names)), known)
    return _with_more(row, told, _bounded(row, row.points) - points)


def _dated(counted: Counted, known: Mapping[str, str], on: date) -> Counted:
    """Only for so many years from a day; where nobody knows the day it brings nothing."""
    validity = counted.row.validity
    if validity is None:
        return counted
    if validity.fact not in known:
        return Counted(counted.row, lacks=validity.fact)
    ends = years_after(date.fromisoformat(known[validity.fact]), validity.years)
    return counted if on < ends else Counted(counted.row, expired=True)
