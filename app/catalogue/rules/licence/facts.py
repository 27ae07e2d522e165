"""What is known of one driver who wants a new licence. None: not known, and then nothing is concluded from it.

Vision stands on the logarithmic chart (对数视力表): 3.0 to 5.3, 0 for an eye that sees nothing the chart could measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.catalogue.rules.licence.words import Colour, LicenceClass

LOWEST_VISION, HIGHEST_VISION = 3.0, 5.3
NO_VISION = 0.0
SHORTEST_CM, TALLEST_CM = 50, 260
WIDEST_DEGREES = 360
HIGHEST_SCORE = 100
RECORD_FACTS = (
    "classes",
    "valid_from",
    "valid_to",
    "points_by_year",
    "unsettled_violations",
    "unsettled_accidents",
)
"""What a register of licences tells, by the names the rule pack has for them (docs/integration/rule-packs.md)."""
MORE_RECORD_FACTS = ("three_ability",)
"""Told where the register knows it."""


@dataclass(frozen=True, slots=True)
class LongTerm:
    """A licence without a last day."""


@dataclass(frozen=True, slots=True)
class Medical:
    """The medical certificate (身体条件证明). `hearing_…` true: hears the fork at 50 cm, with the aid if worn."""

    date: date | None = None
    height_cm: float | None = None
    vision_left: float | None = None
    vision_right: float | None = None
    corrected: bool | None = None
    one_eyed: bool | None = None
    field_degrees: float | None = None
    colour_blind: Colour | None = None
    hearing_left: bool | None = None
    hearing_right: bool | None = None
    hearing_aid: bool | None = None
    limbs: bool | None = None
    trunk_neck: bool | None = None


@dataclass(frozen=True, slots=True)
class ThreeAbility:
    date: date | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class LicenceFacts:
    """`points_by_year`: points of each scoring year of the term, oldest first."""

    birth_date: date | None = None
    classes: tuple[LicenceClass, ...] | None = None
    valid_from: date | None = None
    valid_to: date | LongTerm | None = None
    points_by_year: tuple[int, ...] | None = None
    unsettled_violations: int | None = None
    unsettled_accidents: int | None = None
    in_person: bool | None = None
    medical: Medical | None = None
    three_ability: ThreeAbility | None = None


FACT_NAMES: Mapping[str, str] = {
    "birth_date": "出生日期",
    "sex": "性别",
    "classes": "准驾车型",
    "valid_from": "驾驶证有效期起",
    "valid_to": "驾驶证有效期止",
    "points_by_year": "每个记分周期的记分",
    "unsettled_violations": "没处理的违法有几条",
    "unsettled_accidents": "没处理完的事故有几起",
    "in_person": "是不是本人到场",
    "medical": "身体条件证明",
    "medical.date": "体检日期",
    "medical.height_cm": "身高",
    "medical.vision_left": "左眼视力",
    "medical.vision_right": "右眼视力",
    "medical.corrected": "是不是矫正视力",
    "medical.one_eyed": "是不是单眼视力障碍",
    "medical.field_degrees": "水平视野",
    "medical.colour_blind": "辨色检查",
    "medical.hearing_left": "左耳听力",
    "medical.hearing_right": "右耳听力",
    "medical.hearing_aid": "戴没戴助听器",
    "medical.limbs": "四肢检查",
    "medical.trunk_neck": "躯干和颈部检查",
    "three_ability": "三力测试成绩",
    "three_ability.date": "三力测试日期",
    "three_ability.score": "三力测试分数",
}
"""How each fact is called on screens; the keys are the only ones there are."""
