"""A scanner of bar and QR codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from hardware.status import DeviceStatus


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """`text` decoded from UTF-8 or GB18030; `symbology` e.g. QRCode, Code128."""

    text: str = field(repr=False)
    symbology: str


@dataclass(frozen=True, slots=True)
class NoCode:
    """Nothing was shown before the deadline."""


ScanOutcome = CodeScanned | NoCode


class CodeScanner(Protocol):
    def scan(self, timeout_s: float, cancel: Event | None = None) -> ScanOutcome: ...

    def status(self) -> DeviceStatus: ...

    def close(self) -> None: ...
