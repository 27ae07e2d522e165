"""What several classes together ask of the body, by the pack of the day."""

from __future__ import annotations

from datetime import date

import pytest

from app.catalogue.rules import body_limits
from app.domain.errors import WrongInput

PACK = "driving-licence-renewal"
ON = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("classes", "vision", "height_cm", "hearing_aid"),
    [
        (["C1"], 4.9, None, True),
        (["C1", "C2"], 4.9, None, True),
        (["C1", "D"], 4.9, None, False),
        (["B1"], 5.0, 150, False),
        (["C1", "A2", "B1"], 5.0, 155, False),
        (["N"], 5.0, 155, False),
    ],
)
def test_the_strictest_of_the_classes_counts(
    classes: list[str], vision: float, height_cm: float | None, hearing_aid: bool
) -> None:
    limits = body_limits(PACK, classes, ON)
    assert (limits.vision, limits.height_cm, limits.hearing_aid) == (vision, height_cm, hearing_aid)
    assert sorted(limits.classes) == sorted(classes)
    assert limits.colour_refused == ("red_green",)


@pytest.mark.parametrize("classes", [[], ["C7"], ["C1", "c2"]])
def test_a_class_that_there_is_not_has_no_limits(classes: list[str]) -> None:
    with pytest.raises(WrongInput):
        body_limits(PACK, classes, ON)


def test_a_day_before_every_version_has_no_limits() -> None:
    with pytest.raises(WrongInput):
        body_limits(PACK, ["C1"], date(2001, 1, 1))
