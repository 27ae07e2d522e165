"""The E as it comes onto the glass: true to size to a fraction of a pixel, open where it should be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

from app.journeys.medical.chart import Chart, Facing
from app.journeys.medical.colour import PlateKind
from app.viewmodels.chart_images import OptotypeImages, PlateImages, optotype, plate
from tests.unit.app.viewmodels.light import light_of

CHART = Chart()
BLACK_SHARE = 17 / 25
"""Of an E's square: the spine has 5 of 25 cells, each of the three arms 4 more."""


@pytest.mark.parametrize("line", CHART.lines)
@pytest.mark.parametrize("facing", Facing)
def test_it_takes_as_much_light_as_its_size_says(qapp: QGuiApplication, line: float, facing: Facing) -> None:
    side = CHART.side_px(line)
    dark = (1 - light_of(optotype(facing, side))).sum()
    assert dark == pytest.approx(BLACK_SHARE * side**2, rel=0.01)


@pytest.mark.parametrize("facing", Facing)
def test_it_is_open_where_it_should_be(qapp: QGuiApplication, facing: Facing) -> None:
    light = light_of(optotype(facing, 100))
    edges = {
        Facing.UP: light[2].mean(),
        Facing.DOWN: light[97].mean(),
        Facing.LEFT: light[:, 2].mean(),
        Facing.RIGHT: light[:, 97].mean(),
    }
    opposite = {Facing.UP: Facing.DOWN, Facing.DOWN: Facing.UP, Facing.LEFT: Facing.RIGHT, Facing.RIGHT: Facing.LEFT}
    assert edges[facing] == pytest.approx(0.4, abs=0.01), "two gaps of five"
    assert edges[opposite[facing]] == pytest.approx(0, abs=0.01), "the spine"


def test_a_stroke_of_the_finest_line_is_black_in_its_middle(qapp: QGuiApplication) -> None:
    assert light_of(optotype(Facing.RIGHT, CHART.side_px(5.3))).min() < 0.01


def test_the_screens_ask_by_address(qapp: QGuiApplication) -> None:
    size = QSize()
    image = OptotypeImages().requestImage("left/26.537", size, QSize())
    assert (image.width(), size.height()) == (27, 27)
    shown = PlateImages().requestImage("red_green/5/77", size, QSize(300, 300))
    assert shown == plate(PlateKind.RED_GREEN, "5", 77, 300)
    assert shown != plate(PlateKind.RED_GREEN, "6", 77, 300)
    assert shown.pixelColor(0, 0).name() == "#ffffff"
