"""先不收新的办件: why, and where else to go, whole in every look; at a desk, what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.freeze import Frozen, Grade, Ground, Reason
from app.journeys.states import AtHome
from app.journeys.things import Closure
from tests.qml.screens.desk_stage import DeskStage
from tests.qml.screens.looks import LOOKS
from tests.qml.screens.seen import cut_texts
from tests.qml.screens.stage import Stage

TO_DO = {
    Ground.LOCKED: ("请问中心", "the centre"),
    Ground.REFUSED: ("请联系中心", "Ask the centre"),
    Ground.OFFLINE: ("kiosk export", "kiosk export"),
    Ground.WAITING: ("技术人员", "technician"),
    Ground.DISK: ("技术人员", "technician"),
}


def _freeze(stage: Stage, ground: Ground) -> None:
    reason = Reason(ground, Grade.FROZEN, "很久没有连上", "检查网线")
    stage.station.put(upkeep=replace(stage.station.upkeep, freeze=Frozen((reason,))))
    stage.show(AtHome(closures=frozenset({Closure.FROZEN})))


@pytest.fixture
def desk(desk_window: DeskStage) -> Iterator[DeskStage]:
    yield desk_window
    desk_window.begin_anew()  # the language is one for all windows


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("ground", Ground)
def test_a_desk_is_told_what_to_do_about_it_and_not_to_go_to_a_window(
    desk: DeskStage, ground: Ground, language: str
) -> None:
    _freeze(desk, ground)
    desk.comfort(language=language)
    desk.window.grabWindow()
    page = desk.page()
    assert page is not None
    assert cut_texts(page) == []
    said = str(page.property("help"))
    assert TO_DO[ground][language == "en"] in said
    assert "窗口" not in said
    assert "window" not in said


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("closure", [Closure.LOCKED, Closure.ON_BATTERY, Closure.TAMPERED])
def test_a_desk_that_is_shut_does_not_send_its_clerk_to_the_window(
    desk: DeskStage, closure: Closure, language: str
) -> None:
    desk.show(AtHome(closures=frozenset({closure})))
    desk.comfort(language=language)
    page = desk.page()
    assert page is not None
    said = str(page.property("help"))
    assert said != ""
    assert not any(word in said for word in ("到窗口", "a window", "use the counter"))
    assert closure is not Closure.LOCKED or ("问中心" in said or "Ask the centre" in said)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("ground", Ground)
def test_why_nobody_is_taken_is_read_to_its_end(glass: Stage, ground: Ground, look: str) -> None:
    _freeze(glass, ground)
    glass.comfort(**LOOKS[look])
    glass.window.grabWindow()  # lays the page out
    page = glass.page()
    assert page is not None
    assert cut_texts(page) == []
    assert any(place in word for word in glass.words() for place in ("窗口", "window", "counter"))
