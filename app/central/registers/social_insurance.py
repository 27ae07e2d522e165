"""The worked example of a register: insurance records made up from the ID number, the same at every question.

Whoever has a 9 before the check digit has no record, so that this answer can be tried too.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from datetime import date
from typing import Any

from app.central.registers.interface import PresentPerson

KINDS = ("城镇职工基本养老保险", "城镇职工基本医疗保险", "失业保险", "工伤保险", "生育保险")
PERSONAL_PER_MILLE = 105  # pension 80, medical 20, unemployment 5
MONTHS_SHOWN = 12
NO_RECORD_DIGIT = "9"
_UNITS = (
    "云溪镇便民服务有限公司",
    "云湖纺织有限公司",
    "明远机械制造有限公司",
    "东岭茶业专业合作社",
    "安和物业服务有限公司",
)
_BASES_FEN = (481_200, 520_000, 563_400, 610_000, 725_800, 880_000)


class SampleSocialInsurance:
    def record(self, person: PresentPerson, answers: Mapping[str, str], today: date) -> Mapping[str, Any] | None:
        del answers
        name, id_number = person.name, person.id_number
        if id_number[-2:-1] == NO_RECORD_DIGIT:
            return None
        dice = random.Random(hashlib.sha256(id_number.encode()).digest())
        unit = dice.choice(_UNITS)
        since = 2008 * 12 + dice.randrange(15 * 12)
        until = today.year * 12 + today.month - 2  # the month before this one is the last that was paid
        base_fen = dice.choice(_BASES_FEN)
        months = [_month(each) for each in range(until - MONTHS_SHOWN + 1, until + 1)]
        return {
            "person": {"name": name, "id_number": id_number},
            "unit": unit,
            "period": {"from": months[0], "to": months[-1]},
            "insurances": [_insurance(kind, since, until, unit) for kind in KINDS],
            "months": [_paid(month, base_fen) for month in months],
        }


def _insurance(kind: str, since: int, until: int, unit: str) -> dict[str, Any]:
    return {"kind": kind, "state": "正常参保", "since": _month(since), "months": until - since + 1, "unit": unit}


def _paid(month: str, base_fen: int) -> dict[str, Any]:
    return {"month": month, "base_fen": base_fen, "personal_fen": base_fen * PERSONAL_PER_MILLE // 1000}


def _month(count: int) -> str:
    """Months are counted from year 0, January is 0."""
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
