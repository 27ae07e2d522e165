"""Who comes before whom, and who has a place. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

HUNDREDTHS = 100
TIE_WORDS = {
    "base": "基础分高的在前",
    "bonus": "加分高的在前",
    "deductions": "扣分少的在前",
    "earlier": "先提交的在前",
}
LAST_RESORT = "办件编号小的在前"


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody in a round. Points are hundredths, `deductions` not above nothing; `out` says why they are not in it."""

    person: bytes
    case_id: str
    number: str
    name: str
    class_code: str
    total: int
    base: int
    bonus: int
    deductions: int
    submitted_at: datetime
    late: bool = False
    adjusted: bool = False
    out: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """`rank` counts from 1; `has_place`: it is within the quota."""

    rank: int
    has_place: bool
    entered: Entered


def ranked(entered: Sequence[Entered], quota: int, ties: Sequence[str]) -> list[Ranked]:
    """The highest score first; the same score by `ties`, one after the other, then by the number of the case, so that
    no two share a rank. Whoever is out has none, and who comes behind moves up."""
    order = sorted((each for each in entered if not each.out), key=lambda each: _key(each, ties))
    return [Ranked(at, at <= quota, each) for at, each in enumerate(order, start=1)]


def _key(each: Entered, ties: Sequence[str]) -> tuple[Any, ...]:
    values: Mapping[str, Any] = {
        "base": -each.base,
        "bonus": -each.bonus,
        "deductions": -each.deductions,
        "earlier": each.submitted_at,
    }
    return (-each.total, *(values[tie] for tie in ties if tie in values), each.number, each.case_id)


def tie_sentence(ties: Sequence[str]) -> str:
    words = [TIE_WORDS[each] for each in ties if each in TIE_WORDS]
    return f"分数高的在前；同分时依次比：{'、'.join([*words, LAST_RESORT])}。"


def points_said(hundredths: int) -> str:
    whole, rest = divmod(hundredths, HUNDREDTHS)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def published_rows(order: Sequence[Ranked]) -> list[dict[str, Any]]:
    """What of a list is for everybody: rank, masked name, the last four signs of the number, class, score."""
    return [
        {
            "rank": each.rank,
            "name": each.entered.name,
            "number": each.entered.number[-4:],
            "class": each.entered.class_code,
            "score": points_said(each.entered.total),
            "place": each.has_place,
        }
        for each in order
    ]
