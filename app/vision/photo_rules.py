"""What a licence photo must be, as data. Limits are inclusive; pixels are those of the finished photo."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import WrongInput


@dataclass(frozen=True, slots=True)
class Between:
    """Both ends are allowed."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def __str__(self) -> str:
        return f"{self.low:g}–{self.high:g}"


@dataclass(frozen=True, slots=True)
class PhotoRules:
    """The upper half is the standard's; the lower half is how we recognise what it asks for in words.

    `enlarged_at_most`: a camera picture may be enlarged this much before the face counts as too far away.
    `nod_share`: nose below the eyes, as a share of the distance between the outer eye corners.
    Light and wall are 8-bit luminance; `side_light_difference` is between the two halves of the face, `wall_sides`
    between those of the wall. `wall_things` is a share of the wall, `eye_light` one of the cheek's light. `wall_tint`
    leaves room for a camera whose white is a little warm or cool.
    `sharpness` is the variance of the Laplacian over the face at the finished size.
    """

    name: str
    title: str
    width_px: int
    height_px: int
    dots_per_inch: int
    bytes: Between
    quality: Between
    head_width_px: Between
    head_length_px: Between
    crown_px: Between
    off_centre_px: float
    bits_per_pixel: int = 24

    tilt_deg: float = 5.0
    turn_deg: float = 12.0
    nod_share: Between = Between(0.34, 0.74)
    enlarged_at_most: float = 1.2
    face_light: Between = Between(85, 215)
    side_light_difference: float = 45.0
    wall_light: Between = Between(200, 255)
    wall_tint: float = 20.0
    wall_spread: float = 10.0
    wall_sides: float = 16.0
    wall_things: float = 0.015
    eye_light: float = 0.45
    sharpness: float = 45.0


_TABLE = (
    # GA 482: 22×32 mm, 260×378 at 300 dpi, 24-bit JPEG. A KB is 1,024 bytes at the lower end and 1,000 at the
    # upper, so that the file fits by either reading.
    PhotoRules(
        name="ga482",
        title="驾驶证照片（GA 482）",
        width_px=260,
        height_px=378,
        dots_per_inch=300,
        bytes=Between(14 * 1024, 30 * 1000),
        quality=Between(70, 95),
        head_width_px=Between(165, 189),
        head_length_px=Between(224, 260),
        crown_px=Between(10, 20),
        off_centre_px=13.0,
    ),
)


def rule_names() -> tuple[str, ...]:
    return tuple(rules.name for rules in _TABLE)


def rules_named(name: str) -> PhotoRules:
    """Raises WrongInput."""
    for rules in _TABLE:
        if rules.name == name:
            return rules
    raise WrongInput(f"没有叫“{name}”的照片规则", f"用其中之一：{'、'.join(rule_names())}")
