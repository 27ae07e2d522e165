"""先不收新的办件: why, and where else to go, whole in every look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.freeze import Frozen, Grade, Ground, Reason
from app.journeys.states import AtHome
from app.journeys.things import Closure
from tests.qml.screens.looks import LOOKS
from tests.qml.screens.seen import cut_texts
from tests.qml.screens.stage import Stage


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("ground", Ground)
def test_why_nobody_is_taken_is_read_to_its_end(glass: Stage, ground: Ground, look: str) -> None:
    reason = Reason(ground, Grade.FROZEN, "很久没有连上", "检查网线")
    glass.station.put(upkeep=replace(glass.station.upkeep, freeze=Frozen((reason,))))
    glass.show(AtHome(closures=frozenset({Closure.FROZEN})))
    glass.comfort(**LOOKS[look])
    glass.window.grabWindow()  # lays the page out
    page = glass.page()
    assert page is not None
    assert cut_texts(page) == []
    assert any(place in word for word in glass.words() for place in ("窗口", "window", "counter"))
