"""All devices of a station, opened and closed together."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from hardware.certificate_printer.interface import CertificatePrinter
from hardware.code_scanner.interface import CodeScanner
from hardware.device_settings import DeviceSettings
from hardware.evaluation_keypad.interface import EvaluationKeypad
from hardware.id_card_reader.interface import IdCardReader
from hardware.io_board.interface import IoBoard
from hardware.power.interface import Power
from hardware.receipt_printer.interface import ReceiptPrinter
from hardware.registry import Device, open_device
from hardware.speaker.interface import Speaker

if TYPE_CHECKING:
    from hardware.camera.interface import Camera


@dataclass(frozen=True, slots=True)
class Devices:
    """One entry per section of station.toml; None where none is configured."""

    id_card_reader: IdCardReader | None = None
    evaluation_keypad: EvaluationKeypad | None = None
    receipt_printer: ReceiptPrinter | None = None
    certificate_printer: CertificatePrinter | None = None
    camera: Camera | None = None
    document_camera: Camera | None = None
    code_scanner: CodeScanner | None = None
    speaker: Speaker | None = None
    power: Power | None = None
    io_board: IoBoard | None = None

    def present(self) -> dict[str, Device]:
        """The configured ones, by name."""
        everything = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: device for name, device in everything.items() if device is not None}

    def close(self) -> None:
        """Close all, also when closing one fails."""
        with ExitStack() as stack:
            for device in self.present().values():
                stack.callback(device.close)


def open_devices(settings: Mapping[str, DeviceSettings]) -> Devices:
    """Every configured device by its driver; no port is touched.

    Raises DriverUnknown, AddressInvalid, OptionInvalid.
    """
    with ExitStack() as stack:
        opened = {}
        for kind, one in settings.items():
            opened[kind] = open_device(kind, one)
            stack.callback(opened[kind].close)
        devices = Devices(**opened)
        stack.pop_all()  # all stand: closing them is now the caller's
    return devices
