"""Days in words of the chosen language."""

from __future__ import annotations

from datetime import date

from app.domain.formats import day
from app.viewmodels.translation import ENGLISH


def short_day(value: date, language: str) -> str:
    """3月18日, 18 Mar"""
    return f"{value.day} {value:%b}" if language == ENGLISH else day(value)


def before_day(value: date, language: str) -> str:
    """3月23日前, by 23 Mar"""
    return f"by {value.day} {value:%b}" if language == ENGLISH else f"{day(value)}前"


def day_of_year(value: date, language: str) -> str:
    """2026年3月18日, 18 Mar 2026"""
    return f"{value.day} {value:%b} {value.year}" if language == ENGLISH else f"{value.year}年{day(value)}"
