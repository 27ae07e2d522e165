"""A service hall for the tests: simulated devices and a real centre, and stations that are set up in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.central.administration import get_case, list_cases, make_enrolment_code
from app.composition.parts import Parts
from app.composition.simulated import SimulatedPlace, open_place
from app.composition.terminal import Terminal, build_terminal
from app.config import Settings, load_settings
from app.runtime.once import Once
from app.storage import lock_data_dir
from app.vision.face_process import FaceProcess
from hardware import PaperState


class SharedFaces(FaceProcess):
    """Stays when a terminal closes it: to start it and load its models takes longer than many a sitting."""

    def close(self) -> None:
        pass

    def end(self) -> None:
        super().close()


FACES = SharedFaces()


@dataclass
class Hall:
    """One place for many stations: each has its own data directory and its own name at the centre."""

    folder: Path
    place: SimulatedPlace
    stations: int = 1

    @property
    def simulators(self) -> Any:
        return self.place.simulators

    def enrolled(self, data_dir: Path) -> Settings:
        """A station of its own, registered with the centre; its settings name the simulators."""
        self.stations += 1
        station_id = f"YX{self.stations:02d}"
        settings = load_settings(data_dir)
        parts = Parts(settings)
        try:
            code = make_enrolment_code(self.folder, station_id, settings.station.kind.value)
            parts.enroller.enrol(self.place.centre.url, code, settings.station.kind.value)
        finally:
            parts.close()
        return Settings(
            data_dir=data_dir,
            config_file=data_dir / "station.toml",
            station=settings.station,
            devices=self.place.settings.devices,
            catalogue_dir=settings.catalogue_dir,
        )

    def case(self, case_id: str) -> dict[str, Any]:
        """What the centre holds."""
        return get_case(self.folder, case_id)

    def cases(self) -> list[dict[str, Any]]:
        return list_cases(self.folder)

    def tidy(self) -> None:
        """Every device whole again, nobody before the machine, the line up."""
        bench = self.simulators
        for device in (bench.id_card_reader, bench.evaluation_keypad):
            device.plug()
            device.clear_faults()
        bench.id_card_reader.take_card()
        bench.evaluation_keypad.press_when_asked(None)
        bench.camera.plug()
        bench.camera.show(self.place.scenes["photo"])
        bench.receipt_printer.plug()
        bench.receipt_printer.go_silent(False)
        bench.receipt_printer.close_cover()
        bench.receipt_printer.set_paper(PaperState.FULL)
        bench.certificate_printer.plug()
        bench.certificate_printer.jam(False)
        bench.certificate_printer.slow(0)
        self.place.connect(True)


@contextmanager
def open_hall(folder: Path) -> Iterator[Hall]:
    parts = Parts(load_settings(folder))
    place = open_place(parts.settings, parts)
    parts.close()
    try:
        yield Hall(folder, place)
    finally:
        place.close()
        FACES.end()


@contextmanager
def open_terminal(settings: Settings) -> Iterator[Terminal]:
    """The terminal as the program builds it, over the simulators' real bytes; only dlib is warm from the one before."""
    bury()
    with lock_data_dir(settings.data_dir):
        parts = Parts(settings)
        parts._faces = Once(lambda: FACES)
        terminal = build_terminal(settings, parts, is_simulated=True)
        try:
            terminal.window.surface.show()
            terminal.start()
            yield terminal
        finally:
            terminal.close()


GRAVEYARD: list[Terminal] = []
"""Closed terminals: a collector that happens to run in a worker's thread must never find their Qt objects."""


def bury() -> None:
    """In the window's thread, where this is called; tests/conftest.py keeps collections from beginning elsewhere."""
    GRAVEYARD.clear()
    gc.collect()
