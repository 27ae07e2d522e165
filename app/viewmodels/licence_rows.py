"""The record of a driving licence as rows: what the traffic platform holds, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.viewmodels.dates import day_of_year
from app.viewmodels.translation import translate


def licence_rows(record: Mapping[str, Any], language: str) -> list[dict[str, str]]:
    """`[{label, value}]`; empty for a record that is none of a licence."""
    if "classes" not in record:
        return []
    rows = [
        (translate("Licence", "准驾车型"), " ".join(str(each) for each in record["classes"])),
        (translate("Licence", "有效期"), _term(record, language)),
        (translate("Licence", "各记分周期"), _points(record.get("points_by_year"))),
        (translate("Licence", "没处理的违法"), _count(record.get("unsettled_violations"))),
        (translate("Licence", "没处理的事故"), _count(record.get("unsettled_accidents"))),
        (translate("Licence", "发证机关"), str(record.get("issuer", ""))),
        (translate("Licence", "查询日期"), _day(record.get("as_of"), language)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _term(record: Mapping[str, Any], language: str) -> str:
    until = record.get("valid_to")
    words = translate("Licence", "%1 至 %2").replace("%1", _day(record.get("valid_from"), language))
    return words.replace("%2", _day(until, language) if until else translate("Licence", "长期"))


def _points(years: Any) -> str:
    if not isinstance(years, list):
        return ""
    return translate("Licence", "最多记 %1 分").replace("%1", str(max(years, default=0)))


def _count(number: Any) -> str:
    if not isinstance(number, int):
        return ""
    return translate("Licence", "%1 起").replace("%1", str(number)) if number else translate("Licence", "没有")


def _day(text: Any, language: str) -> str:
    try:
        return day_of_year(date.fromisoformat(text), language) if isinstance(text, str) else ""
    except ValueError:
        return ""
