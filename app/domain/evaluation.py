"""Evaluation (好差评; GB/T 39734-2020): one per case, voluntary, never assumed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Grade(IntEnum):
    VERY_GOOD = 5
    GOOD = 4
    FAIR = 3
    BAD = 2
    VERY_BAD = 1

    @property
    def needs_reason(self) -> bool:
        """Grades 2 and 1 are bad evaluations (差评) and carry at least one reason."""
        return self <= Grade.BAD


REASONS = ("等得太久", "步骤太多", "看不懂", "机器不好用", "材料要得多", "没办成", "没人帮忙", "别的原因")
"""Option codes of a bad evaluation, the same on the glass and on the phone; the screens have their words for them."""
TEXT_MAX_CHARS = 500
"""Of what is typed on a phone."""


class EvaluationChannel(StrEnum):
    PAD = "pad"
    SCREEN = "screen"
    PHONE = "phone"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Evaluation:
    case_id: str
    grade: Grade
    channel: EvaluationChannel
    reasons: tuple[str, ...] = ()
    text: str = ""
