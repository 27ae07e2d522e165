"""A score as it is told line by line (积分): what brought how many points, what would bring more, what it opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.domain.local_text import LocalText


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """`points` are below nothing for a deduction; `counted_from` says from which of the person's answers. The lines of
    a score add up to it."""

    row: str
    group: str
    text: LocalText
    points: Decimal
    counted_from: LocalText


@dataclass(frozen=True, slots=True)
class ScoreHint:
    """What would raise the score, and by how much."""

    row: str
    text: LocalText
    points: Decimal


@dataclass(frozen=True, slots=True)
class ScoreUse:
    """What a score is used for. `text` says why it is not open; `least`: from how many points."""

    code: str
    name: LocalText
    least: Decimal
    is_open: bool
    text: LocalText


@dataclass(frozen=True, slots=True)
class Score:
    """`groups`: the points of each group (base, bonus, deductions) after its bound. `valid_until` is ISO 8601."""

    class_code: str
    class_name: LocalText
    total: Decimal
    groups: Mapping[str, Decimal]
    lines: tuple[ScoreLine, ...]
    hints: tuple[ScoreHint, ...]
    uses: tuple[ScoreUse, ...]
    valid_until: str

    @property
    def open_uses(self) -> tuple[str, ...]:
        return tuple(each.code for each in self.uses if each.is_open)

    def as_json(self) -> dict[str, Any]:
        """As `kiosk rules check` tells it and as it travels with a case."""
        return {
            "class": self.class_code,
            "class_name": self.class_name.zh_cn,
            "score": number(self.total),
            "groups": {name: number(points) for name, points in self.groups.items()},
            "lines": [
                {
                    "row": each.row,
                    "group": each.group,
                    "text": each.text.zh_cn,
                    "points": number(each.points),
                    "counted_from": each.counted_from.zh_cn,
                }
                for each in self.lines
            ],
            "raise": [{"row": each.row, "text": each.text.zh_cn, "points": number(each.points)} for each in self.hints],
            "uses": [
                {
                    "use": each.code,
                    "name": each.name.zh_cn,
                    "least": number(each.least),
                    "open": each.is_open,
                    "text": each.text.zh_cn,
                }
                for each in self.uses
            ],
            "valid_until": self.valid_until,
        }


def number(points: Decimal) -> int | float:
    """Points as JSON has them."""
    return int(points) if points == points.to_integral_value() else float(points)


def points_text(points: Decimal) -> str:
    """`60`, `7.5`: no zeros that say nothing."""
    return f"{points.normalize():f}"
