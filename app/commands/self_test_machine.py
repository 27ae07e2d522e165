"""Speaker, UPS and cabinet at the self-test."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.commands.check_devices import of_word, told
from app.commands.findings import Mark
from app.commands.trial import Trial, Tried, bad, told_only, well

SENTENCE = Path(__file__).resolve().parents[2] / "resources" / "sounds" / "zh_CN" / "thanks.wav"
LIT_S = 0.6
"""Long enough for an eye that goes from lamp to lamp."""
LIGHT_NAMES = {"light_reader": "读卡区", "light_slot": "出纸口", "light_camera": "摄像头", "alarm": "报警"}


def sentence(trial: Trial) -> Tried:
    from hardware.speaker.interface import Played

    outcome = trial.device.say(SENTENCE, trial.cancel)
    if isinstance(outcome, Played):
        heard = "听到“办好了，再见”了吗？"
        return Tried(well(trial, "说完了一句话"), heard, "放了声音，没有听到", "查音箱的电源、接线和音量")
    found = of_word(trial.room, outcome.cause)
    return Tried(found or bad(trial, f"没说完（{outcome.cause}）", "再做一次"))


def supply(trial: Trial) -> Tried:
    reading = trial.device.look()
    facts = {
        "source": reading.source.value,
        "charge_percent": reading.charge_percent,
        "runtime_s": reading.runtime_s,
        "charging": reading.charging or None,
    }
    found = told(trial.room, trial.device.status())
    if found.state is not Mark.OK:
        return Tried(replace(found, measured=told_only(facts)))
    return Tried(well(trial, "市电正常，电池备着", **facts))


def cabinet(trial: Trial) -> Tried:
    """Each contact read, each light lit once and put out again."""
    from hardware.io_board.interface import LIGHTS, LightMode

    contacts = trial.device.look()
    wired = [name for name in LIGHTS if _is_wired(trial, name)]
    for name in wired:
        trial.device.set_light(name, LightMode.ON)
        stopped = trial.cancel.wait(LIT_S)
        trial.device.set_light(name, LightMode.OFF)
        if stopped:
            break
    facts = {
        "door_open": contacts.door_open,
        "tamper": contacts.tamper,
        "person_present": contacts.person_present,
        "lights": len(wired),
    }
    names = "、".join(LIGHT_NAMES[name] for name in wired)
    done = well(trial, f"触点读到了，{len(wired)} 盏灯各亮过一次", **facts)
    if not wired:
        return Tried(done)
    return Tried(done, f"灯依次亮过：{names}，对吗？", "有灯没有亮", "查那盏灯的线和 station.toml 里 outputs 的号码")


def _is_wired(trial: Trial, name: str) -> bool:
    """With neither table the usual board is meant (wiring.py)."""
    if "inputs" not in trial.options and "outputs" not in trial.options:
        return True
    return name in trial.options.get("outputs", ())
