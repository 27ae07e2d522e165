"""What watching idle devices costs: each in a thread of its own at the station's pace, all at once, real bytes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from hardware import open_device
from hardware.device_settings import DeviceSettings
from hardware.simulators import SIMULATORS, make_simulator
from hardware.transport.plugging import open_plug_watch

STATUS_EVERY_S = 5.0
POWER_EVERY_S = 1.0
CONTACTS_EVERY_S = 0.2
TARGET_PERCENT = 2.0


@dataclass
class Watched:
    """One device's thread: looks until told to stop, and counts the processor time of this thread alone."""

    name: str
    look: Callable[[], Any]
    every_s: float
    stop: threading.Event
    used_s: float = 0.0
    took_s: float = 0.0
    looks: int = 0

    def run(self) -> None:
        self.look()  # the first opens the line and loads what is needed
        begun, clock = time.thread_time(), time.monotonic()
        while not self.stop.wait(self.every_s):
            self.look()
            self.looks += 1
        self.used_s, self.took_s = time.thread_time() - begun, time.monotonic() - clock

    def percent(self) -> float:
        return round(100 * self.used_s / self.took_s, 3)


def measure(seconds: float) -> dict[str, Any]:
    """Percent of one core by device thread; `process` has the simulators in it, too."""
    stop = threading.Event()
    with ExitStack() as stack:
        watched = [each for room in SIMULATORS for each in _watched(stack, room, stop)]
        plugs = open_plug_watch(lambda _: None)
        if plugs is not None:
            stack.callback(plugs.close)
        threads = [threading.Thread(target=each.run, name=each.name) for each in watched]
        for thread in threads:
            thread.start()
        time.sleep(STATUS_EVERY_S)
        begun, clock = time.process_time(), time.monotonic()
        time.sleep(seconds)
        process = 100 * (time.process_time() - begun) / (time.monotonic() - clock)
        stop.set()
        for thread in threads:
            thread.join()
    percents = {each.name: each.percent() for each in watched}
    return {
        "target": TARGET_PERCENT,
        "worst": max(percents.values()),
        "process_with_simulators": round(process, 3),
        "plug_watch": plugs is not None,
        "by_thread": percents,
        "looks": {each.name: each.looks for each in watched},
    }


def _watched(stack: ExitStack, room: str, stop: threading.Event) -> list[Watched]:
    simulator = stack.enter_context(make_simulator(room))
    device = open_device(room, DeviceSettings(simulator.address))
    stack.callback(device.close)
    looks = [Watched(f"{room} status", device.status, STATUS_EVERY_S, stop)]
    if room == "power":
        looks.append(Watched("power look", device.look, POWER_EVERY_S, stop))
    if room == "io_board":
        looks.append(Watched("io_board look", device.look, CONTACTS_EVERY_S, stop))
    return looks
