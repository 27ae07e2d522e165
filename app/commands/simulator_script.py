"""What can be done to a simulated device by hand, by `--fault` and by `--script`.

A script is a text file; each line is the second since the start, an action and what it needs:

    # 秒  动作        参数
    0     put-card    resident.json
    3.5   take-card
    5     fault       silent
    8     clear
    10    unplug
    12    plug

The actions of each device stand in `docs/operations/commands.md`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.commands.files import read_text
from app.domain.errors import WrongInput
from hardware import PaperState

Deed = Callable[[], object]
Make = Callable[[Any, str], Deed]
"""A simulator and a value as it was typed to what is done to it. Raises ValueError for a value it cannot have."""


@dataclass(frozen=True, slots=True)
class Step:
    at_s: float
    deed: Deed


def card_from(path: Path) -> Any:
    """Raises WrongInput."""
    from hardware.id_card_reader.simulated_card import SimulatedCard

    try:
        return SimulatedCard.from_file(path)
    except (OSError, ValueError) as error:
        why = "打不开" if isinstance(error, OSError) else error
        raise WrongInput(f"读不了卡片文件 {path}：{why}", "字段同 kiosk device read-card --json") from error


class Hands:
    """The hands at one simulator."""

    def __init__(self, device: str, simulator: Any) -> None:
        self._device = device
        self._simulator = simulator

    def fault(self, text: str) -> Deed:
        """`silent`, `noise=FF00AA` (hex), `wrong_checksums=1`. Raises WrongInput."""
        name, _, value = text.partition("=")
        return self._deed(FAULTS[self._device], "故障", name, value)

    def action(self, name: str, value: str, folder: Path) -> Deed:
        """`folder` is where files named in a script are looked for. Raises WrongInput."""
        if name == "fault":
            return self.fault(value)
        if name in ("put-card", "show") and self._device != "code-scanner":
            value = str(folder / value)
        return self._deed({**COMMON, **ACTIONS[self._device]}, "动作", name, value)

    def _deed(self, known: Mapping[str, Make], kind: str, name: str, value: str) -> Deed:
        make = known.get(name)
        if make is None:
            words = "、".join(sorted(known)) or "没有"
            raise WrongInput(f"{self._device} 没有 {name} 这种{kind}", f"可以写：{words}")
        try:
            return make(self._simulator, value)
        except ValueError as error:
            raise WrongInput(f"{kind} {name} 的值“{value}”不对", "例如 noise=FF00、wrong_checksums=1") from error

    def perform(self, script: Sequence[Step], asked_to_end: threading.Event) -> None:
        start = time.monotonic()
        for step in script:
            if asked_to_end.wait(max(0.0, start + step.at_s - time.monotonic())):
                return
            step.deed()


def read_script(path: Path, hands: Hands) -> tuple[Step, ...]:
    """The steps in the order of their time. Raises WrongInput, which names the line."""
    steps = []
    for number, line in enumerate(read_text(path, "脚本").splitlines(), 1):
        words = line.split("#", 1)[0].split(maxsplit=2)
        if not words:
            continue
        try:
            at_s = float(words[0])
            if not 0 <= at_s < threading.TIMEOUT_MAX or len(words) < 2:
                raise ValueError(line)  # noqa: TRY301 - told with the others below
        except ValueError:
            raise WrongInput(f"脚本第 {number} 行写得不对", "写成：秒 动作 参数") from None
        try:
            deed = hands.action(words[1], words[2].strip() if len(words) > 2 else "", path.parent)
        except WrongInput as error:
            raise WrongInput(f"脚本第 {number} 行：{error.message}", error.what_to_do) from error
        steps.append(Step(at_s, deed))
    return tuple(sorted(steps, key=lambda step: step.at_s))


def _call(method: str) -> Make:
    return lambda simulator, _: getattr(simulator, method)


def _with_number(method: str) -> Make:
    def make(simulator: Any, value: str) -> Deed:
        number = int(value or 1)
        return lambda: getattr(simulator, method)(number)

    return make


def _flag(name: str) -> Make:
    return lambda simulator, _: lambda: simulator.set_faults(**{name: True})


def _count(name: str) -> Make:
    def make(simulator: Any, value: str) -> Deed:
        number = int(value or 1)
        return lambda: simulator.set_faults(**{name: number})

    return make


def _noise(simulator: Any, value: str) -> Deed:
    noise = bytes.fromhex(value or "AA55AA")
    return lambda: simulator.set_faults(noise=noise)


def _put_card(simulator: Any, value: str) -> Deed:
    card = card_from(Path(value))
    return lambda: simulator.put_card(card)


def _paper(state: str) -> Make:
    return lambda simulator, _: lambda: simulator.set_paper(PaperState(state))


def _press(simulator: Any, value: str) -> Deed:
    grade = int(value)
    if not 1 <= grade <= 5:
        raise ValueError(value)
    return lambda: simulator.press(grade)


def _show_pictures(simulator: Any, value: str) -> Deed:
    if not Path(value).exists():
        raise WrongInput(f"找不到图片 {value}", "写图片文件或文件夹")
    return lambda: simulator.show(Path(value))


def _show_code(simulator: Any, value: str) -> Deed:
    if not value:
        raise ValueError(value)
    return lambda: simulator.show(value)


def _seconds(method: str) -> Make:
    def make(simulator: Any, value: str) -> Deed:
        number = float(value or 1)
        return lambda: getattr(simulator, method)(number)

    return make


COMMON: Mapping[str, Make] = {"unplug": _call("unplug"), "plug": _call("plug")}
ACTIONS: Mapping[str, Mapping[str, Make]] = {
    "id-card-reader": {"put-card": _put_card, "take-card": _call("take_card"), "clear": _call("clear_faults")},
    "evaluation-keypad": {"press": _press, "cancel": _call("cancel"), "clear": _call("clear_faults")},
    "receipt-printer": {"paper-full": _paper("full"), "paper-low": _paper("low"), "close-cover": _call("close_cover")},
    "certificate-printer": {
        "close-cover": _call("close_cover"),
        "paper-full": lambda simulator, _: lambda: simulator.media_empty(False),
        "clear-jam": lambda simulator, _: lambda: simulator.jam(False),
        "toner-full": lambda simulator, _: lambda: simulator.toner_empty(False),
    },
    "camera": {"show": _show_pictures, "cover": _call("cover")},
    "code-scanner": {"show": _show_code},
}
_SERIAL_FAULTS: dict[str, Make] = {
    "silent": _flag("silent"),
    "one_byte_at_a_time": _flag("one_byte_at_a_time"),
    "noise": _noise,
    "wrong_checksums": _count("wrong_checksums"),
    "unplug_after": _with_number("unplug_after"),
}
FAULTS: Mapping[str, Mapping[str, Make]] = {
    "id-card-reader": _SERIAL_FAULTS
    | {name: _count(name) for name in ("wrong_lengths", "torn_replies", "find_errors", "select_fails", "read_fails")}
    | {"sam_not_authorised": _flag("sam_not_authorised")},
    "evaluation-keypad": _SERIAL_FAULTS
    | {"lost_frames": _count("lost_frames")}
    | {name: _flag(name) for name in ("deaf_to_acknowledgements", "cable_unplugged")},
    "receipt-printer": {
        "silent": _call("go_silent"),
        "paper_out": _paper("out"),
        "paper_low": _paper("low"),
        "paper_jammed": _paper("jammed"),
        "paper_out_after": _with_number("paper_out_after"),
        "cover_open": _call("open_cover"),
        "cover_open_after": _with_number("cover_open_after"),
        "cutter_error": _call("stick_cutter"),
        "unplug_after": _with_number("unplug_after"),
    },
    "certificate-printer": {
        "media_empty": _call("media_empty"),
        "media_empty_after": _with_number("media_empty_after"),
        "media_low": _call("media_low"),
        "media_jam": _call("jam"),
        "cover_open": _call("open_cover"),
        "toner_low": _call("toner_low"),
        "toner_empty": _call("toner_empty"),
        "format_refused": _call("refuse_format"),
        "vanish_with_next_job": _call("vanish_with_next_job"),
        "slow": _seconds("slow"),
    },
    "camera": {"covered": _call("cover")},
    "code-scanner": {"one_byte_at_a_time": _call("one_byte_at_a_time")},
}
