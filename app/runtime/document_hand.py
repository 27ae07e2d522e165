"""Looks under the document camera once and hands over the page that lies there, flat and upright."""

from __future__ import annotations

from functools import partial
from threading import Event as Flag
from typing import Any

from app.domain.vision_ports import FlattenedPage
from app.journeys.events import CameraWentAway, Event, PageWasScanned
from app.runtime.errands import Errands, said_failed
from app.runtime.machine import Machine
from app.runtime.worker import Worker
from hardware import HardwareError

SCAN = "scan"
PICTURE_WAIT_S = 4.0


class DocumentHand:
    """One worker for camera and flattening: nothing else of the sitting waits for them."""

    def __init__(self, machine: Machine, errands: Errands) -> None:
        self._machine = machine
        self._errands = errands
        self.worker = Worker("document-camera")

    def scan(self, material: str) -> None:
        camera, flattener = self._machine.bench.document_camera, self._machine.flattener
        if camera is None or flattener is None:
            self._errands.say(CameraWentAway())
            return

        def look(stop: Flag) -> FlattenedPage:
            del stop
            return flattener().flatten(camera.grab(PICTURE_WAIT_S))

        self._errands.start(SCAN, self.worker, look, partial(_scanned, material))

    def forget(self) -> None:
        """The sitting is over: the driver keeps no picture."""
        camera = self._machine.bench.document_camera
        if camera is not None:
            self._errands.loose(self.worker, lambda _: camera.close(), _done)


def _scanned(material: str, result: Any) -> Event:
    return CameraWentAway() if said_failed(result, HardwareError) else PageWasScanned(material, result)


def _done(result: Any) -> None:
    said_failed(result, HardwareError)
