"""Below a desk: every device and what waits for the centre, none over another, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from app.journeys.states import AtHome
from hardware.watch import Condition
from tests.qml.screens.desk_stage import DeskStage
from tests.qml.screens.sample_backlogs import sample_backlogs
from tests.qml.screens.sample_conditions import fault_pages
from tests.qml.screens.seen import cut_texts, items


@pytest.fixture
def desk(desk_window: DeskStage) -> Iterator[DeskStage]:
    yield desk_window
    desk_window.begin_anew()


def in_trouble() -> dict[str, Condition]:
    """Each device with the first of its faults."""
    told: dict[str, Condition] = {}
    for rows in fault_pages().values():
        for each in rows.values():
            told.setdefault(each.room, each)
    return told


def edges(item: QQuickItem) -> tuple[float, float]:
    left = item.mapToScene(QPointF(0, 0)).x()
    return left, left + item.width()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_with_every_device_in_trouble_nothing_lies_over_what_waits(desk: DeskStage, language: str) -> None:
    online, backlog = sample_backlogs()["waiting-mixed"]
    desk.station.put(conditions=in_trouble(), online=online, backlog=backlog)
    desk.show(AtHome())
    desk.comfort(language=language)
    desk.settle()
    desk.window.grabWindow()  # drawn: a text knows only then whether it is cut
    bar = desk.find("devices")
    assert bar is not None
    devices = [each for each in items(bar) if each.objectName().startswith("device_")]
    assert len(devices) == len(in_trouble())
    waits = desk.find("waits")
    assert waits is not None
    spans = [edges(each) for each in (*devices, waits)]
    assert all(right <= left for (_, right), (left, _) in pairwise(spans)), spans
    assert cut_texts(bar) == []


def test_one_device_in_trouble_says_what_it_is_in_a_word(desk: DeskStage) -> None:
    told = in_trouble()
    desk.station.put(conditions={"id_card_reader": told["id_card_reader"]})
    desk.comfort(language="en")
    desk.settle()
    bar = desk.find("devices")
    assert bar is not None
    said = {str(each.property("text")) for each in items(bar) if each.property("text")}
    assert said == {"Card reader", "Not found", "All at the centre"}


def test_the_clock_of_the_desk_follows_the_language(desk: DeskStage) -> None:
    clock = desk.find("clock")
    assert clock is not None
    assert clock.property("text") == "3月18日 09:41"
    desk.comfort(language="en")
    desk.settle()
    assert clock.property("text") == "18 Mar 09:41"
