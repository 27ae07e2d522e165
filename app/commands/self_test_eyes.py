"""Camera and document camera at the self-test: light, focus, pictures a second, a page found. No picture is kept."""

from __future__ import annotations

import time
from typing import Any

from app.commands.check_devices import of_word
from app.commands.findings import Finding, Mark
from app.commands.trial import Trial, Tried, nobody_did, warned, well

FIRST_PICTURE_S = 6.0
"""A USB camera that was asleep takes its time to open."""
WARM_UP_S = 1.0
"""Automatic exposure comes to rest."""
COUNTED_S = 1.0
NEXT_PICTURE_S = 2.0
SLOW_PER_S = 12.0
LOOK_EVERY_S = 0.3


def picture(trial: Trial) -> Tried:
    return Tried(_picture_of(trial)[0])


def sheet(trial: Trial) -> Tried:
    """As `picture`, then a page laid under it has to be found."""
    from app.vision.flattener import OpenCvFlattener

    trial.ask("把一张 A4 纸平放在高拍仪下，四个角都露出来")
    finder = OpenCvFlattener()
    until = time.monotonic() + trial.patience_s
    looked = finder.find(trial.device.grab(FIRST_PICTURE_S))
    while not looked.passed and time.monotonic() < until and not trial.cancel.wait(LOOK_EVERY_S):
        looked = finder.find(trial.device.grab(NEXT_PICTURE_S))
    seen, facts = _picture_of(trial)
    if looked.passed and seen.state is Mark.OK:
        return Tried(well(trial, "画面正常，找到了纸", page_found=True, **facts))
    if looked.passed or seen.state is not Mark.OK:
        return Tried(seen)
    return Tried(
        nobody_did(trial, "没有试找纸（要人放纸）", "画面里没有找到纸", looked.advice, page_found=False, **facts)
    )


def _picture_of(trial: Trial) -> tuple[Finding, dict[str, Any]]:
    """Raises HardwareError."""
    from app.vision.picture_check import check_picture

    rate = _rate(trial)
    seen = check_picture(trial.device.grab(NEXT_PICTURE_S))
    facts: dict[str, Any] = {
        "size_px": f"{seen.width}×{seen.height}",
        "pictures_per_s": round(rate, 1),
        "brightness": round(seen.brightness),
        "sharpness": round(seen.sharpness, 1),
    }
    word = "covered" if trial.device.status().detail == "covered" else "slow" if rate < SLOW_PER_S else ""
    fault = of_word(trial.room, word, facts) if word else None
    if fault is not None:
        return fault, facts
    if seen.is_dark:
        return warned(trial, "画面太暗", "打开灯，看看镜头有没有被遮住", **facts), facts
    if seen.is_glaring:
        return warned(trial, "画面太亮", "避开直射的光，调低曝光", **facts), facts
    if seen.is_blurred:
        return warned(trial, "画面模糊，或前面什么也没有", "擦干净镜头，调好焦距，前面放个东西再试", **facts), facts
    return well(trial, "画面正常", **facts), facts


def _rate(trial: Trial) -> float:
    """Pictures a second, once exposure has come to rest. Raises HardwareError."""
    shot = trial.device.next_shot(0, FIRST_PICTURE_S)
    rested = time.monotonic() + WARM_UP_S
    while time.monotonic() < rested and not trial.cancel.is_set():
        shot = trial.device.next_shot(shot.number, NEXT_PICTURE_S)
    first, begun = shot.number, shot.taken_at
    while shot.taken_at - begun < COUNTED_S and not trial.cancel.is_set():
        shot = trial.device.next_shot(shot.number, NEXT_PICTURE_S)
    lasted: float = shot.taken_at - begun
    return float(shot.number - first) / lasted if lasted > 0 else 0.0
