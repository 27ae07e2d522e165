"""Figures and days that keep the limits of their field."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from random import Random

from app.domain.formats import FEN_A_YUAN, china_today
from app.domain.service_item import FormField

FIRST_DAY = date(2026, 12, 1)
USUAL_SPAN = 8
DAYS_SPAN = 300


def number_within(random: Random, field: FormField) -> str:
    """A whole number where there is one between the limits, otherwise the lower limit itself."""
    least, most = bounds(field, 1)
    return str(random.randint(least, most)) if least <= most else f"{field.least:f}"


def money_within(random: Random, field: FormField) -> str:
    """An amount in yuan."""
    return f"{Decimal(random.randint(*bounds(field, FEN_A_YUAN))) / FEN_A_YUAN:.2f}"


def bounds(field: FormField, parts: int) -> tuple[int, int]:
    """The limits of a figure in whole `parts` of it (100 for fen); a usual span where it has none."""
    most = field.most if field.most is not None else (field.least or Decimal(1)) + USUAL_SPAN
    least = field.least if field.least is not None else min(Decimal(1), most)
    return _whole(least * parts, ROUND_CEILING), _whole(most * parts, ROUND_FLOOR)


def _whole(figure: Decimal, rounding: str) -> int:
    return int(figure.to_integral_value(rounding))


def day_within(random: Random, field: FormField) -> str:
    """A counted limit is counted from today, so that the sample holds on the day it is made."""
    on = china_today()
    if field.earliest is None and field.latest is not None:
        return (field.latest.on(on) - timedelta(days=random.randint(0, DAYS_SPAN))).isoformat()
    first = field.earliest.on(on) if field.earliest else FIRST_DAY
    last = field.latest.on(on) if field.latest else date.max
    return (first + timedelta(days=random.randint(0, min(DAYS_SPAN, (last - first).days)))).isoformat()
