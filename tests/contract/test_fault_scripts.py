"""Every fault script that ships: the real driver against the simulator, what comes of it, and what the glass says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.composition.fault_scripts import SHIPPED, read_fault_script
from app.viewmodels.translation import Language
from app.viewmodels.window import I18N
from hardware.device_settings import DeviceSettings
from hardware.registry import open_device
from hardware.simulators import make_simulator
from hardware.testing.fault_play import at_simulator, play
from hardware.testing.fault_script import STAGES
from tests.journeys.fault_sentences import sentence

SCRIPTS = sorted(SHIPPED.glob("*/*.yaml"))
ENOUGH = 60


@pytest.fixture
def language(qapp: object) -> Iterator[Language]:
    del qapp
    chosen = Language(I18N)
    yield chosen
    chosen.reset()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_goes_wrong_is_told_as_the_script_says_and_is_over_once_mended(path: Path, language: Language) -> None:
    script = read_fault_script(path)
    assert script.device == path.parent.name
    with make_simulator(script.device, script.options) as simulator:
        device = open_device(script.device, DeviceSettings(simulator.address, options=script.options))
        played = play(script, device, at_simulator(script.device, simulator, path.parent))
        device.close()
    assert played.result == script.expect
    assert played.took_s < script.within_s
    assert played.recovered == script.recovers
    for code in ("zh_CN", "en"):
        language.choose(code)
        said = sentence(script.device, script.act, played.answer, played.result.status)
        assert said == script.citizen.get(code, ""), f"the glass says in {code}: {said}"


def test_there_are_enough_of_them_for_every_room_and_every_stage() -> None:
    scripts = [read_fault_script(path) for path in SCRIPTS]
    assert len(scripts) >= ENOUGH
    assert {script.stage for script in scripts} == set(STAGES)
    assert min(Counter(script.device for script in scripts).values()) >= 5
    assert len({(script.device, script.name) for script in scripts}) == len(scripts)
